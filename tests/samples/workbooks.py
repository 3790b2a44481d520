"""The simulated workbooks of every duty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from tests.samples.more_forms import MORE, more_forms
from tests.samples.provinces import bac_kan, bach_thong, bach_thong_preliminary
from tests.samples.quang_binh import HALF, quang_binh, quang_binh_services
from tests.samples.services import bac_kan_services, bach_thong_services
from tests.samples.shapes import SHAPES, shaped, shaped_path
from tests.samples.son_la import son_la, son_la_services
from tests.samples.stocks import Communes
from tests.samples.thai_nguyen import thai_nguyen
from transforms.registry import Registry
from transforms.render.form_layout import FormSheet, Layout, duty_sheet, template_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.obligation import Duty
from transforms.terms.period import Period

_MARK = "Số liệu mô phỏng: "
NOTE_SERVICES = _MARK + "toàn bộ số liệu trong biểu là giả định, không phải số đã công bố"
_DETAIL = "; chi tiết từng xã là giả định"
# What the sums of a review rest on, by province (06 in 2019 and 2020: Bạch Thông), period and figure status;
# of any other one nothing was published.
NOTES = {
    ("06", "2017", "chinh_thuc"): _MARK + "cộng khớp mức giảm đã công bố của tỉnh" + _DETAIL,
    ("06", "2018", "chinh_thuc"): _MARK + "cộng khớp số đã công bố của tỉnh" + _DETAIL,
    ("06", "2019", "so_bo"): _MARK + "cộng khớp tỷ lệ đã công bố của huyện" + _DETAIL,
    ("06", "2019", "chinh_thuc"): _MARK + "cộng khớp số đã công bố của huyện" + _DETAIL,
    ("06", "2020", "chinh_thuc"): _MARK + "cộng khớp số đã công bố của huyện" + _DETAIL,
    ("14", "2018", "chinh_thuc"): _MARK
    + "số hộ nghèo, cận nghèo cộng khớp số đã công bố của thành phố"
    + _DETAIL,
    ("44", "2023", "chinh_thuc"): _MARK + "số hộ nghèo, cận nghèo cộng khớp số đã công bố của tỉnh" + _DETAIL,
    ("44", HALF, "so_bo"): _MARK
    + "số hộ nghèo giảm cộng khớp số đã công bố của tỉnh; phần còn lại là giả định",
}

_AREA_LAYOUT_2018 = frozenset({"058", "063", "064", "065", "116"})
# These send the filled template, with codes and stamp; the others type their own table.
_TEMPLATE_USERS = frozenset(
    {"06-bhxh", "06-tttt", "01969", "01993", "02005", "063-vhtt", "44-bhxh", "116-ttyt"}
)
_PERIOD_FOLDERS = frozenset(
    {"060", "064", "06-nnptnt", "01978", "02002", "02017", "452", "44-gddt", "116-kinhte"}
)
# A district of this province puts its forms of a half-year into one workbook, a sheet a form.
_ONE_WORKBOOK = frozenset({("44", HALF)})
_LATE = frozenset({("453", HALF)})
_NAMES = {
    "F01": ("Bieu 01 nam {y}.xlsx", "BC ra soat {y} ({s}).xlsx", "tonghop_{y}.xlsx", "F01-{y}.xlsx"),
    "F02": ("Bieu 02 nam {y}.xlsx", "dien bien HN {y}.xlsx", "bieu2-{y} ban cuoi.xlsx", "F02-{y}.xlsx"),
    "F03": ("Bieu 03 nam {y}.xlsx", "dien bien HCN {y}.xlsx", "bieu3-{y} ban cuoi.xlsx", "F03-{y}.xlsx"),
    "F04": ("thieu hut {y}.xlsx",),
    "F08": ("nhom doi tuong {y}.xlsx",),
    "F09": ("theo dan toc {y}.xlsx",),
    "F10": ("nguyen nhan ngheo {y}.xlsx",),
    "F11": ("tre em {y}.xlsx",),
    "M03N": ("mau so 3 {y}.xlsx",),
    "CT01": ("CT01 {y}.xlsx", "chi tieu ke hoach {y}.xlsx", "bieu chung {y}.xlsx", "CT01-{y}-sua.xlsx"),
    "F01+F02+F03": ("Bieu 1-2-3 {y}.xlsx", "BC 6 thang {y}.xlsx", "tonghop_{y}.xlsx", "3 bieu {y}.xlsx"),
}
_REVIEW_FORMS = frozenset({"F01", "F02", "F03"})
_STATUS_IN_NAMES = {"chinh_thuc": "chinh thuc", "so_bo": "so bo"}


@dataclass(frozen=True)
class Sample:
    """One file on its way into the inbox; `wave` groups files that arrive in the same weeks."""

    path: str
    content: bytes
    wave: str


@dataclass(frozen=True)
class Figures:
    """All simulated figures: reviews by period and figure status, services by submitter."""

    f01: Mapping[tuple[str, str], Communes]
    flows: Mapping[str, Communes]
    services: Mapping[str, Communes]
    more: Mapping[tuple[str, str], Communes]

    def of(self, duty: Duty) -> Communes:
        """What a duty reports; nothing where the submitter stays silent."""
        if duty.form_id == "CT01":
            source = self.services.get(duty.submitter_id, {})
        elif duty.form_id == "F01":
            source = self.f01.get((duty.period.text, duty.figure_status), {})
        elif (duty.form_id, duty.period.text) in MORE:
            source = self.more[duty.form_id, duty.period.text]
        else:
            source = self.flows.get(duty.period.text, {})
        return {t.code: source[t.code] for t in duty.territories if t.code in source}


def simulate(registry: Registry) -> Figures:
    """The figures of the four areas and of Thái Nguyên, which no two of them share in one period."""
    province, district, coast = bac_kan(registry), bach_thong(registry), quang_binh(registry)
    city, thai_nguyen_years = son_la(registry), thai_nguyen(registry)
    return Figures(
        f01={
            ("2017", "chinh_thuc"): province.base,
            ("2018", "chinh_thuc"): province.year | city.f01["2018"],
            ("2019", "so_bo"): bach_thong_preliminary(district.base),
            ("2019", "chinh_thuc"): district.base | city.f01["2019"],
            ("2020", "chinh_thuc"): district.year | city.f01["2020"],
            ("2023", "chinh_thuc"): coast.base | thai_nguyen_years[0],
            (HALF, "so_bo"): coast.year,
            ("2024", "chinh_thuc"): thai_nguyen_years[1],
        },
        flows={"2018": province.flows, "2020": district.flows | city.flows, HALF: coast.flows},
        services={
            **bac_kan_services(registry, province),
            **bach_thong_services(district),
            **quang_binh_services(registry, coast.year),
            **son_la_services(registry, city.f01["2020"]),
        },
        more=more_forms(city.f01["2020"], city.flows, coast.base),
    )


def simulated_samples(registry: Registry, figures: Figures) -> list[Sample]:
    """Every simulated workbook that answers a duty, by period, reviews first."""
    return [Sample(*shaped(path, sheets), _wave(duty)) for path, duty, sheets in _reports(registry, figures)]


def plain_twins(registry: Registry, figures: Figures) -> dict[str, bytes]:
    """The deliveries of another shape, by their path in the inbox, as plain workbooks."""
    found = ((path, sheets) for path, _, sheets in _reports(registry, figures) if path in SHAPES)
    return {shaped_path(path): form_workbook(*sheets) for path, sheets in found}


def _reports(registry: Registry, figures: Figures) -> Iterator[tuple[str, Duty, list[FormSheet]]]:
    """Path, first duty and sheets of every workbook, by period."""
    periods = sorted({p.text for obligation in registry.obligations for p in obligation.periods})
    for period in periods:
        yield from _of_period(registry, Period(period), figures)


def _of_period(
    registry: Registry, period: Period, figures: Figures
) -> Iterator[tuple[str, Duty, list[FormSheet]]]:
    duties = sorted(
        (duty for duty in registry.duties(period) if figures.of(duty)),
        key=lambda d: (d.form_id == "CT01", d.submitter_id, d.figure_status, d.form_id),
    )
    for _, group in groupby(duties, key=_workbook_key):
        together = tuple(group)
        sheets = [sample_sheet(registry, duty, figures.of(duty)) for duty in together]
        yield _path(together), together[0], sheets


def _workbook_key(duty: Duty) -> tuple[str, ...]:
    """Duties with one key are done by one workbook."""
    form = "" if _place(duty) in _ONE_WORKBOOK and duty.form_id != "CT01" else duty.form_id
    return (duty.submitter_id, duty.figure_status, form)


def _place(duty: Duty) -> tuple[str, str]:
    """The province and the period of a duty."""
    return duty.territories[0].province_code, duty.period.text


def _wave(duty: Duty) -> str:
    if duty.form_id == "CT01":
        kind = "services"
    elif (duty.form_id, duty.period.text) in MORE:
        kind = "more"
    elif (duty.submitter_id, duty.period.text) in _LATE:
        kind = "late"
    else:
        kind = "preliminary" if duty.figure_status == "so_bo" and duty.period.is_annual else "review"
    return "-".join((*_place(duty), kind))


def sample_sheet(
    registry: Registry, duty: Duty, reported: Communes, layout: Layout | None = None
) -> FormSheet:
    """The sheet of a duty as its submitter would send it, marked as simulated."""
    place = (*_place(duty), duty.figure_status)
    note = NOTES.get(place, NOTE_SERVICES) if duty.form_id in _REVIEW_FORMS else NOTE_SERVICES
    if duty.submitter_id in _TEMPLATE_USERS:
        return replace(template_sheet(registry, duty, reported), note_vi=note)
    return duty_sheet(registry, duty, reported, layout=layout or layout_of(duty), note_vi=note)


def layout_of(duty: Duty) -> Layout:
    """Area blocks for every district in 2017 and for half of them in 2018; else district lines."""
    is_review = duty.form_id != "CT01" and duty.period.year <= 2018
    has_areas = duty.period.text == "2017" or duty.submitter_id in _AREA_LAYOUT_2018
    return "areas" if is_review and has_areas else "districts"


def _path(together: tuple[Duty, ...]) -> str:
    """Folder and name: names mean nothing, so they differ from sender to sender."""
    duty = together[0]
    names = _NAMES["+".join(one.form_id for one in together)]
    status = _STATUS_IN_NAMES[duty.figure_status]
    name = names[sum(map(ord, duty.submitter_id)) % len(names)].format(y=duty.period, s=status)
    folder = f"{duty.period}-{duty.figure_status}/" if duty.submitter_id in _PERIOD_FOLDERS else ""
    return f"{duty.submitter_id}/{folder}{name}"
