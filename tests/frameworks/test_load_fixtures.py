"""load_fixtures: what it publishes, shows and leaves alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxroles.frameworks.drafting import copy_as_draft, publish_draft
from cxroles.frameworks.loading.loader import load_paths
from cxroles.frameworks.loading.storing import FrameworkShelf, document_of
from cxroles.frameworks.models import Framework, FrameworkVersion, ProficiencyLevel, RubricVersion
from cxroles.roles.loading.storing import document_of as template_document_of
from cxroles.roles.models import RoleTemplate, RoleTemplateVersion
from tests.frameworks.fixture_files import (
    FIXTURES,
    framework_content,
    load,
    newest_framework,
    newest_template,
    refusal,
    rules_content,
    template_content,
    write_fixture,
    write_text,
)

pytestmark = pytest.mark.django_db


def version_counts() -> tuple[int, int, int]:
    return FrameworkVersion.objects.count(), RoleTemplateVersion.objects.count(), RubricVersion.objects.count()


def test_loading_again_changes_nothing_and_says_so() -> None:
    before = version_counts()
    lines = load().splitlines()
    files = [path for folder in ("frameworks", "roles", "scoring") for path in (FIXTURES / folder).glob("*.yaml")]
    assert len(lines) == len(files), lines
    assert all(line.endswith(": unchanged") for line in lines)
    assert version_counts() == before


def test_all_six_frameworks_and_four_templates_are_published() -> None:
    assert set(Framework.objects.values_list("code", flat=True)) == {
        *("forrester", "ccxp", "director-skills", "head-competencies", "recruiter-asks", "engagement")
    }
    assert set(RoleTemplate.objects.values_list("code", flat=True)) == {"director", "head", "vp", "cco"}
    assert list(ProficiencyLevel.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_a_change_publishes_the_next_version_and_leaves_the_old_one(tmp_path: Path) -> None:
    first = newest_framework()
    old_words = first.competencies.get(code="strategy").definition
    content = framework_content()
    content["competencies"][0]["definition"] = "Chooses whom to serve."
    printed = load(write_fixture(tmp_path, content))
    assert "forrester.yaml: version 2\n  changed competencies strategy: definition\n" in printed
    second = newest_framework()
    assert second.number == 2
    assert second.competencies.get(code="strategy").definition == "Chooses whom to serve."
    first.refresh_from_db()
    assert first.competencies.get(code="strategy").definition == old_words
    assert first.content["competencies"][0]["definition"] == old_words


def test_dry_run_shows_the_difference_and_writes_nothing(tmp_path: Path) -> None:
    content = template_content()
    content["title"] = "Vice President, Customers"
    before = version_counts()
    printed = load(write_fixture(tmp_path, content), dry_run=True)
    assert "vp.yaml: version 2\n  changed title\nNothing was written (--dry-run).\n" in printed
    assert version_counts() == before


def test_added_and_retired_lines_are_named(tmp_path: Path) -> None:
    content = template_content()
    line = next(line for line in content["statements"] if line["section"] == "responsibilities")
    gone = line["code"]
    line["code"] = "vp-responsibilities-99"
    printed = load(write_fixture(tmp_path, content))
    assert "  added statements: vp-responsibilities-99\n" in printed
    assert f"  retired statements: {gone}\n" in printed
    assert not newest_template().statements.filter(code=gone).exists()
    assert newest_template().role_template.versions.get(number=1).statements.filter(code=gone).exists()


def test_the_order_of_lines_counts(tmp_path: Path) -> None:
    content = template_content()
    numbers = [n for n, line in enumerate(content["statements"]) if line["section"] == "required"]
    first, second = numbers[:2]
    lines = content["statements"]
    lines[first], lines[second] = lines[second], lines[first]
    printed = load(write_fixture(tmp_path, content))
    assert f"  changed statements {lines[first]['code']}: position\n" in printed
    required = newest_template().statements.filter(section="required", variant="").order_by("position")
    assert required[0].code == lines[first]["code"]


def test_one_file_of_rules_is_merged_over_the_newest(tmp_path: Path) -> None:
    before = RubricVersion.objects.get().rules()
    weights = rules_content("weights")
    weights["dimensions"]["coverage"] = 55
    printed = load(write_fixture(tmp_path, weights))
    assert "  changed dimensions coverage\n" in printed
    after = RubricVersion.objects.order_by("-number")[0]
    assert after.number == 2
    assert after.rules() == {**before, "weights": weights}


def test_rules_are_kept_as_they_are_written() -> None:
    cue = {"text", "weight", "customer", "title"}
    for facet in rules_content("facets")["facets"].values():
        assert all(set(each) <= cue for each in facet["cues"])
    written = (FIXTURES / "scoring" / "facets.yaml").read_text(encoding="utf-8")
    kept = sum("customer" in each for f in rules_content("facets")["facets"].values() for each in f["cues"])
    assert kept == len(re.findall(r"{text:.*customer:", written))


def test_the_ladder_updates_its_levels(tmp_path: Path) -> None:
    levels = [
        {"number": n, "name": f"Step {n}", "definition": "Does it.", "scope": "Here.", "verbs": []} for n in range(1, 6)
    ]
    load(write_fixture(tmp_path, {"kind": "ladder", "code": "ladder", "levels": levels}))
    assert list(ProficiencyLevel.objects.values_list("name", flat=True)) == [f"Step {n}" for n in range(1, 6)]


def new_framework(**values: Any) -> dict[str, Any]:
    """A small framework that is in order."""
    competency = {
        "code": "listening",
        "name": "Listening",
        "short_name": "Listening",
        "hue": "teal",
        "weight": 100.0,
        "definition": "Hears what is said.",
        "indicators": {str(level): [f"Listens at level {level}."] for level in range(1, 6)},
    }
    source = {"title": "A book", "publisher": "A house", "used_for": "names"}
    base = {"kind": "framework", "code": "listening-skills", "name": "Listening", "short_name": "Listening"}
    rest = {"publisher": "Us", "summary": "About listening.", "sources": [source], "competencies": [competency]}
    return {**base, **rest, **values}


def test_a_template_may_come_before_the_framework_it_names(tmp_path: Path) -> None:
    content = template_content()
    content["statements"][0]["listening-skills"] = ["listening"]
    write_fixture(tmp_path, content, "1-template")
    write_fixture(tmp_path, new_framework(), "2-framework")
    load(tmp_path)
    assert newest_template().statements.order_by("position")[0].tags.filter(competency_code="listening").exists()


def test_an_empty_database_takes_everything_in_any_order(tmp_path: Path) -> None:
    RoleTemplateVersion.objects.all().delete()
    FrameworkVersion.objects.all().delete()
    RubricVersion.objects.all().delete()
    outcome = load_paths([FIXTURES / "roles", FIXTURES / "scoring", FIXTURES / "frameworks"])
    assert not outcome.mistakes
    assert {file.outcome for file in outcome.files if file.kind != "ladder"} == {"new"}
    assert {file.number for file in outcome.files} == {1}


def test_an_unchanged_file_does_not_undo_what_an_admin_published() -> None:
    draft = copy_as_draft(version=newest_framework())
    draft.competencies.filter(code="culture").update(definition="Habits that customers feel.")
    publish_draft(version=draft)
    printed = load(FIXTURES / "frameworks" / "forrester.yaml")
    assert "unchanged since it was loaded; version 2, published in the administration, stays" in printed
    assert newest_framework().competencies.get(code="culture").definition == "Habits that customers feel."


def test_going_back_to_an_older_file_publishes_it_anew(tmp_path: Path) -> None:
    content = framework_content()
    content["summary"] = "Something else."
    load(write_fixture(tmp_path, content))
    load(FIXTURES / "frameworks" / "forrester.yaml")
    assert newest_framework().number == 3
    assert newest_framework().checksum == FrameworkVersion.objects.get(framework__code="forrester", number=1).checksum


def test_a_draft_in_the_way_moves_up(tmp_path: Path) -> None:
    draft = copy_as_draft(version=newest_framework())
    assert draft.number == 2
    content = framework_content()
    content["summary"] = "Something else."
    load(write_fixture(tmp_path, content))
    draft.refresh_from_db()
    assert draft.number == 3
    assert Framework.objects.get(code="forrester").published().number == 2  # type: ignore[union-attr]


def test_a_competency_that_templates_ask_for_cannot_go(tmp_path: Path) -> None:
    content = framework_content("ccxp")
    content["competencies"] = content["competencies"][:-1]
    content["competencies"][0]["weight"] += 19
    complaints = refusal(write_fixture(tmp_path, content))
    assert "published role template vp version 1: emphasis.ccxp.culture_accountability: there is no competency" in (
        complaints
    )
    assert "published framework forrester version 1: crosswalk[" in complaints
    assert newest_framework("ccxp").number == 1


def test_rules_the_scorer_cannot_work_with_are_refused(tmp_path: Path) -> None:
    sections = rules_content("sections")
    del sections["headings"]
    assert "the scorer cannot work with these files together" in refusal(write_fixture(tmp_path, sections))
    assert RubricVersion.objects.count() == 1


def test_every_published_version_reads_back_as_its_file() -> None:
    for version in FrameworkVersion.objects.all():
        assert document_of(version) == version.content
    for template in RoleTemplateVersion.objects.all():
        assert template_document_of(template) == template.content


words = st.text("abcdefghij éüß☂مرحبا&<>'\"-", min_size=1, max_size=60).map(lambda text: f"A{text}b")
competencies = st.builds(
    lambda name, definition, indicators, phrases, facets: {
        "name": name,
        "short_name": "Short",
        "weight": 25.0,
        "orientation": "people",
        "definition": definition,
        "indicators": indicators,
        "cues": {"facets": facets, "phrases": phrases},
    },
    words,
    words,
    st.fixed_dictionaries({str(level): st.lists(words, min_size=1, max_size=3) for level in range(1, 6)}),
    st.lists(st.fixed_dictionaries({"text": words, "weight": st.floats(0, 1), "customer": st.booleans()}), max_size=4),
    st.dictionaries(st.sampled_from(["journey", "metrics", "research"]), st.floats(0, 1)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(competencies, min_size=4, max_size=4), link_order=st.permutations(range(4)))
def test_whatever_is_published_reads_back_the_same(items: list[dict[str, Any]], link_order: list[int]) -> None:
    hues = ("teal", "blue", "green", "olive")
    numbered = [{"code": f"c{n}", "hue": hues[n], **item} for n, item in enumerate(items)]
    links = [{"from": f"c{n}", "to": "ccxp.strategy", "link": "isRelatedTo"} for n in link_order]
    content = new_framework(
        reference=False, noun="skill", position=9, competencies=numbered, crosswalk=links, sources=[]
    )
    FrameworkShelf().publish([content])
    assert document_of(newest_framework("listening-skills")) == content


def test_every_mistake_of_every_file_is_named_at_once_and_nothing_is_loaded(tmp_path: Path) -> None:
    good = framework_content("engagement")
    good["summary"] = "Would be a change."
    write_fixture(tmp_path, good, "a-good")
    text = (FIXTURES / "frameworks" / "director-skills.yaml").read_text(encoding="utf-8")
    broken = text.replace("hue: blue", "hue: beige", 1).replace("publisher: essidsolutions", "publshr: me", 1)
    write_text(tmp_path, broken, "b-broken.yaml")
    template = template_content()
    template["emphasis"]["ccxp"]["strategy"] = 21
    write_fixture(tmp_path, template, "c-template")
    before = version_counts()
    complaints = refusal(tmp_path)
    hue_line = broken[: broken.index("hue: beige")].count("\n") + 1
    assert f"b-broken.yaml:{hue_line}: competencies[strategic_foresight].hue: must be one of" in complaints
    key_line = broken[: broken.index("publshr")].count("\n") + 1
    assert f"b-broken.yaml:{key_line}: publshr: is not a key of this place; did you mean “publisher”?" in complaints
    assert "b-broken.yaml:1: publisher: is missing; add it" in complaints
    assert "emphasis.ccxp: the percentages add up to 101; make them 100" in complaints
    assert len(complaints.splitlines()) == 4
    assert version_counts() == before


def test_a_mistake_of_shape_does_not_hide_the_others_of_its_file(tmp_path: Path) -> None:
    content = framework_content("ccxp")
    content["competencies"][0]["hue"] = "tartan"
    content["competencies"][1]["code"] = content["competencies"][0]["code"]
    content["competencies"][2]["weight"] = 90
    told = refusal(write_fixture(tmp_path, content, "ccxp.yaml"))
    assert "tartan" in told or "hue" in told
    assert "stands here twice" in told
    assert "add up to" in told
    assert "published role template" not in told
