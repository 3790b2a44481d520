"""What a process has read once is not read again, and what was changed is."""

from tests.builders import VARIANTS, small_texts
from transforms.registry import build_registry


def test_registries_over_the_same_list_of_territories_share_its_index(texts: dict[str, str]) -> None:
    small = small_texts(texts)
    first, second = (build_registry(small, digest) for digest in ("first", "second"))
    assert first.territories is second.territories


def test_a_changed_list_of_names_is_read(texts: dict[str, str]) -> None:
    small = small_texts(texts)
    before = build_registry(small, "before").territories
    after = build_registry(small | {"name_variants.csv": VARIANTS.replace("Sỹ", "Sĩ-")}, "after").territories
    assert [v.variant for v in before.variants] == ["Xã Sỹ Bình"]
    assert [v.variant for v in after.variants] == ["Xã Sĩ- Bình"]


def test_a_changed_document_is_read_though_its_path_is_the_same(texts: dict[str, str]) -> None:
    small = small_texts(texts)
    path = "plans/063-2020-kh.yaml"
    before = build_registry(small, "before").plans["063-2020-kh"]
    changed = small | {path: small[path].replace("Mục tiêu năm 2020", "Mục tiêu")}
    after = build_registry(changed, "after").plans["063-2020-kh"]
    assert (before.title_vi, after.title_vi) == ("Mục tiêu năm 2020", "Mục tiêu")
