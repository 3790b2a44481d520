"""The league of data quality: one line a submitter, over the duties of a period or of all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.register.owed import MISSING, Owed


@dataclass(frozen=True)
class Standing:
    """How a submitter reports, over `owed` duties; places are those of `league`.

    `days_to_accepted` are working days from the first version of a report to the first acceptable one, added up;
    `versions` counts all that came, `returned` those of them that were returned; `completeness_pct` is the share of
    required cells that say something, of all that are owed: a missing report gives none, and no share is over 100.
    """

    submitter_id: str
    submitter_name_vi: str
    owed: int
    accepted: int
    on_time: int
    late: int
    missing: int
    versions: int
    returned: int
    days_to_accepted: int
    explained: int
    unexplained: int
    completeness_pct: float | None


def league(owed: Iterable[Owed]) -> list[Standing]:
    """Every submitter, the best first: nothing missing, in time, complete, few returned, everything explained."""
    by_submitter: dict[str, list[Owed]] = {}
    for one in owed:
        by_submitter.setdefault(one.submitter_id, []).append(one)
    return sorted((_standing(duties) for duties in by_submitter.values()), key=_order)


def _standing(duties: Sequence[Owed]) -> Standing:
    accepted = [one for one in duties if one.first_accepted_date]
    return Standing(
        duties[0].submitter_id,
        duties[0].submitter_name_vi,
        owed=len(duties),
        accepted=len(accepted),
        on_time=sum(one.is_on_time for one in duties),
        late=sum(not one.is_on_time for one in accepted),
        missing=sum(one.state == MISSING for one in duties),
        versions=sum(one.versions for one in duties),
        returned=sum(one.returned for one in duties),
        days_to_accepted=sum(one.days_to_accepted for one in duties),
        explained=sum(one.explained for one in duties),
        unexplained=sum(one.unexplained for one in duties),
        completeness_pct=_completeness(duties),
    )


def _completeness(duties: Sequence[Owed]) -> float | None:
    """Of the cells that are owed; a report that is missing owes as many as it would have held."""
    required = sum(one.cells_required for one in duties)
    given = sum(min(one.cells_given, one.cells_required) for one in duties)
    return round(100 * given / required, 2) if required else None


def _order(one: Standing) -> tuple[float, ...]:
    open_duties = one.owed - one.accepted
    return (
        open_duties / one.owed,
        -one.on_time / one.owed,
        -(one.completeness_pct or 0),
        one.returned,
        one.unexplained,
        one.days_to_accepted,
    )
