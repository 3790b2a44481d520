"""Numbers, dates and codes as Vietnamese official papers write them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from transforms.terms.period import Period

UNKNOWN = "…"

VERDICTS = {
    "exceeded": "Vượt",
    "met": "Đạt",
    "near": "Gần đạt",
    "not_met": "Không đạt",
    "worse": "Xấu đi",
    "not_due": "Chưa đến hạn",
    "insufficient_data": "Chưa đủ số liệu",
    "qualitative": "Định tính",
}
SEVERITY_LABELS = {
    "reject_file": "Trả lại tệp",
    "reject_cell": "Loại ô",
    "explain": "Phải giải trình",
    "note": "Lưu ý",
}
DUTY_STATES = {
    "missing": "Chưa nộp",
    "returned": "Trả lại",
    "accepted_to_explain": "Đạt – cần giải trình",
    "accepted": "Đạt",
}
TASK_STATES = {
    "done": "Đã hoàn thành",
    "in_progress": "Đang thực hiện",
    "late": "Chậm tiến độ",
    "not_started": "Chưa thực hiện",
    "stopped": "Dừng thực hiện",
    "": "Chưa có cập nhật",
}
REVISION_CAUSES = {
    "late_reports": "Báo cáo nộp sau",
    "corrected": "Đơn vị sửa số liệu",
    "late_and_corrected": "Báo cáo nộp sau và đơn vị sửa số liệu",
    "withdrawn": "Đơn vị không còn số liệu",
    "total_line": "Lấy theo dòng tổng",
    "base_year": "Chỉ số liệu năm trước thay đổi",
}

_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "range": ""}
_OPEN_RANGES = {">=": " trở lên", ">": " trở lên", "<=": " trở xuống", "<": " trở xuống"}
_PARTS = {
    "H": ("6 tháng đầu năm", "6 tháng cuối năm"),
    "Q": ("quý I năm", "quý II năm", "quý III năm", "quý IV năm"),
}
_LAST_PADDED_MONTH = 2
_SWAP = str.maketrans({",": ".", ".": ","})


def decimals_of(value: Decimal) -> int:
    """How many decimals `value` needs to be written exactly."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_number(value: Decimal | None, decimals: int | None = None) -> str:
    """`79.677`, `21,88`; without `decimals` as many as the value needs; None is empty.

    Rounds half up. A number that is not finite, or that rounds to zero, carries no sign.
    """
    if value is None or not value.is_finite():
        return ""
    places = decimals_of(value) if decimals is None else decimals
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:,f}".translate(_SWAP)


def format_signed(value: Decimal | None, decimals: int | None = None) -> str:
    """A difference: as `format_number`, with a plus sign above zero."""
    text = format_number(value, decimals)
    is_above_zero = text.strip("0,.") != "" and not text.startswith("-")
    return f"+{text}" if is_above_zero else text


def with_unit(text: str, measure_unit: str) -> str:
    """The number with its measure unit; the per cent sign stands without a blank."""
    if not text or not measure_unit:
        return text
    return f"{text}%" if measure_unit == "%" else f"{text} {measure_unit}"


def format_date(day: date | None) -> str:
    """`31/12/2018`; None is empty."""
    return "" if day is None else f"{day:%d/%m}/{day.year}"


def format_period(period: Period) -> str:
    """`năm 2018`, `6 tháng đầu năm 2024`, `quý III năm 2024`, `tháng 02 năm 2024`."""
    if period.is_annual:
        return f"năm {period.year}"
    kind, number = period.text[5], int(period.text[6:])
    if kind == "M":
        return f"tháng {number:0{2 if number <= _LAST_PADDED_MONTH else 1}d} năm {period.year}"
    return f"{_PARTS[kind][number - 1]} {period.year}"


def format_aim(comparator: str, low: Decimal | None, high: Decimal | None, measure_unit: str = "") -> str:
    """The aim as a table shows it: `≥ 2,7`, `> 4`, `từ 15 đến 20%`, `từ 3 đến 4 trở lên`.

    Empty where there is no number; the bounds of a range stand in the order of the number line.
    """
    if low is None:
        return ""
    if high is None:
        return with_unit(f"{aim_sign(comparator)}{format_number(low)}", measure_unit)
    least, most = (format_number(bound) for bound in sorted((low, high)))
    return f"từ {least} đến {with_unit(most, measure_unit)}{_OPEN_RANGES.get(comparator, '')}"


def aim_sign(comparator: str) -> str:
    """The sign before a single aim, with its blank: `≥ `."""
    sign = _SIGNS[comparator]
    return f"{sign} " if sign else ""


def verdict_label(verdict: str) -> str:
    """The Vietnamese word for a verdict."""
    return VERDICTS[verdict]


def severity_label(severity: str) -> str:
    """The Vietnamese word for the severity of an issue."""
    return SEVERITY_LABELS[severity]


def duty_label(state: str) -> str:
    """The Vietnamese word for what became of a duty."""
    return DUTY_STATES[state]
