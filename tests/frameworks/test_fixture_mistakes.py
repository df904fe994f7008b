"""Each kind of mistake in a fixture file, and what load_fixtures says about it."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.frameworks.fixture_files import (
    framework_content,
    refusal,
    rules_content,
    template_content,
    write_fixture,
    write_text,
)

pytestmark = pytest.mark.django_db
Content = dict[str, Any]

FRAMEWORK_MISTAKES: dict[str, tuple[Callable[[Content], Any], str]] = {
    "unknown kind": (lambda c: c.update(kind="framwork"), "kind: must be one of framework, ladder, scoring, role_temp"),
    "no code": (lambda c: c.update(code=7), "code: is missing or is no text; add it"),
    "code with spaces": (lambda c: c.update(code="my code"), "code: is not a code: use lower-case letters"),
    "empty text": (lambda c: c.update(summary="  "), "summary: is empty; write something"),
    "number for text": (lambda c: c.update(name=3), "name: must be text; put it in quotes"),
    "text for flag": (lambda c: c.update(reference="yes"), "reference: must be true or false"),
    "no sources": (lambda c: c.update(sources=[]), "sources: has 0 entries, needs at least 1"),
    "same code twice": (
        lambda c: c["competencies"][1].update(code="strategy"),
        "competencies[strategy].code: “strategy” stands here twice",
    ),
    "same hue twice": (lambda c: c["competencies"][1].update(hue="blue"), ".hue: “blue” stands here twice"),
    "weights": (
        lambda c: c["competencies"][0].update(weight=18.17),
        "competencies: the percentages add up to 101.",
    ),
    "flag for weight": (lambda c: c["competencies"][0].update(weight=True), "].weight: must be a number"),
    "negative weight": (lambda c: c["competencies"][0].update(weight=-1), "].weight: must be 0 or more"),
    "three decimals": (lambda c: c["competencies"][0].update(weight=16.667), "has more than two decimals"),
    "level missing": (
        lambda c: c["competencies"][0]["indicators"].pop("3"),
        "level 3 has 0 indicators, needs at least",
    ),
    "one indicator": (
        lambda c: c["competencies"][0]["indicators"].update({"2": ["Only this."]}),
        "competencies[strategy].indicators.2: level 2 has 1 indicators, needs at least 2",
    ),
    "level 6": (lambda c: c["competencies"][0]["indicators"].update({"6": ["No."]}), "6: is no level; levels are 1 to"),
    "indicator twice": (
        lambda c: c["competencies"][0]["indicators"].update({"1": ["Same."], "2": ["Same.", "Same."]}),
        "the indicator “Same.” stands here twice",
    ),
    "unknown facet": (
        lambda c: c["competencies"][0]["cues"]["facets"].update(moon_phases=0.4),
        "the facet “moon_phases” is not in the scoring rules",
    ),
    "unknown class": (
        lambda c: c["competencies"][0]["cues"]["phrases"].append({"text": "@martian strategy", "weight": 0.4}),
        "names a word class that is not there: @martian",
    ),
    "stray gap": (
        lambda c: c["competencies"][0]["cues"]["phrases"].append({"text": "own ~", "weight": 0.4}),
        "needs a word at its start and at its end",
    ),
    "bad element": (
        lambda c: c["competencies"][0]["cues"]["phrases"].append({"text": "own ~few strategy", "weight": 0.4}),
        "“~few” is no element of a cue",
    ),
    "link from nowhere": (
        lambda c: c["crosswalk"][0].update({"from": "luck"}),
        "crosswalk[1].from: “luck” is no competency of this framework",
    ),
    "link to nowhere": (
        lambda c: c["crosswalk"][0].update(to="ccxp.luck"),
        "crosswalk[1].to: there is no competency “ccxp.luck”",
    ),
    "link twice": (lambda c: c["crosswalk"].append(c["crosswalk"][0]), "this link stands here twice"),
    "circle": (
        lambda c: c["crosswalk"].append({"from": "strategy", "to": "forrester.strategy", "link": "isPartOf"}),
        "the links lead in a circle back to “strategy”",
    ),
    "list for text": (lambda c: c.update(competencies="none"), "competencies: must be a list"),
    "mapping for entry": (lambda c: c["competencies"].append("none"), "must be a mapping of keys to values"),
    "null character": (lambda c: c.update(name="a\0b"), "name: contains a control character; delete it"),
}


@pytest.mark.parametrize("case", FRAMEWORK_MISTAKES)
def test_framework_mistakes_are_named(case: str, tmp_path: Path) -> None:
    change, complaint = FRAMEWORK_MISTAKES[case]
    content = framework_content()
    change(content)
    assert complaint in refusal(write_fixture(tmp_path, content, "case"))


def _line(content: Content, section: str) -> Content:
    return next(line for line in content["statements"] if line["section"] == section)


def _drop(content: Content, section: str, kept: int) -> None:
    of_section = [line for line in content["statements"] if line["section"] == section]
    for line in of_section[kept:]:
        content["statements"].remove(line)


TEMPLATE_MISTAKES: dict[str, tuple[Callable[[Content], Any], str]] = {
    "unknown section": (lambda c: _line(c, "scope").update(section="hobbies"), ".section: must be one of"),
    "level 6": (lambda c: _line(c, "scope").update(level=6), ".level: must be 5 or less"),
    "no tags": (lambda c: _line(c, "scope").pop("ccxp"), "names no competency of ccxp; add one to three"),
    "empty tags": (lambda c: _line(c, "scope").update(ccxp=[]), ".ccxp: has 0 entries, needs at least 1"),
    "unknown tag": (lambda c: _line(c, "scope").update(ccxp=["luck"]), ".ccxp: there is no competency “luck”"),
    "tag twice": (
        lambda c: _line(c, "scope").update(ccxp=["strategy", "strategy"]),
        "“strategy” stands here twice; remove one",
    ),
    "unknown key": (
        lambda c: _line(c, "scope").update(lvel=["strategy"]),
        "is neither a key of a line nor a framework",
    ),
    "code twice": (lambda c: _line(c, "scope").update(code="vp-purpose-01"), "“vp-purpose-01” stands here twice"),
    "code of another template": (
        lambda c: _line(c, "scope").update(code="cco-purpose-01"),
        "“cco-purpose-01” is also a line of published role template cco version 1",
    ),
    "too few duties": (
        lambda c: _drop(c, "responsibilities", 9),
        "section responsibilities has 9 lines, 10–14 are wanted",
    ),
    "too few required": (lambda c: _drop(c, "required", 5), "section required has 5 lines, 6–8 are wanted"),
    "too few preferred": (lambda c: _drop(c, "preferred", 4), "section preferred has 4 lines, 5–8 are wanted"),
    "mandate missing": (lambda c: _drop(c, "mandate", 8), "section mandate has 8 lines, 9 are wanted"),
    "mandate element twice": (
        lambda c: _line(c, "mandate").update(mandate="budget"),
        "section mandate has 2 lines for budget; write exactly one",
    ),
    "mandate elsewhere": (
        lambda c: _line(c, "required").update(mandate="budget"),
        "in section required this must be one of: nothing; remove it",
    ),
    "emphasis forgets": (lambda c: c["emphasis"]["forrester"].pop("culture"), "gives “culture” no percentage; add it"),
    "emphasis unknown": (
        lambda c: c["emphasis"]["forrester"].update(luck=0),
        "emphasis.forrester.luck: there is no competency “luck”",
    ),
    "emphasis missing": (lambda c: c["emphasis"].pop("ccxp"), "emphasis: says nothing of ccxp"),
    "emphasis of nothing": (
        lambda c: c["emphasis"].update({"gallup": {"luck": 100}}),
        "emphasis.gallup: there is no framework “gallup”",
    ),
    "levels": (lambda c: c["level"].update(typical=2), "level: must satisfy from ≤ typical ≤ to"),
    "variant twice": (
        lambda c: c.update(variants=[{"name": "A", "note": "b", "statements": []}] * 2),
        "variants[A].name: “A” stands here twice",
    ),
}


@pytest.mark.parametrize("case", TEMPLATE_MISTAKES)
def test_template_mistakes_are_named(case: str, tmp_path: Path) -> None:
    change, complaint = TEMPLATE_MISTAKES[case]
    content = template_content()
    change(content)
    assert complaint in refusal(write_fixture(tmp_path, content, "case"))


RULE_MISTAKES: dict[str, tuple[str, Callable[[Content], Any], str]] = {
    "weight": ("weights", lambda c: c["dimensions"].update(coverage="much"), "dimensions.coverage: must be a number"),
    "bands": ("weights", lambda c: c["bands"].update(good=10), "bands: must rise from poor: 0 to great"),
    "facet cue": (
        "facets",
        lambda c: next(iter(c["facets"].values()))["cues"].append({"text": "own ~ @moon", "weight": 1}),
        "names a word class that is not there: @moon",
    ),
    "cue key": (
        "facets",
        lambda c: next(iter(c["facets"].values()))["cues"].append({"text": "own", "wieght": 1}),
        "wieght: is not a key of this place; did you mean “weight”?",
    ),
    "mandate cue": (
        "mandate",
        lambda c: c["elements"]["budget"]["cues"].append("~"),
        "elements.budget.cues[",
    ),
    "stems": ("stems", lambda c: c.update(endings=[{"from": "(", "to": ""}]), "cannot be used ("),
}


@pytest.mark.parametrize("case", RULE_MISTAKES)
def test_mistakes_in_scoring_rules_are_named(case: str, tmp_path: Path) -> None:
    code, change, complaint = RULE_MISTAKES[case]
    content = rules_content(code)
    change(content)
    assert complaint in refusal(write_fixture(tmp_path, content))


def test_ladder_levels_are_numbered_once(tmp_path: Path) -> None:
    rung = {"number": 2, "name": "Two", "definition": "d", "scope": "s"}
    content = {"kind": "ladder", "code": "ladder", "levels": [rung] * 5}
    assert "levels[2].number: “2” stands here twice" in refusal(write_fixture(tmp_path, content))


FILES: dict[str, tuple[str, str]] = {
    "empty": ("", ":1: the file does not begin with keys"),
    "a list": ("- kind: framework\n", ":1: the file does not begin with keys"),
    "anchor": ("kind: framework\nname: &a x\n", ":2: anchors and aliases (& and *) are not read"),
    "bomb": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", ":3: anchors and aliases"),
    "tag": ("kind: !!python/object:os.system x\n", ":1: tags (!) are not read"),
    "deep": (f"kind: {'[' * 5000}\n", ":1: nested deeper than 12 levels"),
    "indentation": ("kind: framework\n\tcode: x\n", ":2: not valid YAML ("),
    "open bracket": ("kind: framework\nsources: [a, b\n", ":3: not valid YAML ("),
    "key twice": ("kind: framework\ncode: a\ncode: b\n", ":3: the key “code” stands here twice, first in line 2"),
    "two documents": ("kind: framework\n---\nkind: framework\n", ":2: a second document begins (---)"),
    "list as key": ("kind: framework\n? [a, b]\n: c\n", ":2: a key must be one word"),
    "control character": ("kind: framework\ncode: a\x07b\n", ":2: a control character stands here"),
    "merge": ("kind: framework\ncode: x\n<<: {name: y}\n", ":3: <<: is not a key of this place"),
}


@pytest.mark.parametrize("case", FILES)
def test_files_that_cannot_be_read_are_refused_with_the_line(case: str, tmp_path: Path) -> None:
    text, complaint = FILES[case]
    assert f"broken.yaml{complaint}" in refusal(write_text(tmp_path, text))


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("kind: framework\nname: Café\n".encode("latin-1"))
    assert "latin.yaml:2: not in UTF-8; save the file with that encoding" in refusal(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "marked.yaml"
    content = framework_content()
    content["name"] = ""
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(content).encode())
    assert refusal(path).endswith("marked.yaml:1: name: is empty; write something or remove the key\n")


def test_files_over_five_megabytes_are_refused(tmp_path: Path) -> None:
    path = write_text(tmp_path, "# x\n" * (5 * 1024 * 256 + 1))
    assert "larger than 5 MB; split it into several files" in refusal(path)


def test_wrong_paths_are_all_named(tmp_path: Path) -> None:
    table = write_text(tmp_path, "a,b", "table.csv")
    (tmp_path / "empty").mkdir()
    complaints = refusal(tmp_path / "none.yaml", table, tmp_path / "empty")
    assert "none.yaml: there is no such file or folder; check the path" in complaints
    assert "table.csv: this kind of file cannot be loaded" in complaints
    assert "empty: the folder has no .yaml or .yml file" in complaints


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    first = write_fixture(tmp_path, framework_content(), "first")
    second = write_fixture(tmp_path, framework_content(), "second")
    complaints = refusal(first, second)
    assert re.search(r"second.yaml:[23]: code: “forrester” is also in ", complaints)  # PostgreSQL reorders keys
    assert len(complaints.splitlines()) == 1


def test_a_broken_framework_is_not_missed_by_the_templates_that_name_it(tmp_path: Path) -> None:
    framework = framework_content()
    framework["summary"] = ""
    complaints = refusal(write_fixture(tmp_path, framework), write_fixture(tmp_path, template_content()))
    assert len(complaints.splitlines()) == 1
