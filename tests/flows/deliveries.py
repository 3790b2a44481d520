"""What is delivered in the two nights: good reports of communes of Bạch Thông, and everything that goes wrong."""

import io
from functools import cache

from openpyxl import Workbook, load_workbook

from tests.flow_helpers import figure, joined, sample, saved, workbook, xlsx
from tests.stores.workbooks.makers import compound

# Names that may be found nowhere outside the archive.
PLANTED = (
    "Lường Thị Kiểm-Thử",
    "Hoàng Văn Dấu-Vết",
    "Nông Bí-Mật",
    "006183004417",
    "Đàm Thị Ẩn-Trang",
    "Lý Văn Kèm-Theo",
)

GOOD_F01 = "01969/BC ra soat 2020 (chinh thuc).xlsx"
GOOD_F02 = "01969/dien bien HN 2020.xlsx"
GOOD_F03 = "01969/dien bien HCN 2020.xlsx"
EMPTY = "01978/rong.xlsx"
TRUNCATED = "01981/cut.xlsx"
TEXT = "01984/van ban.xlsx"
NOT_EXCEL = "01984/zip.xlsx"
UNKNOWN_FORM = "01990/du toan.xlsx"
FOREIGN = "01990/F01 cua xa khac.xlsx"
UNKNOWN_FOLDER = "xa-nao-do/F01.xlsx"
NO_FOLDER = "F01 khong ro ai gui.xlsx"
COPY = "01969/ban sao.xlsx"
COPY_BY_OTHER = "02014/F01-2020.xlsx"
WRONG_FIRST = "01993/gui nham.xlsx"
RIGHT_AFTER = "02005/gui lai dung cho.xlsx"
PERIOD_AGAINST_FOLDER = "02008/2019-chinh_thuc/F01.xlsx"
STATUS_AGAINST_FOLDER = "02008/2020-so_bo/F01.xlsx"
TWO_FORMS_ON_A_SHEET = "02011/hai bieu.xlsx"
TWO_SHEETS = "02014/F01 va F02.xlsx"
PASSWORD = "02017/mat khau.xlsx"  # noqa: S105 -- a file name
FAR_CELL = "02017/o xa.xlsx"
LIST = "01999/danh sach.xlsx"
LIST_BESIDE_FORM = "01999/F01 kem danh sach.xlsx"
LIST_HIDDEN = "01999/F01 an danh sach.xlsx"
SENT_WRONGLY = "01993/F01 cua xa 02002.xlsx"

MORE = "01969/F01 bo sung.xlsx"
BROKEN_AGAIN = "01969/F01 gui lai hong.xlsx"
SENT_RIGHTLY = "02002/F01 dung noi gui.xlsx"
PRINTED_AGAIN = "01969/F02 in lai.xlsx"
SAME_BYTES_LATER = "01969/F01 lan nua.xlsx"


def _list_rows() -> list[list[object]]:
    return [
        ["DANH SÁCH CHI TIẾT HỘ NGHÈO NĂM 2020"],
        ["STT", "Họ, tên chủ hộ và thành viên", "Quan hệ với chủ hộ", "Số định danh", "Dân tộc"],
        [1, PLANTED[0], "Chủ hộ", PLANTED[3], "Tày"],
        [2, PLANTED[1], "Con", "", "Tày"],
        [3, PLANTED[2], "Con", "", "Nùng"],
    ]


def _beside(content: bytes, name: str, planted: str, *, hidden: bool = False) -> bytes:
    """A form with a list of household members on another sheet."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.create_sheet(name)
    for row in [*_list_rows()[:2], [1, planted, "Chủ hộ", "", "Dao"]]:
        sheet.append(row)
    sheet.sheet_state = "hidden" if hidden else "visible"
    return saved(book)


def far_cell() -> bytes:
    """Two values, in the first and in the last cell that a sheet has: kills a reader that allocates the rectangle."""
    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["XFD1048576"] = "TỔNG HỢP", 1
    return saved(book)


def _one_under_the_other() -> bytes:
    """F01 and below it F02, on one sheet."""
    return joined({"Bieu": [workbook("F01", "02011", "2020"), workbook("F02", "02011", "2020")]})


def _two_sheets() -> bytes:
    first, second = workbook("F01", "02014", "2020"), workbook("F02", "02014", "2020")
    return joined({"Bieu 01": [first], "Bieu 02": [second]})


@cache
def FIRST_NIGHT() -> dict[str, bytes]:  # noqa: N802 -- a constant that is dear to make
    """Everything of the first night, in order of arrival."""
    f01_969 = sample(GOOD_F01)
    f01_005 = workbook("F01", "02005", "2020", note_vi="gửi nhầm thư mục")
    f01_008 = workbook("F01", "02008", "2020")
    f01_999 = workbook("F01", "01999", "2020")
    return {
        GOOD_F01: f01_969,
        GOOD_F02: sample(GOOD_F02),
        GOOD_F03: sample(GOOD_F03),
        EMPTY: b"",
        TRUNCATED: workbook("F01", "01981", "2020")[:3000],
        TEXT: "Xin gửi sau.\n".encode(),
        NOT_EXCEL: b"PK\x05\x06" + b"\0" * 18,
        UNKNOWN_FORM: xlsx(
            {"Du toan": [["DỰ TOÁN KINH PHÍ"], ["TT", "Nội dung", "Số tiền"], [1, "Tài liệu", 12]]}
        ),
        FOREIGN: workbook("F01", "01993", "2020", note_vi="của xã khác"),
        UNKNOWN_FOLDER: workbook("F01", "01996", "2019", note_vi="thư mục lạ"),
        NO_FOLDER: workbook("F01", "01996", "2019", note_vi="không có thư mục"),
        COPY: f01_969,
        COPY_BY_OTHER: f01_969,
        WRONG_FIRST: f01_005,
        RIGHT_AFTER: f01_005,
        PERIOD_AGAINST_FOLDER: f01_008,
        STATUS_AGAINST_FOLDER: workbook("F01", "02008", "2020", note_vi="trạng thái khác"),
        TWO_FORMS_ON_A_SHEET: _one_under_the_other(),
        TWO_SHEETS: _two_sheets(),
        PASSWORD: compound({"EncryptionInfo": b"", "EncryptedPackage": b""}),
        FAR_CELL: far_cell(),
        LIST: xlsx({"DS": _list_rows()}),
        LIST_BESIDE_FORM: _beside(f01_999, "DS ho", PLANTED[5]),
        LIST_HIDDEN: _beside(f01_999, "DS an", PLANTED[4], hidden=True),
        SENT_WRONGLY: workbook("F01", "02002", "2020"),
    }


@cache
def SECOND_NIGHT() -> dict[str, bytes]:  # noqa: N802 -- a constant that is dear to make
    """The night after: a better F01 of 01969, then a broken one; the same F02 in other bytes; bytes that come again."""
    poor = figure("F01", "01969", "2020", "01969", "poor_households")
    return {
        MORE: workbook("F01", "01969", "2020", {"01969": {"poor_households": poor - 1}}),
        BROKEN_AGAIN: workbook("F01", "01969", "2020", note_vi="bản hỏng")[:4000],
        SENT_RIGHTLY: FIRST_NIGHT()[SENT_WRONGLY],
        PRINTED_AGAIN: workbook("F02", "01969", "2020", note_vi="in lại"),
        SAME_BYTES_LATER: FIRST_NIGHT()[GOOD_F01],
    }
