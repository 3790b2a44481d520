"""What a delivered file is, by its bytes alone: its name and ending mean nothing."""

from flows.stores.workbooks.ole import MAGIC as OLE
from flows.stores.workbooks.package import Package
from flows.stores.workbooks.refusal import other_kind

_NAMED = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf'\x1c", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"BZh", "tệp nén bzip2"),
    (b"\xfd7zXZ", "tệp nén xz"),
    (b"{\\rtf", "văn bản RTF"),
    (b"\x7fELF", "chương trình"),
    (b"SQLite format 3", "cơ sở dữ liệu SQLite"),
    (b"\x00\x01\x00\x00Standard", "cơ sở dữ liệu Access"),
    (b"MIME-Version:", "trang web lưu một tệp (MHTML)"),
    (b"\x09\x00\x04\x00", "Excel 4.0 trở về trước"),
    (b"\x09\x02\x06\x00", "Excel 4.0 trở về trước"),
    (b"\x09\x04\x06\x00", "Excel 4.0 trở về trước"),
    (b"ID;P", "bảng SYLK"),
)
# Two letters may begin a text as well: they count only where zero bytes follow.
_NAMED_IF_BINARY = ((b"BM", "ảnh BMP"), (b"MZ", "chương trình Windows"))
_LOOKED_AT = 64
_IMAGES_IN_BOXES = (b"ftyphei", b"ftypmif", b"WEBP")
_INSIDE_OLE = (
    ("WordDocument", "văn bản Word (.doc)"),
    ("PowerPoint Document", "bản trình chiếu PowerPoint (.ppt)"),
    ("__properties_version1.0", "thư Outlook (.msg)"),
    ("VisioDocument", "bản vẽ Visio"),
)
_INSIDE_ZIP = (
    ("word/", "văn bản Word (.docx)"),
    ("ppt/", "bản trình chiếu PowerPoint (.pptx)"),
    ("visio/", "bản vẽ Visio"),
    ("index/document.iwa", "tệp Apple Numbers hoặc Pages"),
    ("index.zip", "tệp Apple Numbers hoặc Pages"),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def outer_kind(content: bytes) -> str:
    """`zip`, `ole` or `text`.

    Raises:
        NotAWorkbook: the first bytes are those of another kind of file.
    """
    if content.startswith(b"PK"):
        return "zip"
    if content.startswith(OLE):
        return "ole"
    signs = (*_NAMED, *_NAMED_IF_BINARY) if b"\x00" in content[:_LOOKED_AT] else _NAMED
    named = next((name for magic, name in signs if content.startswith(magic)), "")
    if not named and any(sign in content[:16] for sign in _IMAGES_IN_BOXES):
        named = "ảnh"
    if named:
        raise other_kind(named)
    return "text"


def zip_kind(package: Package) -> str:
    """`xlsx`, `xlsb` or `ods`, told by the members.

    Raises:
        NotAWorkbook: the members are those of another kind of file.
    """
    if package.named("xl/workbook.xml"):
        return "xlsx"
    if package.named("xl/workbook.bin"):
        return "xlsb"
    mimetype = (
        package.read("mimetype")[:200].decode("ascii", errors="replace").strip()
        if package.named("mimetype") == "mimetype"
        else ""
    )
    if mimetype.startswith(f"{_OPEN_DOCUMENT}spreadsheet"):
        return "ods"
    if mimetype.startswith(_OPEN_DOCUMENT):
        raise other_kind("tệp OpenDocument không phải bảng tính")
    names = [name.lower() for name in package.names]
    named = (kind for sign, kind in _INSIDE_ZIP if any(name.startswith(sign) for name in names))
    raise other_kind(next(named, f"tệp nén .zip gồm {len(names)} tệp"))


def ole_kind(names: set[str]) -> str:
    """`encrypted` or `xls`, told by the streams.

    Raises:
        NotAWorkbook: the streams are those of another kind of file.
    """
    if "EncryptedPackage" in names:
        return "encrypted"
    if names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        return "xls"
    raise other_kind(
        next((name for sign, name in _INSIDE_OLE if sign in names), "tệp Office đời cũ không phải bảng tính")
    )
