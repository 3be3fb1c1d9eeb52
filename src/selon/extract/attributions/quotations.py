"""Quotations and their cues: beside them, floating, running on, or under a name and a colon."""

from __future__ import annotations

from dataclasses import replace

from selon.extract.attributions import rules
from selon.extract.attributions.groups import without_hinge
from selon.extract.attributions.passives import is_passive
from selon.extract.attributions.reading import MARKS, Reading
from selon.extract.attributions.rules import Rule
from selon.extract.attributions.spans import Found, noun_phrase
from selon.extract.attributions.speakers import find_inverted, find_speaker
from selon.model.span import Span

BREAKS = frozenset({",", ":", ".", "!", "?", "…", "-", "–", "—", "..."})
NEAR = 14


def find_quoted(reading: Reading, found: list[Found]) -> list[Found]:
    """The attributions, with each whole quotation given to its cue, its neighbour's, or a new one."""
    result = list(found)
    holders = _holders(reading, found)
    mains = _mains(reading, found)
    places = {(each.cue, each.source): place for place, each in enumerate(result)}
    last: tuple[int, int] | None = None
    for number, quotation in enumerate(reading.document.quotations):
        inside = [i for i in _tokens_near(reading, number) if reading.quoted[i] == number]
        if not inside:
            continue
        holder = holders.get(number)
        if holder is not None:
            result[holder] = (
                replace(result[holder], spans=(*result[holder].spans, quotation.span))
                if _is_whole(reading, inside) and not _is_inner(reading, result[holder], number)
                else result[holder]
            )
            last = (holder, inside[-1])
            continue
        if not _is_whole(reading, inside):
            continue
        made = None
        if not quotation.inner.text.endswith(".") or _carried_by(reading, mains, last, inside) is None:
            made = _beside(reading, inside, quotation.span)
        made = made or _verbless(reading, inside, quotation.span)
        if made is not None:
            place = places.get((made.cue, made.source))
            if place is None:
                result.append(made)
                place = places[made.cue, made.source] = len(result) - 1
            else:
                result[place] = replace(
                    result[place],
                    spans=(*result[place].spans, quotation.span),
                    heads=(*result[place].heads, *made.heads),
                )
            last = (place, _end_of(reading, made, inside))
        elif (place := _carried_by(reading, mains, last, inside)) is not None:
            result[place] = replace(
                result[place],
                spans=(*result[place].spans, quotation.span),
                heads=(*result[place].heads, *_heads(reading, inside)),
            )
            last = (place, inside[-1])
    return result


def _carried_by(reading: Reading, mains: dict[int, int], last: tuple[int, int] | None, inside: list[int]) -> int | None:
    """The attribution that a quotation without a cue goes on with: of the quotation or the sentence before."""
    if last is not None and _runs_on(reading, last[1], inside[0]):
        return last[0]
    tokens = reading.tokens
    sentence = tokens[inside[0]].sentence
    opens = reading.document.sentences[sentence].first
    if sentence == 0 or any(tokens[i].pos != "PUNCT" for i in range(opens, inside[0])):
        return None
    if reading.document.sentences[sentence - 1].paragraph != reading.document.sentences[sentence].paragraph:
        return None
    return mains.get(sentence - 1)


def _mains(reading: Reading, found: list[Found]) -> dict[int, int]:
    """For each sentence, its last attribution by a main verb with a source."""
    return {
        reading.tokens[each.cue].sentence: place
        for place, each in enumerate(found)
        if each.source is not None and _is_main(reading, each)
    }


def _is_main(reading: Reading, found: Found) -> bool:
    token = reading.tokens[found.cue]
    return token.pos == "VERB" and token.role in ("root", "conj", "parataxis") and reading.quoted[found.cue] < 0


def _tokens_near(reading: Reading, number: int) -> list[int]:
    span = reading.document.quotations[number].span
    first = _first_at(reading, span.start)
    found = []
    for index in range(first, len(reading.tokens)):
        if reading.tokens[index].start >= span.end:
            break
        found.append(index)
    return found


def _first_at(reading: Reading, offset: int) -> int:
    low, high = 0, len(reading.tokens)
    while low < high:
        middle = (low + high) // 2
        if reading.tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _holders(reading: Reading, found: list[Found]) -> dict[int, int]:
    """For each quotation, the attribution with most content that already takes it in from outside."""
    best: dict[int, int] = {}
    for place, each in enumerate(found):
        for number in {reading.quoted[i] for i in each.tokens} - {-1, reading.quoted[each.cue]}:
            if number not in best or len(each.tokens) > len(found[best[number]].tokens):
                best[number] = place
    return best


def _is_inner(reading: Reading, found: Found, number: int) -> bool:
    return reading.quoted[found.cue] == number


def _is_whole(reading: Reading, inside: list[int]) -> bool:
    """Whether the quotation is a statement of its own rather than a word or two in marks."""
    words = [i for i in inside if reading.tokens[i].pos != "PUNCT"]
    if len(words) < 2:
        return False
    verbal = any(reading.tokens[i].pos in ("VERB", "AUX") for i in words)
    first = reading.tokens[words[0]]
    opens = first.text[:1].isupper()
    ends = reading.document.quotations[reading.quoted[inside[0]]].inner.text.rstrip()[-1:] in ".!?,…"
    return (verbal and (opens or len(words) > 3)) or (opens and ends) or len(words) > 7


def _heads(reading: Reading, inside: list[int]) -> tuple[int, ...]:
    kept = set(inside)
    return tuple(
        i
        for i in inside
        if reading.tokens[i].pos != "PUNCT" and (reading.tokens[i].head not in kept or reading.tokens[i].head == i)
    )


