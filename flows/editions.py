"""Every file of a release: workbooks, open tables, pages, and the manifest with the hash of each."""

from dataclasses import replace
from hashlib import sha256

from flows.dossiers import dossier_of
from flows.places import Workspace
from flows.stores import bundle
from flows.stores.files import json_bytes
from flows.stores.warehouse import reading
from transforms.charts.series import SeriesPoint
from transforms.disclosure.edition import public_tables
from transforms.official.workbook import official_workbook
from transforms.registry import Registry
from transforms.release import Frame, Release
from transforms.release_behind import Behind
from transforms.render.comparison_xlsx import comparison_workbook
from transforms.render.data_xlsx import data_workbook
from transforms.render.open_data import OpenData, open_data_files
from transforms.render.tables import release_rows
from transforms.report.compose import report_of
from transforms.report.docx import docx_bytes
from transforms.report.pdf import pdf_bytes
from transforms.schemas import COMPARISON, INDICATORS, ISSUES, REVISIONS
from transforms.site import site_files
from transforms.site.book import Book
from transforms.site.dossier import Dossier
from transforms.site.figures import Figures

_TABLES = (COMPARISON, INDICATORS, REVISIONS, ISSUES)


def release_files(
    workspace: Workspace, registry: Registry, frame: Frame, release: Release, behind: Behind
) -> dict[str, bytes]:
    """All files of a release by their places in it; the manifest last, with the hash of each.

    Raises:
        StorageFailed: the warehouse cannot be read.
    """
    with reading(workspace.warehouse) as connection:
        dossier = dossier_of(connection, registry, frame, release, behind)
    files = _paper(dossier) | _open_data(release, registry)
    files |= site_files(replace(dossier, files={*files, bundle.MANIFEST}))
    hashes = {name: sha256(content).hexdigest() for name, content in sorted(files.items())}
    said = {**behind.identity, "release_id": release.release_id, "files": hashes}
    return {**files, bundle.MANIFEST: json_bytes(said)}


def _paper(dossier: Dossier) -> dict[str, bytes]:
    """What is printed and signed, or worked with in a spreadsheet."""
    release = dossier.release
    report = report_of(release, _charts(dossier))
    return {
        "comparison.xlsx": comparison_workbook(release),
        "official.xlsx": official_workbook(release),
        "report.docx": docx_bytes(report),
        "report.pdf": pdf_bytes(report),
        "data.xlsx": data_workbook(release),
    }


def _charts(dossier: Dossier) -> list[tuple[str, tuple[SeriesPoint, ...]]]:
    """The series of the plan's area that maps show as well."""
    book = Book.of(dossier, Figures(dossier), "vi")
    code = dossier.release.plan.territory_code
    names = book.main_indicators(code)
    return [(book.say.of(book.indicator(name), "name"), book.points(name, code)) for name in names]


def _open_data(release: Release, registry: Registry) -> dict[str, bytes]:
    """The tables for machines with their descriptions, and beside them the edition for the public."""
    whole = {table: release_rows(release, table) for table in _TABLES}
    files = open_data_files(OpenData(release, registry.licence, whole))
    public = OpenData(release, registry.licence, public_tables(release, registry), "public")
    return files | {f"public/{name}": content for name, content in open_data_files(public).items()}
