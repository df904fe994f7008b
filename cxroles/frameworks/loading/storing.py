"""Frameworks, ladder and scoring rules between plain content and their tables."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from cxroles.frameworks.loading.documents import checksum_of
from cxroles.frameworks.loading.kinds import Content, Shelved
from cxroles.frameworks.models import (
    Competency,
    CrosswalkLink,
    Cue,
    Framework,
    FrameworkVersion,
    Indicator,
    Origin,
    ProficiencyLevel,
    RubricVersion,
    VersionStatus,
)

FRAMEWORK_FIELDS = ("name", "short_name", "publisher", "reference", "position")
VERSION_FIELDS = ("noun", "summary", "sources")
COMPETENCY_FIELDS = ("code", "name", "short_name", "hue", "weight", "orientation", "definition")
RUNG_FIELDS = ("name", "definition", "scope", "verbs")


def shelved_versions(versions: Iterable[Any], code_field: str) -> list[Shelved]:
    """The newest of these published versions for each code; they come in rising order of number."""
    shelved: dict[str, Shelved] = {}
    for version in versions:
        code = getattr(getattr(version, code_field), "code")  # noqa: B009  # the field differs by kind
        before = shelved.get(code)
        from_file = version.origin == Origin.FILE
        checksum = version.checksum if from_file else (before.file_checksum if before else "")
        shelved[code] = Shelved(code, version.number, version.content, version.checksum, checksum)
    return list(shelved.values())


def next_free_number(versions: QuerySet[Any]) -> int:
    """One more than the highest published number; drafts that stand in the way move up."""
    published = versions.exclude(status=VersionStatus.DRAFT).aggregate(Max("number"))["number__max"] or 0
    return int(published) + 1


def move_drafts_up(versions: QuerySet[Any], number: int) -> None:
    """Make room for a published version of that number."""
    for draft in versions.filter(status=VersionStatus.DRAFT, number__gte=number).order_by("-number"):
        draft.number += 1
        draft.save(update_fields=["number"])


def published_fields(content: Content, number: int, origin: Origin = Origin.FILE) -> dict[str, Any]:
    """What every published version is created with."""
    return {
        "number": number,
        "status": VersionStatus.PUBLISHED,
        "origin": origin,
        "content": content,
        "checksum": checksum_of(content),
    }


def publish_in_place(draft: Any, versions: QuerySet[Any], content: Content) -> None:
    """Turn a draft row into the next published version; its rows are the caller's."""
    number = next_free_number(versions)
    # Out of the way first: a number belongs to one version at a time.
    draft.number = 0
    draft.save(update_fields=["number"])
    move_drafts_up(versions.exclude(pk=draft.pk), number)
    for name, value in published_fields(content, number, Origin.ADMIN).items():
        setattr(draft, name, value)
    draft.save()


class FrameworkShelf:
    """Framework versions and the rows that hang on them."""

    def newest(self) -> list[Shelved]:
        versions = FrameworkVersion.objects.filter(status=VersionStatus.PUBLISHED)
        return shelved_versions(versions.select_related("framework").order_by("number"), "framework")

    def next_number(self, code: str) -> int:
        return next_free_number(FrameworkVersion.objects.filter(framework__code=code))

    def publish(self, contents: Iterable[Content]) -> None:
        for content in contents:
            self._publish_one(content)

    def _publish_one(self, content: Content) -> None:
        framework, _created = Framework.objects.update_or_create(
            code=content["code"], defaults={name: content[name] for name in FRAMEWORK_FIELDS}
        )
        number = self.next_number(framework.code)
        move_drafts_up(framework.versions.all(), number)
        fields = published_fields(content, number)
        version = FrameworkVersion.objects.create(
            framework=framework, **fields, **{name: content[name] for name in VERSION_FIELDS}
        )
        write_framework_rows(version, content)


def write_framework_rows(version: FrameworkVersion, content: Content) -> None:
    """Create the competencies of a version, with indicators, cues and links."""
    competencies = Competency.objects.bulk_create(
        Competency(version=version, position=position, **{name: item[name] for name in COMPETENCY_FIELDS})
        for position, item in enumerate(content["competencies"], start=1)
    )
    by_code = {competency.code: competency for competency in competencies}
    for item in content["competencies"]:
        _write_indicators(by_code[item["code"]], item["indicators"])
        _write_cues(by_code[item["code"]], item["cues"])
    CrosswalkLink.objects.bulk_create(_link(by_code, item) for item in content["crosswalk"])


