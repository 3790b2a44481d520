"""The simulated workbooks of every duty, in the order in which they arrive."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tests.samples.provinces import bac_kan, bach_thong
from tests.samples.services import bac_kan_services, bach_thong_services
from tests.samples.stocks import Communes
from transforms.registry import Registry
from transforms.render.form_layout import FormSheet, Layout, duty_sheet, template_sheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.obligation import Duty
from transforms.terms.period import Period

NOTE_PROVINCE = "Số liệu mô phỏng: cộng khớp số đã công bố của tỉnh; chi tiết từng xã là giả định"
NOTE_DISTRICT = "Số liệu mô phỏng: cộng khớp số đã công bố của huyện; chi tiết từng xã là giả định"
NOTE_BASE = "Số liệu mô phỏng: cộng khớp mức giảm đã công bố của tỉnh; chi tiết từng xã là giả định"
NOTE_SERVICES = "Số liệu mô phỏng: toàn bộ số liệu trong biểu là giả định, không phải số đã công bố"

_AREA_LAYOUT_2018 = frozenset({"058", "063", "064", "065"})
# These send the filled template, with codes and stamp; the others type their own table.
_TEMPLATE_USERS = frozenset({"06-bhxh", "06-tttt", "01969", "01993", "02005", "063-vhtt"})
_PERIOD_FOLDERS = frozenset({"060", "064", "06-nnptnt", "01978", "02002", "02017"})
_NAMES = {
    "F01": ("Bieu 01 nam {y}.xlsx", "BC ra soat {y} (chinh thuc).xlsx", "tonghop_{y}.xlsx", "F01-{y}.xlsx"),
    "F02": ("Bieu 02 nam {y}.xlsx", "dien bien HN {y}.xlsx", "bieu2-{y} ban cuoi.xlsx", "F02-{y}.xlsx"),
    "F03": ("Bieu 03 nam {y}.xlsx", "dien bien HCN {y}.xlsx", "bieu3-{y} ban cuoi.xlsx", "F03-{y}.xlsx"),
    "CT01": ("CT01 {y}.xlsx", "chi tieu ke hoach {y}.xlsx", "bieu chung {y}.xlsx", "CT01-{y}-sua.xlsx"),
}


@dataclass(frozen=True)
class Sample:
    """One file on its way into the inbox; `wave` groups files that arrive in the same weeks."""

    path: str
    content: bytes
    wave: str


@dataclass(frozen=True)
class Figures:
    """All simulated figures by period, then by form or submitter."""

    f01: Mapping[str, Communes]
    flows: Mapping[str, Communes]
    services: Mapping[str, Communes]

    def of(self, duty: Duty) -> Communes:
        """What a duty reports; nothing where the submitter stays silent."""
        if duty.form_id == "CT01":
            return self.services.get(duty.submitter_id, {})
        source = self.f01 if duty.form_id == "F01" else self.flows
        return source[duty.period.text]


def simulate(registry: Registry) -> tuple[Figures, Figures]:
    """The figures of Bắc Kạn and of Bạch Thông."""
    province, district = bac_kan(registry), bach_thong(registry)
    return (
        Figures(
            {"2017": province.base, "2018": province.year},
            {"2018": province.flows},
            bac_kan_services(registry, province),
        ),
        Figures(
            {"2019": district.base, "2020": district.year},
            {"2020": district.flows},
            bach_thong_services(district),
        ),
    )


def simulated_samples(registry: Registry) -> list[Sample]:
    """Every simulated workbook that answers a duty, by wave."""
    province, district = simulate(registry)
    found = []
    for year, figures in (("2017", province), ("2018", province), ("2019", district), ("2020", district)):
        found += list(_of_year(registry, Period(year), figures))
    return found


def _of_year(registry: Registry, period: Period, figures: Figures) -> Iterator[Sample]:
    order = {"F01": 0, "F02": 0, "F03": 0, "CT01": 1}
    duties = sorted(registry.duties(period), key=lambda d: (order[d.form_id], d.submitter_id, d.form_id))
    for duty in duties:
        if reported := figures.of(duty):
            wave = f"{period}-{'services' if duty.form_id == 'CT01' else 'review'}"
            yield Sample(_path(duty), form_workbook(sample_sheet(registry, duty, reported)), wave)


def sample_sheet(
    registry: Registry, duty: Duty, reported: Communes, layout: Layout | None = None
) -> FormSheet:
    """The sheet of a duty as its submitter would send it, marked as simulated."""
    note = _note(duty)
    if duty.submitter_id in _TEMPLATE_USERS:
        return replace(template_sheet(registry, duty, reported), note_vi=note)
    return duty_sheet(registry, duty, reported, layout=layout or layout_of(duty), note_vi=note)


def layout_of(duty: Duty) -> Layout:
    """Area blocks for every district in 2017 and for half of them in 2018; else district lines."""
    is_review = duty.form_id != "CT01" and duty.period.year <= 2018
    has_areas = duty.period.text == "2017" or duty.submitter_id in _AREA_LAYOUT_2018
    return "areas" if is_review and has_areas else "districts"


def _note(duty: Duty) -> str:
    if duty.form_id == "CT01":
        return NOTE_SERVICES
    if duty.period.year >= 2019:
        return NOTE_DISTRICT
    return NOTE_BASE if duty.period.text == "2017" else NOTE_PROVINCE


def _path(duty: Duty) -> str:
    """Folder and name: names mean nothing, so they differ from sender to sender."""
    names = _NAMES[duty.form_id]
    name = names[sum(map(ord, duty.submitter_id)) % len(names)].format(y=duty.period)
    folder = f"{duty.period}-{duty.figure_status}/" if duty.submitter_id in _PERIOD_FOLDERS else ""
    return f"{duty.submitter_id}/{folder}{name}"
