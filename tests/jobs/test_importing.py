"""Documents read into text: what is in them comes out, what cannot be read is refused with a way on."""

import io
import zipfile
from collections.abc import Callable

import docx
import pikepdf
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from cxroles.jobs.importing import FILE_LIMIT, TEXT_LIMIT, ImportRefused, check_length, read_document

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT_BOX = (
    f'<w:p {WORD} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
    "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def make_word(fill: Callable[[Document], object]) -> bytes:
    """A Word file filled by a function."""
    document = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_pdf(text: str = "", *, pages: int = 1, password: str = "") -> bytes:
    """A PDF whose pages hold one line of text each, or nothing."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for _number in range(pages):
        page = pdf.add_blank_page()
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1"))
    stream = io.BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    pdf.save(stream, encryption=encryption)
    return stream.getvalue()


def make_archive(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_document(name, content)
    return str(refused.value)


# --- Plain text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "Café – 5 €".encode(),
        "Café – 5 €".encode("utf-8-sig"),
        "Café – 5 €".encode("utf-16"),
        "Café – 5 €".encode("cp1252"),
    ],
)
@pytest.mark.parametrize("name", ["role.txt", "ROLE.MD"])
def test_text_in_the_encodings_people_have(name: str, content: bytes) -> None:
    assert read_document(name, content) == "Café – 5 €"


def test_a_stray_nul_is_no_reason_to_refuse() -> None:
    assert read_document("role.txt", b"Own the\x00 desk") == "Own the\x00 desk"


@pytest.mark.parametrize("content", [b"\x00\x01\x02\x03" * 50, b"%PDF-1.7 and so on", b"PK\x03\x04rest"])
def test_other_files_named_txt_are_refused(content: bytes) -> None:
    assert "does not hold plain text" in refusal("role.txt", content)


# --- Word -----------------------------------------------------------------------------------


def test_word_parts_come_in_their_order() -> None:
    def fill(document: Document) -> None:
        document.add_heading("Head of Care", 0)
        document.add_heading("Requirements", 1)
        document.add_paragraph("Patience", style="List Bullet")
        document.add_paragraph("Arithmetic", style="List Number")
        document.add_paragraph("Plain words")

    lines = [line for line in read_document("role.docx", make_word(fill)).splitlines() if line]
    assert lines == ["# Head of Care", "# Requirements", "- Patience", "- Arithmetic", "Plain words"]


def test_word_tables_row_by_row() -> None:
    def fill(document: Document) -> None:
        table = document.add_table(rows=3, cols=2)
        for row, (left, right) in zip(
            table.rows, [("Reports to", "COO"), ("Duties", "Own\nCoach"), ("", "Alone")], strict=True
        ):
            row.cells[0].text, row.cells[1].text = left, right
        table.rows[1].cells[1].add_paragraph("Plan", style="List Bullet")
        table.rows[2].cells[1].add_table(1, 1).rows[0].cells[0].text = "Nested"
        wide = document.add_table(rows=1, cols=3)
        for cell, word in zip(wide.rows[0].cells, ("One", "Two", "Three"), strict=True):
            cell.text = word

    lines = [line.strip() for line in read_document("role.docx", make_word(fill)).splitlines() if line.strip()]
    assert lines == ["Reports to: COO", "Duties", "Own", "Coach", "- Plan", "Alone", "Nested", "One | Two | Three"]


def test_word_text_boxes_headers_and_footers_come_once() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Body")
        document.element.body.insert(1, parse_xml(TEXT_BOX))
        document.sections[0].header.paragraphs[0].text = "On top"
        document.sections[0].footer.paragraphs[0].text = "Below"
        document.add_section()

    lines = [line for line in read_document("role.docx", make_word(fill)).splitlines() if line]
    assert lines == ["On top", "Body", "In a box", "Below"]


def test_word_links_insertions_and_controls_are_read_and_deletions_left_out() -> None:
    def fill(document: Document) -> None:
        xml = (
            f"<w:p {WORD}><w:hyperlink><w:r><w:t>Link </w:t></w:r></w:hyperlink>"
            "<w:ins><w:r><w:t>new</w:t><w:tab/><w:t>tab</w:t><w:br/><w:t>row</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
        )
        document.element.body.insert(0, parse_xml(xml))
        control = f"<w:sdt {WORD}><w:sdtContent><w:p><w:r><w:t>Controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        document.element.body.insert(1, parse_xml(control))

    assert read_document("role.docx", make_word(fill)).splitlines() == ["Link new\ttab", "row", "Controlled"]


def test_word_line_break_stays_inside_its_list_item() -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("Own\nit", style="List Bullet")

    assert read_document("role.docx", make_word(fill)) == "- Own\n  it\n"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("role.docx", b"no archive", "no Word document"),
        ("role.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted", "locked with a password"),
        ("role.docx", make_archive({"word/document.xml": b"<a/>"}), "damaged or no Word document"),
        ("role.docx", make_archive({"word/vbaProject.bin": b"x"}), "macros"),
        ("role.docm", b"anything", "macros"),
        ("role.doc", b"anything", "old Word format"),
        ("role.docx", make_archive({"word/document.xml": b"a" * 30_000_000}), "unpacks to far more"),
        ("role.docx", make_archive({f"x{n}": b"" for n in range(5_001)}), "unpacks to far more"),
    ],
)
def test_word_files_refused(name: str, content: bytes, reason: str) -> None:
    assert reason in refusal(name, content)


def test_a_damaged_word_file_is_refused_wherever_it_is_cut() -> None:
    whole = make_word(lambda document: document.add_paragraph("Words"))
    for cut in range(50, len(whole), len(whole) // 12):
        assert refusal("role.docx", whole[:cut])


# --- PDF ------------------------------------------------------------------------------------


def test_pdf_pages_in_order() -> None:
    assert "Own the complaints desk" in read_document("role.pdf", make_pdf("Own the complaints desk", pages=2))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (make_pdf(""), "pictures of pages"),
        (make_pdf("Own the complaints desk", password="secret"), "locked with a password"),
        (make_pdf("Own", pages=201), "201 pages"),
        (b"%PDF-1.7\nbroken", "damaged or no PDF"),
        (b"something else", "damaged or no PDF"),
    ],
)
def test_pdf_files_refused(content: bytes, reason: str) -> None:
    assert reason in refusal("role.pdf", content)


# --- Any kind -------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b" \n\t"])
@pytest.mark.parametrize("name", ["role.txt", "role.docx", "role.pdf", "role.exe"])
def test_empty_files_are_refused(name: str, content: bytes) -> None:
    assert "is empty" in refusal(name, content)


def test_files_over_ten_megabytes_are_refused() -> None:
    assert "larger than 10 MB" in refusal("role.txt", b"a" * (FILE_LIMIT + 1))


@pytest.mark.parametrize("name", ["role.exe", "role", "role.odt", ""])
def test_unknown_kinds_are_refused_with_the_known_ones(name: str) -> None:
    assert ".txt, .md, .docx or .pdf" in refusal(name, b"words")


def test_words_without_any_letter_of_text_are_refused() -> None:
    assert "No words" in refusal("role.docx", make_word(lambda _document: None))


def test_text_up_to_the_limit_is_taken() -> None:
    assert len(check_length("a" * TEXT_LIMIT)) == TEXT_LIMIT
    for text in ("a" * (TEXT_LIMIT + 1), "é" * (TEXT_LIMIT // 2 + 1)):
        with pytest.raises(ImportRefused, match="more than 2 MB"):
            check_length(text)
