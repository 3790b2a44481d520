"""Deliveries that end returned or as duplicates, each placed among the good ones of its weeks."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import xlsxwriter

from tests.samples.workbooks import Figures, Sample, sample_sheet
from transforms.registry import Registry
from transforms.render.form_layout import FormSheet
from transforms.render.form_xlsx import form_workbook
from transforms.terms.period import Period

_REVIEW, _SERVICES = "06-2018-review", "06-2018-services"
EMPTY = "061/Bieu 01 nam 2018 (moi).xlsx"
TRUNCATED = "064/F01 gui lai.xlsx"
TEXT = "066/ghi chu ra soat 2018.xlsx"
COPY = "062/ban sao bieu 01.xlsx"
NOT_OWED = "065/F01 Cho Don 2018.xlsx"
NO_SUBMITTER = "huyen-ba-be/F01 2018.xlsx"
UNKNOWN_FORM = "06-ldtbxh/du toan kinh phi 2018.xlsx"


def with_bad_deliveries(samples: list[Sample], registry: Registry, figures: Figures) -> list[Sample]:
    """The good samples with the bad ones among them; a copy comes after its original."""
    original = next(s for s in samples if s.wave == _REVIEW and s.path.startswith("062/"))
    cut = form_workbook(_f01_2018(registry, figures, "064"))
    early = [
        Sample(EMPTY, b"", _REVIEW),
        Sample(TRUNCATED, cut[: len(cut) // 2], _REVIEW),
        Sample(TEXT, "Ghi chú: biểu rà soát năm 2018 sẽ gửi sau.\n".encode(), _REVIEW),
    ]
    late = [
        Sample(COPY, original.content, _REVIEW),
        Sample(NOT_OWED, _in_other_layout(registry, figures, "064"), _REVIEW),
        Sample(NO_SUBMITTER, _in_other_layout(registry, figures, "061"), _REVIEW),
    ]
    budget = [Sample(UNKNOWN_FORM, _budget(), _SERVICES)]
    review = [i for i, sample in enumerate(samples) if sample.wave == _REVIEW]
    after = review[-1] + 1
    services = next(i for i, sample in enumerate(samples) if sample.wave == _SERVICES)
    head, middle = samples[: review[0]], samples[review[0] : after]
    return [*head, *early, *middle, *late, *samples[after:services], *budget, *samples[services:]]


def _f01_2018(registry: Registry, figures: Figures, submitter_id: str) -> FormSheet:
    duty = next(
        d for d in registry.duties(Period("2018")) if (d.submitter_id, d.form_id) == (submitter_id, "F01")
    )
    return sample_sheet(registry, duty, figures.of(duty))


def _in_other_layout(registry: Registry, figures: Figures, submitter_id: str) -> bytes:
    """The figures of a district's F01 as other bytes, so that it is judged and not called a duplicate."""
    sheet = _f01_2018(registry, figures, submitter_id)
    return form_workbook(replace(sheet, has_codes=True))


def _budget() -> bytes:
    """A workbook that is no reporting form at all."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("Du toan")
    sheet.write_string(0, 0, "DỰ TOÁN KINH PHÍ TẬP HUẤN CÁN BỘ")
    sheet.write_string(1, 0, "Số liệu mô phỏng: toàn bộ là giả định")
    rows = (("TT", "Nội dung", "Số tiền (triệu đồng)"), (1, "Tài liệu", 12), (2, "Hội trường", 30))
    for number, row in enumerate(rows, start=3):
        sheet.write_row(number, 0, row)
    sheet.set_column(1, 2, 28)
    book.close()
    return buffer.getvalue()
