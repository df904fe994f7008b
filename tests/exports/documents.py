"""Documents to print: a believable description with its report, written for the tests."""

from datetime import UTC, datetime
from typing import Any

from cxroles.exports.document import Document, Imprint
from cxroles.exports.reading import read_document

LINES: tuple[tuple[str, str, str], ...] = (
    (
        "about",
        "Northwind Energy supplies 1.4 million homes in the north of England with power, gas and heat pumps.",
        "",
    ),
    ("purpose", "Makes every leader who reports to the chief executive own a share of the customer's experience.", ""),
    ("purpose", "Builds the small team, the facts and the habits that keep this up after the first enthusiasm.", ""),
    ("scope", "Covers all four brands, both call centres, the app and the 900 field engineers.", ""),
    ("scope", "Works through the functions; only the customer team itself reports to this role.", ""),
    ("mandate", "Reports to the chief executive and sits on the executive committee.", "reports_to"),
    ("mandate", "Brings the state of the customer experience to the board twice a year.", "executive_access"),
    (
        "mandate",
        "Decides which journeys are redesigned first and stops projects that harm customers.",
        "decision_rights",
    ),
    ("mandate", "Holds a change budget of £2.4 million a year.", "budget"),
    ("mandate", "Leads eight specialists in three groups: insight, design and engagement.", "team"),
    (
        "mandate",
        "Chairs the customer council, whose decisions bind sales, service and field operations.",
        "cross_functional",
    ),
    (
        "responsibilities",
        "Set the customer-experience vision and a three-year roadmap with the executive committee.",
        "",
    ),
    ("responsibilities", "Bring research, feedback and behaviour data into one view of each customer segment.", ""),
    ("responsibilities", "Run a dashboard that ties the teams' own measures to retention and lifetime value.", ""),
    ("responsibilities", "Chair the customer council: agree what is fixed first, by whom and by when.", ""),
    ("responsibilities", "Write a customer goal into the yearly appraisal of every executive.", ""),
    (
        "responsibilities",
        "Coach heads of department to rewrite their team charters around the customers they serve.",
        "",
    ),
    ("responsibilities", "Close the loop on complaints within five working days and report what was changed.", ""),
    ("responsibilities", "Redesign the moving-home and first-bill journeys with the people who run them.", ""),
    ("responsibilities", "Tell the customers' story at every quarterly meeting, in their own words.", ""),
    ("responsibilities", "Recognise front-line staff who put a customer's problem right at the first contact.", ""),
    ("responsibilities", "Show the return of each improvement in retained revenue and saved contacts.", ""),
    ("responsibilities", "Choose the feedback platform and manage its supplier.", ""),
    ("required", "Has led change across functions that did not report to them.", ""),
    (
        "required",
        "Has run two or more customer disciplines: research, journey design, service or customer success.",
        "",
    ),
    ("required", "Turns data about customers into decisions that others act on.", ""),
    ("required", "Has built and coached a team of specialists.", ""),
    ("required", "Has tied customer measures to revenue, cost or retention in front of a finance director.", ""),
    ("required", "Speaks and writes so that engineers, call handlers and board members all follow.", ""),
    ("preferred", "Has worked in a regulated service with field staff.", ""),
    ("preferred", "Knows Lean or Six Sigma from practice.", ""),
    ("preferred", "Holds the CCXP or a comparable certificate.", ""),
    ("preferred", "Has replaced a feedback platform without losing the time series.", ""),
    ("success", "A vision and roadmap that the executive committee has signed and funded.", "first_year_outcomes"),
    ("success", "A customer goal in the appraisal of each of the seven executives.", "first_year_outcomes"),
    ("success", "One dashboard that all four brands use in their monthly reviews.", "first_year_outcomes"),
    ("success", "Complaints per thousand customers down by a quarter.", "success_measures"),
    ("success", "Net promoter score of the moving-home journey up from 12 to 25.", "success_measures"),
    ("offer", "A salary of £145,000 to £165,000, 30 days of leave and two days a week at home.", ""),
)

