"""Which attributions hold for a happening, from the innermost outward."""

from __future__ import annotations

from selon.languages.base import Language
from selon.model.attribution import Attribution
from selon.model.document import Document

EFFECTS = {"withhold": "unclear", "urge": "urged", "promise": "planned"}


def is_judging(document: Document, attribution: Attribution, language: Language) -> bool:
    """*condemned the attack*: the cue judges something and does not tell it."""
    if attribution.reason.endswith(" with as"):
        return True
    return document.tokens[attribution.cue_head].lemma in language.language["news"]["judging"]


def chain_of(
    document: Document, index: int, attributions: tuple[Attribution, ...], language: Language
) -> tuple[Attribution, ...]:
    """The attributions whose content holds token `index`, innermost first.

    What a judging cue merely names is not told by its source, unless it stands in a clause or a quotation.
    """
    start = document.tokens[index].start
    found = [a for a in attributions if a.cue_head != index and _holds(document, a, start, language)]
    return tuple(sorted(found, key=lambda a: (_size(a), -a.cue.start)))


def _holds(document: Document, attribution: Attribution, start: int, language: Language) -> bool:
    if not any(span.start <= start < span.end for span in attribution.content) and not _is_object(
        document, attribution, start
    ):
        return False
    token = document.token_at(start)
    counted = token is not None and {token.index, token.head} & set(attribution.content_heads)
    if attribution.cue.start <= start < attribution.cue.end and not counted:
        return False
    if attribution.form in ("direct", "mixed") and any(
        q.span.start <= start < q.span.end for q in document.quotations if not q.span.covers(attribution.cue)
    ):
        return True
    if _is_aside(document, start, attribution) or _is_beside_the_order(document, start, attribution):
        return False
    return not is_judging(document, attribution, language)


def _is_aside(document: Document, start: int, attribution: Attribution) -> bool:
    """*the region, occupied by X, …*: what stands behind a comma beside a noun is the outlet's own word."""
    token = document.token_at(start)
    while token is not None and token.index != attribution.cue_head:
        if token.index in attribution.content_heads:
            return False
        if token.role.startswith("acl"):
            first = min(document.descendants(token.index))
            if first > 0 and document.tokens[first].text != "," and document.tokens[first - 1].text != ",":
                return False
            return first > token.head
        if token.head == token.index:
            return False
        token = document.tokens[token.head]
    return False


def _is_beside_the_order(document: Document, start: int, attribution: Attribution) -> bool:
    """*called on them to free the men who are trapped*: a relative clause tells what is, not what is asked."""
    token = document.token_at(start)
    if attribution.stance not in ("urge", "promise") or token is None:
        return False
    for index in (token.index, *document.ancestors(token.index)):
        if index == attribution.cue_head or index in attribution.content_heads:
            return False
        if document.tokens[index].role == "acl:relcl":
            return True
    return False


def _is_object(document: Document, attribution: Attribution, start: int) -> bool:
    """Whether the words are the cue's own object, where the parser cut the content short."""
    token = document.token_at(start)
    return token is not None and token.head == attribution.cue_head and token.role in ("obj", "ccomp", "xcomp")


def _size(attribution: Attribution) -> int:
    """How much text the content takes up; of two that share theirs, whom the other cites is the inner one."""
    return 2 * sum(span.end - span.start for span in attribution.content) - (attribution.reason == "cited")


def effect_of(chain: tuple[Attribution, ...]) -> tuple[str | None, bool]:
    """What the innermost source's verb does to certainty, and whether it denies."""
    if not chain:
        return None, False
    stance = chain[0].stance
    return EFFECTS.get(stance), stance == "deny"
