"""Items: the quantities that forms report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A reported quantity; `kind` is stock, flow or text, `phrases` name it in a generic form."""

    item_id: str
    label_vi: str
    label_en: str
    kind: str
    measure_unit: str
    population: str
    phrases: tuple[str, ...]