# line number in LINES -> forrester and ccxp competencies, each with the words that count
TAGS: dict[int, tuple[tuple[str, str, str], ...]] = {
    11: (
        ("forrester", "strategy", "customer-experience vision"),
        ("ccxp", "strategy", "customer-experience vision and a three-year roadmap"),
    ),
    12: (
        ("forrester", "customer_understanding", "one view of each customer segment"),
        ("ccxp", "insights_understanding", "one view of each customer segment"),
    ),
    13: (("forrester", "measurement", "dashboard"), ("ccxp", "metrics_roi", "retention and lifetime value")),
    14: (
        ("forrester", "governance", "Chair the customer council"),
        ("ccxp", "culture_accountability", "customer council"),
    ),
    15: (
        ("forrester", "governance", "customer goal into the yearly appraisal of every executive"),
        ("ccxp", "culture_accountability", "appraisal of every executive"),
    ),
    16: (("forrester", "culture", "Coach heads of department"), ("ccxp", "culture_accountability", "team charters")),
    17: (("forrester", "governance", "Close the loop on complaints"),),
    18: (
        ("forrester", "design", "Redesign the moving-home and first-bill journeys"),
        ("ccxp", "design_innovation", "Redesign the moving-home and first-bill journeys"),
    ),
    19: (("forrester", "culture", "customers' story"),),
    20: (("forrester", "culture", "Recognise front-line staff"),),
    21: (("forrester", "measurement", "retained revenue"), ("ccxp", "metrics_roi", "the return of each improvement")),
    24: (("forrester", "customer_understanding", "research"), ("forrester", "design", "journey design")),
    25: (("forrester", "customer_understanding", "data about customers"), ("ccxp", "insights_understanding", "data")),
    27: (("forrester", "measurement", "customer measures"), ("ccxp", "metrics_roi", "customer measures")),
    33: (("forrester", "strategy", "vision and roadmap"), ("ccxp", "strategy", "vision and roadmap")),
}
FRAMEWORKS: tuple[tuple[str, str, str, str, tuple[tuple[str, str, str, str, int, int], ...]], ...] = (
    (
        "forrester",
        "Six disciplines of customer-experience maturity",
        "Forrester",
        "discipline",
        (
            ("strategy", "Strategy", "Strategy", "blue", 19, 20),
            ("customer_understanding", "Customer understanding", "Understanding", "violet", 15, 15),
            ("design", "Design", "Design", "orange", 10, 10),
            ("measurement", "Measurement", "Measurement", "green", 12, 15),
            ("governance", "Governance", "Governance", "olive", 24, 20),
            ("culture", "Culture", "Culture", "crimson", 20, 20),
        ),
    ),
    (
        "ccxp",
        "CCXP competencies",
        "CCXP",
        "competency",
        (
            ("insights_understanding", "Customer Insights and Understanding", "Insights", "violet", 16, 15),
            ("strategy", "Customer Experience Strategy", "CX strategy", "blue", 21, 20),
            ("metrics_roi", "Metrics, Measurements, and ROI", "Metrics and ROI", "green", 22, 20),
            ("design_innovation", "Design, Implementation, and Innovation", "Design", "orange", 9, 15),
            ("culture_accountability", "Culture and Accountability", "Culture", "crimson", 32, 30),
        ),
    ),
)
DIMENSIONS = (
    ("coverage", 81, "good", "All six disciplines have evidence; measurement is a little thin for the role."),
    ("mandate", 62, "fair", "Six of nine elements are granted; what peers answer for is not stated."),
    ("feasibility", 78, "good", "Six essential asks, one of them at expert level."),
    ("focus", 74, "good", "A generalist's job with most of its weight on governance and culture."),
    ("level", 84, "good", "Verbs and scope fit a vice president."),
)
GRANTED = {"reports_to": 5, "executive_access": 6, "decision_rights": 7, "budget": 8, "team": 9, "cross_functional": 10}
MISSING = ("peer_accountability",)
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def make_content(lines: Any = LINES, **changes: Any) -> dict[str, Any]:
    """Content of schema ``cxroles.description/1``."""
    content = {
        "schema": "cxroles.description/1",
        "title": "VP of Customer Experience",
        "company": "Northwind Energy",
        "sector": "Energy retail",
        "company_size": "4,200 people",
        "location": "Leeds",
        "reports_to": "Chief executive",
        "team": "8 people, three groups",
        "budget": "£2.4 million a year",
        "workspace": "Northwind Energy",
        "text": "\n".join(text for _section, text, _mandate in lines),
        "template": make_template(),
        "emphasis": {},
        "frameworks": [_framework(*each) for each in FRAMEWORKS],
        "ladder": [{"number": 4, "name": "Directs across the enterprise"}],
        "statements": [
            {"section": section, "text": text, "level": None, "mandate": mandate, "template_line": "", "tags": []}
            for section, text, mandate in lines
        ],
    }
    return content | changes


