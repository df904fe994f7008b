"""Existing documents read into plain text: .txt, .md, .docx and .pdf, with nothing silently left out."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from docx.document import Document

# A long job description has 10 kB. Two megabytes leave room for anything a person pastes by mistake,
# are split within seconds, and come back whole in the form that corrects them; more is a wrong file.
TEXT_LIMIT = 2 * 1024 * 1024  # bytes in UTF-8
FILE_LIMIT = 10 * 1024 * 1024  # bytes
# What a .docx may unpack to. Real ones with many pictures stay under both; a zip bomb does not.
UNPACKED_LIMIT = 64 * 1024 * 1024  # bytes
XML_LIMIT = 24 * 1024 * 1024  # bytes of one XML part: parsing takes many times that in memory
RATIO_LIMIT = 200  # unpacked to packed, once it is more than a megabyte
LINE_LIMIT = 3_000  # lines of one description: what a page of corrections can still hold
PAGE_LIMIT = 200  # pages of a PDF
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHARACTERS = {_W + "tab": "\t", _W + "ptab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
Marks = Mapping[str, str]  # style id -> what its paragraphs begin with
_COMPATIBILITY_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class ImportRefused(ValueError):  # noqa: N818  # reads as what happened: the import was refused
    """Raised with a message that says what is wrong with the file and what to do."""


def read_document(name: str, content: bytes) -> str:
    """The text of a document. Raises ImportRefused for what cannot, or should not, be read."""
    if not content.strip():
        raise ImportRefused(_("“%(name)s” is empty. Choose the file with the job description.") % {"name": name})
    if len(content) > FILE_LIMIT:
        raise ImportRefused(
            _("“%(name)s” is larger than 10 MB. Save it without pictures, or paste its text.") % {"name": name}
        )
    text = _reader(name, content)(name, content)
    if not any(map(str.isalnum, text)):
        raise ImportRefused(_("No words were found in “%(name)s”. Paste the text instead.") % {"name": name})
    return check_length(text)


def check_length(text: str) -> str:
    """The text itself. Raises ImportRefused when it has more than 2 MB."""
    if len(text) > TEXT_LIMIT or len(text.encode("utf-8", "replace")) > TEXT_LIMIT:
        raise ImportRefused(
            _("The text has more than 2 MB, about 300,000 words. Keep only the job description and try again.")
        )
    return text


def _reader(name: str, content: bytes) -> Callable[[str, bytes], str]:
    suffix = PurePath(name).suffix.lower()
    if suffix in (".docm", ".dotm"):
        raise ImportRefused(
            _("“%(name)s” may hold macros and is not opened. Save it as .docx and try again.") % {"name": name}
        )
    if suffix == ".doc":
        raise ImportRefused(
            _("“%(name)s” is in the old Word format. Save it as .docx, or paste its text.") % {"name": name}
        )
    readers = {".txt": _read_text, ".md": _read_text, ".markdown": _read_text, ".docx": _read_word, ".pdf": _read_pdf}
    if suffix not in readers:
        raise ImportRefused(
            _("“%(name)s” is not a kind of file that can be read. Use .txt, .md, .docx or .pdf, or paste the text.")
            % {"name": name}
        )
    return readers[suffix]


# --- Plain text -----------------------------------------------------------------------------


def _read_text(name: str, content: bytes) -> str:
    text = _decoded(content)
    strange = len(_BINARY.findall(text))
    if content.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or strange > 4 + len(text) // 100:
        raise ImportRefused(
            _("“%(name)s” does not hold plain text. Give it the ending of its real kind, or paste the text.")
            % {"name": name}
        )
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


# --- Word -----------------------------------------------------------------------------------


def _read_word(name: str, content: bytes) -> str:
    _check_archive(name, content)
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_document_lines(document)).strip() + "\n"
    except ImportRefused:
        raise
    except Exception as error:  # python-docx and lxml raise a dozen kinds for broken files
        raise ImportRefused(
            _("“%(name)s” is damaged or no Word document. Open it in Word, save it again as .docx, or paste the text.")
            % {"name": name}
        ) from error


def _check_archive(name: str, content: bytes) -> None:
    """Look at the archive's table of contents before anything is unpacked."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportRefused(
            _("“%(name)s” is locked with a password or in the old Word format. Save an open copy as .docx.")
            % {"name": name}
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    # zipfile raises NotImplementedError for a packing method it does not know.
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ImportRefused(
            _("“%(name)s” is no Word document. Save it again as .docx, or paste its text.") % {"name": name}
        ) from error
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise ImportRefused(
            _("“%(name)s” holds macros and is not opened. Save it as .docx without macros.") % {"name": name}
        )
    if _is_bomb(entries, len(content)):
        raise ImportRefused(
            _("“%(name)s” unpacks to far more than a job description. Paste its text instead.") % {"name": name}
        )


