"""Claims from a document: happenings and bare statements, each with its chain of sources and its details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.extract.actors import Surroundings
from selon.extract.certainty import read_certainty
from selon.extract.chains import chain_of, effect_of, is_judging
from selon.extract.events import find_events
from selon.extract.frames import VERBAL, antecedent, frame_of, is_past_participle, subject_of
from selon.extract.mentions import Mentions
from selon.extract.scopes import heads_of, share_quantities, share_times
from selon.extract.since import opening_times
from selon.extract.whereabouts import PlaceFinder
from selon.languages.base import Language
from selon.model.attribution import Attribution
from selon.model.claim import Event, Evidence
from selon.model.document import Document, Token
from selon.model.draft import Draft
from selon.model.mentions import Quantity

KILOMETRES = {"km": 1.0, "m": 0.001, "mi": 1.609344}
SAME_DISTANCE = 0.01  # of the distance: rounding between miles and kilometres


def find_drafts(
    document: Document, language: Language, attributions: tuple[Attribution, ...], mentions: Mentions
) -> tuple[Draft, ...]:
    """Every claim of the document in the order of its trigger."""
    cues = frozenset(a.cue_head for a in attributions)
    around = Surroundings(
        cues=cues,
        places=frozenset(m.head for m in mentions.places),
        times=frozenset(m.head for m in mentions.times),
        quantities=frozenset(q.head for q in mentions.quantities),
        countries=frozenset(mentions.places[n].head for n in mentions.broad),
    )
    events = find_events(document, language, around)
    sources = _source_tokens(document, attributions)
    times = share_times(document, language, events, mentions.times, cues=cues)
    quantities = share_quantities(document, language, events, _own_quantities(mentions, sources), cues=cues)
    opening = opening_times(document, language, events, mentions.times)
    heads = heads_of(events)
    finder = PlaceFinder(document, language, mentions, cues=cues, sources=sources)
    drafts: list[Draft] = []
    told: set[int] = set()
    for event in events:
        chain = chain_of(document, event.token, attributions, language)
        told.update(a.cue_head for a in chain)
        draft = _as_draft(document, event, chain)
        place, how = finder.find(replace(event, certainty=draft.certainty), heads, chain[0].source if chain else None)
        drafts.append(
            Draft(
                token=draft.token,
                kind=draft.kind,
                polarity=draft.polarity,
                certainty=draft.certainty,
                chain=chain,
                agent=_blamed(document, event, chain),
                target=event.target,
                place=place,
                time=opening.get(event.token, times.get(event.token)),
                since=event.token in opening,
                quantities=quantities.get(event.token, ()),
                evidence=_evidence(document, chain),
                reasons=(*draft.reasons, *((f"place from the {how}",) if how else ())),
            )
        )
    drafts.extend(_comments(document, language, attributions, told | {e.token for e in events}, mentions))
    return tuple(sorted(drafts, key=lambda d: document.tokens[d.token].start))


def _own_quantities(mentions: Mentions, sources: frozenset[int]) -> tuple[Quantity, ...]:
    """The numbers that neither count sources, nor tell how far one place lies from another, nor a whole of a part."""
    distances = [m.distance_km for m in mentions.places if m.distance_km]
    own = (q for q in mentions.quantities if q.head not in sources and not q.whole)
    return tuple(q for q in own if not _is_distance(q, distances))


def _is_distance(quantity: Quantity, distances: list[float]) -> bool:
    if quantity.unit not in KILOMETRES or quantity.low is None:
        return False
    kilometres = quantity.low * KILOMETRES[quantity.unit]
    return any(abs(kilometres / distance - 1) < SAME_DISTANCE for distance in distances)


def _blamed(document: Document, event: Event, chain: tuple[Attribution, ...]) -> int | None:
    """The event's agent; failing one, whom the source accuses of it, or the source that claims it for itself."""
    if not chain:
        return event.agent
    cue = chain[0].cue_head
    doer = subject_of(document, cue)
    if chain[0].stance == "accuse" and event.agent in (None, doer):
        for child in document.children[cue]:
            token = document.tokens[child]
            if token.role in ("obj", "iobj", "nsubj:pass") and token.pos in ("PROPN", "NOUN", "PRON"):
                return child if child != event.token else event.agent
    if event.agent == chain[0].source_head and event.anchor == cue and chain[0].stance == "say":
        return None  # *the monitor put the death toll at 58*
    noun = document.tokens[event.token].pos == "NOUN" and document.tokens[event.token].role != "ccomp"
    if chain[0].stance == "claim" and event.agent is None and noun and event.token in chain[0].content_heads:
        return chain[0].source_head
    return event.agent


