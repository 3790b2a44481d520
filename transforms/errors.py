"""Everything that stops a run, as one small tree.

PipelineError                 exit 1   a fault of ours
├── UsageError                exit 2   the command was called in a way that has no meaning
├── RunLocked                 exit 4   another run holds the lock of the workspace
├── BadReference              exit 5   a file under reference/ contradicts itself or another
├── StorageFailed             exit 6   the disk did not do what was asked; the same call may succeed later
└── NotAsWritten              exit 7   a ledger, a room or a pack is not what this program wrote

A deviation in submitted data is never an exception: it is a row of the issues table.
"""


class PipelineError(Exception):
    """Base of all errors of this program; its message says what was received and what would be valid."""

    exit_code = 1


class UsageError(PipelineError):
    """The command's arguments are well formed but name nothing that exists."""

    exit_code = 2


class RunLocked(PipelineError):  # noqa: N818 -- named by the state it reports
    """Another run is at work in this workspace."""

    exit_code = 4


class BadReference(PipelineError):  # noqa: N818 -- named by the state it reports
    """A reference file is invalid; the message starts with the file and the place in it."""

    exit_code = 5

    def __init__(self, file: str, place: str, found: str, valid: str) -> None:
        super().__init__(f"{file}: {place}: {found}. Valid: {valid}")
        self.file = file
        self.place = place
        self.found = found
        self.valid = valid


class StorageFailed(PipelineError):  # noqa: N818 -- named by the state it reports
    """A read or write failed for a reason outside the program (disk full, permission, network drive)."""

    exit_code = 6


class NotAsWritten(PipelineError):  # noqa: N818 -- named by the state it reports
    """An audit found something that this program did not write so; the message says what and where."""

    exit_code = 7
