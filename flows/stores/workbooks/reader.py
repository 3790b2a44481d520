"""Open one delivered file, whatever it is; runs inside a worker."""

from dataclasses import replace
from pathlib import Path

from flows.stores.workbooks.biff import is_encrypted
from flows.stores.workbooks.calamine_grids import calamine_grids
from flows.stores.workbooks.details import SheetDetails
from flows.stores.workbooks.details_xlsx import xlsx_details
from flows.stores.workbooks.kinds import ole_kind, outer_kind, zip_kind
from flows.stores.workbooks.legacy import with_unicode_text
from flows.stores.workbooks.noticed import noticed_in_ods, noticed_in_office, noticed_in_xls
from flows.stores.workbooks.package import Package
from flows.stores.workbooks.refusal import NotAWorkbook, beyond_limits, damaged, encrypted
from transforms.sheet.grid import OpenedWorkbook, SheetGrid

MAX_BYTES = 50_000_000
_ENCRYPTED_MEMBER = b"manifest:encryption-data"


def read_workbook(path: Path) -> OpenedWorkbook:
    """Every sheet of a workbook as a grid; what the file is, its bytes decide.

    Raises:
        NotAWorkbook: the bytes are empty, of another kind, damaged, encrypted or beyond the limits.
        OSError: the file cannot be read.
    """
    size = path.stat().st_size
    if not size:
        raise NotAWorkbook("R01")
    if size > MAX_BYTES:
        raise beyond_limits(f"{size // 1_000_000} MB, giới hạn {MAX_BYTES // 1_000_000} MB")
    content = path.read_bytes()
    try:
        return _OPENERS[outer_kind(content)](content)
    except NotAWorkbook:
        raise
    except MemoryError as error:
        raise beyond_limits("cần nhiều bộ nhớ hơn mức cho phép") from error
    except Exception as error:
        raise damaged(f"cấu trúc bên trong bị hỏng ({type(error).__name__})") from error


def _open_zip(content: bytes) -> OpenedWorkbook:
    package = Package(content)
    kind = zip_kind(package)
    if kind == "xlsx":
        details = xlsx_details(package)
        return OpenedWorkbook(_joined(calamine_grids(content), details), noticed_in_office(package))
    if kind == "xlsb":
        from flows.stores.workbooks.details_xlsb import xlsb_details  # noqa: PLC0415 -- only where one comes

        details = xlsb_details(package)
        return OpenedWorkbook(_joined(calamine_grids(content), details), noticed_in_office(package))
    from flows.stores.workbooks.details_ods import ods_details  # noqa: PLC0415 -- only where one comes

    manifest = package.named("META-INF/manifest.xml")
    if manifest and _ENCRYPTED_MEMBER in package.read(manifest):
        raise encrypted()
    return OpenedWorkbook(_joined(calamine_grids(content), ods_details(package)), noticed_in_ods(package))


def _open_ole(content: bytes) -> OpenedWorkbook:
    from flows.stores.workbooks.details_xls import xls_details  # noqa: PLC0415 -- xlrd only where one comes
    from flows.stores.workbooks.ole import Compound  # noqa: PLC0415

    container = Compound(content)
    if ole_kind(container.names) == "encrypted":
        raise encrypted()
    stream = next(filter(None, map(container.stream, ("Workbook", "WORKBOOK", "Book", "BOOK"))), b"")
    if is_encrypted(stream):
        raise encrypted()
    notes = noticed_in_xls(container, stream)
    return OpenedWorkbook(_joined(calamine_grids(content), xls_details(stream)), notes)


def _open_text(content: bytes) -> OpenedWorkbook:
    from flows.stores.workbooks.written import written_sheets  # noqa: PLC0415 -- only where one comes

    return OpenedWorkbook(tuple(_with_details(grid, details) for grid, details in written_sheets(content)))


_OPENERS = {"zip": _open_zip, "ole": _open_ole, "text": _open_text}


def _joined(grids: list[SheetGrid], details: dict[str, SheetDetails]) -> tuple[SheetGrid, ...]:
    return tuple(_with_details(grid, details.get(grid.name)) for grid in grids)


def _with_details(grid: SheetGrid, details: SheetDetails | None) -> SheetGrid:
    """The sheet with what the second look found, then its legacy text converted."""
    if details is None:
        return with_unicode_text(grid, SheetDetails())
    truths = {place: text for place, text in details.truths.items() if place in grid.cells}
    cells = {**details.fills, **grid.cells, **truths}
    told = replace(
        grid,
        cells=cells,
        merges=grid.merges or tuple(details.merges),
        formulas={place: text for place, text in details.formulas.items() if place in cells},
        percents=frozenset(place for place in details.percents if place in cells),
        hidden_rows=frozenset(details.hidden_rows),
        hidden_columns=frozenset(details.hidden_columns),
    )
    return with_unicode_text(told, details)