def _is_bomb(entries: list[zipfile.ZipInfo], packed: int) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    largest_xml = max((e.file_size for e in entries if not e.filename.startswith("word/media/")), default=0)
    dense = unpacked > 1_048_576 and unpacked > RATIO_LIMIT * packed
    return dense or unpacked > UNPACKED_LIMIT or largest_xml > XML_LIMIT or len(entries) > 5_000


def _document_lines(document: "Document") -> Iterator[str]:
    """Headers, then the body in its order, then footers, notes: each part of the page that holds words."""
    marks = _style_marks(document)
    seen: set[str] = set()
    yield from _margin_lines(document, "header", marks, seen)
    yield from _block_lines(document.element.body, marks)
    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            yield from _note_lines(part.blob, marks)
    yield from _margin_lines(document, "footer", marks, seen)


def _margin_lines(document: "Document", which: str, marks: Marks, seen: set[str]) -> Iterator[str]:
    """Words of page headers or footers, each line once however many sections repeat it."""
    for section in document.sections:
        for prefix in ("", "first_page_", "even_page_"):
            margin = getattr(section, prefix + which)
            if margin.is_linked_to_previous:
                continue
            for line in _block_lines(margin._element, marks):
                if line.strip() and line not in seen:
                    seen.add(line)
                    yield line


def _note_lines(blob: bytes, marks: Marks) -> Iterator[str]:
    from docx.oxml import parse_xml

    for note in parse_xml(blob):
        yield from _block_lines(note, marks)


def _style_marks(document: "Document") -> Marks:
    """Style id -> what its paragraphs begin with. Ids are translated with Word's language, names are not."""
    marks: dict[str, str] = {}
    for style in document.styles.element.iter(_W + "style"):
        name = style.find(_W + "name")
        words = "" if name is None else str(name.get(_W + "val", "")).lower()
        heading = re.fullmatch(r"heading ([1-6])", words)
        mark = "# " if words == "title" else "#" * int(heading.group(1)) + " " if heading else ""
        if not mark and (words.startswith("list ") or style.find(f"{_W}pPr/{_W}numPr") is not None):
            mark = "- "
        marks[str(style.get(_W + "styleId"))] = mark
    return marks


def _block_lines(container: Any, marks: Marks) -> Iterator[str]:
    """The paragraphs and tables of a container in order, with those inside content controls."""
    for child in container:
        if child.tag == _W + "p":
            yield from _paragraph_lines(child, marks)
        elif child.tag == _W + "tbl":
            yield from _table_lines(child, marks)
        elif isinstance(child.tag, str) and child.tag not in (
            _W + "sectPr",
            _W + "pPr",
            _W + "tblPr",
            _W + "tcPr",
            _COMPATIBILITY_FALLBACK,
        ):
            yield from _block_lines(child, marks)


