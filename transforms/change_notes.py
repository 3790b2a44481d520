"""What changed since the release before, in one sentence for the notes under every table."""

from dataclasses import replace

from transforms.release import Release
from transforms.terms.change import Changes
from transforms.terms.texts import LANGUAGES, Speaker
from transforms.text.shown import show_count


def with_changes(release: Release, changes: Changes) -> Release:
    """The release with what changed since the one before it, which its notes say as well."""
    told = replace(release, changes=changes)
    vi, en = change_notes(told)
    last = len(told.notes_vi)
    return replace(
        told,
        notes_vi=(*told.notes_vi, *vi),
        notes_en=(*told.notes_en, *en),
        table_notes=(*told.table_notes, *range(last, last + len(vi))),
    )


def change_notes(release: Release) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences in Vietnamese and in English: one each, none where nothing is known of a release before."""
    changes = release.changes
    if changes is None:
        return (), ()
    vi, en = ((_sentence(changes, release.texts.speaker(language)),) for language in LANGUAGES)
    return vi, en


def _sentence(changes: Changes, say: Speaker) -> str:
    counted = [
        say(
            "changes_counted",
            cause=say(f"change_cause_{one.cause}"),
            n=_number(one.targets + one.figures, say),
        )
        for one in changes.counts
    ]
    return say(
        f"changes_{changes.state}",
        release_id=changes.previous_release_id,
        figures=_number(len(changes.figures), say),
        targets=_number(len(changes.targets), say),
        causes=", ".join(counted),
    )


def _number(count: int, say: Speaker) -> str:
    return show_count(count) if say.language == "vi" else f"{count:,}"
