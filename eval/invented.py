"""An invented war: incidents whose truth is known, told by many outlets with copies, rounding, updates and denials.

No word of it comes from a real report. The same seed gives the same war. What is told of each incident is laid down
first; each report then tells it in sentences of its own, or in another's with one word in ten changed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from selon.model.attribution import Source
from selon.model.claim import Actor, Claim
from selon.model.mentions import Interval, Place, Quantity
from selon.model.reading import Reading
from selon.model.report import Report
from selon.model.span import Span

FIRST_DAY = date(2021, 1, 1)
DAYS = 1200
ROWS, COLUMNS, STEP = 20, 25, 0.4  # a settlement each 0.4 degrees
OUTLETS, SOURCES = 60, 80
TELLINGS = 3  # incidents told in a report
SYLLABLES = [first + second for first in "bcdfgklmnprstvz" for second in ("a", "e", "i", "o", "u", "an", "or", "el")]
BLOWS = {"strike": "struck", "shell": "shelled", "explode": "bombed", "attack": "attacked"}
TEXTS, CHANGED, NAMED = 6, 0.1, 0.15  # texts printed again and again; shares of words changed, and so to a name
_LETTERS = re.compile(r"[A-Za-z]+")
SIDES = ("northern forces", "southern forces")


@dataclass(frozen=True, slots=True)
class Incident:
    """What is laid down of a happening; `denied` by whom it is said to be done, `disputed` on how many."""

    id: int
    kind: str
    place: Place
    day: date
    killed: int
    wounded: int
    doer: str
    denied: bool
    disputed: bool


@dataclass(slots=True)
class War:
    """An invented war of a number of reports, each of which tells so many incidents on the average."""

    seed: int
    reports: int
    tellings: float = TELLINGS
    names: list[str] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)
    truth: dict[str, int] = field(default_factory=dict)
    copied: set[tuple[str, str]] = field(default_factory=set)
    disputed: set[int] = field(default_factory=set)
    denied: set[int] = field(default_factory=set)

    def readings(self) -> Iterator[Reading]:
        """The reports, in the order of their days; `truth` gives each claim's incident as they are made."""
        chance = self.chance = random.Random(self.seed)
        self.names = _names(chance, ROWS * COLUMNS + OUTLETS + SOURCES)
        incidents = sorted(self._incidents(chance), key=lambda incident: (incident.day, incident.id))
        per_incident = self.tellings * self.reports / max(len(incidents), 1)
        queue: list[tuple[date, int, Incident]] = []
        for incident in incidents:
            for _ in range(max(1, round(chance.expovariate(1 / per_incident)))):
                late = min(int(chance.expovariate(0.9)), 6)
                queue.append((incident.day + timedelta(late), chance.randrange(1 << 30), incident))
        queue.sort(key=lambda item: item[:2])
        told: dict[tuple[int, str], tuple[str, list[str]]] = {}
        for number in range(self.reports):
            part = queue[int(number * self.tellings) : int((number + 1) * self.tellings)]
            if not part:
                return
            yield self._report(chance, number, part[-1][0], [incident for _, _, incident in part], told)

    def _incidents(self, chance: random.Random) -> Iterator[Incident]:
        for number in range(max(1, self.reports)):
            row, column = divmod(chance.randrange(ROWS * COLUMNS), COLUMNS)
            name = self.names[row * COLUMNS + column]
            span = Span(0, len(name), name)
            disputed, denied = chance.random() < 0.1, chance.random() < 0.1
            if disputed:
                self.disputed.add(number)
            if denied:
                self.denied.add(number)
            killed = chance.randrange(3, 80)
            yield Incident(
                id=number,
                kind=chance.choice(sorted(BLOWS)),
                place=Place(span, name, 45 + row * STEP, 30 + column * STEP, 3.0, gazetteer_id=f"x:{row}.{column}"),
                day=FIRST_DAY + timedelta(chance.randrange(DAYS)),
                killed=killed,
                wounded=killed * 2 + chance.randrange(9),
                doer=chance.choice(SIDES),
                denied=denied,
                disputed=disputed,
            )

    def _report(
        self,
        chance: random.Random,
        number: int,
        day: date,
        incidents: list[Incident],
        told: dict[tuple[int, str], tuple[str, list[str]]],
    ) -> Reading:
        outlet = self.names[ROWS * COLUMNS + chance.randrange(OUTLETS)]
        name = f"invented-{self.seed}-{number:06}"
        page = _Page(name, f"{outlet.capitalize()} {name}.")
        for incident in incidents:
            self._tell(chance, page, incident)
            page.fill(" ".join(self._filler(chance, told, incident, name)))
        report = Report(name, page.text, "en", published=day.isoformat(), outlet=outlet, path=f"{name}.txt")
        return Reading(report, tuple(page.claims), ())

    def _filler(
        self, chance: random.Random, told: dict[tuple[int, str], tuple[str, list[str]]], incident: Incident, name: str
    ) -> list[str]:
        """Thirty to sixty words of no claim: new, or those of an earlier report on it with one in ten changed."""
        before = told.get((incident.id, ""))
        if before is not None and before[0] != name and chance.random() < 0.4:
            origin, words = before
            self.copied.add((origin, name))
            return [_word(chance) if chance.random() < 0.1 else word for word in words]
        words = [_word(chance) for _ in range(chance.randrange(30, 61))]
        told.setdefault((incident.id, ""), (name, words))
        return words

    def _tell(self, chance: random.Random, page: _Page, incident: Incident) -> None:
        source = self.names[ROWS * COLUMNS + OUTLETS + chance.randrange(SOURCES)]
        killed, sign = incident.killed, "exact"
        if incident.disputed and chance.random() < 0.5:
            killed += 7
        elif chance.random() < 0.3:
            killed, sign = killed // 10 * 10 or 3, "at_least"
        page.claim(self, incident, incident.kind, BLOWS[incident.kind], source, agent=incident.doer)
        page.claim(self, incident, "kill", "killed", source, number=killed, sign=sign)
        page.claim(self, incident, "wound", "wounded", source, number=incident.wounded)
        page.claim(self, incident, "damage", "damaged", "")
        if incident.denied and chance.random() < 0.5:
            page.claim(
                self, incident, incident.kind, BLOWS[incident.kind], incident.doer, agent=incident.doer, denied=True
            )


