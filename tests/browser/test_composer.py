"""The composer in a real browser: typing, keys, conflicts, evidence, no scripts, every width."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from cxroles.jobs.models import JobDescription, Statement
from tests.browser.conftest import OpenPage, violations
from tests.builders import make_blank, make_description, make_statement, make_user

pytestmark = pytest.mark.usefixtures("loaded")
DUTY = "Set the customer experience strategy and its roadmap."


def address(description: JobDescription) -> str:
    return reverse("jobs:compose", args=[description.pk])


def make_with_lines(*texts: str, section: str = "responsibilities") -> tuple[JobDescription, list[Statement]]:
    description = make_blank()
    return description, [make_statement(description, text, section=section) for text in texts]


def texts_in(page: Page, section: str = "responsibilities") -> list[str]:
    fields = page.locator(f"#lines-{section} .line:not([hidden]) textarea")
    return [fields.nth(place).input_value() for place in range(fields.count())]


def saved_texts(description: JobDescription, section: str = "responsibilities") -> list[str]:
    return [line.text for line in description.live_statements().filter(section=section)]


def expect_saved(page: Page) -> None:
    expect(page.locator("#save-state[data-state=saved]")).to_be_visible()


def field(page: Page, place: int, section: str = "responsibilities") -> Any:
    return page.locator(f"#lines-{section} textarea").nth(place)


def type_at_end(page: Page, place: int, text: str) -> None:
    field(page, place).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def score_of(page: Page) -> int:
    return int(page.get_attribute("#panel", "data-score") or 0)


# --- Typing ------------------------------------------------------------------------------------


def test_typing_saves_itself_without_touching_the_field(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Look after visitors.")
    page = open_page(address(description), description.owner)
    page.evaluate("document.querySelector('#lines-responsibilities textarea').same = true")
    type_at_end(page, 0, " Build the customer experience strategy.")
    expect(page.locator("#save-state")).to_have_text("Saving…")
    expect(page.locator(".chip[data-key='forrester.strategy']").first).to_be_visible()
    expect_saved(page)
    assert page.evaluate("document.activeElement.same") is True
    assert "".join(page.locator("mark.ev-on").all_text_contents()) == "Build the customer experience strategy"
    assert saved_texts(description) == ["Look after visitors. Build the customer experience strategy."]


def test_lines_are_written_moved_removed_and_brought_back_with_keys(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("One")
    page = open_page(address(description), description.owner)
    field(page, 0).focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    page.keyboard.press("Enter")
    page.keyboard.type("Three")
    expect(page.locator("#lines-responsibilities .line[data-line]")).to_have_count(3)
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#announce")).to_have_text("Moved to place 2 of 3 in Responsibilities")
    expect_saved(page)
    assert texts_in(page) == saved_texts(description) == ["One", "Three", "Two"]
    page.keyboard.press("Control+A")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.locator("#toasts")).to_contain_text("Line removed.")
    assert texts_in(page) == saved_texts(description) == ["One", "Two"]
    page.keyboard.press("Control+z")
    expect(page.locator("#toasts")).to_contain_text("Taken back")
    assert texts_in(page) == saved_texts(description) == ["One", "Three", "Two"]


def test_enter_within_a_line_splits_it(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Lead the team and own the budget")
    page = open_page(address(description), description.owner)
    field(page, 0).focus()
    field(page, 0).evaluate("(field) => field.setSelectionRange(13, 13)")
    page.keyboard.press("Enter")
    expect(page.locator("#lines-responsibilities .line[data-line]")).to_have_count(2)
    expect_saved(page)
    assert saved_texts(description) == ["Lead the team", "and own the budget"]


def test_pasted_lines_become_lines(open_page: OpenPage) -> None:
    description = make_blank()
    page = open_page(address(description), description.owner)
    page.click("[data-add=required]")
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "• First\\n• Second\\n\\n• Third");
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(paste);
        }"""
    )
    expect(page.locator("#lines-required .line[data-line]")).to_have_count(3)
    expect_saved(page)
    assert saved_texts(description, "required") == ["First", "Second", "Third"]


