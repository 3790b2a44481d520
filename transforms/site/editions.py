"""The files of a release that its first page offers."""

from collections.abc import Collection

from transforms.terms.texts import Speaker

_FILES = (
    ("comparison.xlsx", "file_comparison_xlsx"),
    ("official.xlsx", "file_official_xlsx"),
    ("report.docx", "file_report_docx"),
    ("report.pdf", "file_report_pdf"),
    ("data.xlsx", "file_data_xlsx"),
    ("comparison.csv", "file_comparison"),
    ("comparison.parquet", "file_comparison"),
    ("indicators.csv", "file_indicators"),
    ("indicators.parquet", "file_indicators"),
    ("revisions.csv", "file_revisions"),
    ("revisions.parquet", "file_revisions"),
    ("issues.csv", "file_issues"),
    ("issues.parquet", "file_issues"),
    ("datapackage.json", "file_datapackage"),
    ("csv-metadata.json", "file_csvw"),
    ("public/comparison.csv", "file_public_comparison"),
    ("public/comparison.parquet", "file_public_comparison"),
    ("public/indicators.csv", "file_public_indicators"),
    ("public/indicators.parquet", "file_public_indicators"),
    ("public/datapackage.json", "file_datapackage"),
    ("manifest.json", "file_manifest"),
)


def editions_of(names: Collection[str], say: Speaker) -> list[tuple[str, str]]:
    """Name and description of every file that is there, in the order in which an office wants them."""
    return [(name, say(key)) for name, key in _FILES if name in names]
