"""Every reporting form, as the regulation and the sheets of the provinces have it: drawn, read back and judged."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import grid, read, rules_of, submitted
from tests.form_figures import PLACE, RIGHT, drawn, figures_of, opened, owing, read_back
from transforms.checks.records import records_of
from transforms.checks.relations import identity_relations
from transforms.sheet.header_place import find_header
from transforms.sheet.headers import HeaderPlace, read_headers
from transforms.sheet.reading import SheetReading
from transforms.terms.form import Column, FormVersion, HeaderMatch
from transforms.terms.period import Period

# form, version, column, the wrong figure (households where there are two lines), the rules that it breaks.
WRONG = """
F01   2016  1    25   C04 C04
F02   2016  9    18   C05
F03   2016  9    12   C05
F04   2016  2    42   C10a
F04   2016  3    21   C10a C04b
F04   2022  2    67   C10a
F04   2022  1    23   C10b
F06   2016  1    9    C10c
F06   2022  1    9    C10c
F08   2016  5    3    C11
F08   2016  2    21   C04b
F08   2016  1    90   C11 C03b
F08b  2022  1    29   C04 C04b
F08b  2022  5    21   C04b
F09   2016  1.1  9    C27
F09   2016  1.2.khac 2 C27
F11   2022  4    31   C04b
F12   2022  2    41   C27
F12   2022  10   6    C27
F12   2022  15   21   C04b
F13   2022  12   16   C04b
M03N  2012  13   18   C05
M03C  2012  15   20   C04b
"""

# The line of column numbers under the header, as far as it is attested.
FLOW = "1 2 3 4 5 6 7 8 9=1-2-3-4+5+6+7+8"
SUMMARY = (
    "1=2+3 2 3 4 5=6+7 6 7 8 9=10+11 10 11 12 13 14 15 16=17+18 17 18 19 20=9/1*100 21=11/3*100 22=12/4*100"
)
ETHNIC = "{0}.0 {0}.1 {0}.2 {0}.2.1 {0}.2.2 {0}.2.3 {0}.2.4 {0}.2.5 {0}.2.6 {0}.2.7 {0}.2.8 {0}.2.9 {0}.2.10"
NUMBERED = {
    ("F01", "2016"): "1 2 3 4=3/1*100 5 6=5/1*100 7 8=7/1*100 9 10=9/2*100 11 12=11/2*100 13 14=13/2*100",
    ("F02", "2016"): FLOW,
    ("F03", "2016"): FLOW,
    ("F04", "2022"): "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
    ("F05", "2022"): "1 2 3 4 5 6 7 8 9 10 11 12 13",
    ("F06", "2022"): "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
    ("F07", "2022"): "1 2 3 4 5 6 7 8 9 10 11 12 13",
    ("F08", "2016"): "1 2 3 4 5=1-2-3-4 6 7 8 9 10=6-7-8-9",
    ("F09", "2016"): f"{ETHNIC.format(1)} {ETHNIC.format(2)}",
    ("F10", "2022"): "1 2 3 4 5 6 7 8",
    ("F11", "2022"): "1 2 3 4 5 6 7 8",
    ("F12", "2022"): SUMMARY,
    ("F13", "2022"): SUMMARY,
}


def broken_at(reading: SheetReading, form: FormVersion, code: str) -> list[str]:
    records = [r for r in records_of([submitted(reading)], owing().territories) if r.territory_code == code]
    relations = identity_relations(form, [r for r in records if r.role == "part"])
    return [relation.finding.rule_id for relation in relations if relation.excess > 0]


@pytest.mark.parametrize(("form_id", "version"), sorted(RIGHT), ids=lambda part: part)
def test_a_form_is_read_back_as_it_was_written(form_id: str, version: str, tmp_path: Path) -> None:
    sheet = drawn(form_id, version)
    reading = read_back(sheet, tmp_path)
    assert rules_of(reading) == []
    assert (reading.form_id, reading.form_version) == (form_id, version)
    assert reading.counts["unrecognised"] == 0
    written = figures_of(sheet.form, RIGHT[form_id, version].split())
    cells = {c.key: c for c in reading.cells if c.territory_code == PLACE}
    assert {key: cells[key].value for key in written} == written
    assert {cell.value_state for cell in cells.values()} <= {"reported", "zero"}
    assert len(cells) == sum(len(c.items) or len(sheet.lines) for c in sheet.columns)
    assert broken_at(reading, sheet.form, PLACE) == []


def test_every_version_of_every_form_is_drawn() -> None:
    assert set(RIGHT) == {form.key for form in owing().forms if not form.is_generic}


@pytest.mark.parametrize("case", WRONG.strip().splitlines(), ids=lambda case: "-".join(case.split()[:3]))
def test_a_figure_that_cannot_be_breaks_its_rule(case: str, tmp_path: Path) -> None:
    form_id, version, number, figure, *rules = case.split()
    form = drawn(form_id, version).form
    item = next(next(iter(c.items.values())) for c in form.columns if c.number == number)
    reading = read_back(drawn(form_id, version, **{item: int(figure)}), tmp_path)
    assert sorted(broken_at(reading, form, PLACE)) == sorted(rules)


def test_every_rule_of_a_form_is_broken_by_one_of_these() -> None:
    """But for C08: the drawing computes a rate from the counts beside it, so that it never differs."""
    broken = {rule for case in WRONG.strip().splitlines() for rule in case.split()[4:]}
    used = {identity.rule_id for form in owing().forms for identity in form.identities}
    assert used - broken == {"C08"}


@pytest.mark.parametrize(("form_id", "version"), sorted(NUMBERED), ids=lambda part: part)
def test_the_line_of_column_numbers_is_the_attested_one(form_id: str, version: str) -> None:
    form = next(f for f in owing().forms if f.key == (form_id, version))
    dak_nong = form.printed(owing().printed_entries["67"])
    assert " ".join(column.numbering for column in dak_nong.columns) == NUMBERED[form_id, version]


def test_the_line_of_column_numbers_stands_under_the_header(tmp_path: Path) -> None:
    sheet = drawn("F12", "2022")
    first = opened(sheet, tmp_path).grids[0]
    place = find_header(first, [sheet.form], owing().words)
    assert place is not None
    found = [first.text((place.numbering, column)) for column in range(1, 6)]
    assert found == ["A", "B", "1=2+3", "2", "3"]


def test_all_recognised_ethnic_groups_are_read_where_a_sheet_prints_them(tmp_path: Path) -> None:
    form = next(f for f in owing().forms if f.form_id == "F09").printed({})
    sheet = replace(drawn("F09", "2016"), form=form)
    first = opened(sheet, tmp_path).grids[0]
    place = find_header(first, [form], owing().words)
    assert place is not None
    headers = read_headers(first, place, form, owing().items, owing().words)
    assert [c.number for c in headers.columns.values()] == [c.number for c in form.columns]
    assert (headers.unclear, headers.missing) == ((), ())
    assert len(form.columns) == 2 * (1 + 54 + 2)


def test_a_province_prints_the_groups_that_it_chose() -> None:
    bac_kan = {c.entry_id for c in drawn("F09", "2016").columns if c.entry_id}
    assert bac_kan == {"tay", "nung", "mong", "dao", "hoa", "san_chay", "san_diu"}


def test_figures_of_groups_without_a_column_are_missed_in_the_sum() -> None:
    """A group that the form does not know is not read; the sum says that something is missing."""
    reading = read(
        grid("""
        PHÂN TÍCH HỘ NGHÈO, HỘ CẬN NGHÈO THEO DÂN TỘC NĂM 2020 (CHÍNH THỨC)
        TT | Xã/phường | Hộ nghèo | < | < | < | < | Hộ cận nghèo | < | < | <
        ^ | ^ | Tổng số | Kinh | DTTS | H'Mông | Atlantis | Tổng số | Kinh | DTTS | Ê-đê
        1 | Xã Sĩ Bình | 10 | 4 | 6 | 2 | 4 | 5 | 4 | 1 | 1
        """),
        owing(),
    )
    assert rules_of(reading) == ["R17"]
    form = owing().form("F09", Period("2020"))
    assert form is not None
    assert broken_at(reading, form, PLACE) == ["C27"]


def paths_of(match: HeaderMatch) -> Iterator[tuple[str, ...]]:
    """The shortest header paths that the match allows."""
    for leaf in match.leaf or match.leaf_is or ("",):
        yield tuple(filter(None, (*match.path, leaf)))


def fitting(form: FormVersion, path: tuple[str, ...]) -> list[Column]:
    """The columns of the form that a header of these levels may be."""
    stub = ["Xã/phường", *["^"] * (len(path) - 1)]
    sheet = grid("\n".join(f"{left} | {text}" for left, text in zip(stub, path, strict=True)))
    headers = read_headers(
        sheet, HeaderPlace(1, len(path) + 1, len(path) + 2), form, owing().items, owing().words
    )
    unclear = {number for _, _, numbers in headers.unclear for number in numbers.split(", ")}
    return [c for c in form.columns if c in headers.columns.values() or c.number in unclear]


@pytest.mark.parametrize("form", owing().forms, ids=lambda form: f"{form.form_id}-{form.version}")
def test_the_official_header_of_a_column_is_no_header_of_another(form: FormVersion) -> None:
    for column in form.columns:
        path = tuple(dict.fromkeys(filter(None, column.header)))
        assert told_apart(fitting(form, path), column), path


@pytest.mark.parametrize("form", owing().forms, ids=lambda form: f"{form.form_id}-{form.version}")
def test_no_phrase_of_a_column_is_a_phrase_of_another(form: FormVersion) -> None:
    for column in form.columns:
        for path in (path for match in column.matches for path in paths_of(match)):
            assert told_apart(fitting(form, path), column), (column.number, path)


def told_apart(found: list[Column], column: Column) -> bool:
    """Whether only this column fits, or the column on the left tells which one it is."""
    return column in found and (len(found) == 1 or len({c.after for c in found if c.after}) == len(found))


@pytest.mark.parametrize(
    ("leaf", "number"),
    [
        ("H’Mông", "1.2.mong"),
        ("1.2.3. Dân tộc Cao Lan", "1.2.san_chay"),
        ("Kơ Ho", "1.2.co_ho"),
        ("Dân tộc khác", "1.2.khac"),
        ("Khác (Hoa)", ""),
        ("DTTS trừ Hoa", ""),
        ("Dân tộc ngoài Kinh", ""),
        ("Tày, Nùng", ""),
    ],
)
def test_a_column_of_an_ethnic_group_is_that_of_one_group(leaf: str, number: str) -> None:
    form = next(form for form in owing().forms if form.form_id == "F09")
    sheet = grid(f"Xã/phường | Hộ nghèo\n^ | {leaf}")
    assert (
        read_headers(sheet, HeaderPlace(1, 3, 4), form, owing().items, owing().words).log[1].number == number
    )


@pytest.mark.parametrize(
    ("header", "number"),
    [
        ("Hộ nghèo / Tổng số", "1"),
        ("Hộ nghèo - Tổng số", "1"),
        ("Kết quả rà soát / Hộ nghèo / Tổng số", "1"),
        ("Hộ nghèo / Diện tích đất / Tổng số", ""),
        ("Hộ nghèo / Diện tích đất - Tổng số", ""),
        ("Hộ nghèo - Diện tích đất - Tổng số", ""),
        ("Hộ nghèo / Tổng số / Ghi chú", ""),
    ],
)
def test_a_text_between_that_the_form_does_not_say_makes_another_column(header: str, number: str) -> None:
    form = next(form for form in owing().forms if form.form_id == "F08")
    texts = header.split(" / ")
    stub = ["Xã/phường", *["^"] * (len(texts) - 1)]
    sheet = grid("\n".join(f"{left} | {text}" for left, text in zip(stub, texts, strict=True)))
    place = HeaderPlace(1, len(texts) + 1, len(texts) + 2)
    assert read_headers(sheet, place, form, owing().items, owing().words).log[1].number == number


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        (["Số hộ", "Tỷ lệ (%)", "Số hộ DTTS", "Tỷ lệ (%)"], ["3", "4", "5", "6"]),
        (["Số hộ DTTS", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)"], ["5", "6", "3", "4"]),
        (["Số hộ", "Số hộ DTTS", "Tỷ lệ (%)"], ["3", "5", "6"]),
        (["Số hộ", "Số hộ DTTS", "Tỷ lệ (%)", "Tỷ lệ (%)"], ["3", "5", "6", ""]),
    ],
)
def test_two_rates_of_one_header_are_told_apart_by_the_column_on_their_left(
    order: list[str], numbers: list[str]
) -> None:
    """A rate that follows neither count is not guessed."""
    form = next(form for form in owing().forms if form.form_id == "M03N")
    head = " | ".join(["Xã/phường", "Số hộ nghèo đầu năm", *["<"] * (len(order) - 1)])
    headers = read_headers(
        grid(f"{head}\n^ | {' | '.join(order)}"), HeaderPlace(1, 3, 4), form, owing().items, owing().words
    )
    assert [entry.number for entry in headers.log[1:]] == numbers
    assert len(headers.unclear) == numbers.count("")