def _as_draft(document: Document, event: Event, chain: tuple[Attribution, ...]) -> Draft:
    """The event under what its innermost source's verb does to it."""
    certainty, denied = effect_of(chain)
    reasons = list(event.reasons)
    polarity = event.polarity
    value = event.certainty
    if certainty and value == "certain":
        value = certainty
        reasons.append(f"{chain[0].cue.text}: {certainty}")
    if chain and chain[0].stance == "withhold":
        polarity = "affirmed"
    if denied:
        polarity = "affirmed" if polarity == "negated" else "negated"
        reasons.append(f"{chain[0].cue.text}: negated")
    return Draft(event.token, event.kind, polarity, value, reasons=tuple(reasons))


def _source_tokens(document: Document, attributions: Sequence[Attribution]) -> frozenset[int]:
    """The tokens of the phrases that name sources: a place in them is no place of a happening."""
    found: set[int] = set()
    for attribution in attributions:
        if attribution.source is None or attribution.form == "shown":
            continue
        found.update(token.index for token in document.tokens_in(attribution.source))
    return frozenset(found)


def _evidence(document: Document, chain: tuple[Attribution, ...]) -> tuple[Evidence, ...]:
    found = []
    for attribution in chain:
        if attribution.form != "shown" or attribution.source is None:
            continue
        credit = next((r.credit for r in document.regions if r.credit and r.span.covers(attribution.cue)), None)
        if _is_medium(attribution, chain):
            found.append(Evidence(attribution.source, credit))
    return tuple(found)


def _is_medium(attribution: Attribution, chain: tuple[Attribution, ...]) -> bool:
    shown = [a for a in chain if a.form == "shown"]
    return attribution is shown[0]


def _comments(
    document: Document,
    language: Language,
    attributions: tuple[Attribution, ...],
    told: set[int],
    mentions: Mentions,
) -> list[Draft]:
    """One comment for each cue whose content tells no happening."""
    found = []
    cues_seen: set[int] = set()
    for attribution in attributions:
        if attribution.cue_head in told or attribution.form == "shown" or attribution.stance == "show":
            continue
        if attribution.cue_head in cues_seen:
            continue
        if not _is_said(document, attribution):
            continue
        if _holds_other_cue(document, attribution, attributions):
            continue
        cues_seen.add(attribution.cue_head)
        comment = _comment(document, language, attribution, attributions)
        if not is_judging(document, attribution, language):
            inside = tuple(q for q in mentions.quantities if any(span.covers(q.span) for span in attribution.content))
            comment = replace(comment, quantities=inside)
        found.append(comment)
    return found


def _is_said(document: Document, attribution: Attribution) -> bool:
    """Whether somebody says it: no purpose (*to confirm its acts*), no epithet (*backed by X*), no empty cue."""
    cue = document.tokens[attribution.cue_head]
    if cue.pos not in VERBAL:
        return attribution.source is not None
    if not attribution.content and attribution.stance != "withhold":
        return False
    clausal = any(document.tokens[h].features.get("VerbForm") == "Fin" for h in attribution.content_heads)
    gap = _has_gap(document, cue, attribution) and attribution.stance != "deny"  # but *charges that he denies*
    if gap and attribution.form == "indirect" and not clausal:
        return False  # *what they thought was safe*, *whom I called my friend*
    infinitive = cue.features.get("VerbForm") == "Inf"
    if infinitive and not any(document.tokens[c].role.startswith("aux") for c in document.children[cue.index]):
        return False
    clause = any(document.tokens[h].pos in VERBAL for h in attribution.content_heads)
    return not (cue.role in ("acl", "amod") and is_past_participle(cue) and not clause)


