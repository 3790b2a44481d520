"""The columns of every public table: name, type, description and measure unit, in one place.

Arrow schemas, the data package of a release and docs/reference/tables.md are made from these.
"""

from dataclasses import dataclass, replace
from functools import cache

import pyarrow as pa

_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "decimal": pa.decimal128(18, 4),
    "integer": pa.int64(),
    "texts": pa.list_(pa.string()),
}


@dataclass(frozen=True)
class Field:
    """One column; `kind` is text, date, decimal, integer or texts (a list)."""

    name: str
    kind: str
    description: str
    measure_unit: str = ""


@dataclass(frozen=True)
class Table:
    """One public table with its grain, its natural order and the columns that tell its rows apart.

    `protected` are the columns that the public edition leaves empty where a figure is hidden.
    """

    name: str
    title_vi: str
    grain: str
    fields: tuple[Field, ...]
    order: tuple[str, ...]
    title_en: str = ""
    key: tuple[str, ...] = ()
    protected: tuple[str, ...] = ()


_TERRITORY = (
    Field("territory_code", "text", "Code of the territory, leading zeros kept"),
    Field("territory_valid_from", "date", "First day of the territory under this code and name"),
)
_PERIOD = (
    Field("period", "text", "Reporting period: 2024, 2024-H1, 2024-Q3, 2024-M09"),
    Field("figure_status", "text", "Status of the figures: uoc, so_bo, chinh_thuc, phe_duyet"),
    Field("standard_id", "text", "Poverty standard under which households were counted"),
)
_COVERAGE = (
    Field(
        "coverage_territories_pct", "decimal", "Reporting territories among those that owe the figure", "%"
    ),
    Field(
        "coverage_households_pct",
        "decimal",
        "Households of the reporting territories among all last known",
        "%",
    ),
)

FACTS = Table(
    "facts",
    "Số liệu gốc",
    "one item of one territory in one period and figure status, from one cell of one submission",
    (
        Field("submission_id", "text", "SHA-256 of the submitted file"),
        Field("form_id", "text", "Form"),
        Field("form_version", "text", "Version of the form"),
        *_TERRITORY,
        Field("item_id", "text", "Reported quantity"),
        *_PERIOD,
        Field("value", "decimal", "The figure; empty unless the state is reported or zero"),
        Field("value_state", "text", "reported, zero, blank, dash, not_applicable, unreadable, suppressed"),
        Field("measure_unit", "text", "Measure unit of the figure"),
        Field("sheet", "text", "Sheet of the workbook"),
        Field("cell", "text", "Cell of the sheet"),
        Field("text_as_found", "text", "Content of the cell as delivered"),
        Field("known_at", "date", "Day on which the submission arrived"),
    ),
    ("form_id", "territory_code", "territory_valid_from", "item_id", "sheet", "cell"),
)

INDICATORS = Table(
    "indicators",
    "Chỉ tiêu theo địa bàn",
    "one indicator of one territory (or group) in one period and figure status",
    (
        Field("indicator_id", "text", "Indicator"),
        *_TERRITORY,
        Field("territory_name", "text", "Name of the territory"),
        Field("level", "text", "province, district, commune or group"),
        Field("map_date", "date", "Day whose administrative map is used"),
        *_PERIOD,
        Field("numerator", "decimal", "Numerator; of a drop, that of this period", "as the items"),
        Field("denominator", "decimal", "Denominator; of a drop, that of this period", "as the items"),
        Field("actual", "decimal", "Value, rounded half up to the decimals of the indicator", "measure_unit"),
        Field("measure_unit", "text", "Measure unit of the value"),
        *_COVERAGE,
        Field("known_at", "date", "Day on which the last submission behind the value arrived"),
    ),
    ("indicator_id", "period", "figure_status", "level", "territory_code", "territory_valid_from"),
    "Indicators by territory",
    ("indicator_id", "territory_code", "territory_valid_from", "period", "figure_status", "standard_id"),
)

COMPARISON = Table(
    "comparison",
    "So sánh với kế hoạch",
    "one target of one plan in one period and figure status",
    (
        Field("plan_id", "text", "Plan"),
        Field("target_id", "text", "Target"),
        Field("target_text", "text", "The target as quoted from the document"),
        Field("indicator_id", "text", "Indicator that the target speaks of"),
        Field("indicator_name", "text", "Vietnamese name of the indicator"),
        *_TERRITORY,
        Field("territory_name", "text", "Name of the territory of the plan"),
        Field("group_id", "text", "Group of territories, where the target is about one"),
        *_PERIOD,
        Field("measure_unit", "text", "Measure unit of aim and actual"),
        Field("kind", "text", "Kind of target"),
        Field("comparator", "text", ">=, >, <=, < or range"),
        Field("target_low", "decimal", "The aim; of a range, the nearer bound", "measure_unit"),
        Field("target_high", "decimal", "The better bound of a range", "measure_unit"),
        Field(
            "baseline",
            "decimal",
            "Value of the year before: of the rate for drops, else of the indicator",
            "measure_unit",
        ),
        Field("actual", "decimal", "Value reached", "measure_unit"),
        Field(
            "actual_low",
            "decimal",
            "Lowest value that the missing territories leave possible",
            "measure_unit",
        ),
        Field(
            "actual_high",
            "decimal",
            "Highest value that the missing territories leave possible",
            "measure_unit",
        ),
        Field("difference", "decimal", "Actual minus aim; rates in points", "measure_unit"),
        Field("progress_pct", "decimal", "Actual as share of the aim, for counts only", "%"),
        Field(
            "verdict", "text", "exceeded, met, near, not_met, worse, not_due, insufficient_data, qualitative"
        ),
        Field("verdict_reason", "text", "The arithmetic of the verdict in one Vietnamese sentence"),
        Field("numerator", "decimal", "Numerator of this period"),
        Field("denominator", "decimal", "Denominator of this period"),
        *_COVERAGE,
        Field("submission_ids", "texts", "Submissions that the actual rests on"),
        Field("phased_low", "decimal", "Of a part-year, the aim as far as it is due by then", "measure_unit"),
        Field("months_left", "integer", "Of a part-year, the months left until the plan's period ends"),
        Field(
            "required_pace",
            "decimal",
            "Of a part-year, what each month left must bring to meet the year's aim; rates in points",
            "measure_unit",
        ),
    ),
    ("plan_id", "target_id"),
    "Comparison with the plan",
    ("plan_id", "target_id"),
)

