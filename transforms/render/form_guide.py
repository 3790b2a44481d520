"""What the sheet "Hướng dẫn" says: how to fill the form in, by when, and every rule that it will be judged by."""

import re
from dataclasses import dataclass

from transforms.registry import Registry
from transforms.render.vi_format import format_date
from transforms.terms.form import FormVersion
from transforms.terms.obligation import Duty
from transforms.terms.rule import SEVERITIES, Rule

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# How the parts of a message are called where no submission has filled them in yet.
_MEANT = {
    "territory_name": "[đơn vị]",
    "label": "[cột]",
}
_STEPS = (
    "Chỉ ghi vào các ô nền vàng; tên, mã đơn vị, dòng cộng và tỷ lệ đã có sẵn và được khóa.",
    "Ghi số nguyên từ 0 trở lên, không kèm chữ hay đơn vị tính. Không phát sinh thì ghi 0.",
    "Ô để trống được hiểu là chưa báo cáo, không phải bằng 0.",
    (
        "Ô nền xanh (nếu có) là số đầu kỳ ghi sẵn; ô đầu kỳ để trống có ghi chú nêu lý do. Khóa trang tính "
        "không đặt mật khẩu: cần sửa thì bỏ khóa, sửa và giải trình."
    ),
    (
        "Không thêm, xóa hoặc đổi tên cột. Dán số liệu từ bảng khác thì chọn dán giá trị; sau khi bỏ khóa có thể "
        "xếp lại thứ tự các dòng đơn vị."
    ),
    "Giữ nguyên dòng tên biểu, dòng kỳ báo cáo và dòng mã biểu bắt đầu bằng “tonghop:”.",
    "Trước khi gửi, xem trang “Kiểm tra”: chỗ nào ghi “Xem lại” thì sửa, hoặc chuẩn bị giải trình.",
)


@dataclass(frozen=True)
class GuideRule:
    """One rule in words, before anything was found."""

    rule_id: str
    title: str
    severity: str
    message: str
    hint: str


@dataclass(frozen=True)
class Guide:
    """What the sheet says: steps in order, then the rules on figures and those on files, each gravest first."""

    title: str
    steps: tuple[str, ...]
    rules: tuple[GuideRule, ...]


def guide_of(registry: Registry, duty: Duty, form: FormVersion) -> Guide:
    """The guide of one report, from the form, the duty and the catalogue of rules."""
    concerned = [r for r in registry.rules.values() if r.severity != "note" and _concerns(r, form, registry)]
    ordered = sorted(concerned, key=lambda r: (r.rule_id[0], SEVERITIES.index(r.severity), r.rule_id))
    return Guide(
        f"HƯỚNG DẪN GHI BIỂU {form.form_id}: {form.name_vi.upper()}",
        _steps(duty),
        tuple(_in_words(rule, duty, registry) for rule in ordered),
    )


def _steps(duty: Duty) -> tuple[str, ...]:
    folder = duty.submitter_id
    said = (
        f"Hạn gửi: {format_date(duty.due_date)}. Đơn vị gửi: {duty.submitter_name_vi} (mã {folder}).",
        *_STEPS,
        f"Lưu dạng .xlsx rồi gửi vào thư mục {folder}. Tên tệp đặt tùy ý.",
    )
    return tuple(f"{n}. {step}" for n, step in enumerate(said, start=1))


def _concerns(rule: Rule, form: FormVersion, registry: Registry) -> bool:
    """Whether a rule can be broken by this form: one that relates figures only where the form has them."""
    own = {identity.rule_id for identity in form.identities} | _ties_of(form.form_id, registry)
    elsewhere = {identity.rule_id for other in registry.forms for identity in other.identities}
    elsewhere |= {tie.rule_id for tie in registry.ties}
    return rule.rule_id in own or rule.rule_id not in elsewhere


def _ties_of(form_id: str, registry: Registry) -> set[str]:
    return {tie.rule_id for tie in registry.ties if form_id in {tie.left_form, tie.right_form}}


def _in_words(rule: Rule, duty: Duty, registry: Registry) -> GuideRule:
    known = {**_MEANT, "form_id": duty.form_id, "period": duty.period.text}

    def meant(text: str) -> str:
        return _PLACEHOLDER.sub(lambda m: known.get(m[1], "…"), text).replace("….", "…")

    return GuideRule(
        rule.rule_id,
        rule.title_vi,
        registry.severities[rule.severity].label_vi,
        meant(rule.message_vi),
        meant(rule.hint_vi),
    )
