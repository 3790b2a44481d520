"""The texts of the command line in the language that was asked for."""

from functools import cache

import yaml

from flows.places import SHIPPED_REFERENCE

LANGUAGES = ("vi", "en")


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (SHIPPED_REFERENCE / "messages" / "cli.yaml").read_text(encoding="utf-8")
    catalogue: dict[str, dict[str, str]] = yaml.load(text, Loader=loader)  # noqa: S506 -- a safe loader
    return catalogue


class Texts:
    """Looks up a text by its key and fills its placeholders."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        """The text of `key`; a missing key is a fault of ours and raises KeyError."""
        return _catalogue()[key][self.lang].format_map(values)


def asked_language(arguments: list[str], environment: str = "") -> str:
    """The language named by `--lang` anywhere in the arguments, else by the environment, else Vietnamese."""
    for position, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in LANGUAGES:
            return value
    return environment if environment in LANGUAGES else "vi"
