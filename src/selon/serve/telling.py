"""What `show` found, told in the reader's language: headlines, disputes in one sentence, values of cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR

from markupsafe import Markup

from selon.ledger.marks import Mark
from selon.model.attribution import Source
from selon.model.bounds import Bounds
from selon.model.incident import Incident
from selon.serve.interface import Interface
from selon.show.columns import day_of
from selon.show.disputes import Difference, Side
from selon.show.marks import mark_days

VERBS = ("says", "denies", "places", "dates", "tells", "rejects")  # that sentences have for one and for several


def headline(incident: Incident, words: Interface) -> str:
    """What happened and where: *Capture, Bakhmut*."""
    kind = words.t(f"kind.{incident.kind}")
    told = words.t("incident.kind_at", kind=kind, place=incident.where.name) if incident.where else kind
    return told[:1].upper() + told[1:]


def tell_days(bounds: Bounds | None, words: Interface) -> str:
    """The days of an incident; empty where none are told."""
    if bounds is None:
        return ""
    first, last = (
        day if day and MINYEAR < day.year < MAXYEAR else None for day in (bounds.earliest_start, bounds.latest_end)
    )
    if first is None and last is None:
        return ""
    if first is None:
        return words.t("number.before", day=words.day(last))
    if last is None:
        return words.t("number.after", day=words.day(first))
    return words.days(first, last)


def tell_mark(mark: Mark, words: Interface) -> str:
    """When a claim says that it happened, or that it was told on the day of its report; for headings of a list."""
    days = mark_days(mark)
    if days is None:
        return words.t("place.undated")
    told = words.days(day_of(days[0]), day_of(days[1]))
    return told if mark.first_day is not None else words.t("place.told_on", day=told)


def tell_difference(difference: Difference, words: Interface) -> Markup:
    """A dispute in one sentence, the speakers in bold."""
    a, b, on = difference.a, difference.b, difference.dispute.on
    if on in ("happened", "rejection") and a.negated and not b.negated:
        a, b = b, a
    key = "dispute.happened_both" if a.speakers == b.speakers and on == "happened" else f"dispute.{on}"
    gaps = {"a": _who(a, words), "b": _who(b, words), "va": _said(a, words), "vb": _said(b, words)}
    gaps["what"] = Markup("{}").format(_happening(a, b, words))
    for name, side in (("a", a), ("b", b)):
        for verb in VERBS:
            gaps[f"{verb}_{name}"] = Markup("{}").format(words.t(f"dispute.verb_{verb}", count=len(side.speakers)))
    return Markup(words.t(key, **{name: f"{{{name}}}" for name in gaps})).format(**gaps)


def tell_value(text: str, word: str, words: Interface) -> str:
    """A cell's value: words of the report, with Selon's own beside them where they add something."""
    if not word:
        return text
    if word.startswith("relation."):
        return words.located(word.removeprefix("relation."), text)
    told = words.word(word)
    return f"{text} ({told})" if text and text != told else told


def how_said(sources: Sequence[Source], outlet: str | None, words: Interface) -> str:
    """A chain of sources in a line, innermost first: *Kyiv (claims), through Reuters*."""
    if not sources:
        return f"{outlet}, {words.t('claim.own_voice')}" if outlet else words.t("claim.own_voice")
    inner, *outer = sources
    told = f"{inner.name} ({words.t(f'stance.{inner.stance}')})"
    for source in outer:
        told = f"{told}, {words.t('claim.through', outer=source.name)}"
    return told


def _happening(side: Side, other: Side, words: Interface) -> str:
    """What one side tells and the other turns away, with the day that either gives: *strike, 11 Mar 2024*."""
    told = words.t(f"kind.{other.kind if side.kind == 'comment' else side.kind}")
    when = side.when or other.when
    return f"{told}, {words.edtf(when)}" if when else told


def _who(side: Side, words: Interface) -> Markup:
    return Markup("<b>{}</b>").format(words.names(side.speakers, 2))


def _said(side: Side, words: Interface) -> Markup:
    told = [tell_value(text, word, words) for text, word in side.values]
    return Markup("<q>{}</q>").format(words.names(told)) if told else Markup("{}").format(words.t("dispute.no_value"))
