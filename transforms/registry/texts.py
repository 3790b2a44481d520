"""The texts of what is published, from reference/messages."""

from transforms.errors import BadReference
from transforms.registry.source import Source
from transforms.terms.texts import Texts


def read_texts(source: Source) -> Texts:
    """All texts of the folder by key.

    Raises:
        BadReference: two files say the same key.
    """
    catalogue: dict[str, dict[str, str]] = {}
    for path in source.paths("messages"):
        texts = source.document(path, "messages")
        for key in texts.keys() & catalogue.keys():
            raise BadReference(path, key, f"{key} stands in another file too", "each key once")
        catalogue |= texts
    return Texts(catalogue)
