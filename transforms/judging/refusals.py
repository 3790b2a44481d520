"""Why a figure cannot be judged: nothing reported, nothing to divide by, another standard."""

from decimal import Decimal

from transforms.judging.aims import COUNTS, DROPS
from transforms.judging.figure import Actual, Followed
from transforms.judging.wording import day_vi
from transforms.render.vi_format import TASK_STATES, format_period
from transforms.terms.period import Period

_NOTHING = "chưa có số liệu"


def why_not_computable(kind: str, actual: Actual | None) -> str:
    """What keeps the figure from being computed; empty where it is there, be it only between bounds."""
    if actual is None:
        return _NOTHING
    if kind == "coverage" and actual.denominator is None:
        return "không tính được: thiếu số đối tượng thuộc diện hoặc có nhu cầu (mẫu số)"
    return _why_empty(kind, actual) if actual.is_complete else ""


def _why_empty(kind: str, actual: Actual) -> str:
    if kind not in COUNTS and actual.denominator == 0:
        return f"không tính được tỷ lệ: {_why_zero(kind, actual.numerator)}"
    if actual.value is not None:
        return ""
    if kind in DROPS and actual.base_numerator is None:
        return "chưa đủ số liệu: thiếu số liệu năm trước"
    return "chưa đủ số liệu: thiếu tử số hoặc mẫu số"


def _why_zero(kind: str, numerator: Decimal | None) -> str:
    if kind == "coverage" and not numerator:
        return "không có đối tượng nào thuộc diện hoặc có nhu cầu (mẫu số bằng 0)"
    return "mẫu số bằng 0"


def without_figure_vi(why: str, against: str) -> str:
    """The reason beside what could not be held against it."""
    if why == _NOTHING:
        return f"{why} để so sánh với {against}"
    return f"{why}; chưa so sánh được với {against}"


def is_across_standards(kind: str, actual: Actual | None) -> bool:
    """Whether a drop would subtract figures that were counted under two poverty standards."""
    return kind in DROPS and actual is not None and actual.base_standard_vi != ""


def across_standards_vi(actual: Actual, period: Period | None) -> str:
    """Which year was counted by which standard."""
    before = format_period(period.previous_year) if period else "năm trước"
    now = format_period(period) if period else "kỳ này"
    return (
        f"không so sánh được: số liệu {before} tính theo {_inside(actual.base_standard_vi)}, "
        f"số liệu {now} tính theo {_inside(actual.standard_vi)}"
    )


def _inside(name: str) -> str:
    """A name with a capital, inside a sentence."""
    return f"{name[:1].lower()}{name[1:]}"


def qualitative_vi(followed: Followed | None) -> str:
    """Where the tasks of an aim without numbers stand."""
    if followed is None:
        said = "Chưa có cập nhật."
    else:
        note = f" ({followed.note_vi.rstrip('.')})" if followed.note_vi else ""
        said = f"Cập nhật {day_vi(followed.updated_on)}: {TASK_STATES[followed.state].lower()}{note}."
    return f"Chỉ tiêu định tính, theo dõi theo nhiệm vụ. {said}"
