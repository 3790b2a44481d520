"""Read one sheet: which form, which period, which columns and rows, and what each cell holds."""

from dataclasses import dataclass, replace

from transforms.registry import Registry
from transforms.sheet.cells import count_cells, read_cells
from transforms.sheet.grid import SheetGrid, cell_name
from transforms.sheet.headers import HeaderPlace, Headers, find_header, read_headers
from transforms.sheet.reading import SheetReading
from transforms.sheet.rows import BodyRow, read_rows
from transforms.sheet.scope import Scope
from transforms.sheet.titles import TitleBlock, forms_named, read_title
from transforms.terms.form import FormVersion
from transforms.terms.period import Period
from transforms.terms.rule import Finding
from transforms.text.normalise import text_key


@dataclass(frozen=True)
class Delivery:
    """What the inbox says of a file: who sent it, and the period and status its folder names."""

    submission_id: str
    submitter_id: str
    folder_period: str = ""
    folder_status: str = ""


def read_sheet(grid: SheetGrid, delivery: Delivery, registry: Registry) -> SheetReading:
    """The figures of a sheet, or the findings that say why there are none."""
    finding = Finding("", delivery.submission_id, sheet=grid.name)
    if _is_personal_list(grid, registry):
        return SheetReading(grid.name, findings=(replace(finding, rule_id="R15"),), is_personal_list=True)
    stub = frozenset(phrase for form in registry.forms for phrase in form.stub["territory"])
    place = find_header(grid, stub)
    title = read_title(grid, place.top if place else 20, registry.words, registry.figure_statuses)
    named = forms_named(title, registry.forms)
    form_ids = {form.form_id for form in named}
    if place is None or len(form_ids) != 1:
        return _unknown_form(grid, title, finding, registry)
    said, problem = _period_and_status(title, delivery, finding)
    if problem is not None or said is None:
        return SheetReading(grid.name, named[0].form_id, findings=(problem,) if problem else ())
    period, status = said
    form = registry.form(named[0].form_id, period)
    if form is None:
        return _unknown_form(grid, title, finding, registry)
    context = replace(finding, form_id=form.form_id, period=period.text)
    reading = SheetReading(
        grid.name,
        form.form_id,
        form.version,
        period.text,
        status,
        is_simulated=any(word in line for line in title.lines for word in registry.words["simulated"]),
    )
    return _read_table(grid, place, form, reading, context, delivery, registry)


def _is_personal_list(grid: SheetGrid, registry: Registry) -> bool:
    texts = {text_key(str(content)) for content in grid.cells.values() if isinstance(content, str)}
    return any(word in text for word in registry.words["personal_list"] for text in texts)


def _unknown_form(grid: SheetGrid, title: TitleBlock, finding: Finding, registry: Registry) -> SheetReading:
    first = next((line for line in title.lines if line), "")
    forms = ", ".join(dict.fromkeys(f"{f.form_id} ({f.name_vi})" for f in registry.forms))
    unknown = replace(finding, rule_id="R04", found=first[:80], expected=forms)
    return SheetReading(
        grid.name,
        findings=(unknown,),
        counts={"read": 0, "ignored_by_rule": 0, "unrecognised": len(grid.cells)},
    )


def _period_and_status(
    title: TitleBlock, delivery: Delivery, finding: Finding
) -> tuple[tuple[Period, str] | None, Finding | None]:
    """The period and status on which sheet and folder agree; what one does not say the other may."""
    said_period = next(iter(title.periods)) if len(title.periods) == 1 else ""
    said_status = next(iter(title.statuses)) if len(title.statuses) == 1 else ""
    folder = (delivery.folder_period, delivery.folder_status)
    if any(a and b and a != b for a, b in zip((said_period, said_status), folder, strict=True)):
        found = " ".join(filter(None, (said_period, said_status)))
        return None, replace(finding, rule_id="R08", found=found, expected="-".join(folder))
    period, status = said_period or folder[0], said_status or folder[1]
    if not period:
        return None, replace(finding, rule_id="R07")
    if not status:
        return None, replace(finding, rule_id="R09", period=period)
    return (Period(period), status), None


