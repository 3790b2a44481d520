"""`tonghop trace`: a published figure down to file, sheet and cell."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flows.cli.common import DAY, day_of, opened, print_json, shared_options
from flows.cli.texts import Texts
from transforms.errors import UsageError

if TYPE_CHECKING:
    from decimal import Decimal

    from flows.tracing import Trace
    from transforms.registry import Registry


def command(texts: Texts) -> click.Command:
    """The command in the language of `texts`."""

    @click.command(help=texts("trace_help"))
    @click.argument("indicator")
    @click.argument("territory")
    @click.argument("period")
    @click.option("--status", "figure_status", default="", help=texts("trace_status"))
    @click.option("--as-of", "as_of", type=DAY, metavar="YYYY-MM-DD", help=texts("option_as_of"))
    @shared_options(texts)
    def trace_figure(
        indicator: str,
        territory: str,
        period: str,
        figure_status: str,
        as_of: datetime | None,
        workspace: Path,
        as_json: bool,
    ) -> None:
        from flows.stores.reference import read_registry
        from flows.tracing import Asked, NoSuchFigure, trace

        place = opened(workspace, texts)
        registry = read_registry(place)
        try:
            found = trace(place, registry, Asked(indicator, territory, period, figure_status, day_of(as_of)))
        except NoSuchFigure as error:
            said = texts(
                "trace_unknown", indicator=indicator, territory=territory, period=period, known=error
            )
            raise UsageError(said) from error
        if as_json:
            print_json({"figure": found.figure, "cells": found.cells})
        else:
            _show(found, registry, texts)

    return trace_figure


def _show(found: "Trace", registry: "Registry", texts: Texts) -> None:
    from transforms.text.shown import show

    figure = found.figure
    indicator = registry.indicators[figure["indicator_id"]]
    actual = "…" if figure["actual"] is None else show(figure["actual"])
    print(
        texts(
            "trace_figure",
            name=indicator.name_vi if texts.lang == "vi" else indicator.name_en,
            territory=figure["territory_name"],
            period=figure["period"],
            status=figure["figure_status"],
            actual=actual,
            measure_unit=figure["measure_unit"],
        )
    )
    groups = dict.fromkeys((cell["period"], cell["item_id"]) for cell in found.cells)
    for period, item in groups:
        cells = [c for c in found.cells if (c["period"], c["item_id"]) == (period, item)]
        total = show(_total(cells))
        print(
            texts("trace_parts", period=period, label=cells[0]["item_label"], total=total, cells=len(cells))
        )
        for cell in cells:
            print(texts("trace_cell", **_shown(cell)))
            if cell["correction_id"]:
                counted = _counted(cell)
                shown = texts("trace_unknown_value") if counted is None else show(counted)
                print(texts("trace_correction", counted=shown, **cell["correction"]))


def _counted(cell: dict[str, Any]) -> "Decimal | None":
    """What a cell counts as: the figure of its correction, where one holds."""
    found: Decimal | None = cell["corrected_value"] if cell["correction_id"] else cell["value"]
    return found


def _total(cells: Iterable[dict[str, Any]]) -> "Decimal":
    from decimal import Decimal

    return sum((v for c in cells if (v := _counted(c)) is not None), Decimal(0))


def _shown(cell: dict[str, Any]) -> dict[str, str]:
    from transforms.text.shown import show

    value = cell["value_state"] if cell["value"] is None else show(cell["value"])
    return {
        "territory": cell["territory_name"],
        "value": value,
        "file": cell["original_name"],
        "sheet": cell["sheet"],
        "cell": cell["cell"],
        "text": cell["text_as_found"],
        "submitter": cell["submitter_id"],
        "archive": cell["archive"],
    }