def _write_indicators(competency: Competency, indicators: dict[str, list[str]]) -> None:
    Indicator.objects.bulk_create(
        Indicator(competency=competency, level=int(level), text=text, position=position)
        for level, texts in indicators.items()
        for position, text in enumerate(texts, start=1)
    )


def _write_cues(competency: Competency, cues: dict[str, Any]) -> None:
    facets = [Cue(competency=competency, facet=code, weight=weight) for code, weight in cues["facets"].items()]
    phrases = [
        Cue(competency=competency, pattern=item["text"], weight=item["weight"], needs_customer=item["customer"])
        for item in cues["phrases"]
    ]
    Cue.objects.bulk_create([*facets, *phrases])


def _link(by_code: dict[str, Competency], item: dict[str, str]) -> CrosswalkLink:
    framework, _dot, code = item["to"].partition(".")
    return CrosswalkLink(
        competency=by_code[item["from"]], kind=item["link"], target_framework=framework, target_code=code
    )


class LadderShelf:
    """The proficiency levels. They have no versions: a revision keeps the names it was made with."""

    def newest(self) -> list[Shelved]:
        rungs = [
            {"number": rung.number, **{name: getattr(rung, name) for name in RUNG_FIELDS}}
            for rung in ProficiencyLevel.objects.order_by("number")
        ]
        if not rungs:
            return []
        content = {"kind": "ladder", "code": "ladder", "levels": rungs}
        return [Shelved("ladder", 1, content, checksum_of(content), "")]

    def next_number(self, code: str) -> int:
        return 1

    def publish(self, contents: Iterable[Content]) -> None:
        for content in contents:
            for rung in content["levels"]:
                ProficiencyLevel.objects.update_or_create(
                    number=rung["number"], defaults={name: rung[name] for name in RUNG_FIELDS}
                )


class RulesShelf:
    """All files of scoring rules together are one rubric version."""

    def newest(self) -> list[Shelved]:
        rubric = self._rubric()
        if rubric is None:
            return []
        return [
            Shelved(code, rubric.number, content, checksum_of(content), "") for code, content in rubric.rules().items()
        ]

    def next_number(self, code: str) -> int:
        return next_free_number(RubricVersion.objects.all())

    def publish(self, contents: Iterable[Content]) -> None:
        rubric = self._rubric()
        merged = {**(rubric.rules() if rubric else {}), **{content["code"]: content for content in contents}}
        number = self.next_number("")
        RubricVersion.objects.create(**published_fields(merged, number))

    def _rubric(self) -> RubricVersion | None:
        return RubricVersion.objects.filter(status=VersionStatus.PUBLISHED).order_by("-number").first()


def document_of(version: FrameworkVersion) -> Content:
    """The fixture that a version's rows amount to; loading it again would change nothing."""
    framework = version.framework
    # A draft carries the framework's own facts in its content until it is published.
    header = {name: version.content.get(name, getattr(framework, name)) for name in FRAMEWORK_FIELDS}
    competencies = list(version.competencies.order_by("position", "pk").prefetch_related("indicators", "cues", "links"))
    links = [link for competency in competencies for link in competency.links.all()]
    return {
        "kind": "framework",
        "code": framework.code,
        **header,
        **{name: getattr(version, name) for name in VERSION_FIELDS},
        "competencies": [_competency_document(competency) for competency in competencies],
        "crosswalk": [_link_document(link) for link in _by_pk(links)],
    }


def _competency_document(competency: Competency) -> Content:
    fields = {name: getattr(competency, name) for name in COMPETENCY_FIELDS}
    indicators: dict[str, list[str]] = {}
    for indicator in sorted(competency.indicators.all(), key=lambda i: (i.level, i.position, i.pk)):
        indicators.setdefault(str(indicator.level), []).append(indicator.text)
    return {
        **fields,
        "weight": float(competency.weight),
        "indicators": indicators,
        "cues": _cues_document(_by_pk(competency.cues.all())),
    }


def _cues_document(cues: list[Cue]) -> Content:
    return {
        "facets": {cue.facet: cue.weight for cue in cues if cue.facet},
        "phrases": [
            {"text": cue.pattern, "weight": cue.weight, "customer": cue.needs_customer} for cue in cues if not cue.facet
        ],
    }


def _link_document(link: CrosswalkLink) -> Content:
    return {"from": link.competency.code, "to": f"{link.target_framework}.{link.target_code}", "link": link.kind}


def _by_pk(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row.pk)


__all__ = ["FrameworkShelf", "LadderShelf", "RulesShelf", "document_of", "write_framework_rows"]
