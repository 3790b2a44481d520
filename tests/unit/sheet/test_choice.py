"""A title that names several forms: the columns decide, or the sheet is returned."""

from functools import cache

from tests.builders import figures, grid, read, rules_of, shipped_texts, small_texts
from transforms.registry import Registry, build_registry
from transforms.sheet.delivery import Delivery
from transforms.sheet.grid import OpenedWorkbook
from transforms.sheet.read import read_sheets

TITLE = "PHÂN TÍCH HỘ NGHÈO THEO NHÓM NĂM 2021 (CHÍNH THỨC)"
WIDE = "TT | Xã/phường | Hộ nghèo | Hộ cận nghèo | Hộ dân cư"
NARROW = "TT | Xã/phường | Hộ nghèo | Hộ cận nghèo"
OTHER = "TT | Xã/phường | Hộ nghèo | Hộ thoát nghèo"
BODY = "1 | Xã Sĩ Bình | 20 | 6"
FORM = """\
form_id: {form_id}
versions:
  - version: "1"
    valid_from: 2016-01-01
    valid_to: null
    name_vi: {form_id}
    legal_ref: thử
    title_vi: "{form_id}"
    title_marks: [["phân tích hộ nghèo theo nhóm"]]
    title_absent: []
    stub: [number, territory]
    breakdown: {{}}
    columns:
{columns}
    identities: []
"""
COLUMN = """\
      - {{number: "{number}", header: ["{name}"], numbering: "{number}", items: {{all: {item}}},
         matches: [{{path: ["{name}"]}}], is_required: {required}}}
"""
POOR = ("1", "hộ nghèo", "poor_households", "true")
NEAR = ("2", "hộ cận nghèo", "near_poor_households", "true")
RESIDENT = ("3", "hộ dân cư", "resident_households", "false")
OUT = ("2", "hộ thoát nghèo", "poor_out_other_households", "true")


def form_text(form_id: str, *columns: tuple[str, str, str, str]) -> str:
    names = ("number", "name", "item", "required")
    drawn = "".join(COLUMN.format(**dict(zip(names, column, strict=True))) for column in columns)
    return FORM.format(form_id=form_id, columns=drawn.rstrip("\n"))


@cache
def registry_of(**forms: tuple[tuple[str, str, str, str], ...]) -> Registry:
    texts = small_texts(shipped_texts())
    duty = "063,Huyện Bạch Thông,one,{},063,commune,,2021,2021,chinh_thuc,12,14\n"
    head = texts["obligations.csv"].splitlines()[0]
    texts["obligations.csv"] = f"{head}\n{''.join(duty.format(form_id) for form_id in forms)}"
    texts |= {f"forms/{form_id}.yaml": form_text(form_id, *columns) for form_id, columns in forms.items()}
    return build_registry(texts, "choice")


def test_the_form_of_which_nothing_is_missing_is_taken() -> None:
    registry = registry_of(X1=(POOR, NEAR), X2=(POOR, OUT))
    one = read(grid(f"{TITLE}\n{NARROW}\n{BODY}"), registry)
    other = read(grid(f"{TITLE}\n{OTHER}\n{BODY}"), registry)
    assert (one.form_id, other.form_id) == ("X1", "X2")
    assert figures(other)["01978", "poor_out_other_households"] == 6


def test_of_two_that_fit_the_one_that_understands_more_columns_is_taken() -> None:
    registry = registry_of(X1=(POOR, NEAR), X2=(POOR, NEAR, RESIDENT))
    assert read(grid(f"{TITLE}\n{WIDE}\n{BODY} | 200"), registry).form_id == "X2"


def test_two_that_fit_alike_are_not_told_apart() -> None:
    registry = registry_of(X1=(POOR, NEAR), X2=(POOR, NEAR, RESIDENT))
    reading = read(grid(f"{TITLE}\n{NARROW}\n{BODY}"), registry)
    assert (rules_of(reading), reading.cells, reading.form_id) == (["R38"], (), "")
    assert reading.findings[0].expected == "X1 (X1); X2 (X2)"
    assert sum(reading.counts.values()) == 9


def test_a_header_that_fits_none_of_the_named_forms_is_returned() -> None:
    registry = registry_of(X1=(POOR, NEAR), X2=(POOR, OUT))
    assert rules_of(read(grid(f"{TITLE}\nTT | Xã/phường | Hộ nghèo\n1 | Xã Sĩ Bình | 5"), registry)) == [
        "R38"
    ]


def test_a_sheet_of_several_forms_is_returned_beside_one_that_is_read() -> None:
    registry = registry_of(X1=(POOR, NEAR), X2=(POOR, NEAR, RESIDENT))
    sheets = (grid(f"{TITLE}\n{WIDE}\n{BODY} | 200", "Một"), grid(f"{TITLE}\n{NARROW}\n{BODY}", "Hai"))
    readings = read_sheets(OpenedWorkbook(sheets), Delivery("s1", "063"), registry)
    assert [(r.sheet, rules_of(r)) for r in readings] == [("Một", []), ("Hai", ["R38"])]


def test_a_header_without_a_title_names_no_form(small: Registry) -> None:
    """The columns of poor and near-poor households may be those of several forms: no title, no form."""
    header = "TT | Xã/phường | Hộ dân cư | Tổng số nhân khẩu | Hộ nghèo | Hộ cận nghèo | Khẩu nghèo | Khẩu cận nghèo"
    drawing = f"Năm 2021, chính thức\n{header}\n1 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24"
    assert rules_of(read(grid(drawing), small)) == ["R04"]