def _read_table(
    grid: SheetGrid,
    place: HeaderPlace,
    form: FormVersion,
    reading: SheetReading,
    context: Finding,
    delivery: Delivery,
    registry: Registry,
) -> SheetReading:
    headers = read_headers(grid, place, form, registry.items)
    broken = _header_findings(headers, form, context, place)
    if broken:
        return replace(reading, log=headers.log, findings=broken)
    duties = [d for d in registry.duties(Period(reading.period)) if d.submitter_id == delivery.submitter_id]
    duty = next((d for d in duties if d.form_id == form.form_id), None)
    if duty is None:
        return replace(reading, findings=(_not_owed(grid, headers, place, context, delivery, registry),))
    scope = Scope(duty, registry.territories)
    rows = read_rows(grid, place, headers, form, scope, registry.words)
    counts, stray = count_cells(grid, place, headers, rows)
    problem = _useless(rows)
    if problem:
        found = _not_owed(grid, headers, place, context, delivery, registry)
        refusal = found if problem == "R11" else replace(context, rule_id=problem)
        return replace(reading, log=headers.log, findings=(refusal,), counts=counts)
    rows, findings = _refuse_rows(rows, scope, context)
    if stray is not None:
        findings.append(
            replace(context, rule_id="R17", cell=cell_name(stray), found=str(counts["unrecognised"]))
        )
    cells = read_cells(grid, rows, headers, registry.items)
    return replace(reading, cells=cells, log=headers.log, findings=tuple(findings), counts=counts)


def _header_findings(
    headers: Headers, form: FormVersion, context: Finding, place: HeaderPlace
) -> tuple[Finding, ...]:
    unclear = [
        replace(context, rule_id="R06", cell=cell_name((place.top, column)), found=text, expected=numbers)
        for column, text, numbers in headers.unclear
    ]
    missing = [
        replace(
            context, rule_id="R05", expected=" / ".join(filter(None, column.header)), detail=column.number
        )
        for column in headers.missing
    ]
    if form.breakdown and "breakdown" not in headers.stub:
        missing.append(
            replace(context, rule_id="R05", expected="Phân tổ (Hộ, Nhân khẩu)", detail="breakdown")
        )
    if form.is_generic and not headers.columns:
        missing.append(
            replace(context, rule_id="R05", expected="ít nhất một chỉ tiêu của biểu CT01", detail="items")
        )
    return (*unclear, *missing)


def _useless(rows: list[BodyRow]) -> str:
    """The rule that refuses a table without a single row of a territory that is owed; empty where there is one."""
    roles = {row.role for row in rows}
    if roles & {"part", "subtotal"} or ("total" in roles and "unknown" not in roles):
        return ""
    return "R11" if "unknown" in roles else "R16"


def _not_owed(
    grid: SheetGrid,
    headers: Headers,
    place: HeaderPlace,
    context: Finding,
    delivery: Delivery,
    registry: Registry,
) -> Finding:
    column = headers.stub["territory"]
    names = [grid.text((row, column)) for row in range(place.body, min(place.body + 6, grid.last_row + 1))]
    owed = {
        f"{duty.form_id} kỳ {duty.period}"
        for period in registry.periods
        for duty in registry.duties(period)
        if duty.submitter_id == delivery.submitter_id
    }
    found = ", ".join(dict.fromkeys(filter(None, names)))
    return replace(context, rule_id="R11", found=found, expected=", ".join(sorted(owed)))


def _refuse_rows(rows: list[BodyRow], scope: Scope, context: Finding) -> tuple[list[BodyRow], list[Finding]]:
    """The rows that can be used, and a finding for each that cannot."""
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        if row.role in {"part", "subtotal"} and row.territory:
            place = (row.territory.code, row.line, row.role)
            seen[place] = seen.get(place, 0) + 1
    kept: list[BodyRow] = []
    findings: list[Finding] = []
    for row in rows:
        place = (row.territory.code, row.line, row.role) if row.territory else ("", "", "")
        if row.role == "unknown":
            near = scope.propose(row.name)
            expected = f" (có phải “{near}”?)" if near else ""
            findings.append(
                replace(
                    context,
                    rule_id="R12",
                    cell=row.name_cell,
                    found=row.name,
                    expected=expected,
                    detail=str(row.row),
                )
            )
        elif seen.get(place, 0) > 1:
            findings.append(
                replace(
                    context,
                    rule_id="R14",
                    cell=row.name_cell,
                    territory_code=place[0],
                    territory_name=row.name,
                    detail=str(row.row),
                )
            )
        else:
            kept.append(row)
    return kept, findings
