"""Why a delivered file is not read."""


class NotAWorkbook(Exception):  # noqa: N818 -- named by what it says of the file
    """The file ends as a receipt: the rule that refuses it, what was found, the detail."""

    def __init__(self, rule_id: str, found: str = "", detail: str = "") -> None:
        super().__init__(rule_id, found, detail)
        self.rule_id = rule_id
        self.found = found
        self.detail = detail


def damaged(detail: str) -> NotAWorkbook:
    """The refusal of a file that breaks its own format."""
    return NotAWorkbook("R02", detail=detail)


def other_kind(found: str) -> NotAWorkbook:
    """The refusal of a file that is something else, by its name."""
    return NotAWorkbook("R03", found=found)


def beyond_limits(detail: str) -> NotAWorkbook:
    """The refusal of a file that cannot be read safely."""
    return NotAWorkbook("R18", detail=detail)


def encrypted() -> NotAWorkbook:
    """The refusal of a file that opens with a password only."""
    return NotAWorkbook("R33")
