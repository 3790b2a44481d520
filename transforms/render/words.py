"""Sentences of a release that the workbook and the page print alike."""

from transforms.release import Release
from transforms.render.vi_format import format_date, format_period

SIMULATED_VI = (
    "Số liệu mô phỏng: cộng khớp với số đã công bố, chi tiết cấp dưới là giả định,"
    " không dùng làm số liệu chính thức"
)
NO_PLAN_VI = (
    "Không có chỉ tiêu kế hoạch kèm theo nên không lập bảng so sánh;"
    " số liệu theo địa bàn ở trang tính “Địa bàn”."
)


def title_vi(release: Release) -> str:
    """The title of the table, in upper case."""
    period = format_period(release.period)
    if not release.plan.targets:
        return f"Tổng hợp số liệu báo cáo {period}".upper()
    if release.period.is_annual:
        return f"So sánh kết quả thực hiện với kế hoạch {period}".upper()
    return f"So sánh kết quả thực hiện {period} với kế hoạch năm {release.period.year}".upper()


def document_vi(release: Release) -> str:
    """The document of the plan, with its day and issuer as far as they are known."""
    plan = release.plan
    issued = f" ngày {format_date(plan.issued_on)}" if plan.issued_on else ""
    return f"{plan.document_vi}{issued} của {plan.issued_by_vi}"


def status_vi(release: Release) -> str:
    """The status of the figures and the standard they are counted by."""
    return f"Trạng thái số liệu: {release.figure_status.label_vi.lower()}. {release.standard_name_vi}."