class _Page:
    """A report's text as it grows, and its claims."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text, self.claims = name, text, list[Claim]()

    def fill(self, words: str) -> None:
        """Add a sentence of no claim."""
        self.text += f" {words.capitalize()}."

    def claim(  # noqa: PLR0913 - a sentence has so many parts
        self,
        war: War,
        incident: Incident,
        kind: str,
        verb: str,
        source: str,
        *,
        agent: str = "",
        number: int | None = None,
        sign: str = "exact",
        denied: bool = False,
    ) -> None:
        """Add a sentence with one claim."""
        start, place = len(self.text) + 1, incident.place.name
        spans: dict[str, Span] = {}
        written = ""
        for key, words in (
            ("before", _words(war.chance)),
            ("agent", agent or "the blast"),
            ("trigger", f"did not {verb}" if denied else verb),
            ("number", str(number) if number is not None else ""),
            ("of", "people" if number is not None else "houses"),
            ("between", _words(war.chance)),
            ("place", place),
            ("day", incident.day.isoformat()),
            ("by", "said" if source else ""),
            ("source", source),
            ("after", _words(war.chance)),
        ):
            if words:
                at = start + len(written)
                spans[key] = Span(at, at + len(words), words)
                written += f"{words} "
        sentence = written.rstrip() + "."
        self.text += f" {sentence}"
        identity = f"c_{sha256(f'{self.name}:{start}'.encode()).hexdigest()[:16]}"
        war.truth[identity] = incident.id
        told_by = Source(
            source, "deny" if denied else "say", "indirect", spans.get("source"), spans.get("by", spans["trigger"])
        )
        count = (
            [Quantity(spans["number"], 0, number, None if sign == "at_least" else number, sign, "people")]
            if number
            else []
        )
        where = incident.place
        self.claims.append(
            Claim(
                id=identity,
                document=self.name,
                sentence=Span(start, start + len(sentence), sentence),
                trigger=spans["trigger"],
                kind=kind,
                polarity="negated" if denied else "affirmed",
                certainty="certain",
                sources=(told_by,) if source else (),
                agent=Actor(spans["agent"]) if agent else None,
                target=Actor(spans["of"]),
                place=Place(
                    spans["place"],
                    where.name,
                    where.latitude,
                    where.longitude,
                    where.radius_km,
                    None,
                    where.gazetteer_id,
                ),
                time=Interval(spans["day"], "DATE", incident.day.isoformat()) if kind != "damage" else None,
                quantities=tuple(count),
                confidence=0.9,
            )
        )


def _names(chance: random.Random, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()] = None
    return list(found)


def _words(chance: random.Random) -> str:
    return " ".join(_word(chance) for _ in range(chance.randrange(2, 6)))


def _word(chance: random.Random) -> str:
    return chance.choice(SYLLABLES) + chance.choice(SYLLABLES) + chance.choice(SYLLABLES[:40])


def echoes(reports: int, seed: int = 11, texts: int = TEXTS) -> Iterator[Reading]:
    """So many reports, each in nearly the words of one of a few texts, of another outlet and day.

    Words that a claim is made of stay as they are, so that what each report tells is known.
    """
    chance = random.Random(seed)
    printed = list(War(seed, texts).readings())
    for number in range(reports):
        yield _printed_again(chance, printed[number % texts], f"echo-{seed}-{number:06}")


def _printed_again(chance: random.Random, reading: Reading, name: str) -> Reading:
    kept = [(span.start, span.end) for claim in reading.claims for span in _spans(claim)]

    def change(word: re.Match[str]) -> str:
        if chance.random() > CHANGED or any(start < word.end() and word.start() < end for start, end in kept):
            return word[0]
        other = "".join(chance.choice("aeiou" if place % 2 else "bdfgklmnprst") for place in range(len(word[0])))
        return other.capitalize() if chance.random() < NAMED else other

    old = reading.report
    text = _LETTERS.sub(change, old.text)
    day = date.fromisoformat(old.published or "") + timedelta(chance.randrange(3))
    outlet = f"Outlet {chance.randrange(OUTLETS)}"
    report = Report(name, text, "en", published=day.isoformat(), outlet=outlet, path=f"{name}.txt")
    return Reading(report, tuple(_told_again(claim, report) for claim in reading.claims), ())


def _told_again(claim: Claim, report: Report) -> Claim:
    start, end = claim.sentence.start, claim.sentence.end
    identity = f"c_{sha256(f'{report.name}:{start}'.encode()).hexdigest()[:16]}"
    return replace(claim, id=identity, document=report.name, sentence=Span.cut(report.text, start, end))


def _spans(value: Any) -> Iterator[Span]:
    """The spans of a claim, but for its sentence."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        for item in fields(value):
            if item.name != "sentence":
                yield from _spans(getattr(value, item.name))
