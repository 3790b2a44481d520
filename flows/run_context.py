"""What a run knows of its surroundings: the clock, its id, its workspace; the only use of now()."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

from flows.places import Workspace

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Tells the time of an event."""

    def now(self) -> datetime:
        """The present moment in Vietnam."""
        ...


class SystemClock:
    """The time of the machine, to the second."""

    def now(self) -> datetime:
        """The present moment in Vietnam."""
        return datetime.now(VIETNAM).replace(microsecond=0)


Progress = Callable[[str, Any, float], None]


@dataclass(frozen=True)
class RunContext:
    """One run in one workspace; `progress` is told when a step starts (no receipt) and ends."""

    workspace: Workspace
    clock: Clock = field(default_factory=SystemClock)
    run_id: str = field(default_factory=lambda: uuid4().hex[:12])
    progress: Progress = field(default=lambda _step, _receipt, _seconds: None)
