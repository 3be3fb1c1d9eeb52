"""Find the numbers that measure something, in digits and in words, with their bounds and what they count.

`find_quantities` is the page: amounts in one pass, those that measure nothing left out, ranges joined,
then the words around each: *at least*, a unit, a currency, the counted noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from selon.extract.amounts import Amount, Amounts, amounts_of
from selon.extract.counted import counted_noun, is_name, own_head
from selon.extract.numerals import fold
from selon.languages.base import Language
from selon.model.document import Document
from selon.model.mentions import Quantity, TimeMention
from selon.model.span import Span

_HYPHEN_BEFORE, _HYPHEN_AFTER = re.compile(r"\d-"), re.compile(r"-\d")
_TELEPHONE = re.compile(r"\+\d[\d ()\u00a0-]{6,}\d")
_AFTER = 40
_BEFORE = 32
_OLDEST = 115
_GAP = 24


def find_quantities(
    document: Document, language: Language, *, times: Sequence[TimeMention], skip: Sequence[Span]
) -> tuple[Quantity, ...]:
    """The quantities of `document`, in order.

    Numbers inside `times` are left out, except in those that merely last (a duration is a measure), and so is
    all that overlaps a span of `skip`.
    """
    data, text = amounts_of(language), document.text
    folded = fold(text)
    closed = [*_telephones(text), *skip, *(time.span for time in times if not _lasts(time))]
    found = [amount for amount in _beside_units(data, folded) if not _inside(amount, closed)]
    found = [amount for amount in found if _measures(amount, data, folded) and not _in_name(amount, document)]
    joined = [amount for amount in _join(found, data, folded) if not _hyphened(amount, folded)]
    read = [(amount, _uncounted(_quantity(amount, data, document, folded), document, closed)) for amount in joined]
    return tuple(quantity for amount, quantity in read if quantity.of or not _shares(amount, data, folded))


def _lasts(time: TimeMention) -> bool:
    """Whether a time is a plain duration, whose number measures; since and within so long it is a date."""
    parts = dict(time.parts)
    return parts["op"] == "duration" and parts.get("frame") not in ("ahead", "in", "since", "within")


def _telephones(text: str) -> Iterator[Span]:
    """Numbers with a country code, which measure nothing."""
    return (Span.cut(text, *match.span()) for match in _TELEPHONE.finditer(text))


def _beside_units(data: Amounts, folded: str) -> Iterator[Amount]:
    """The amounts of a text without those that are part of the unit before them (*per cent*)."""
    floor = 0
    for plain in data.scan(folded):
        amount = data.money(plain, *_around(plain, folded))
        if amount.start >= floor:
            unit = data.unit.match(folded, amount.end)
            floor = unit.end() if unit else amount.end
            yield amount


def _around(amount: Amount, folded: str) -> tuple[str, str]:
    """The folded text just before and just after an amount."""
    return folded[max(0, amount.start - _BEFORE) : amount.start], folded[amount.end : amount.end + _AFTER]


def _inside(amount: Amount, spans: Sequence[Span]) -> bool:
    return any(span.start < amount.end and amount.start < span.end for span in spans)


# --- which amounts measure something ---


def _in_name(amount: Amount, document: Document) -> bool:
    return amount.text.isdigit() and is_name(document, amount.start, amount.end)


def _measures(amount: Amount, data: Amounts, folded: str) -> bool:
    """Whether an amount measures: no name, rank, age, clock or pronoun."""
    before, after = _around(amount, folded)
    if amount.kind == "nothing":
        return True
    if data.no_before.search(before) or data.no_after.match(after):
        return False
    if amount.kind == "number" and amount.text in data.ones and not _counts_one(amount, data, before, after):
        return False
    return not amount.text[0].isdigit() or _digits_measure(amount, data, before, after)


def _counts_one(amount: Amount, data: Amounts, before: str, after: str) -> bool:
    """Whether *one* counts: it is no pronoun, and an article only before the nouns that the language lists."""
    if amount.text in data.articles:
        if data.before.search(before) and data.unit.match(after):
            return True
        return bool(data.article_nouns.match(after)) and not data.one_before.search(before)
    return not data.one_after.match(after) and not data.one_before.search(before)


def _digits_measure(amount: Amount, data: Amounts, before: str, after: str) -> bool:
    """Whether digits are a number: not glued to letters, not a clock, a list mark or an age."""
    if data.glued_before.search(before) or data.glued_after.match(after):
        return data.unit.match(after) is not None and not data.glued_before.search(before)
    if before.rstrip(" ")[-1:] in ("", "\n") and after[:2] in (". ", ") "):
        return False
    return not (data.age_before.search(before) and data.age_after.match(after) and amount.low <= _OLDEST)


# --- ranges ---


def _join(found: Sequence[Amount], data: Amounts, folded: str) -> Iterator[Amount]:
    """The amounts, two that stand as *between A and B* or *A to B* joined to one."""
    taken = False
    for first, second in pairwise([*found, None]):
        if first is None or taken:
            taken = False
            continue
        joined = _range(first, second, data, folded) if second else None
        taken = joined is not None
        yield joined or first


def _range(first: Amount, second: Amount, data: Amounts, folded: str) -> Amount | None:
    """One amount from two, where the words between and before them make a range."""
    if first.kind != "number" or second.kind != "number" or second.start - first.end > _GAP:
        return None
    between = folded[first.end : second.start]
    before = folded[max(0, first.start - _BEFORE) : first.start]
    opened = any(opener.search(before) and link.fullmatch(between) for opener, link in data.openers)
    if not opened and not data.link.fullmatch(between):
        return None
    low = first.low * (second.scale if first.scale == 1 and first.low < 1000 else 1)
    if low > second.low:
        low = first.low
    if not low < second.low:
        return None
    return replace(first, end=second.end, low=low, high=second.low, kind="range", text=folded[first.start : second.end])


def _hyphened(amount: Amount, folded: str) -> bool:
    """Whether a number hangs on another by a hyphen and makes no range with it (a telephone, a score)."""
    before, after = folded[max(0, amount.start - 2) : amount.start], folded[amount.end : amount.end + 2]
    return bool(_HYPHEN_BEFORE.fullmatch(before) or _HYPHEN_AFTER.fullmatch(after))


def _uncounted(quantity: Quantity, document: Document, closed: Sequence[Span]) -> Quantity:
    """The quantity without its noun, where that is a time (*a second one of 17 Sunday*)."""
    head = document.tokens[quantity.head] if document.tokens else None
    if quantity.unit or head is None or not any(span.start <= head.start < span.end for span in closed):
        return quantity
    return replace(quantity, head=own_head(document, quantity.span.start, quantity.span.end), of=None)


def _shares(amount: Amount, data: Amounts, folded: str) -> bool:
    """Whether a number is the whole of which another is a share (*two out of three*)."""
    return data.share.search(folded[max(0, amount.start - _BEFORE) : amount.start]) is not None


# --- the words around ---


def _quantity(amount: Amount, data: Amounts, document: Document, folded: str) -> Quantity:
    """The quantity of an amount, with its bound, its unit or its counted noun."""
    before, after = _around(amount, folded)
    bound = data.before.search(before)
    if bound and _is_particle(document, amount.start - len(before) + bound.start(1)):
        before = ""
    comparator = _comparator(amount, data, before, after)
    low, high = _bounds(amount, comparator)
    span = Span.cut(document.text, amount.start, amount.end)
    own = own_head(document, amount.start, amount.end)
    if unit := data.unit_of(before, after):
        of, symbol, length = unit
        if length and length <= len(after):
            head = own_head(document, amount.end, amount.end + length)
            start = amount.end + length - len(of)
            return Quantity(span, head, low, high, comparator, document.text[start : start + len(of)], symbol)
        return Quantity(span, own, low, high, comparator, of, symbol)
    behind = data.after.match(after)
    end = amount.end + behind.end() if behind and behind.start(1) == 1 else amount.end
    counted, noun = counted_noun(document, amount.start, end, data.noun_words)
    whole = data.whole.search(before) is not None
    return Quantity(span, own if counted is None else counted, low, high, comparator, noun, None, whole)


def _is_particle(document: Document, offset: int) -> bool:
    """Whether the word at an offset belongs to a verb (*hand over 14 tanks*)."""
    token = document.token_at(offset)
    return token is not None and token.role == "compound:prt"


def _comparator(amount: Amount, data: Amounts, before: str, after: str) -> str:
    """How the number bounds what it counts."""
    if amount.kind == "range":
        return "range"
    if match := data.before.search(before):
        return data.comparator_before[match[1]]
    if match := data.after.match(after):
        return data.comparator_after[match[1]]
    return amount.comparator


def _bounds(amount: Amount, comparator: str) -> tuple[float | None, float | None]:
    """The lowest and the highest number meant; None where it is open."""
    if amount.kind == "range":
        return amount.low, amount.high
    if comparator in ("at_least", "more_than"):
        return amount.low, None
    if comparator in ("at_most", "less_than") and amount.kind != "vague":
        return None, amount.high
    return amount.low, amount.high
