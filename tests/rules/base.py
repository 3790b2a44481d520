"""Sheets that keep every rule: fixtures change one thing in them."""

from tests.builders import F01_HEAD, f01, f02, grid
from transforms.sheet.grid import SheetGrid

UNITS = ("Thị trấn Phủ Thông", "Xã Sĩ Bình", "Xã Tân Tú")
TITLE = "TỔNG HỢP KẾT QUẢ CHÍNH THỨC RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO"
HEAD = F01_HEAD.strip().splitlines()[2].strip()
ROWS = (
    "1 | Thị trấn Phủ Thông | 100 | 400 | 10 | 5 | 40 | 20",
    "2 | Xã Sĩ Bình | 200 | 800 | 20 | 6 | 80 | 24",
    "3 | Xã Tân Tú | 300 | 900 | 30 | 7 | 90 | 28",
)
BODY = "\n".join(ROWS)
GOOD_F01 = f01(f"{BODY}\n | Tổng cộng | 600 | 2100 | 60 | 18 | 210 | 72")
FLOWS = (
    "1 | Thị trấn Phủ Thông | Hộ | 12 | 1 | 2 | 0 | 0 | 0 | 1 | 0 | 10",
    " |  | Khẩu | 48 | 4 | 8 | 0 | 0 | 0 | 4 | 0 | 40",
    "2 | Xã Sĩ Bình | Hộ | 22 | 1 | 2 | 0 | 0 | 0 | 1 | 0 | 20",
    " |  | Khẩu | 88 | 4 | 8 | 0 | 0 | 0 | 4 | 0 | 80",
    "3 | Xã Tân Tú | Hộ | 32 | 1 | 2 | 0 | 0 | 0 | 1 | 0 | 30",
    " |  | Khẩu | 98 | 4 | 8 | 0 | 0 | 0 | 4 | 0 | 90",
)
GOOD_F02 = f02("\n".join(FLOWS))


def drawn(
    *,
    title: str = TITLE,
    above: str = "Năm 2021",
    head: str = HEAD,
    body: str = BODY,
    below: str = "",
    name: str = "Sheet1",
) -> SheetGrid:
    """A short F01 with other words around its table."""
    return grid("\n".join(filter(None, (title, above, head, body, below))), name)


def row(number: int, new: str) -> str:
    """The body with another line in place of one, counted from 1."""
    return "\n".join(new if n == number else line for n, line in enumerate(ROWS, start=1))


def ct01(body: str, year: str = "2020") -> SheetGrid:
    """A short CT01 of the social insurance, with codes."""
    head = "TT | Địa bàn | Mã | Dân số tại thời điểm báo cáo | Số người tham gia bảo hiểm y tế"
    title = "SỐ LIỆU CÁC CHỈ TIÊU KẾ HOẠCH GIẢM NGHÈO (BIỂU CT01)"
    return grid(f"{title}\nNăm {year}, chính thức\n{head}\n{body}")
