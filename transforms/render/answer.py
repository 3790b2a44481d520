"""What an answer to a submitter says, in words: the workbook's page "Phản hồi" and the receipt print the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from transforms.registry import Registry
from transforms.render.answer_lines import IssueLine, answer_lines
from transforms.render.vi_format import format_date, format_period
from transforms.terms.answer_sheet import PAGE_STAMP
from transforms.terms.period import Period, is_period
from transforms.terms.rule import Issue
from transforms.text.shown import show_count

RETURNED, RECEIVED = "returned", "received"
_FAULT_VI = (
    "Hệ thống gặp lỗi khi kiểm tra tệp này. Lỗi thuộc về hệ thống, không phải của đơn vị gửi; tệp đã được lưu "
    "đầy đủ và sẽ được kiểm tra lại khi lỗi được khắc phục. Thời điểm nhận ghi ở trên được giữ nguyên."
)
_NOTHING_TO_DO_VI = "Không cần làm gì, không cần gửi lại."
_HOW_VI = (
    "Cần sửa số liệu: sửa ngay trong các trang biểu của tệp này hoặc trong tệp gốc, rồi gửi lại cả tệp. Gửi lại "
    "phải đủ cả biểu: bản gửi sau thay toàn bộ bản trước."
)
_HOW_ALONE_VI = "Sửa trong tệp gốc rồi gửi lại cả tệp, đủ cả biểu: bản gửi sau thay toàn bộ bản trước."
_EXPLAIN_VI = (
    "Số liệu đúng như đã ghi: giải trình vào cột “Giải trình” của trang “Lỗi”, đúng dòng, rồi gửi lại cả tệp. "
    "Giải trình có hiệu lực cho cả những lần gửi sau, đến khi số liệu của ô thay đổi. "
    "Không ghi họ tên, số giấy tờ, số điện thoại của cá nhân."
)
_NO_DEADLINE_VI = "Không xác định được hạn nộp của tệp này"
_NO_COPY_VI = (
    "Tệp này không mở được, quá lớn hoặc không được phép chép lại, nên phản hồi không kèm các trang biểu của "
    "đơn vị."
)
_COLOURS_VI = (
    "Trong các trang biểu, ô có sai lệch được tô màu và có ghi chú; bấm vào địa chỉ ô ở trang “Lỗi” để đến ô."
)


@dataclass(frozen=True)
class Answer:
    """The whole answer; every part is ready to be printed.

    `report` are its form and period as the receipt has them, `facts` labels with their values, `counts` severities
    (id, label, number, consequence), `changes` the unit, the item, the figure before and the figure now. `copy_note`
    says how far the sheets that follow are the submitter's own.
    """

    submission_id: str
    report: tuple[str, str]
    sender: str
    title: str
    verdict: str
    state: str
    next_action: str
    reason: str
    deadline: str
    facts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str, str, str], ...]
    summary: tuple[str, ...]
    changes: tuple[tuple[str, str, str, str], ...]
    changes_note: str
    how: tuple[str, ...]
    contact: str
    lines: tuple[IssueLine, ...]
    lines_total: int
    copy_note: str = ""

    @property
    def stamp(self) -> str:
        """The line by which the page is known when it comes back: of which report and submission it speaks."""
        return "|".join((PAGE_STAMP, *self.report, self.submission_id[:12]))

    @property
    def lines_note(self) -> str:
        """What is said where the list is cut; empty where it is whole."""
        if len(self.lines) == self.lines_total:
            return ""
        return (
            f"Danh sách ghi {show_count(len(self.lines))} trong tổng số {show_count(self.lines_total)} sai lệch;"
            " sửa các sai lệch này rồi gửi lại để xem các sai lệch còn lại. Toàn bộ ở tệp issues.json."
        )


def answer_of(receipt: Mapping[str, Any], issues: Sequence[Issue], registry: Registry) -> Answer:
    """The answer on one submission, from its receipt as plain values and its issues.

    Raises:
        ValueError: the submission is returned without an issue that says why. That is a bug of ours.
    """
    if receipt["verdict"] == RETURNED and not issues:
        raise ValueError(f"submission {receipt['submission_id'][:12]} is returned without any issue")
    lines = answer_lines(issues, registry)
    state = registry.states[receipt["verdict"]]
    return Answer(
        receipt["submission_id"],
        (receipt["form_id"], receipt["period"]),
        registry.office["sender_vi"],
        "PHẢN HỒI KẾT QUẢ KIỂM TRA BÁO CÁO" if issues else "BIÊN NHẬN BÁO CÁO",
        receipt["verdict"],
        state.label_vi,
        state.next_action_vi,
        receipt["reason"],
        deadline_vi(receipt),
        _facts(receipt, registry),
        tuple(_counts(receipt, registry)),
        tuple(filter(None, _summary(receipt))),
        tuple((c["territory_name"], c["label"], c["old"], c["new"]) for c in _changes(receipt, registry)),
        _changes_note(receipt),
        _how(lines),
        registry.office["contact_vi"],
        lines[: registry.limits["answer_issues"]],
        len(lines),
    )


def _how(lines: Sequence[IssueLine]) -> tuple[str, ...]:
    """What can be done: mend the figures, or explain them where an explanation is expected."""
    explain = (_EXPLAIN_VI,) if any(line.asks for line in lines) else ()
    return (_HOW_VI, *explain, _COLOURS_VI) if lines else ()


def fault_answer(receipt: Mapping[str, Any], registry: Registry) -> Answer:
    """The answer where our own program failed: received, nobody is blamed, nothing to do."""
    answer = answer_of({**receipt, "verdict": RECEIVED}, (), registry)
    return replace(answer, next_action=_NOTHING_TO_DO_VI, reason=_FAULT_VI)


def without_copy(answer: Answer) -> Answer:
    """The answer as it is given without the submitter's own sheets."""
    how = (_HOW_ALONE_VI, *(text for text in answer.how if text == _EXPLAIN_VI))
    return replace(answer, how=how, copy_note=_NO_COPY_VI)


