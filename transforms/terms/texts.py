"""Texts of what is published, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Speaker:
    """Says the texts of the catalogue in one language."""

    catalogue: Mapping[str, Mapping[str, str]]
    language: str

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key`, its placeholders filled; a missing key is a fault of ours and raises KeyError."""
        return self.catalogue[key][self.language].format_map(values)

    def of(self, thing: object, name: str) -> str:
        """The field `name` of a reference value in this language: `name_en`; `name_vi` where nobody translated it."""
        told: str = getattr(thing, f"{name}_{self.language}") or getattr(thing, f"{name}_vi")
        return told


@dataclass(frozen=True)
class Texts:
    """The texts of data/reference/messages by key and language."""

    catalogue: Mapping[str, Mapping[str, str]]

    def speaker(self, language: str) -> Speaker:
        """The texts in one language: `vi` or `en`."""
        return Speaker(self.catalogue, language)
