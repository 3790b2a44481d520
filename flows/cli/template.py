"""`tonghop template`: a pre-filled workbook for a submitter, form and period."""

from pathlib import Path

import click

from flows.cli.common import print_json, shared_options
from flows.cli.texts import Texts
from flows.places import Workspace
from transforms.errors import UsageError


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("template_help"))
    @click.argument("form")
    @click.option("--submitter", required=True, help=texts("template_submitter"))
    @click.option("--period", "period_text", required=True, help=texts("template_period"))
    @click.option("--standard", "standard_id", default="", help=texts("template_standard"))
    @click.option(
        "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help=texts("template_output")
    )
    @shared_options(texts)
    def template(
        form: str,
        submitter: str,
        period_text: str,
        standard_id: str,
        output: Path | None,
        workspace: Path,
        as_json: bool,
    ) -> None:
        said = filter(None, (form.upper(), submitter, period_text, standard_id))
        path = output or Path(f"{'-'.join(said)}.xlsx")
        place = Workspace(workspace.resolve())
        write_template(place, texts, form.upper(), submitter, period_text, standard_id, path)
        if as_json:
            print_json(
                {"path": str(path), "form_id": form.upper(), "submitter_id": submitter, "period": period_text}
            )
        else:
            print(texts("template_done", path=path, submitter=submitter))

    return template


def write_template(
    workspace: Workspace,
    texts: Texts,
    form_id: str,
    submitter: str,
    period_text: str,
    standard_id: str,
    path: Path,
) -> None:
    """Write the template of one duty, under the standard in force where none is given.

    Raises:
        UsageError: the period is none, or the submitter does not owe the form.
    """
    from flows.stores.files import write_whole
    from flows.stores.reference import read_registry
    from transforms.render.form_layout import template_sheet
    from transforms.render.form_xlsx import form_workbook
    from transforms.terms.period import Period

    try:
        period = Period(period_text)
    except ValueError as error:
        raise UsageError(str(error)) from error
    registry = read_registry(workspace)
    standard_id = standard_id or registry.standard_in_force(period)
    duty = registry.duty(submitter, form_id, period, "", standard_id)
    if duty is None:
        owed = [d for p in {*registry.periods, period} for d in registry.duties(p)]
        said = {
            f"{d.form_id} {d.period} {d.standard_id}".strip() for d in owed if d.submitter_id == submitter
        }
        shown = ", ".join(sorted(said)) or "-"
        raise UsageError(
            texts("template_unknown", submitter=submitter, form=form_id, period=period_text, owed=shown)
        )
    write_whole(path, form_workbook(template_sheet(registry, duty)))
