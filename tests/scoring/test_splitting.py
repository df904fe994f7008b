"""A pasted description taken apart: sections, list items, sentences, title, and nothing lost."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cxroles.scoring.splitting import ParsedDescription, draft_from_text, split_description
from cxroles.scoring.types import SECTIONS

RULES: dict[str, Any] = YAML(typ="safe").load(
    (Path(__file__).parents[2] / "fixtures" / "scoring" / "sections.yaml").read_text("utf-8")
)


def split(text: str) -> ParsedDescription:
    return split_description(text, RULES)


def lines_of(text: str) -> list[tuple[str, str]]:
    """(section, text) of everything but headings."""
    return [(line.section, line.text) for line in split(text).lines if line.kind != "heading"]


@pytest.mark.parametrize(
    ("line", "section", "rest"),
    [
        ("Scope: Eleven shops and one warehouse.", "scope", "Eleven shops and one warehouse."),
        ("**Requirements:** Seven years in hospitality.", "required", "Seven years in hospitality."),
        ("Requirements – Seven years in hospitality.", "required", "Seven years in hospitality."),
        ("Job Description: The Head keeps guests loyal.", "purpose", "The Head keeps guests loyal."),
    ],
)
def test_heading_at_the_beginning_of_its_paragraph(line: str, section: str, rest: str) -> None:
    parsed = split(f"Perks\n- Tea\n\n{line}\n")
    assert (parsed.lines[-2].kind, parsed.lines[-2].section) == ("heading", section)
    assert (parsed.lines[-1].section, parsed.lines[-1].text) == (section, rest)


def test_label_stays_with_its_fact() -> None:
    found = lines_of("Head of Service\nReports to: the COO\nSalary: 70,000\nLocation: Ghent\nBudget: 2 million\n")
    assert found == [
        ("mandate", "Reports to: the COO"),
        ("offer", "Salary: 70,000"),
        ("other", "Location: Ghent"),
        ("mandate", "Budget: 2 million"),
    ]


MARKS = [
    "- ",
    "* ",
    "• ",
    "•",
    "· ",
    "– ",
    "‣ ",
    "◦ ",
    "▪ ",
    "o ",
    "1. ",
    "2) ",
    "(a) ",
    "b) ",
    "✅ ",
    "👉🏽 ",
    "\t-\t",
    "➢ ",
]


@pytest.mark.parametrize("mark", MARKS)
def test_list_marks(mark: str) -> None:
    parsed = split(f"Responsibilities\n{mark}Own the complaints desk\n{mark}Coach the hosts\n")
    assert [(line.kind, line.text) for line in parsed.lines[1:]] == [
        ("bullet", "Own the complaints desk"),
        ("bullet", "Coach the hosts"),
    ]


def test_list_copied_into_one_line() -> None:
    found = lines_of("Responsibilities: • Own the complaints desk • Coach the hosts • Map journeys")
    assert found == [
        ("responsibilities", "Own the complaints desk"),
        ("responsibilities", "Coach the hosts"),
        ("responsibilities", "Map journeys"),
    ]


def test_wrapped_list_item_stays_one_line() -> None:
    text = "Duties\n- Own the complaints desk with\n  Sales and Finance\n- Coach hosts\nin all shops\n"
    assert [line for _section, line in lines_of(text)] == [
        "Own the complaints desk with\n  Sales and Finance",
        "Coach hosts\nin all shops",
    ]


def test_list_item_with_two_asks_makes_two_lines() -> None:
    text = "Duties\n- Own the complaints desk. Coach the hosts in all shops. This takes patience. Always.\n"
    assert [line for _section, line in lines_of(text)] == [
        "Own the complaints desk.",
        "Coach the hosts in all shops. This takes patience. Always.",
    ]


def test_mandate_facts_are_found_below_a_list_of_duties() -> None:
    assert lines_of("Duties\nOwn the desk\n\nBudget: 2 million\nDesk: oak\n") == [
        ("responsibilities", "Own the desk"),
        ("mandate", "Budget: 2 million"),
        ("responsibilities", "Desk: oak"),
    ]


def test_hard_wrapped_prose_is_cut_at_sentences_not_at_lines() -> None:
    text = (
        "The role\n"
        "You keep the promises our brand makes, together with Lena Moreau and\n"
        "Marketing. You look at what guests say, find what they stumble over and\n"
        "Paris, Lyon and Nice follow your lead. Every quarter you tell the board\n"
        "whether guests come back more often than they did. Nobody else owns it\n"
        "across the company.\n"
    )
    assert [line.replace("\n", " ") for _section, line in lines_of(text)] == [
        "You keep the promises our brand makes, together with Lena Moreau and Marketing.",
        "You look at what guests say, find what they stumble over and Paris, Lyon and Nice follow your lead.",
        "Every quarter you tell the board whether guests come back more often than they did.",
        "Nobody else owns it across the company.",
    ]


def test_unmarked_list_is_one_line_a_row() -> None:
    text = "Requirements\nSix years in retail\nGerman and French\nA driving licence\n"
    assert [line for _section, line in lines_of(text)] == [
        "Six years in retail",
        "German and French",
        "A driving licence",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bring tools, e.g. Medallia, i.e. Software for surveys.",
        "Work with Mr. Okafor and Dr. Lund in the U.S. Government team.",
        "Raise NPS by 3.5 points on approx. 40 routes.",
        "Answer to J. R. Keller at Brandt Inc. Germany.",
        "Own loyalty, care, service etc. across brands.",
        "Rank No. 1 in care.",
        "Wait … then act.",
        "Ask “why?” when guests leave.",
        "Build on Node.js and Yext.com for all.",
    ],
)
def test_full_stops_that_end_nothing(sentence: str) -> None:
    assert lines_of(f"The role\n{sentence} Then rest.") == [("purpose", sentence), ("purpose", "Then rest.")]


def test_sentences_that_do_end() -> None:
    text = "The role\nYou work in the U.S. The team sits in Oslo! “Is it hard?” Yes… It is (very.) "
    text += "(Truly.) 客を大切に。毎日。"
    assert [line for _section, line in lines_of(text)] == [
        "You work in the U.S.",
        "The team sits in Oslo!",
        "“Is it hard?”",
        "Yes…",
        "It is (very.)",
        "(Truly.)",
        "客を大切に。",
        "毎日。",
    ]


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("Spanish is a plus", "preferred"),
        ("Experience with Qualtrics preferred", "preferred"),
        ("Ideally some time in a contact centre", "preferred"),
        ("A certificate would be nice to have", "preferred"),
        ("Bachelor’s degree", "required"),
        ("Degree required, doctorate preferred", "required"),
        ("Degree in psychology; doctorate preferred", "required"),
        ("Six years in service (ideally in rail)", "required"),
        ("Dealings with preferred suppliers", "required"),
    ],
)
def test_soft_asks_leave_the_required_list(line: str, section: str) -> None:
    assert lines_of(f"Requirements\n- {line}\n") == [(section, line)]


def test_soft_words_elsewhere_change_nothing() -> None:
    assert lines_of("Duties\n- Keep the list of preferred hotels\n") == [
        ("responsibilities", "Keep the list of preferred hotels")
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Head of Guest Experience\n\nDuties\n- Own it", "Head of Guest Experience"),
        ("Larkspur Foods\nVP, Customer (m/f/d)\n\nDuties\n- Own it", "VP, Customer (m/f/d)"),
        ("About Larkspur\nJob title: Chief Guest Officer\n", "Chief Guest Officer"),
        ("# Guest Champion Extraordinaire\n- Own it", "Guest Champion Extraordinaire"),
        ("**Director of CX**\n- Own it", "Director of CX"),
        ("The Head of Guest Experience keeps guests.", ""),
        ("Requirements\nManager of people\n", ""),
        ("", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    assert split(text).title == title


def test_title_given_wins() -> None:
    assert draft_from_text("Head of Care\n- Own it", RULES, title="VP Care").title == "VP Care"
    assert draft_from_text("Head of Care\n- Own it", RULES).title == "Head of Care"


def test_text_before_the_first_heading() -> None:
    text = (
        "Head of Care\n\nLarkspur is a leading maker of jam. It feeds four nations.\n\n"
        "The Head of Care keeps customers with us.\n\nDuties\n- Own it\n"
    )
    assert lines_of(text) == [
        ("about", "Larkspur is a leading maker of jam."),
        ("about", "It feeds four nations."),
        ("purpose", "The Head of Care keeps customers with us."),
        ("responsibilities", "Own it"),
    ]


def test_advert_of_one_paragraph() -> None:
    text = (
        "Guest Director\n\nThis leader is in charge of every moment a guest has with us. "
        "Candidates must have run a hotel. The post requires patience and arithmetic. "
        "The winner preferably speaks Dutch. You will be responsible for the front desks. "
        "The director reports to the owner. We offer a pension and a room with a view."
    )
    assert [section for section, _line in lines_of(text)] == [
        "purpose",
        "required",
        "required",
        "preferred",
        "responsibilities",
        "mandate",
        "offer",
    ]


def test_comment_between_list_items_is_kept_apart() -> None:
    text = (
        "Responsibilities:\n- Own the complaints desk.\n"
        "Good people do this quietly. Some of it takes years.\n- Coach the hosts.\n"
    )
    assert lines_of(text) == [
        ("responsibilities", "Own the complaints desk."),
        ("other", "Good people do this quietly."),
        ("other", "Some of it takes years."),
        ("responsibilities", "Coach the hosts."),
    ]


def test_what_fits_nowhere_is_other_and_said() -> None:
    parsed = split("Purple monkeys dance.\n\nDuties\n- Own it")
    assert parsed.lines[0].section == "other"
    assert [(note.code, note.count) for note in parsed.notes if note.code == "other_lines"] == [("other_lines", 1)]


def test_unprintable_characters_are_dropped_and_counted() -> None:
    parsed = split("Duties\r\n- Own\x00 the\x08 desk\r- Coach\u2028- Plan\ud800\n")
    assert [line.text for line in parsed.lines if line.kind == "bullet"] == ["Own the desk", "Coach", "Plan"]
    assert [(note.code, note.count) for note in parsed.notes if note.code == "control_characters"] == [
        ("control_characters", 3)
    ]


@pytest.mark.parametrize("space", ["\u00a0", "\u200b", "\u3000", "\ufeff", "\u202f"])
def test_odd_spaces_do_not_hide_a_heading(space: str) -> None:
    assert lines_of(f"{space}Requirements{space}\n{space}-{space} Patience{space}\n")[-1][0] == "required"


def test_right_to_left_text_and_emoji_survive() -> None:
    text = "المتطلبات:\n• خبرة في خدمة العملاء\n• 💛 Hebrew: עברית\n"
    assert lines_of(text)[0][1] == "خبرة في خدمة العملاء"
    assert "Hebrew: עברית" in lines_of(text)[1][1]


def test_nothing_at_all() -> None:
    for text in ("", " \n\t\n", "\x00", "---\n***\n"):
        assert split(text).lines == ()


# --- Nothing is lost ------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Requirements", "What you'll do", "About us:", "## Perks", "**Bonus points**", "Scope: one", "HOW TO APPLY",
        "- ", "• ", "1. ", "(a) ", "o ", "✅ ", "---", "===", "*", "…", "!!!", "e.g. ", "Mr. ", "U.S. ", "etc. The",
        "Reports to: CEO", "must have", "a plus", "Lead the desk.", "we offer", "\n", "\n\n", " ", "\t", "\u00a0",
        "\u200b", "客。", "مرحبا", "💛", "\x00", "\r\n", "<script>", "“Quote.” ", "a: b", " – ", " • ", ";", "(", "3.5",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=300))
_MARK = re.compile(
    r"(?:\d{1,3}\.|\(?\w{1,5}\)|o\s|\[[ xX]\]"
    r"|_|[^\w\s.,;:!?\"'“”‘’«…(<>/&%@$€£]"
    r"|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad])*"
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_visible_character_is_in_a_line(text: str) -> None:
    parsed = split(text)
    place = 0
    for line in parsed.lines:
        assert line.text == parsed.text[line.start : line.end]
        assert line.text.strip()
        assert line.start >= place, "lines overlap or are out of order"
        assert _MARK.fullmatch(parsed.text[place : line.start]), "something was lost before a line"
        place = line.end
    assert _MARK.fullmatch(parsed.text[place:]), "something was lost at the end"


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_statements_of_a_draft_are_slices_in_known_sections(text: str) -> None:
    draft = draft_from_text(text, RULES)
    for index, statement in enumerate(draft.statements):
        assert statement.index == index
        assert statement.section in SECTIONS
        assert statement.text == draft.text[statement.start : statement.end]


@pytest.mark.parametrize("piece", ["• ", "- a\n", "a:", "(", "*", "A. ", "e.g. ", "🎉", "[x] ", ". ", "Requirements\n"])
def test_long_repetitions_come_back_whole(piece: str) -> None:
    """Would not end within the suite's patience if any scan were quadratic."""
    parsed = split(piece * (300_000 // len(piece)))
    assert sum(line.end - line.start for line in parsed.lines) <= len(parsed.text)
