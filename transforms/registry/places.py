"""The lines on which things stand in the files, looked for only when something is wrong with them."""

import csv
import io
import re
from collections.abc import Iterable, Mapping

import yaml

from transforms.errors import BadReference

_LINE = re.compile(r"line (?P<line>\d+)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def line_of_node(text: str, path: Iterable[str | int]) -> int:
    """The line on which the value at `path` begins; that of the last one on the way where it is not there."""
    node = yaml.compose(text, Loader=_LOADER)
    line = 1
    for step in path:
        node = _below(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return line


def _below(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    return None


def with_line_of_file(error: BadReference, texts: Mapping[str, str]) -> BadReference:
    """The error with the line of an editor, where rows were counted: empty lines and cells of two lines shift it."""
    match = _LINE.match(error.place)
    if match is None or not error.file.endswith(".csv") or error.file not in texts:
        return error
    lines = _lines_of_rows(texts[error.file])
    number = int(match["line"])
    line = lines[number - 1] if number <= len(lines) else number
    return BadReference(error.file, f"line {line}{error.place[match.end() :]}", error.found, error.valid)


def _lines_of_rows(text: str) -> list[int]:
    """The line on which each row begins, empty ones left out."""
    reader = csv.reader(io.StringIO(text))
    lines: list[int] = []
    before = 0
    for row in reader:
        if row:
            lines.append(before + 1)
        before = reader.line_num
    return lines


class Places:
    """Where ids stand in the files of a folder."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def of(self, folder: str, *words: str) -> tuple[str, str]:
        """The first file under `folder` in which the words stand one after the other, and the last one's line.

        A word that is not found leaves the line of the one before it.
        """
        found = {path: self._line(self._texts[path], words) for path in self._paths(folder)}
        path = max(found, key=lambda p: found[p][0], default=f"{folder}/")
        seen, line = found.get(path, (0, 0))
        return path, f"line {line}, {words[0]}" if seen else words[0]

    def _paths(self, folder: str) -> list[str]:
        return sorted(p for p in self._texts if p.startswith(folder) and p.endswith(".yaml"))

    @staticmethod
    def _line(text: str, words: Iterable[str]) -> tuple[int, int]:
        """How many of the words were found, and the line of the last one."""
        seen, at = 0, 0
        for word in words:
            match = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(text, at)
            if match is None:
                break
            seen, at = seen + 1, match.start()
        return seen, text.count("\n", 0, at) + 1