def deadline_vi(receipt: Mapping[str, Any]) -> str:
    """The verdict on the day of arrival; empty where there is no day by which it was due."""
    due = format_date(date.fromisoformat(receipt["due_date"])) if receipt.get("due_date") else ""
    if receipt.get("deadline") == "late":
        return f"Nộp chậm {receipt['days_late']} ngày làm việc so với hạn {due}"
    if receipt.get("deadline") == "on_time":
        return f"Nộp đúng hạn (hạn {due})"
    return ""


def _facts(receipt: Mapping[str, Any], registry: Registry) -> tuple[tuple[str, str], ...]:
    submitter = receipt["submitter_id"]
    told = (
        ("Đơn vị gửi", _with_code(registry.submitters.get(submitter, ""), submitter)),
        ("Tệp đã nhận", receipt["original_name"]),
        ("Biểu", _form(receipt, registry)),
        ("Kỳ báo cáo", _period(receipt["period"])),
        ("Trạng thái số liệu", _status(receipt["figure_status"], registry)),
        ("Lần gửi thứ", str(receipt.get("version") or "")),
        ("Thời điểm nhận", moment_vi(receipt["received_at"])),
        ("Hạn nộp", deadline_vi(receipt) or (_NO_DEADLINE_VI if receipt["received_at"] else "")),
        ("Mã tệp (SHA-256)", receipt["submission_id"]),
        ("Mục trong sổ nhật ký", receipt.get("ledger_entry", "")),
    )
    return tuple((label, text) for label, text in told if text)


def _with_code(name: str, code: str) -> str:
    return f"{name} (mã {code})" if name else code


def _form(receipt: Mapping[str, Any], registry: Registry) -> str:
    """The forms with their names; several are joined by a plus sign in a receipt."""
    names = {form.form_id: form.name_vi for form in registry.forms}
    forms = receipt["form_id"].split("+") if receipt["form_id"] else []
    return "; ".join(f"{form}. {names[form]}" if form in names else form for form in forms)


def _period(text: str) -> str:
    return "; ".join(format_period(Period(one)) if is_period(one) else one for one in text.split("+"))


def _status(text: str, registry: Registry) -> str:
    return "; ".join(registry.status_label(one) for one in text.split("+"))


def moment_vi(received_at: str) -> str:
    """`07:30:05 ngày 14/12/2018 (UTC+07:00)`; as it stands where it is no moment."""
    try:
        moment = datetime.fromisoformat(received_at)
    except ValueError:
        return received_at
    zone = f" ({moment:%Z})" if moment.tzinfo else ""
    return f"{moment:%H:%M:%S} ngày {format_date(moment.date())}{zone}"


def _counts(receipt: Mapping[str, Any], registry: Registry) -> list[tuple[str, str, str, str]]:
    return [
        (one.severity, one.label_vi, show_count(receipt["issues"][one.severity]), one.consequence_vi)
        for one in registry.severities.values()
        if receipt["issues"].get(one.severity)
    ]


def _summary(receipt: Mapping[str, Any]) -> list[str]:
    """Sentences on what was read and what was said of it before; empty ones are left out by the caller."""
    roots = receipt.get("root_causes", 0)
    explained, waived = receipt.get("explained", 0), receipt.get("waived", 0)
    required, given = receipt.get("cells_required", 0), receipt.get("cells_given", 0)
    read = receipt["cells_read"] + receipt["cells_ignored_by_rule"] + receipt["cells_unrecognised"]
    accounts = (
        f"Ô có nội dung: {show_count(read)}, gồm {show_count(receipt['cells_read'])} ô đã đọc,"
        f" {show_count(receipt['cells_ignored_by_rule'])} ô bỏ qua theo quy tắc,"
        f" {show_count(receipt['cells_unrecognised'])} ô không nhận ra."
    )
    return [
        f"Số nguyên nhân gốc: {show_count(roots)}." if roots else "",
        f"Đã được giải trình: {show_count(explained)} sai lệch." if explained else "",
        f"Được miễn theo quyết định: {show_count(waived)} sai lệch." if waived else "",
        f"Ô bắt buộc đã có số liệu: {show_count(given)}/{show_count(required)}." if required else "",
        "Báo cáo không phát sinh." if receipt.get("is_nil") else "",
        accounts if read else "",
    ]


def _changes(receipt: Mapping[str, Any], registry: Registry) -> list[Mapping[str, str]]:
    return list(receipt.get("changes") or ())[: registry.limits["answer_changes"]]


def _changes_note(receipt: Mapping[str, Any]) -> str:
    """How the figures stand against those of the version that was accepted before; empty for a first one."""
    if receipt.get("identical_to"):
        before = receipt.get("identical_version", 0)
        which = f"bản gửi thứ {before}" if before else "bản đã đạt trước đó"
        return f"Số liệu giống hoàn toàn {which} (mã tệp {receipt['identical_to'][:12]})."
    count = receipt.get("changes_count", 0)
    return f"Có {show_count(count)} số liệu khác với bản đã đạt trước đó." if count else ""
