"""Walk through XML with expat: no document type, no entities of its own."""

from collections.abc import Callable
from xml.parsers import expat

from flows.stores.workbooks.refusal import damaged

Attributes = dict[str, str]
Started = Callable[[str, Attributes], None]
Ended = Callable[[str], None]
Text = Callable[[str], None]


class EnoughError(Exception):
    """Raised by a callback that needs no more of the document."""


def walk(data: bytes, started: Started, ended: Ended | None = None, text: Text | None = None) -> None:
    """Call back for every element of a document; names lose the prefix that the root element has.

    Raises:
        NotAWorkbook: it is not well-formed, or declares a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.CharacterDataHandler = text

    def root(name: str, attributes: Attributes) -> None:
        prefix = name[: name.find(":") + 1]
        # Without a prefix the caller is called directly: this is the bulk of the work on a large sheet.
        parser.StartElementHandler = _unprefixed(started, prefix) if prefix else started
        parser.EndElementHandler = _unprefixed_end(ended, prefix) if prefix and ended else ended
        started(name.removeprefix(prefix), attributes)

    parser.StartElementHandler = root
    try:
        parser.Parse(data, True)
    except EnoughError:
        return
    except expat.ExpatError as error:
        raise damaged("XML không đúng cấu trúc") from error


def _unprefixed(started: Started, prefix: str) -> Started:
    return lambda name, attributes: started(name.removeprefix(prefix), attributes)


def _unprefixed_end(ended: Ended, prefix: str) -> Ended:
    return lambda name: ended(name.removeprefix(prefix))


def _no_document_type(*_: object) -> None:
    raise damaged("XML có khai báo DOCTYPE hoặc ENTITY")


def attribute(attributes: Attributes, name: str) -> str:
    """The value of an attribute whatever its prefix; empty where there is none."""
    value = attributes.get(name)
    if value is not None:
        return value
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
