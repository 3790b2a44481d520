"""The receipt of a submission as one page: opens from disk, prints on A4, holds no script and no link outside."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from transforms.render.answer import Answer


def receipt_page(answer: Answer) -> bytes:
    """The page in UTF-8: the state and the next action, what arrived and when, counts, changes, whom to ask."""
    return _template().render(answer=answer).encode(errors="replace")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("transforms.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("receipt.html.j2")
