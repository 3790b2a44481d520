"""Every defect of the Đắk Nông reports, computed from the transcriptions and never from the program."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.flow_helpers import release, table

pytestmark = pytest.mark.slow


# Đắk Nông 2024: the defects that are there, computed from the transcription.

_DISTRICTS = {"662": "1", "661": "2", "663": "3"}
_TRANSCRIBED = Path(__file__).parents[1] / "samples" / "daknong_2024"
_FIRST_ROW = 10
Found = tuple[str, str, str, str, str, str]


def transcribed(form: str, submitter: str) -> list[tuple[int, str, dict[int, Decimal]]]:
    """Rows of a district: row in the sheet, unit ('' for the district's own line), figures by column number."""
    text = (_TRANSCRIBED / f"{form}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(line for line in io.StringIO(text) if not line.startswith("#")))[1:]
    stub = 2 if form == "F01" else 3
    found, number, unit = [], "", ""
    for row in rows:
        number, unit = row[0] or number, row[1] or unit
        if number.split(".")[0] == _DISTRICTS[submitter]:
            figures = {n: Decimal(cell) for n, cell in enumerate(row[stub:], start=1) if cell}
            found.append((_FIRST_ROW + len(found), unit if "." in number else "", figures))
    return found


def letter(form: str, column: int) -> str:
    """The letter of a printed column: figures start in C (F01) or D (F02, F03)."""
    return "CDEFGHIJKLMNOPQ"[column - 1 + (form != "F01")]


def shown(value: Decimal) -> str:
    """1.706 and 375,2, as Vietnamese papers print."""
    text = f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:,f}" else f"{value:,f}"
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def defects_of_f01(submitter: str) -> Iterator[Found]:
    rows = transcribed("F01", submitter)
    for row, _, f in rows:
        # Poor and near-poor together are no more than all; households in column 1, persons in column 2.
        for whole, parts in ((1, (3, 5)), (2, (9, 11))):
            total = sum(f[p] for p in parts)
            if total > f[whole]:
                cell = f"{letter('F01', whole)}{row}"
                yield ("C04", submitter, "F01", cell, shown(total), shown(f[whole]))
        for column, (part, whole) in {
            4: (3, 1),
            6: (5, 1),
            8: (7, 1),
            10: (9, 2),
            12: (11, 2),
            14: (13, 2),
        }.items():
            cell = f"{letter('F01', column)}{row}"
            if f[column] > 100:
                yield ("C08b", submitter, "F01", cell, shown(f[column]), "0 - 100")
            if f[whole]:
                decimals = -int(f[column].normalize().as_tuple().exponent)
                exact = 100 * f[part] / f[whole]
                # Half of the last decimal is allowed.
                if abs(f[column] - exact) > Decimal(5).scaleb(-max(decimals, 0) - 1):
                    yield ("C08", submitter, "F01", cell, shown(f[column]), shown(exact))
    yield from wrong_totals("F01", submitter, (1, 2, 3, 5, 7, 9, 11, 13))


def defects_of_flows(form: str, submitter: str) -> Iterator[Found]:
    for row, _, f in transcribed(form, submitter):
        # 9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8
        balance = f[1] - sum(f.get(n, 0) for n in (2, 3, 4)) + sum(f.get(n, 0) for n in (5, 6, 7, 8))
        if balance != f[9]:
            yield ("C05", submitter, form, f"{letter(form, 9)}{row}", shown(f[9]), shown(balance))
    yield from wrong_totals(form, submitter, tuple(range(1, 10)))


def wrong_totals(form: str, submitter: str, columns: tuple[int, ...]) -> Iterator[Found]:
    """A district line that is not the sum of its communes; Đắk Mil's communes are not all in the source."""
    rows = transcribed(form, submitter)
    lines = [("", rows)] if form == "F01" else [("Hộ", rows[0::2]), ("Nhân khẩu", rows[1::2])]
    for _, of_line in lines:
        own, *units = of_line
        for column in columns:
            total = sum((f.get(column, Decimal(0)) for _, _, f in units), Decimal(0))
            if units and submitter != "663" and column in own[2] and own[2][column] != total:
                cell = f"{letter(form, column)}{own[0]}"
                yield ("C09", submitter, form, cell, shown(own[2][column]), shown(total))


def disagreements(submitter: str) -> Iterator[Found]:
    """Households that F02 and F03 count differently, and closing stocks that are not those of F01."""
    f02 = {unit: (row, f) for row, unit, f in transcribed("F02", submitter)[0::2]}
    f03 = {unit: (row, f) for row, unit, f in transcribed("F03", submitter)[0::2]}
    for unit in f02.keys() & f03.keys():
        (row, poor), (_, near) = f02[unit], f03[unit]
        # From poor to near-poor: F02 column 2 = F03 column 5; back: F02 column 5 = F03 column 3.
        for here, there in ((2, 5), (5, 3)):
            if poor[here] != near[there]:
                yield (
                    "C07b",
                    submitter,
                    "F02",
                    f"{letter('F02', here)}{row}",
                    shown(poor[here]),
                    shown(near[there]),
                )
    f01 = {unit: f for _, unit, f in transcribed("F01", submitter)}
    for form, households, persons in (("F02", 3, 9), ("F03", 5, 11)):
        rows = transcribed(form, submitter)
        for column, lines in ((households, rows[0::2]), (persons, rows[1::2])):
            for row, unit, f in lines:
                if unit in f01 and f[9] != f01[unit][column]:
                    yield (
                        "C07a",
                        submitter,
                        form,
                        f"{letter(form, 9)}{row}",
                        shown(f[9]),
                        shown(f01[unit][column]),
                    )


def missing_units() -> set[Found]:
    """Đắk Mil has nine communes and a town; the source shows its own line, in F02 the town as well."""
    return {
        ("C02", "663", form, f"{letter(form, 1)}{_FIRST_ROW}", f"{count} đơn vị", "đủ đơn vị")
        for form, count in (("F01", 10), ("F02", 9), ("F03", 10))
    }


def defects() -> set[Found]:
    found = missing_units()
    for submitter in _DISTRICTS:
        found |= set(defects_of_f01(submitter))
        found |= set(defects_of_flows("F02", submitter)) | set(defects_of_flows("F03", submitter))
        found |= set(disagreements(submitter))
    return found


def test_dak_nong_the_true_defects_and_nothing_else(workspace: Path) -> None:
    rows = table(release(workspace, "67-2024-ra-soat"), "issues")
    found = [
        (r["rule_id"], r["submitter_id"], r["form_id"], r["cell"], r["found"], r["expected"]) for r in rows
    ]
    assert len(found) == len(set(found))
    assert {key for key in found if key not in defects()} == set(), "reported, but not true"
    assert {key for key in defects() if key not in found} == set(), "true, but not reported"


@pytest.mark.parametrize(
    "known",
    [
        ("C08b", "662", "F01", "F10", "2.040", "0 - 100"),
        ("C08b", "662", "F01", "H10", "3.050", "0 - 100"),
        ("C08b", "661", "F01", "F11", "2.370", "0 - 100"),
        ("C08b", "661", "F01", "H11", "900", "0 - 100"),
        ("C07b", "662", "F02", "E10", "64", "63"),
        ("C07b", "661", "F02", "E10", "374", "360"),
        ("C07b", "661", "F02", "H10", "39", "40"),
        ("C07b", "663", "F02", "E10", "47", "44"),
        # 1369 - 374 - 128 + 39 + 28 = 934
        ("C05", "661", "F02", "L10", "923", "934"),
        # 1099 - 661 - 40 + 360 + 5 + 29 = 792
        ("C05", "661", "F03", "L10", "783", "792"),
        # 238 - 47 - 4 + 6 + 14 + 12 = 219
        ("C05", "663", "F02", "L10", "221", "219"),
        ("C04", "662", "F01", "C10", "509", "10"),
    ],
)
def test_dak_nong_defects_known_by_eye(workspace: Path, known: Found) -> None:
    rows = table(release(workspace, "67-2024-ra-soat"), "issues")
    assert known in defects()
    assert known in [
        (r["rule_id"], r["submitter_id"], r["form_id"], r["cell"], r["found"], r["expected"]) for r in rows
    ]


def test_dak_nong_every_issue_says_where_what_and_how_to_mend(workspace: Path) -> None:
    for row in table(release(workspace, "67-2024-ra-soat"), "issues"):
        assert f"Ô {row['cell']}" in row["message"]
        assert row["hint"]
        assert row["state"] == "open"
        assert row["sheet"] == "Sheet1"


def test_dak_nong_sums_of_three_districts(workspace: Path) -> None:
    """204 + 923 + 221 = 1.348 poor, 305 + 783 + 472 = 1.560 near-poor households."""
    rows = table(release(workspace, "67-2024-ra-soat"), "indicators")
    found = {(r["indicator_id"], r["territory_code"]): r["numerator"] for r in rows if r["period"] == "2024"}
    for indicator, parts, whole in (
        ("poor_household_count", ("204", "923", "221"), "1348"),
        ("near_poor_household_count", ("305", "783", "472"), "1560"),
    ):
        assert tuple(found[indicator, code] for code in ("662", "661", "663")) == parts
        assert found[indicator, "67"] == whole


def test_dak_nong_rates_do_not_rest_on_rejected_totals(workspace: Path) -> None:
    """Totals of 10 households were rejected: no rate above 100 is published, and no province-wide rate from them."""
    rows = table(release(workspace, "67-2024-ra-soat"), "indicators")
    rates = [r for r in rows if r["measure_unit"] == "%" and r["actual"]]
    assert rates
    assert max(Decimal(r["actual"]) for r in rates) <= 100
    # Only Đắk Mil gave a total that holds: 221/5.098 = 4,335 -> 4,34 (half up).
    district = next(
        r for r in rates if (r["indicator_id"], r["territory_code"]) == ("poor_household_rate", "663")
    )
    assert (district["numerator"], district["denominator"], district["actual"]) == ("221", "5098", "4.34")
