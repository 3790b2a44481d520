"""Fixtures of the rules on layout, titles and templates: what stands around the figures."""

from dataclasses import replace

from tests.builders import f01, f02, grid, small_registry
from tests.rules.base import BODY, GOOD_F01, GOOD_F02, HEAD, ROWS, TITLE, drawn, row
from tests.rules.fixture import Fixture, Found, changed, sheets
from tests.unit.sheet.test_choice import BODY as CHOICE_BODY
from tests.unit.sheet.test_choice import NARROW, NEAR, POOR, RESIDENT, WIDE, registry_of
from tests.unit.sheet.test_choice import TITLE as CHOICE_TITLE

GOOD = sheets(GOOD_F01)
TWO_FORMS = registry_of(X1=(POOR, NEAR), X2=(POOR, NEAR, RESIDENT))
LETTER = replace(small_registry(), limits={**small_registry().limits, "letter_required_from_year": 2021})
UNNAMED = (
    " |  | Hộ | 12 | 1 | 2 | 0 | 0 | 0 | 1 | 0 | 10",
    "1 | Thị trấn Phủ Thông | Khẩu | 48 | 4 | 8 | 0 | 0 | 0 | 4 | 0 | 40",
    " |  | Hộ | 22 | 1 | 2 | 0 | 0 | 0 | 1 | 0 | 20",
    "2 | Xã Sĩ Bình | Khẩu | 88 | 4 | 8 | 0 | 0 | 0 | 4 | 0 | 80",
)
CROWDED = f01(BODY.replace("| 300 |", "| ^ |"))


def stamped(stamp: str) -> Found:
    """A template that says for whom and which version it was made."""
    return sheets(changed(GOOD_F01, {(2, 5): f"tonghop:{stamp}:2021:chinh_thuc"}))


FIXTURES: dict[str, Fixture] = {
    "R38": Fixture(
        sheets(grid(f"{CHOICE_TITLE}\n{NARROW}\n{CHOICE_BODY}"), registry=TWO_FORMS),
        sheets(grid(f"{CHOICE_TITLE}\n{WIDE}\n{CHOICE_BODY} | 200"), registry=TWO_FORMS),
    ),
    "R41": Fixture(
        sheets(
            drawn(
                head=HEAD.replace("| Hộ cận", "| | Hộ cận"),
                body="1 | Xã Sĩ Bình | 200 | 800 | 20 | 15 | 6 | 80 | 24",
            )
        ),
        GOOD,
    ),
    "R42": Fixture(sheets(drawn(head=HEAD.replace("| Hộ nghèo |", "| Hộ nghèo mới phát hiện |"))), GOOD),
    "R42b": Fixture(
        sheets(
            drawn(
                head=f"{HEAD} | Hộ làm nông nghiệp có mức sống trung bình khá",
                body="\n".join(f"{line} | 3" for line in ROWS),
            )
        ),
        GOOD,
    ),
    "R43": Fixture(sheets(drawn(head=HEAD.replace("Xã/phường", "Nơi ở"))), GOOD),
    "R44": Fixture(sheets(drawn(title=f"Mẫu số 7.3\n{TITLE}")), sheets(drawn(title=f"Mẫu số 7.1\n{TITLE}"))),
    "R31": Fixture(
        sheets(drawn(title=f"UBND HUYỆN CHỢ ĐỒN\n{TITLE}")),
        sheets(drawn(title=f"UBND HUYỆN BẠCH THÔNG\n{TITLE}")),
    ),
    "R32": Fixture(
        sheets(drawn(title=f"Số: 12/BC-UBND\n{TITLE}"), registry=LETTER),
        sheets(
            drawn(title=f"Số: 12/BC-UBND\nBạch Thông, ngày 05 tháng 12 năm 2021\n{TITLE}"), registry=LETTER
        ),
    ),
    "R37": Fixture(sheets(GOOD_F01, replace(GOOD_F02, name="Ẩn", is_hidden=True)), GOOD),
    "R37b": Fixture(
        sheets(f01("\n".join(ROWS[:2])), replace(f01("\n".join(ROWS[1:])), name="Ẩn", is_hidden=True)),
        sheets(f01(BODY), replace(f01("\n".join(ROWS[1:])), name="Ẩn", is_hidden=True)),
    ),
    "R37c": Fixture(sheets(replace(GOOD_F01, is_hidden=True)), GOOD),
    "R37d": Fixture(
        sheets(f01(BODY), grid(f"{HEAD}\n{BODY}", "Bieu 1 (2)")), sheets(f01(BODY), drawn(name="Bieu 1 (2)"))
    ),
    "R37e": Fixture(
        sheets(
            f01(BODY),
            replace(f01(row(2, ROWS[1].replace("| 20 |", "| 21 |"))), name="Bản cũ", is_hidden=True),
        ),
        sheets(f01(BODY), replace(f01(BODY), name="Bản cũ", is_hidden=True)),
    ),
    "R40": Fixture(
        sheets(drawn(below=f"{TITLE}\nNăm 2020\n{HEAD}\n{BODY}")), sheets(drawn(below="Người lập biểu"))
    ),
    "R45": Fixture(
        sheets(drawn(above="Năm 2021\nHộ là người dân tộc thiểu số"), folder="2021-chinh_thuc"), GOOD
    ),
    "R45b": Fixture(
        sheets(drawn(body=f"{ROWS[0]}\n | Diện hỗ trợ đợt hai\n{ROWS[1]}\n{ROWS[2]}")),
        sheets(drawn(body=f"{ROWS[0]}\n | Khu vực nông thôn\n{ROWS[1]}\n{ROWS[2]}")),
    ),
    "R45c": Fixture(sheets(drawn(below="Ghi chú: số liệu sơ bộ")), GOOD),
    "R45d": Fixture(sheets(drawn(name="Năm 2020")), sheets(drawn(name="2021"))),
    "R46": Fixture(sheets(f02("\n".join(UNNAMED))), sheets(GOOD_F02)),
    "R47": Fixture(sheets(CROWDED), GOOD),
    "R48": Fixture(
        sheets(
            replace(drawn(body=row(2, "2 | Xã Sĩ Bình | | 200 | 800 | 20 | 6 | 80 | 24")), is_untyped=True)
        ),
        sheets(replace(drawn(), is_untyped=True)),
    ),
    "R39": Fixture(stamped("F01:2014:063"), stamped("F01:2016:063")),
    "R39b": Fixture(stamped("F01:2016:064"), stamped("F01:2016:063")),
}