def make_template(**changes: Any) -> dict[str, Any]:
    """The role template's part of the content."""
    template = {
        "code": "vp",
        "name": "VP of CX",
        "title": "Vice President of Customer Experience",
        "version": 1,
        "level": 4,
        "aliases": ["VP Customer Experience", "VP of Customer", "Head of Customer Experience", "Director of Customer"],
        "background": [
            "Operations leaders who have redesigned journeys know how work flows; check that they can read research.",
            "Insight leaders who have run change bring the facts; check that they have led people outside their team.",
            "A pure marketing background will need cover for service operations.",
        ],
        "reports_to": ["CEO"],
        "summary": "Makes customers the business of every executive.",
    }
    return template | changes


def make_report(lines: Any = LINES, tags: Any = None, **changes: Any) -> dict[str, Any]:
    """Report of schema ``cxroles.report/1`` on those lines."""
    tags = TAGS if tags is None else tags
    spans = _spans(lines)
    report = {
        "schema": "cxroles.report/1",
        "overall": 74,
        "band": "good",
        "template": "vp",
        "title": "VP of Customer Experience",
        "dimensions": [
            {"code": code, "score": score, "weight": 20, "band": band, "summary": summary}
            for code, score, band, summary in DIMENSIONS
        ],
        "frameworks": {code: _scored_framework(entries) for code, _name, _short, _noun, entries in FRAMEWORKS},
        "statements": [
            {
                "index": index,
                "section": section,
                "text": text,
                "start": spans[index][0],
                "end": spans[index][1],
                "competencies": _tagged(text, spans[index][0], tags.get(index, ())),
            }
            for index, (section, text, _mandate) in enumerate(lines)
        ],
        "mandate": {"elements": _elements(lines, spans)},
        "focus": {"shares": {}, "majority": None, "breadth": "generalist", "people_share": 48},
        "level": {"level": 4, "nearest_template": "vp", "evidence": []},
        "findings": [
            {
                "code": "mandate.missing",
                "dimension": "mandate",
                "severity": "warning",
                "points": 3.2,
                "message": "Say what the other executives answer for.",
                "statement": None,
                "start": None,
                "end": None,
                "action": None,
            },
        ],
        "versions": {"rubric": 1, "tagger": 1, "forrester": 1, "ccxp": 1},
    }
    return report | changes


def make_document(
    *,
    lines: Any = LINES,
    report: dict[str, Any] | None = None,
    approved: bool = True,
    number: int | None = 4,
    **changes: Any,
) -> Document:
    """A document of a VP description; ``changes`` are keys of its content."""
    if report is None:
        report = make_report(lines, None if lines is LINES else {})
    imprint = Imprint(at=AT, number=number, approved=approved)
    return read_document(content=make_content(lines, **changes), report=report, imprint=imprint)


def _framework(code: str, name: str, short: str, noun: str, entries: Any) -> dict[str, Any]:
    competencies = [
        {"code": each[0], "name": each[1], "short_name": each[2], "hue": each[3], "definition": ""} for each in entries
    ]
    return {
        "code": code,
        "name": name,
        "short_name": short,
        "noun": noun,
        "version": 1,
        "reference": True,
        "competencies": competencies,
    }


def _scored_framework(entries: Any) -> dict[str, Any]:
    competencies = [
        {"code": each[0], "depth": 60, "emphasis": float(each[4]), "target": float(each[5]), "statements": []}
        for each in entries
    ]
    return {"coverage": 81.0, "fit": 88.0, "competencies": competencies}


def _spans(lines: Any) -> list[tuple[int, int]]:
    spans, start = [], 0
    for _section, text, _mandate in lines:
        spans.append((start, start + len(text)))
        start += len(text) + 1
    return spans


def _tagged(text: str, offset: int, tags: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for framework, code, words in tags:
        start = text.find(words)
        assert start >= 0, (words, text)
        evidence = {"start": offset + start, "end": offset + start + len(words), "text": words, "source": "test"}
        found.setdefault(framework, []).append(
            {"code": code, "confidence": 0.9, "evidence": [evidence], "decided_by": "tagger"}
        )
    return found


def _elements(lines: Any, spans: list[tuple[int, int]]) -> list[dict[str, Any]]:
    if lines is not LINES:
        return []
    granted = [
        {
            "code": code,
            "found": True,
            "evidence": {"start": spans[index][0], "end": spans[index][1], "text": lines[index][1]},
        }
        for code, index in GRANTED.items()
    ]
    return granted + [{"code": code, "found": False, "evidence": None} for code in MISSING]
