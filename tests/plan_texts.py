"""Made-up plans as YAML, and the small country with nothing but them."""

from collections.abc import Mapping
from typing import Any

import yaml

from tests.builders import small_texts
from transforms.registry import Registry, build_registry

PLAN_ID = "06-2020-kh"


def plan_text(*targets: Mapping[str, Any], **more: Any) -> str:
    """A plan of the small province with these targets, numbered from 1."""
    numbered = [
        {"target_id": str(n), "name_vi": f"Chỉ tiêu {n}", "comparator": ">=", **target}
        for n, target in enumerate(targets, start=1)
    ]
    whole = {
        "plan_id": PLAN_ID, "title_vi": "Kế hoạch", "document_vi": "Kế hoạch số 1", "issued_by_vi": "UBND tỉnh",
        "issued_on": None, "territory_code": "06", "period": "2020", "source_vi": "nguồn", "note_vi": "",
        "targets": numbered, **more,
    }  # fmt: skip
    return yaml.safe_dump(whole, allow_unicode=True)


def with_plans(texts: Mapping[str, str], *plans: str, **files: str) -> Registry:
    """The small country with these plans and other files in place of the shipped ones."""
    small = {path: text for path, text in small_texts(texts).items() if not path.startswith("plans/")}
    own = {f"plans/{number}.yaml": plan for number, plan in enumerate(plans)}
    return build_registry(small | own | files, "small")
