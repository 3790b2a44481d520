"""Pages in one language: the environment of their templates, links between them, texts and formats."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from transforms.site.dossier import Dossier
from transforms.site.words import PageWords
from transforms.terms.texts import Speaker

_FOLDERS = {"vi": "", "en": "en/"}
# All notes stand on the first page and on that of the release; the others show those that hold for every table.
_FULL_NOTES = frozenset({"index.html", "release.html"})


@dataclass(frozen=True)
class Paper:
    """What every page of one language shares."""

    dossier: Dossier
    language: str
    say: Speaker
    words: PageWords

    @classmethod
    def of(cls, dossier: Dossier, language: str) -> "Paper":
        """The paper of a release in a language: `vi` or `en`."""
        say = dossier.release.texts.speaker(language)
        return cls(dossier, language, say, PageWords(dossier, say))

    def page(self, path: str, template: str, **values: object) -> tuple[str, bytes]:
        """The place of a page in the release and its bytes; `path` is the same in both languages."""
        own = _FOLDERS[self.language] + path
        other = next(folder for language, folder in _FOLDERS.items() if language != self.language) + path
        shared = {
            "path": path,
            "up": "../" * path.count("/"),
            "root": "../" * own.count("/"),
            "other": other,
            "language": self.language,
            "release": self.dossier.release,
            "say": self.say,
            "w": self.words,
            "full_notes": _FULL_NOTES,
        }
        return own, drawn(template, **shared, **values)


def drawn(template: str, **values: object) -> bytes:
    """The bytes of a template of this site with its values."""
    return minified(_environment().get_template(template).render(**values)).encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("transforms.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(tied=tied)
    environment.globals["markup"] = Markup
    return environment


def minified(page: str) -> str:
    """The page without the indentation and the empty lines of its template."""
    return "\n".join(stripped for line in page.splitlines() if (stripped := line.strip())) + "\n"


def tied(text: str) -> str:
    """The text with its numbers tied to their points, so that no line begins with the per cent sign."""
    return text.replace(" điểm %", "\N{NO-BREAK SPACE}điểm\N{NO-BREAK SPACE}%")
