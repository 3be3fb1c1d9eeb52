"""Claims of a ledger as JSON-LD: schema.org `Claim`, Web Annotation for its words, PROV for the run that read it.

https://schema.org/Claim, https://www.w3.org/TR/annotation-model/, https://www.w3.org/TR/prov-o/
"""

from __future__ import annotations

from typing import Any

from selon.ledger.held import Held
from selon.model.claim import Claim
from selon.model.span import Span
from selon.show.claims import Row, as_claim_row

AROUND = 32  # characters before and after the words, so that they are found again in another copy
CONTEXT = {
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "selon": "urn:selon:",
    "selon:sources": {"@id": "urn:selon:sources", "@container": "@list"},  # innermost first
}
_OWN = ("kind", "polarity", "certainty", "confidence", "sources", "agent", "target", "quantities", "evidence")


def as_report_nodes(held: Held) -> list[Row]:
    """The report that claims are read in, and the run that read it."""
    report, run = held.reading.report, held.run
    about = {"headline": report.title, "datePublished": report.published, "url": report.url}
    outlet = {"@type": "schema:Organization", "schema:name": report.outlet} if report.outlet else None
    return [
        {
            "@id": _report(held),
            "@type": ["schema:Article", "prov:Entity"],
            "schema:inLanguage": report.language,
            **{f"schema:{name}": value for name, value in about.items() if value},
            **({"schema:publisher": outlet} if outlet else {}),
            "selon:obtained_at": held.obtained_at,
            "selon:obtained_from": held.obtained_from,
        },
        {
            "@id": _run(held),
            "@type": "prov:Activity",
            "prov:used": {"@id": _report(held)},
            "prov:wasAssociatedWith": {
                "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
                "schema:name": "Selon",
                "schema:softwareVersion": run.version,
                "schema:softwareRequirements": [f"{name} {version}" for name, version in run.packages.items()],
            },
            "selon:languageData": run.language_data,
            "selon:settings": [f"{name}={value}" for name, value in run.settings.items()],
        },
    ]


def as_claim_node(held: Held, claim: Claim) -> Row:
    """One claim, its words the target of an annotation whose body it is."""
    row = as_claim_row(claim, held.reading.report.text)
    node: Row = {
        "@id": f"selon:claim:{claim.id}",
        "@type": ["schema:Claim", "prov:Entity"],
        "schema:text": claim.sentence.text,
        "schema:appearance": {"@id": _report(held)},
        "prov:wasDerivedFrom": {"@id": _report(held)},
        "prov:wasGeneratedBy": {"@id": _run(held)},
        **{f"selon:{name}": _own(row[name]) for name in _OWN if row[name] not in (None, [])},
    }
    if claim.sources:
        node["schema:author"] = [{"@type": "schema:Thing", "schema:name": source.name} for source in claim.sources]
    if claim.place:
        node["schema:contentLocation"] = _place(row["place"])
    if claim.time:
        node["schema:temporalCoverage"] = claim.time.edtf or claim.time.value
    annotation = {"@type": "oa:Annotation", "oa:motivatedBy": {"@id": "oa:identifying"}}
    spans = (("sentence", claim.sentence), ("trigger", claim.trigger))
    targets = [{"selon:part": name, **_target(held, span)} for name, span in spans]
    return node | {"@reverse": {"oa:hasBody": [{**annotation, "oa:hasTarget": targets}]}}


def _target(held: Held, span: Span) -> Row:
    text = held.reading.report.text
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": {"@id": _report(held)},
        "oa:hasSelector": [
            {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
            {
                "@type": "oa:TextQuoteSelector",
                "oa:exact": span.text,
                "oa:prefix": text[max(0, span.start - AROUND) : span.start],
                "oa:suffix": text[span.end : span.end + AROUND],
            },
        ],
    }


def _place(place: Row) -> Row:
    node: Row = {"@type": "schema:Place", "schema:name": place["name"], "selon:written": place["text"]}
    if place["lat"] is not None:
        point = {"schema:latitude": place["lat"], "schema:longitude": place["lon"]}
        node |= {"schema:geo": {"@type": "schema:GeoCoordinates", **point}, "selon:radius_km": place["radius_km"]}
    return node | ({"schema:identifier": place["gazetteer_id"]} if place["gazetteer_id"] else {})


def _own(value: Any) -> Any:
    """The contract's own fields under Selon's prefix, without those that hold nothing."""
    if isinstance(value, list):
        return [_own(item) for item in value]
    if isinstance(value, dict):
        return {f"selon:{name}": _own(item) for name, item in value.items() if item is not None}
    return value


def _report(held: Held) -> str:
    return f"selon:report:{held.report_id}"


def _run(held: Held) -> str:
    # A document is one report read by one run: its name is that of the activity too.
    return f"selon:reading:{held.document_id}"