def test_undo_in_a_toast_and_moving_between_lists(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Must", section="required")
    page = open_page(address(description), description.owner)
    page.locator("#lines-required .line").hover()
    page.get_by_role("button", name="to preferred").click()
    expect(page.locator("#lines-preferred .line")).to_have_count(1)
    page.locator("#lines-preferred .line").hover()
    page.get_by_role("button", name="Remove", exact=True).click()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#lines-preferred .line")).to_have_count(1)
    expect_saved(page)
    assert saved_texts(description, "preferred") == ["Must"]


def test_dragging_by_the_handle_reorders(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("One", "Two", "Three")
    page = open_page(address(description), description.owner)
    lines = page.locator("#lines-responsibilities .line")
    lines.nth(2).locator(".line-handle").drag_to(lines.nth(0), target_position={"x": 60, "y": 3})
    expect(field(page, 0)).to_have_value("Three")
    expect_saved(page)
    assert saved_texts(description) == ["Three", "One", "Two"]


# --- Nothing is lost -----------------------------------------------------------------------------


def test_two_tabs_in_one_line_show_both_texts(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Start")
    mine = open_page(address(description), description.owner)
    theirs = open_page(address(description), description.owner)
    type_at_end(theirs, 0, " theirs")
    expect_saved(theirs)
    type_at_end(mine, 0, " mine")
    expect(mine.locator("#save-state")).to_have_text("Changed by someone else: see both")
    expect(mine.locator(".conflict-both")).to_contain_text("Start theirs")
    expect(mine.locator(".conflict-both")).to_contain_text("Start mine")
    assert violations(mine) == []
    mine.get_by_role("button", name="Keep mine").click()
    expect_saved(mine)
    assert saved_texts(description) == ["Start mine"]
    type_at_end(theirs, 0, " again")
    theirs.get_by_role("link", name="Take theirs").click()
    expect(field(theirs, 0)).to_have_value("Start mine")
    type_at_end(theirs, 0, ", agreed")
    expect_saved(theirs)
    assert saved_texts(description) == ["Start mine, agreed"]


def test_a_lost_connection_is_said_and_made_good(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Start")
    page = open_page(address(description), description.owner)
    page.context.set_offline(True)
    type_at_end(page, 0, " and go on")
    page.keyboard.press("Enter")
    page.keyboard.type("A new line")
    expect(page.locator("#save-state")).to_have_text("Not saved: retrying")
    page.context.set_offline(False)
    expect_saved(page)
    assert saved_texts(description) == ["Start and go on", "A new line"]


def test_after_signing_out_elsewhere_the_words_wait(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Start")
    page = open_page(address(description), description.owner)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    type_at_end(page, 0, " and wait")
    expect(page.locator("#save-state")).to_have_text("Not saved: sign in again in another tab")
    page.context.add_cookies([each for each in cookies if each["name"] == "sessionid"])  # type: ignore[misc]  # same shape
    expect_saved(page)
    assert saved_texts(description) == ["Start and wait"]


def test_nothing_to_take_back_is_said(open_page: OpenPage) -> None:
    description = make_description()
    page = open_page(address(description), description.owner)
    page.keyboard.press("Control+z")
    expect(page.locator("#toasts")).to_contain_text("nothing of yours")


def test_words_never_sent_come_back_after_a_reload(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Start")
    page = open_page(address(description), description.owner)
    page.route("**/lines/**", lambda route: route.abort())
    type_at_end(page, 0, " kept")
    page.keyboard.press("Enter")
    page.keyboard.type("New and kept")
    expect(page.locator("#save-state")).to_have_text("Not saved: retrying")
    page.unroute("**/lines/**")
    page.reload()
    expect(page.locator("#lines-responsibilities .line[data-line]")).to_have_count(2)
    expect_saved(page)
    assert saved_texts(description) == ["Start kept", "New and kept"]


def test_kept_words_are_offered_when_the_line_moved_on(open_page: OpenPage) -> None:
    description, lines = make_with_lines("Start")
    page = open_page(address(description), description.owner)
    page.route("**/lines/**", lambda route: route.abort())
    type_at_end(page, 0, " mine")
    expect(page.locator("#save-state")).to_have_text("Not saved: retrying")
    page.unroute("**/lines/**")
    Statement.objects.filter(pk=lines[0].pk).update(text="Start theirs", version=2)
    page.reload()
    expect(page.locator(".kept")).to_contain_text("Start mine")
    expect(field(page, 0)).to_have_value("Start theirs")
    assert violations(page) == []
    page.get_by_role("button", name="Put them back").click()
    expect_saved(page)
    assert saved_texts(description) == ["Start mine"]


def test_a_line_too_long_says_so_and_stays(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("Start")
    page = open_page(address(description), description.owner)
    field(page, 0).fill("x" * 4100)
    expect(page.locator(".line-error")).to_contain_text("at most 4000")
    expect(page.locator("#save-state")).to_have_text("Not saved: see the note at the line")
    assert texts_in(page) == ["x" * 4100]
    field(page, 0).fill("Short")
    expect_saved(page)
    expect(page.locator(".line-error")).to_have_count(0)
    assert saved_texts(description) == ["Short"]


# --- Score and evidence -----------------------------------------------------------------------------


def share_of(page: Page, name: str) -> int:
    row = page.locator("[data-profile=forrester] .bar-row", has_text=name).locator(".bar-number")
    return int(row.inner_text().split("%")[0])


def test_rejecting_a_tag_lowers_its_share(open_page: OpenPage) -> None:
    description, _lines = make_with_lines(DUTY)
    page = open_page(address(description), description.owner)
    before = share_of(page, "Strategy")
    page.locator("#lines-responsibilities .line").hover()
    page.locator(".tag-open").click()
    page.get_by_role("button", name="Reject: Strategy", exact=True).first.click()
    expect(page.locator(".chip[data-key='forrester.strategy']")).to_have_count(0)
    assert share_of(page, "Strategy") < before
    assert violations(page) == []
    page.get_by_role("button", name="Leave to tagger: Strategy", exact=True).first.click()
    expect(page.locator(".chip[data-key='forrester.strategy']")).to_have_count(1)


def test_inserting_a_suggested_line_raises_the_score_and_undo_lowers_it(open_page: OpenPage) -> None:
    description, _lines = make_with_lines(DUTY)
    page = open_page(address(description), description.owner)
    before = score_of(page)
    page.locator("#fixes button").first.click()
    expect(page.locator("#toasts")).to_contain_text("Line inserted")
    after = score_of(page)
    assert after > before
    expect(page.locator("#announce")).to_contain_text(f"Score {after} of 100")
    assert page.evaluate("document.activeElement.matches('textarea.line-field')")
    page.keyboard.press("Control+z")
    expect(page.locator(f"#panel[data-score='{before}']")).to_be_attached()


def test_pointing_at_a_competency_lights_its_words(open_page: OpenPage) -> None:
    description, _lines = make_with_lines(DUTY)
    page = open_page(address(description), description.owner)
    page.locator("a.bar-name", has_text="Strategy").first.focus()
    lit = page.locator("mark.ev-lit")
    expect(lit.first).to_be_visible()
    assert "customer experience strategy" in "".join(lit.all_text_contents())
    page.locator("[data-framework-tab=ccxp]").click()
    expect(page.locator("[data-profile=ccxp]")).to_be_visible()
    expect(page.locator(".chip[data-key='ccxp.strategy']")).to_be_visible()
    expect(page.locator(".chip[data-key='forrester.strategy']")).to_be_hidden()


def test_facts_and_needs_save_themselves(open_page: OpenPage) -> None:
    description, _lines = make_with_lines(DUTY)
    page = open_page(address(description), description.owner)
    page.locator("#about-job > summary").click()
    page.get_by_label("Company", exact=True).fill("Southwind")
    page.get_by_label("Sector").focus()
    expect(page.locator("#head-title")).to_contain_text("Southwind")
    page.locator("#need-strategy").fill("60")
    expect_saved(page)
    expect(page.locator("[data-profile=forrester] .bar-row", has_text="Strategy")).to_contain_text("43%")
    description.refresh_from_db()
    assert description.company == "Southwind"
    assert description.emphasis["forrester"]["strategy"] > 40


# --- Everybody, everywhere ---------------------------------------------------------------------------


def test_without_scripts_everything_can_be_edited(open_page: OpenPage) -> None:
    description, _lines = make_with_lines("One", section="required")
    page = open_page(address(description), description.owner, wait=False, java_script_enabled=False)
    page.fill("#lines-required textarea", "One, changed")
    page.locator("#lines-required").get_by_role("button", name="Save").click()
    page.fill("#add-required", "Two")
    page.locator("#section-required .add-form button").click()
    page.locator("#lines-required .line").nth(1).get_by_role("button", name="Move up").click()
    assert saved_texts(description, "required") == ["Two", "One, changed"]
    page.locator("#lines-required .line").nth(0).get_by_role("button", name="to preferred").click()
    page.locator("#lines-preferred .line").get_by_role("button", name="Remove").click()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    assert saved_texts(description, "preferred") == ["Two"]
    page.locator("#lines-required .tag-open").click()
    page.get_by_role("link", name="Confirm, add or reject tags").first.click()
    page.get_by_role("button", name="Add: Culture", exact=True).first.click()
    expect(page.locator("body")).to_contain_text("added")
    page.select_option("select[name=level]", "4")
    page.get_by_role("button", name="Set level").click()
    line = description.live_statements().get(section="required")
    assert (line.level, line.tags.get().competency_code) == (4, "culture")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_no_accessibility_violations_in_any_state(open_page: OpenPage, scheme: str, width: int) -> None:
    description = make_description(template="director")
    page = open_page(
        address(description), description.owner, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    assert page.evaluate("document.documentElement.dataset.bsTheme") == scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []
    page.locator("#about-job > summary").click()
    page.locator("#section-required .doc-tools a").click()
    expect(page.locator("#library-required .library")).to_be_visible()
    field(page, 0).focus()
    page.locator("#lines-responsibilities .line").nth(0).locator(".tag-open").click()
    expect(page.locator("#lines-responsibilities .tag-list").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    if width == 390:
        page.locator("[data-sheet-toggle]").click()
        expect(page.locator("#fixes")).to_be_visible()
        assert violations(page) == []


def test_read_only_has_no_violations_and_no_fields(open_page: OpenPage) -> None:
    description = make_description()
    page = open_page(address(description), make_user())
    expect(page.locator("textarea")).to_have_count(0)
    expect(page.locator("#lines-required .line").first).to_be_visible()
    assert violations(page) == []


def test_the_theme_switch_is_remembered(open_page: OpenPage) -> None:
    description = make_blank()
    page = open_page(address(description), description.owner, color_scheme="light")
    page.get_by_role("button", name="Dark theme").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
