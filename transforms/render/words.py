"""Sentences of a release that the workbook and the page print alike."""

from transforms.release import Release
from transforms.render.vi_format import format_date, format_period
from transforms.terms.period import Period
from transforms.terms.plan import Plan

SIMULATED_VI = (
    "Số liệu mô phỏng: cộng khớp với số đã công bố, chi tiết cấp dưới là giả định,"
    " không dùng làm số liệu chính thức"
)
NO_PLAN_VI = (
    "Không có chỉ tiêu kế hoạch kèm theo nên không lập bảng so sánh;"
    " số liệu theo địa bàn ở trang tính “Địa bàn”."
)


NO_DROP_VI = "Mức giảm để trống: năm trước tính theo chuẩn nghèo khác nên không so sánh được."


def heading_vi(release: Release) -> str:
    """What the release is, as a sentence: `Kết quả thực hiện 6 tháng đầu năm 2024 so với kế hoạch năm 2024`."""
    period = format_period(release.period)
    if not release.plan.targets:
        return f"Tổng hợp số liệu báo cáo {period}"
    plan = format_period(Period(release.plan.period))
    done = "" if is_whole(release) else f" {period}"
    if all(target.kind == "qualitative" for target in release.plan.targets):
        return f"Tình hình thực hiện{done} kế hoạch {plan}"
    return f"Kết quả thực hiện{done} so với kế hoạch {plan}"


def title_vi(release: Release) -> str:
    """The title of the official table, in upper case."""
    return heading_vi(release).replace("Kết quả", "So sánh kết quả").replace(" so với ", " với ").upper()


def is_whole(release: Release) -> bool:
    """Whether the figures are of the plan's whole period."""
    return release.period.text == release.plan.period


def column_heads_vi(release: Release) -> tuple[str, str, str]:
    """The heads over the aim, the figure and what lies between them."""
    is_estimate = release.figure_status.figure_status == "uoc"
    done = "Ước thực hiện" if is_estimate else "Thực hiện"
    if is_whole(release):
        return "Kế hoạch", done, "So sánh"
    return "Kế hoạch năm", f"{done} {release.period.months} tháng", "So với kế hoạch năm"


def rank_vi(release: Release) -> str:
    """How the ranks of the territories are to be read."""
    return (
        "Hạng theo tỷ lệ hộ nghèo giữa các đơn vị cùng cấp, 1 là cao nhất; không xếp hạng địa bàn dưới"
        f" {release.rank_minimum_households} hộ hoặc chưa đủ số liệu."
    )


def parent_vi(release: Release) -> str:
    """The plan of the level above that this one carries out; empty where there is none."""
    return f"Thực hiện {document_vi(release.parent)}" if release.parent else ""


def document_vi(plan: Plan) -> str:
    """The document of a plan, with its day and issuer as far as they are known."""
    issued = f" ngày {format_date(plan.issued_on)}" if plan.issued_on else ""
    return f"{plan.document_vi}{issued} của {plan.issued_by_vi}"


def status_vi(release: Release) -> str:
    """The status of the figures and the standard they are counted by."""
    return f"Trạng thái số liệu: {release.figure_status.label_vi.lower()}. {release.standard_name_vi}."
