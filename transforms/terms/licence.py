"""The licence under which the open data of a release are given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """Its short name as machines know it, its title, and the address of its text."""

    name: str
    title: str
    path: str
