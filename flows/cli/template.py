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
    @click.option(
        "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help=texts("template_output")
    )
    @shared_options(texts)
    def template(
        form: str, submitter: str, period_text: str, output: Path | None, workspace: Path, as_json: bool
    ) -> None:
        path = output or Path(f"{form.upper()}-{submitter}-{period_text}.xlsx")
        write_template(Workspace(workspace.resolve()), texts, form.upper(), submitter, period_text, path)
        if as_json:
            print_json(
                {"path": str(path), "form_id": form.upper(), "submitter_id": submitter, "period": period_text}
            )
        else:
            print(texts("template_done", path=path, submitter=submitter))

    return template


def write_template(
    workspace: Workspace, texts: Texts, form_id: str, submitter: str, period_text: str, path: Path
) -> None:
    """Write the template of one duty.

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
    owed = [
        (p, d) for p in {*registry.periods, period} for d in registry.duties(p) if d.submitter_id == submitter
    ]
    duty = next((d for p, d in owed if p == period and d.form_id == form_id), None)
    if duty is None:
        shown = ", ".join(sorted({f"{d.form_id} {p}" for p, d in owed})) or "-"
        raise UsageError(
            texts("template_unknown", submitter=submitter, form=form_id, period=period_text, owed=shown)
        )
    write_whole(path, form_workbook(template_sheet(registry, duty)))
