"""Thái Nguyên 2023 and 2024: reviews of the whole province in one workbook, and the follow-up of its tasks.

The plan of 2024 holds no figure, and no figure here was published: everything is SIMULATED.
"""

import csv
import io
from datetime import date

from tests.samples.spread import between
from tests.samples.stocks import Communes, is_urban
from tests.samples.targets import Stock
from tests.samples.years import first_year, following_year
from transforms.registry import Registry

THAI_NGUYEN_2023 = Stock(resident=338_000, poor=12_200, near_poor=11_300)
THAI_NGUYEN_2024 = Stock(resident=341_000, poor=9_250, near_poor=9_600)

_PLAN = "19-2024-kh85"
_SOURCE = "Số liệu mô phỏng của bộ dữ liệu mẫu, không phải kết quả theo dõi của tỉnh"
# Number of the task, day, state, note.
_UPDATES = (
    (4, "2024-05-20", "done", "Đã phân công thành viên Ban Chỉ đạo phụ trách từng huyện, thành phố."),
    (5, "2024-07-05", "in_progress", "Đã phát sóng 6 trong 12 chuyên mục; tập huấn truyền thông ở 5 huyện."),
    (6, "2024-07-05", "in_progress", "Đã rà soát nhu cầu; chính sách nhà ở, tín dụng đang thực hiện."),
    (7, "2024-07-05", "in_progress", "Đã phân bổ vốn năm cho các huyện, thành phố."),
    (7, "2024-10-08", "late", "Giải ngân vốn sự nghiệp chậm so với tiến độ đề ra."),
    (8, "2024-10-08", "in_progress", "Đã ban hành hướng dẫn lồng ghép; hai huyện chưa gửi kế hoạch."),
    (9, "2024-06-28", "in_progress", "Đã mở 4 trong 9 lớp tập huấn cho cán bộ cấp xã."),
    (9, "2024-11-15", "done", "Đã mở đủ 9 lớp tập huấn."),
    (
        10,
        "2024-10-08",
        "late",
        "Mới kiểm tra 3 trong 9 huyện, thành phố; kế hoạch yêu cầu xong trong quý III.",
    ),
    (11, "2024-05-20", "not_started", "Chưa phát sinh vụ việc phải xử lý."),
)


def thai_nguyen(registry: Registry) -> tuple[Communes, Communes]:
    """F01 of 2023 (177 communes) and of 2024 (173, after the mergers of the year)."""
    since, until = date(2023, 12, 31), date(2024, 12, 31)
    communes = registry.territories.descendants("19", since, "commune")
    # Wards are better off than the communes around them by more than in a single district.
    easier = {t.code: between(0.3, 0.5, t.code, "easier") for t in communes if is_urban(t)}
    before = first_year(communes, THAI_NGUYEN_2023, easier)
    now = registry.territories.descendants("19", until, "commune")
    return before, following_year(registry, "2024", now, before, THAI_NGUYEN_2024, since)[0]


def task_updates() -> bytes:
    """The register of the tasks, as rows that the demo adds to the shipped reference."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("plan_id", "target_id", "updated_on", "state", "note_vi", "source"))
    for number, day, state, note in _UPDATES:
        writer.writerow((_PLAN, f"{_PLAN}-{number}", day, state, note, _SOURCE))
    return text.getvalue().encode()