def _paragraph_lines(paragraph: Any, marks: Marks) -> Iterator[str]:
    boxes: list[Any] = []
    text = "".join(_runs(paragraph, boxes)).strip()
    mark = _mark(paragraph, marks) if text else ""
    if mark.startswith("#"):
        yield ""
    # A line break inside a list item must not look like the end of the item.
    yield mark + text.replace("\n", "\n  " if mark == "- " else "\n")
    for box in boxes:
        yield from _block_lines(box, marks)


def _runs(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph; text boxes hanging on it are set aside."""
    for child in element:
        if not isinstance(child.tag, str):
            continue  # an XML comment
        if child.tag.endswith("}t"):  # of Word, of formulas and of drawings
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == _W + "txbxContent":
            boxes.append(child)
        elif child.tag not in (_W + "pPr", _W + "rPr", _W + "del", _W + "moveFrom", _COMPATIBILITY_FALLBACK):
            yield from _runs(child, boxes)


def _mark(paragraph: Any, marks: Marks) -> str:
    """What a paragraph begins with as plain text: "# " to "###### " for headings, "- " for list items."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    mark = "" if style is None else marks.get(str(style.get(_W + "val")), "")
    numbering = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    if numbering is None or mark.startswith("#"):
        return mark
    return "" if str(numbering.get(_W + "val")) == "0" else "- "  # 0 takes the style's numbering away


def _table_lines(table: Any, marks: Marks) -> Iterator[str]:
    """A table row by row. Two short cells read "label: fact"; cells with several lines stay lines."""
    for row in table.iter(_W + "tr"):
        if next(row.iterancestors(_W + "tbl")) is not table:
            continue  # a table inside a cell comes with its cell
        cells = [_cell_lines(cell, marks) for cell in row.iter(_W + "tc") if next(cell.iterancestors(_W + "tr")) is row]
        yield from _row_lines([cell for cell in cells if cell])
    yield ""


def _cell_lines(cell: Any, marks: Marks) -> list[str]:
    return [line for line in _block_lines(cell, marks) if line.strip()]


def _row_lines(cells: list[list[str]]) -> Iterator[str]:
    flat = [cell[0] for cell in cells if len(cell) == 1 and not cell[0].startswith(("- ", "#"))]
    if len(flat) < len(cells):
        for cell in cells:
            yield from cell
    elif len(flat) == 2 and len(flat[0]) <= 60 and not flat[0].endswith((".", ":")):
        yield f"{flat[0]}: {flat[1]}"
    else:
        yield " ".join(flat) if len(flat) == 2 else " | ".join(flat)


# --- PDF ------------------------------------------------------------------------------------


def _read_pdf(name: str, content: bytes) -> str:
    from pypdf.errors import DependencyError

    locked = _("“%(name)s” is locked with a password. Save an open copy, or paste its text.") % {"name": name}
    broken = _("“%(name)s” is damaged or no PDF. Save it as PDF again, or paste its text.") % {"name": name}
    if b"%PDF-" not in content[:1024]:
        raise ImportRefused(broken)
    try:
        return _pages_text(name, content, locked)
    except ImportRefused:
        raise
    except DependencyError as error:  # an encryption that only an optional package can open
        raise ImportRefused(locked) from error
    except Exception as error:  # pypdf raises whatever a broken file makes happen inside it
        raise ImportRefused(broken) from error


def _pages_text(name: str, content: bytes, locked: str) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ImportRefused(locked)
    if len(reader.pages) > PAGE_LIMIT:
        raise ImportRefused(
            _("“%(name)s” has %(pages)d pages; a job description has a few. Keep only its pages, or paste its text.")
            % {"name": name, "pages": len(reader.pages)}
        )
    text = ""
    for page in reader.pages:
        text = check_length(text + page.extract_text() + "\n")
    if sum(map(str.isalnum, text)) < 20:
        raise ImportRefused(
            _("“%(name)s” holds pictures of pages, no text. Run text recognition on it first, or paste the text.")
            % {"name": name}
        )
    return text
