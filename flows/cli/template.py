"""`tonghop template`: a pre-filled workbook for a submitter, form and period."""

from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.common import print_json, shared_options
from flows.cli.texts import Texts
from flows.places import Workspace
from transforms.errors import UsageError

if TYPE_CHECKING:
    from transforms.registry import Registry
    from transforms.terms.period import Period


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("template_help"))
    @click.argument("form")
    @click.option("--submitter", required=True, help=texts("template_submitter"))
    @click.option("--period", "period_text", required=True, help=texts("template_period"))
    @click.option("--status", "figure_status", default="", help=texts("template_status"))
    @click.option("--standard", "standard_id", default="", help=texts("template_standard"))
    @click.option(
        "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help=texts("template_output")
    )
    @shared_options(texts)
    def template(
        form: str,
        submitter: str,
        period_text: str,
        figure_status: str,
        standard_id: str,
        output: Path | None,
        workspace: Path,
        as_json: bool,
    ) -> None:
        asked = Asked(form.upper(), submitter, period_text, figure_status, standard_id)
        said = filter(None, astuple(asked))
        path = output or Path(f"{'-'.join(said)}.xlsx")
        place = Workspace(workspace.resolve())
        write_template(place, texts, asked, path)
        if as_json:
            print_json(
                {"path": str(path), "form_id": form.upper(), "submitter_id": submitter, "period": period_text}
            )
        else:
            print(texts("template_done", path=path, submitter=submitter))

    return template


@dataclass(frozen=True)
class Asked:
    """Which duty; an empty status is the first one owed, an empty standard the one in force."""

    form_id: str
    submitter_id: str
    period: str
    figure_status: str = ""
    standard_id: str = ""


def write_template(workspace: Workspace, texts: Texts, asked: Asked, path: Path) -> None:
    """Write the template of one duty.

    Raises:
        UsageError: the period is none, or the submitter does not owe the form.
        StorageFailed: the facts of the year before cannot be read, or the file cannot be written.
    """
    from flows.openings import read_openings
    from flows.stores.files import write_whole
    from flows.stores.reference import read_registry
    from transforms.render.form_layout import template_sheet
    from transforms.render.form_xlsx import form_workbook
    from transforms.terms.period import Period

    try:
        period = Period(asked.period)
    except ValueError as error:
        raise UsageError(str(error)) from error
    registry = read_registry(workspace)
    standard_id = asked.standard_id or registry.standard_in_force(period)
    duty = registry.duty(asked.submitter_id, asked.form_id, period, asked.figure_status, standard_id)
    if duty is None or asked.figure_status not in {"", duty.figure_status}:
        raise UsageError(_unknown(asked, period, registry, texts))
    openings = read_openings(workspace, registry, duty)
    write_whole(path, form_workbook(template_sheet(registry, duty, openings=openings)))


def _unknown(asked: Asked, period: "Period", registry: "Registry", texts: Texts) -> str:
    owed = [d for p in {*registry.periods, period} for d in registry.duties(p)]
    said = {
        f"{d.form_id} {d.period} {d.figure_status} {d.standard_id}".strip()
        for d in owed
        if d.submitter_id == asked.submitter_id
    }
    shown = ", ".join(sorted(said)) or "-"
    form = f"{asked.form_id} {asked.figure_status}".strip()
    return texts("template_unknown", submitter=asked.submitter_id, form=form, period=asked.period, owed=shown)