def _has_gap(document: Document, cue: Token, attribution: Attribution) -> bool:
    """*what they thought was safe*, *whom I called my friend*: part of what is said stands before its cue."""
    own = [document.tokens[c] for c in document.of_role(cue.index, "nsubj")]
    if cue.role == "acl:relcl" and any(token.features.get("PronType") != "Rel" for token in own):
        return True
    after = [head for head in attribution.content_heads if head > cue.index]
    return any(subject < cue.index for head in after for subject in document.of_role(head, "nsubj"))


def _holds_other_cue(document: Document, attribution: Attribution, attributions: tuple[Attribution, ...]) -> bool:
    """Whether another's saying is all that this one reports: the inner cue then makes the comment."""
    return any(
        other is not attribution
        and other.stance != "show"
        and _is_said(document, other)
        and other.cue_head != attribution.cue_head
        and other.cue_head in attribution.content_heads
        and not any(span.covers(attribution.cue) for span in other.content)
        for other in attributions
    )


def _comment(
    document: Document, language: Language, attribution: Attribution, attributions: tuple[Attribution, ...]
) -> Draft:
    outer = chain_of(document, attribution.cue_head, attributions, language)
    same_cue = tuple(a for a in attributions if a.cue_head == attribution.cue_head and a is not attribution)
    certainty, polarity, reasons = "certain", "affirmed", ["no happening in what is said"]
    heads = attribution.content_heads
    judging = is_judging(document, attribution, language)
    if heads and not judging and attribution.stance not in ("withhold", "deny"):
        reading = read_certainty(document, _said(document, heads[0]), language, cues=frozenset({attribution.cue_head}))
        certainty = reading.certainty or "certain"
        polarity = reading.polarity if attribution.form == "indirect" else "affirmed"
        reasons.extend(reading.reasons)
    effect = {"urge": "urged", "promise": "planned"}.get(attribution.stance)
    if effect:
        certainty, polarity = effect, "affirmed"
    return Draft(
        token=attribution.cue_head,
        kind="comment",
        polarity=polarity,
        certainty=certainty,
        chain=(attribution, *same_cue, *(a for a in outer if a is not attribution)),
        target=_comment_target(document, attribution, judging=judging),
        reasons=tuple(reasons),
    )


def _said(document: Document, head: int) -> int:
    """*we have to stay*: the infinitive under the head of what is said."""
    for child in document.children[head]:
        token = document.tokens[child]
        if token.role == "xcomp" and token.features.get("VerbForm") == "Inf":
            return child
    return head


def _comment_target(document: Document, attribution: Attribution, *, judging: bool) -> int | None:
    """What or whom a comment is about: what is judged or who is urged, else the subject of what is said."""
    frame = frame_of(document, attribution.cue_head)
    if judging or attribution.stance in ("urge", "accuse", "deny", "withhold"):
        phrases = [frame.object, *attribution.content_heads]
        for index in phrases:
            meant = None if index is None else antecedent(document, index)  # *a charge that he denies*
            if meant is not None and document.tokens[meant].pos in ("NOUN", "PROPN", "PRON"):
                return meant
    for head in attribution.content_heads:
        if document.tokens[head].pos in ("NOUN", "PROPN") and document.tokens[head].role in ("obj", "obl"):
            return head
        inner = frame_of(document, head)
        subject = inner.subject if inner.subject is not None else inner.object
        if subject is not None:
            return None if document.tokens[subject].pos == "PRON" else subject
    return None
