"""Headings as people write them, and which section they open."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cxroles.scoring.splitting import ParsedDescription, split_description

RULES: dict[str, Any] = YAML(typ="safe").load(
    (Path(__file__).parents[2] / "fixtures" / "scoring" / "sections.yaml").read_text("utf-8")
)


def split(text: str) -> ParsedDescription:
    return split_description(text, RULES)


def lines_of(text: str) -> list[tuple[str, str]]:
    """(section, text) of everything but headings."""
    return [(line.section, line.text) for line in split(text).lines if line.kind != "heading"]


def section_under(heading: str) -> str:
    """The section of a list item under a heading."""
    parsed = split(f"Head of Customer Experience\n\n{heading}\n- Blue kettle\n")
    assert [line.text for line in parsed.lines if line.kind == "bullet"] == ["Blue kettle"]
    return parsed.lines[-1].section


HEADINGS = [
    ("What you'll do", "responsibilities"),
    ("What You’ll Be Doing", "responsibilities"),
    ("KEY RESPONSIBILITIES", "responsibilities"),
    ("## Duties", "responsibilities"),
    ("In this role, you will:", "responsibilities"),
    ("**Essential duties and responsibilities**", "responsibilities"),
    ("🚀 What you will do", "responsibilities"),
    ("Your customer responsibilities:", "responsibilities"),
    ("2. Accountabilities", "responsibilities"),
    ("The role", "purpose"),
    ("Your mission", "purpose"),
    ("About the role", "purpose"),
    ("Role purpose:", "purpose"),
    ("Requirements", "required"),
    ("Must have", "required"),
    ("Must-haves", "required"),
    ("Minimum qualifications", "required"),
    ("Who you are", "required"),
    ("What you’ll bring", "required"),
    ("__Skills & Experience__", "required"),
    ("III. Qualifications", "required"),
    ("Nice to have", "preferred"),
    ("Nice-to-haves:", "preferred"),
    ("Bonus points", "preferred"),
    ("BONUS POINTS IF YOU HAVE", "preferred"),
    ("Ideally, you also have:", "preferred"),
    ("It would be a plus if you have the following:", "preferred"),
    ("About us", "about"),
    ("Who we are", "about"),
    ("About Larkspur Foods", "about"),
    ("What we offer", "offer"),
    ("What’s in it for you?", "offer"),
    ("Perks", "offer"),
    ("Why Larkspur?", "offer"),
    ("Reporting line", "mandate"),
    ("Decision rights", "mandate"),
    ("How success is measured", "success"),
    ("In your first year", "success"),
    ("Within 6 months", "success"),
    ("KPIs", "success"),
    ("Scope of the role", "scope"),
    ("How to apply", "other"),
    ("The winner would be great with people and would, ideally, also have:", "preferred"),
]


@pytest.mark.parametrize(("heading", "section"), HEADINGS)
def test_headings_as_people_write_them(heading: str, section: str) -> None:
    assert section_under(heading) == section


def test_underlined_heading() -> None:
    assert lines_of("Requirements\n============\nCalm under pressure\n") == [("required", "Calm under pressure")]


def test_question_above_an_unmarked_list_is_a_heading() -> None:
    text = "Duties\nOwn the desk\n\nWhat success looks like by spring\nFewer letters\n\nHow we eat\nTogether\n"
    assert lines_of(text)[1:] == [("success", "Fewer letters"), ("other", "Together")]


@pytest.mark.parametrize(
    "line",
    ["Gather customer requirements", "requirements of the job", "About forty people, all told.", "Dutch preferred"],
)
def test_lines_that_only_sound_like_headings(line: str) -> None:
    assert lines_of(f"Duties\n- Own the desk\n{line}\n- Coach\n")[-1] == ("responsibilities", "Coach")


def test_unknown_heading_inside_a_list_parts_it() -> None:
    text = "## Responsibilities\n### Orchard\n- Prune\n### Cellar\n- Press\n## Lunch\nSoup.\n"
    assert lines_of(text) == [("responsibilities", "Prune"), ("responsibilities", "Press"), ("other", "Soup.")]


def test_headings_of_unknown_wording_are_told_from_known_ones() -> None:
    headings = [line for line in split("## Duties\n### Orchard\n- Prune\n").lines if line.kind == "heading"]
    assert [(line.text, line.recognised) for line in headings] == [("## Duties", True), ("### Orchard", False)]
