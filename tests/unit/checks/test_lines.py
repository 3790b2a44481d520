"""A form with two lines a unit: the table that lacks one of them says so once."""

from dataclasses import replace

from tests.builders import f02, read, submitted
from transforms.checks.batches import form_batches
from transforms.registry import Registry
from transforms.sheet.grid import SheetGrid
from transforms.terms.rule import Finding

LINE = "10 | 1 | 2 | 0 | 1 | 0 | 1 | 0 | 9"
HOUSEHOLDS = (
    f"1 | Thị trấn Phủ Thông | Hộ | {LINE}\n2 | Xã Sĩ Bình | Hộ | {LINE}\n3 | Xã Tân Tú | Hộ | {LINE}"
)
PERSONS = HOUSEHOLDS.replace("Hộ", "Nhân khẩu")


def lacking(registry: Registry, *sheets: SheetGrid) -> list[Finding]:
    """The findings of the rule where its check fails."""
    (batch,) = form_batches([submitted(read(sheet, registry)) for sheet in sheets], registry)
    checks = {check.column for check in batch.checks if check.rule_id == "C02b"}
    return [
        finding
        for (row, column), finding in batch.findings.items()
        if column in checks and batch.frame[column][row] > 0
    ]


def test_a_form_without_the_lines_of_persons_is_told_once(small: Registry) -> None:
    (finding,) = lacking(small, f02(HOUSEHOLDS))
    assert (finding.rule_id, finding.cell, finding.found) == ("C02b", "D3", "3 đơn vị")
    assert finding.expected == "“Nhân khẩu”"
    assert finding.detail == "Thị trấn Phủ Thông, Xã Sĩ Bình, Xã Tân Tú"
    assert small.rules["C02b"].severity == "explain"


def test_one_unit_without_a_line_is_named(small: Registry) -> None:
    persons = "\n".join(PERSONS.splitlines()[:2])
    (finding,) = lacking(small, f02(f"{HOUSEHOLDS}\n{persons}"))
    assert (finding.found, finding.detail) == ("1 đơn vị", "Xã Tân Tú")


def test_lines_on_two_sheets_of_one_table_are_both_there(small: Registry) -> None:
    assert lacking(small, f02(f"{HOUSEHOLDS}\n{PERSONS}")) == []
    assert lacking(small, replace(f02(HOUSEHOLDS), name="Hộ"), replace(f02(PERSONS), name="Khẩu")) == []
