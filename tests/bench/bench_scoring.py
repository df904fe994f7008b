"""Measurements of the scorer, each a ratio of two times taken side by side in one run (``make bench``)."""

import time
from collections.abc import Callable

from cxroles.scoring.engine import score
from cxroles.scoring.types import Draft
from tests.scoring.rubrics import make_draft, make_rubric

ROUNDS = 7


def make_long_draft(lines: int, *, mark: str) -> Draft:
    """A draft of so many lines of the VP template, each made new by a mark."""
    template = make_rubric("vp").template
    assert template
    texts = [line.text.rstrip(".") for line in template.lines]
    return make_draft(
        *(("responsibilities", f"{texts[i % len(texts)]}, {mark} {i}.") for i in range(lines)),
        title="VP of Customer Experience",
    )


def best_of(work: Callable[[int], object]) -> float:
    """Seconds of the fastest of some rounds; each round gets its number, so that nothing is remembered."""
    times = []
    for turn in range(ROUNDS):
        start = time.perf_counter()
        work(turn)
        times.append(time.perf_counter() - start)
    return min(times)


def test_scoring_again_after_one_changed_line() -> None:
    rubric = make_rubric("vp")
    score(make_long_draft(40, mark="warm"), rubric)
    drafts = [make_long_draft(40, mark=f"round{turn}") for turn in range(ROUNDS)]
    whole = best_of(lambda turn: score(drafts[turn], rubric))
    changed = [make_long_draft(40, mark="warm") for _ in range(ROUNDS)]
    again = best_of(lambda turn: score(changed[turn], rubric))
    print(f"\n40 lines from text to report: {whole * 1000:.1f} ms; known lines again: {again * 1000:.1f} ms")
    print(f"ratio {whole / again:.1f}")


def test_time_grows_with_the_length() -> None:
    rubric = make_rubric("vp")
    times = {}
    for lines in (40, 200, 400):
        drafts = [make_long_draft(lines, mark=f"length{turn}") for turn in range(ROUNDS)]
        times[lines] = best_of(lambda turn, drafts=drafts: score(drafts[turn], rubric))  # type: ignore[misc]
    print()
    for lines, seconds in times.items():
        print(f"{lines:>4} lines: {seconds * 1000:7.1f} ms, {seconds / times[40]:5.1f} times that of 40 lines")