ISSUES = Table(
    "issues",
    "Sai lệch trong báo cáo",
    "one deviation found by one rule at one place of one submission",
    (
        Field("issue_id", "text", "Stable id of the issue"),
        Field("rule_id", "text", "Rule of the catalogue"),
        Field("severity", "text", "reject_file, reject_cell, explain, note"),
        Field("submission_id", "text", "SHA-256 of the submitted file"),
        Field("submitter_id", "text", "Who sent it"),
        Field("form_id", "text", "Form"),
        Field("period", "text", "Reporting period"),
        Field("sheet", "text", "Sheet of the workbook"),
        Field("cell", "text", "Cell of the sheet"),
        Field("territory_code", "text", "Territory of the row"),
        Field("item_id", "text", "Reported quantity"),
        Field("found", "text", "What the cell holds"),
        Field("expected", "text", "What the rule expects"),
        Field("message", "text", "The issue in one Vietnamese sentence"),
        Field("hint", "text", "How to mend it"),
        Field("root_issue_id", "text", "Issue that explains this one"),
        Field("explanation", "text", "Explanation of the submitter"),
        Field("state", "text", "open, explained, refused"),
    ),
    ("submitter_id", "form_id", "period", "submission_id", "sheet", "cell", "rule_id", "issue_id"),
    "Issues of the submissions",
    ("submission_id", "issue_id"),
)

REVISIONS = Table(
    "revisions",
    "Số liệu thay đổi giữa hai trạng thái",
    "one indicator of one territory in one period, from one figure status to the next one known",
    (
        Field("indicator_id", "text", "Indicator"),
        *_TERRITORY,
        Field("territory_name", "text", "Name of the territory"),
        Field("level", "text", "province, district, commune or group"),
        Field("period", "text", "Reporting period"),
        Field("standard_id", "text", "Poverty standard under which both figures were counted"),
        Field("from_status", "text", "Status of the earlier figure"),
        Field("to_status", "text", "Status of the later figure"),
        Field("actual_from", "decimal", "The earlier value", "measure_unit"),
        Field("actual_to", "decimal", "The later value", "measure_unit"),
        Field("difference", "decimal", "Later minus earlier; rates in points", "measure_unit"),
        Field("measure_unit", "text", "Measure unit of the values"),
        Field("numerator_from", "decimal", "Numerator of the earlier value", "as the items"),
        Field("numerator_to", "decimal", "Numerator of the later value", "as the items"),
        Field("units_added", "integer", "Reporting units that came later only"),
        Field("units_corrected", "integer", "Reporting units whose figures changed"),
        Field("units_dropped", "integer", "Reporting units that the later status lacks"),
        Field("numerator_added", "decimal", "Part of the change from units that came later", "as the items"),
        Field("numerator_corrected", "decimal", "Part of the change from corrected units", "as the items"),
        Field(
            "numerator_dropped", "decimal", "Part of the change from units that are lacking", "as the items"
        ),
        Field(
            "cause",
            "text",
            "late_reports, corrected, late_and_corrected, withdrawn, total_line (a total line stands for missing"
            " units), base_year (only the year before changed)",
        ),
    ),
    ("indicator_id", "period", "level", "territory_code", "territory_valid_from", "from_status"),
    "Figures that changed between two statuses",
    ("indicator_id", "territory_code", "territory_valid_from", "period", "standard_id", "from_status"),
)

_STATE = Field("actual_state", "text", "reported, missing, or suppressed: left out to protect persons")


def _public(table: Table, left_out: frozenset[str], protected: tuple[str, ...]) -> Table:
    """The table of the public edition: without the columns that would give away what is hidden."""
    kept = (field for field in table.fields if field.name not in left_out)
    return replace(
        table,
        title_vi=f"{table.title_vi} (bản công khai)",
        title_en=f"{table.title_en} (public edition)",
        fields=(*kept, _STATE),
        protected=protected,
    )


PUBLIC_INDICATORS = _public(
    INDICATORS,
    frozenset({"coverage_households_pct"}),
    ("numerator", "denominator", "actual", "coverage_territories_pct"),
)
PUBLIC_COMPARISON = _public(
    COMPARISON,
    frozenset({"coverage_households_pct", "verdict_reason", "submission_ids", "actual_low", "actual_high"}),
    (
        "baseline", "actual", "difference", "progress_pct", "verdict", "numerator", "denominator",
        "coverage_territories_pct", "phased_low", "required_pace",
    ),
)  # fmt: skip
PUBLIC_TABLES = (FACTS, INDICATORS, COMPARISON, REVISIONS, ISSUES)


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, description and measure unit in the field metadata."""
    return pa.schema(
        [
            pa.field(
                f.name,
                _TYPES[f.kind],
                metadata={"description": f.description, "measure_unit": f.measure_unit},
            )
            for f in table.fields
        ],
        metadata={"table": table.name, "grain": table.grain},
    )