def _beside(reading: Reading, inside: list[int], span: Span) -> Found | None:
    """The cue after the quotation, or else the one before it."""
    cue = _cue_after(reading, inside[-1] + 1) or _cue_before(reading, inside[0] - 1)
    if cue is None:
        return None
    verb, source, rule = cue
    return Found(
        cue=verb,
        source=source,
        stance=rule.stance,
        heads=_heads(reading, inside),
        spans=(span,),
        negated=reading.is_negated(verb),
        reason=f"{rule.name} beside a quotation",
    )


def _rule_for_quote(reading: Reading, index: int) -> Rule | None:
    token = reading.tokens[index]
    if token.pos not in ("VERB", "AUX"):
        return None
    return next((r for r in reading.cues.verbs.get(token.lemma, ()) if rules.QUOTE in r.frames and r.stance), None)


def _cue_after(reading: Reading, start: int) -> tuple[int, int, Rule] | None:
    tokens = reading.tokens
    if start >= len(tokens):
        return None
    here = start
    while here < len(tokens) and (tokens[here].text in BREAKS or tokens[here].text in MARKS) and here < start + 3:
        if reading.quoted[here] >= 0 and reading.quoted[here] != reading.quoted[start - 1]:
            return None
        here += 1
    if here >= len(tokens):
        return None
    paragraph = reading.document.sentences[tokens[start - 1].sentence].paragraph
    sentence = tokens[here].sentence
    if reading.document.sentences[sentence].paragraph != paragraph:
        return None
    for index in range(here, min(here + NEAR, len(tokens))):
        if reading.quoted[index] >= 0 or tokens[index].sentence != sentence:
            return None
        rule = _rule_for_quote(reading, index)
        if rule is None:
            if tokens[index].pos == "VERB" and tokens[index].role in ("root", "conj", "parataxis", "ccomp"):
                return None
            continue
        if is_passive(reading, index) or not _is_free(reading, index, start):
            return None
        source = _inverted_or_before(reading, index, here)
        return (index, source, rule) if source is not None else None
    return None


def _inverted_or_before(reading: Reading, verb: int, start: int) -> int | None:
    for child in reading.document.of_role(verb, "nsubj", "expl:subj"):
        if child >= start and reading.tokens[child].role != "nsubj:pass":
            return without_hinge(reading, child)
    inverted = find_inverted(reading, verb)
    if inverted is not None:
        return inverted
    before = [
        i
        for i in range(start, verb)
        if reading.tokens[i].pos in ("PROPN", "NOUN", "PRON") and reading.tokens[i].head in (verb, i)
    ]
    if before:
        return without_hinge(reading, before[0])
    named = [i for i in range(start, verb) if reading.tokens[i].pos in ("PROPN", "NOUN", "PRON")]
    if named:
        return without_hinge(reading, named[-1])
    source = find_speaker(reading, verb)
    return source if source is not None and source >= start else None


def _is_free(reading: Reading, verb: int, start: int) -> bool:
    """Whether a verb after a quotation has no other content after it."""
    return not any(
        child > verb and reading.tokens[child].role in ("ccomp",) and reading.quoted[child] < 0
        for child in reading.document.children[verb]
    )


def _cue_before(reading: Reading, end: int) -> tuple[int, int, Rule] | None:
    """*X said: "…"*, *X a déclaré dans un message : « … »*: the nearest cue before the mark."""
    tokens = reading.tokens
    if end < 0 or tokens[end].text not in (":", ",") and tokens[end].pos not in ("VERB", "SCONJ"):
        return None
    sentence = tokens[end].sentence
    for index in range(end, max(-1, end - NEAR - 6), -1):
        if tokens[index].sentence != sentence or reading.quoted[index] >= 0:
            return None
        rule = _rule_for_quote(reading, index)
        if rule is not None and not is_passive(reading, index):
            source = find_speaker(reading, index)
            return (index, source, rule) if source is not None else None
    return None


def _verbless(reading: Reading, inside: list[int], span: Span) -> Found | None:
    """*Moscou : « … »*: a name, a colon and a quotation."""
    tokens = reading.tokens
    colon = inside[0] - 1
    if colon < 1 or tokens[colon].text != ":":
        return None
    first = reading.document.sentences[tokens[colon].sentence].first
    head = next(
        (
            i
            for i in range(first, colon)
            if reading.is_speaker(i)
            and (tokens[i].pos in ("NOUN", "PROPN") or tokens[i].entity)
            and (tokens[i].head < first or tokens[i].head >= colon or tokens[i].head == i)
        ),
        None,
    )
    if head is None:
        return None
    if any(tokens[i].pos in ("VERB", "AUX") for i in range(first, colon)) and noun_phrase(reading, head)[1] < colon - 2:
        return None
    return Found(colon, head, "say", _heads(reading, inside), spans=(span,), reason="a name and a colon")


def _end_of(reading: Reading, made: Found, inside: list[int]) -> int:
    return max(inside[-1], made.cue)


def _runs_on(reading: Reading, last: int, first: int) -> bool:
    """Whether a quotation without a cue follows its predecessor's sentence with nothing in between."""
    tokens = reading.tokens
    between = tokens[first].sentence - tokens[last].sentence
    opens = reading.document.sentences[tokens[first].sentence].first
    return (
        0 <= between <= 1
        and all(tokens[i].pos == "PUNCT" for i in range(opens, first))
        or (between == 0 and first - last < 25)
    )
