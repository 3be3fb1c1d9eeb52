"""Names of places in running text: what a gazetteer knows, and what its words show to be a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selon.extract.place_bearers import in_body, in_person
from selon.extract.place_words import PlaceWords
from selon.model.document import Document, Token
from selon.model.folding import fold
from selon.model.gazetteer import Candidate, Gazetteer

LONGEST = 7  # tokens in a name
BUILT = 6  # letters at least in a name whose ending makes it a place's
MOST_WORDS = 4  # in a name that no gazetteer knows
WELL_KNOWN = 15_000  # people of a town whose bare name is enough without words that place it
_SETTLED_LEVELS = ("settlement", "quarter", "district", "region", "area", "water")
VOWELS = frozenset("aeiouyàâäãáåéèêëíîïóôöõøúûüαεηιουωаеёиоуыэюяіїє")  # an abbreviation has none
_FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "ADV", "NUM", "PART"})
_DONE_TO = frozenset({"obj", "obl", "nmod"})  # a great city that the parser takes for a person (*bombed Kharkiv*)
_AREAS = ("country", "region", "water", "other")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens `first` to `last`, both included, and whether a gazetteer knows it."""

    first: int
    last: int
    text: str
    known: bool


class NameFinder:
    """Finds the names of one document; the guards below say what is none."""

    def __init__(self, document: Document, words: PlaceWords, gazetteer: Gazetteer) -> None:
        self.document = document
        self.tokens = document.tokens
        self.words = words
        self.gazetteer = gazetteer
        self.opening = {sentence.first for sentence in document.sentences}
        self.persons = self._surnames()
        self.accepted: set[str] = set()
        self.before: Name | None = None

    def find(self) -> list[Name]:
        """All names from left to right, none inside another.

        The text is read twice: what its words show to be a place once is one everywhere.
        """
        first = {found.first: found for found in self._scan({})}
        self.accepted = {found.text for found in first.values()}
        again = {text.split()[0].split("-")[0] for text in self.accepted}
        wanted = {t.index for t in self.tokens if t.text in again and t.index not in first}
        return sorted([*first.values(), *self._scan(first, wanted)], key=lambda name: name.first)

    def _scan(self, known: dict[int, Name], wanted: set[int] | None = None) -> Iterator[Name]:
        """The names that open at a token (at one of `wanted`, if given), outside those `known`."""
        index, count = 0, len(self.tokens)
        self.before = None
        while index < count:
            found = known.get(index)
            if found is None and (wanted is None or index in wanted) and self._may_open(index):
                found = self._name_at(index)
                if found is not None and any(inside in known for inside in range(found.first, found.last + 1)):
                    found = None
                if found is not None:
                    yield found
            if found is None:
                index += 1
                continue
            self.before = found
            index = found.last + 1

    def _may_open(self, index: int) -> bool:
        token = self.tokens[index]
        if token.text[0].isupper():
            return token.pos != "PUNCT"
        after = self.tokens[index + 1 : index + 3]
        if token.text in self.words.openers:
            return any(follows.text[0].isupper() for follows in after)
        return (
            token.text in self.words.particles
            and token.pos == "PROPN"
            and len(after) == 2
            and after[0].text == "-"
            and after[1].text[0].isupper()
        )

    def _name_at(self, first: int) -> Name | None:
        """The longest known name that opens here, or an unknown one that its words place."""
        if (owner := self._bare_genitive(first)) is not None:
            return owner
        if (levelled := self._with_level_word(first)) is not None:
            return levelled
        for last in self._ends(first):
            text = self._text(first, last)
            candidates = self.gazetteer.find(text)
            if candidates and self._is_front(last, candidates):
                break
            if candidates and not self._goes_on(last) and self._is_place(first, last, candidates):
                return Name(first, last, text, True)
            if candidates and last > first:
                return None
        return self._unknown(first)

    def _bare_genitive(self, first: int) -> Name | None:
        """*Syrias north*: a great place's genitive whose apostrophe was lost."""
        token = self.tokens[first]
        after = self.tokens[first + 1] if first + 1 < len(self.tokens) else None
        if not self.words.bare_genitive or not token.text.endswith("s") or len(token.text) < BUILT:
            return None
        if after is None or after.sentence != token.sentence or after.pos not in ("NOUN", "ADJ", "PROPN"):
            return None
        if self.gazetteer.find(token.text) or self._means_else(token.text):
            return None
        candidates = self.gazetteer.find(token.text[:-1])
        return Name(first, first, token.text[:-1], True) if candidates and self._great(candidates) else None

    def _with_level_word(self, first: int) -> Name | None:
        """*the Crimean peninsula*: an adjective and a noun that a gazetteer knows together."""
        after = self.tokens[first + 1] if first + 1 < len(self.tokens) else None
        if after is None or not after.text.islower() or not self.tokens[first].text[0].isupper():
            return None
        if after.text not in self.words.levels or self.gazetteer.find(self.tokens[first].text):
            return None
        text = self._text(first, after.index)
        known = any(candidate.feature in _AREAS for candidate in self.gazetteer.find(text))
        return Name(first, after.index, text, True) if known else None

    def _ends(self, first: int) -> Iterator[int]:
        """Where a name that opens at `first` may end, farthest first."""
        ends = [first] if self.tokens[first].text[0].isupper() else []
        last = first + 1
        stop = min(len(self.tokens), first + LONGEST)
        while last < stop and self.tokens[last].sentence == self.tokens[first].sentence:
            text = self.tokens[last].text
            if text[0].isupper() or self._elided(text):
                ends.append(last)
            elif text.lower() not in self.words.particles and not self._in_hyphens(last):
                # *République démocratique du Congo*: an adjective may stand second.
                adjective = last == first + 1 and self.tokens[last].pos == "ADJ"
                if not adjective:
                    break
                ends.append(last)
            last += 1
        return reversed(ends)

    def _elided(self, text: str) -> bool:
        """Whether a token is an article or particle with its apostrophe and a name (*d'Ivoire*)."""
        return len(text) > 3 and text[1] in "'’" and text[:2].lower() in self.words.particles and text[2].isupper()

    def _goes_on(self, last: int) -> bool:
        """Whether a hyphen ties the name to another capitalised word (*Vest-Agder*, not *Russia-Ukraine*)."""
        after = self.tokens[last + 1 : last + 3]
        if len(after) < 2 or after[0].text != "-" or not after[1].text[0].isupper():
            return False
        tied = after[0].start == self.tokens[last].end and after[1].start == after[0].end
        other = self.gazetteer.find(after[1].text) if tied else ()
        return tied and not (other and other[0].feature == "country")

    def _is_front(self, last: int, candidates: tuple[Candidate, ...]) -> bool:
        """Whether a small place's name is only the front of a longer one (*Verkhnia Balka*, not *Verkhnia*)."""
        if self._great(candidates) or last + 1 >= len(self.tokens):
            return False
        after = self.tokens[last + 1]
        if after.pos != "PROPN" or not after.text[0].isupper() or after.start - self.tokens[last].end != 1:
            return False
        if after.sentence != self.tokens[last].sentence or self.words.levels.get(after.text.lower()):
            return False
        other = self.gazetteer.find(after.text)
        return not other or not (other[0].population >= WELL_KNOWN or other[0].feature in _AREAS)

    def _in_hyphens(self, index: int) -> bool:
        return self.tokens[index - 1].text == "-" and self.tokens[index].start == self.tokens[index - 1].end

    def _text(self, first: int, last: int) -> str:
        return self.document.text[self.tokens[first].start : self.tokens[last].end]

    def _surnames(self) -> frozenset[str]:
        """Words that end a person's name of several words somewhere in the report."""
        found: set[str] = set()
        for token, after in zip(self.tokens, self.tokens[1:], strict=False):
            if token.entity == after.entity == "PER" and token.text[0].isupper() and after.text[0].isupper():
                found.update((token.text, after.text))
        return frozenset(found)

    def _is_place(self, first: int, last: int, candidates: tuple[Candidate, ...]) -> bool:
        while first < last and self.tokens[first].text.lower() in self.words.articles:
            first += 1
        text = self._text(first, last)
        if (
            self._means_else(text)
            or in_body(self.tokens, self.words, first, last)
            or in_person(self.tokens, self.words, first, last)
        ):
            return False
        if first != last:
            return True
        token = self.tokens[first]
        if text in self.persons and token.entity != "LOC" and not self._placed(first, strong=True):
            return False
        if token.pos in _FUNCTION or (text.isupper() and len(text) < 6 and not self._is_spelt_out(text, candidates)):
            return False  # an abbreviation that is some airport's too (*SDF*)
        if len(text) < 2 or (text.endswith(".") and text.count(".") < 2):
            return False
        return self._trusted(token, candidates)

    def _means_else(self, text: str) -> bool:
        """Whether the words mean something else than a place: a month, a people, a direction, a body."""
        lower = text.lower()
        words = self.words
        if text in words.not_places or text in words.bodies_before or text in words.bodies_after:
            return True
        if lower in words.demonyms or lower.removesuffix("s") in words.demonyms:
            return True
        return lower in words.levels or lower in words.bearings or lower in words.bodies

    def _trusted(self, token: Token, candidates: tuple[Candidate, ...]) -> bool:
        """Whether the parser's guess, the words before and the fame of the place together make it one."""
        strong = self._placed(token.index, strong=True) or self._listed(token.index) or self._chained(token.index)
        weak = strong or self._placed(token.index, strong=False)
        signs = (token.entity == "LOC") + (token.pos == "PROPN") + strong + (token.text in self.accepted)
        great = self._great(candidates)
        known = candidates[0].population >= WELL_KNOWN or candidates[0].feature in _AREAS
        if token.entity in ("PER", "ORG") and not weak and token.text not in self.accepted:
            return great and token.pos == "PROPN" and (token.entity == "ORG" or token.role in _DONE_TO)
        if token.index in self.opening:
            return signs >= 2 or (great and signs >= 1)
        if great:
            return signs >= 1
        if known and token.pos == "PROPN" and weak:
            return True
        return signs >= (1 if known and token.entity == "LOC" else 2)

    def _listed(self, index: int) -> bool:
        """Whether the name stands in a list right behind another place (*Darfur and Malakal*)."""
        if self.before is None or index - self.before.last > 3 or index == self.before.last + 1:
            return False
        between = self.tokens[self.before.last + 1 : index]
        return all(token.pos in ("CCONJ", "PUNCT") and token.text not in '.!?:"»”' for token in between)

    def _chained(self, last: int) -> bool:
        """Whether a comma and a country or region stand behind the name (*Rockville, Maryland*)."""
        after = self.tokens[last + 1 : last + 4]
        if len(after) < 2 or after[0].text != "," or not after[1].text[0].isupper():
            return False
        for end in (2, 3):
            candidates = self.gazetteer.find(self._text(after[1].index, after[min(end, len(after)) - 1].index))
            if candidates and candidates[0].feature in ("country", "region"):
                return True
        return False

    def _is_spelt_out(self, text: str, candidates: tuple[Candidate, ...]) -> bool:
        """Whether short capitals are a great place's name or a country's abbreviation (*KYIV*, *UK*)."""
        best = candidates[0]
        own = best.feature in ("country", "region") or best.id.startswith("selon:")
        return self._great(candidates) and (own or fold(best.name) == fold(text) or len(text) > 4)

    def _great(self, candidates: tuple[Candidate, ...]) -> bool:
        best = candidates[0]
        return best.feature == "country" or best.id.startswith("selon:") or best.population >= 300_000

    def _placed(self, index: int, *, strong: bool) -> bool:
        """Whether a preposition of place, or a word like *village*, stands before the name."""
        before = index - 1
        while before >= 0 and (
            self.tokens[before].text.lower() in self.words.articles or self.tokens[before].role == "amod"
        ):
            before -= 1
        if before < 0 or self.tokens[before].sentence != self.tokens[index].sentence:
            return False
        word = self.tokens[before].text.lower()
        if word in (self.words.strong_locative if strong else self.words.locative):
            return True
        return self._level_before(index) is not None or self._level_after(index) is not None

    def _level_before(self, index: int) -> str | None:
        """The level asked for by *the village of* or *the village* before a name."""
        for before in range(index - 1, max(-1, index - 4), -1):
            token = self.tokens[before]
            if level := self.words.levels.get(token.text.lower()):
                return level
            if token.pos not in ("ADP", "DET", "PUNCT") or token.text in (",", "."):
                return None
        return None

    def _level_after(self, last: int) -> str | None:
        if last + 1 >= len(self.tokens):
            return None
        after = self.tokens[last + 1]
        if after.pos not in ("NOUN", "PROPN") or after.text.lower() in self.words.several:
            return None  # *Besieged Towns*
        return self.words.levels.get(after.text.lower())

    def _unknown(self, first: int) -> Name | None:
        """A proper name that no gazetteer knows, where the parser and its words make it a place."""
        token = self.tokens[first]
        called, built = self._called(first), self._is_built(token.text)
        if len(token.text) < 3 or not token.text[0].isupper() or not (token.pos == "PROPN" or called or built):
            return None
        if token.text.isupper() and len(token.text) > 1 and not self._called(first):
            return None  # an abbreviation opens the name of a body (*BBC Grands Lacs*)
        if token.text.endswith("s") and self._is_country(token.text[:-1]):
            return None  # a genitive whose apostrophe was lost (*in Syrias Idlib province*)
        last = self._run_end(first)
        text = self._text(first, last)
        if (
            self._means_else(text)
            or in_body(self.tokens, self.words, first, last)
            or in_person(self.tokens, self.words, first, last)
        ):
            return None
        if (
            text.isupper()
            or not VOWELS & set(text.lower())
            or token.text in self.words.not_places
            or any(word in self.words.assaults for word in text.lower().split())
            or (text in self.persons and token.entity != "LOC")
        ):
            return None
        if "-" in text and any(self._means_else(part) or self._is_country(part) for part in text.split("-")):
            return None
        words = text.lower().split()
        if len(words) > MOST_WORDS or any(word in self.words.demonyms for word in words):
            return None  # a headline in capitals
        name = Name(first, last, text, False)
        if text in self.accepted or called or self._is_apposed(last):
            return name
        person = token.entity in ("PER", "ORG")
        level = self._level_before(first) or self._level_after(last)
        strong = self._placed(first, strong=True) or self._listed(first) or self._chained(last)
        located = self.words.located.match(self.document.text, self.tokens[last].end)
        measured = self.words.relation_before(self.document.text, token.start)
        if located or (measured and measured.distance_km) or (not person and (strong or level in _SETTLED_LEVELS)):
            return name
        if self._is_put_in(first, last) or (self._is_built(text) and self._is_reached(last)):
            return name
        return name if token.entity == "LOC" and (strong or self._placed(first, strong=False)) else None

    def _is_put_in(self, first: int, last: int) -> bool:
        """*an attack carried out in X, in the north of the country*: put somewhere, and located behind a comma."""
        if not self._placed(first, strong=True):
            return False
        after = self.tokens[last + 1 : last + 6]
        if len(after) < 3 or after[0].text != "," or after[1].text.lower() not in self.words.strong_locative:
            return False
        return any(
            token.text.lower() in self.words.bearings or token.text.lower() in self.words.levels for token in after[2:]
        )

    def _is_built(self, text: str) -> bool:
        """Whether a name ends as settlements' names do."""
        return len(text) >= BUILT and text.lower().endswith(self.words.endings)

    def _is_reached(self, last: int) -> bool:
        """Whether something is done to the name, or goes to it or against it (*attacks on X*, *took X*)."""
        token = self.tokens[last]
        if token.role == "conj":
            token = self.tokens[token.head]
        return token.role in _DONE_TO or token.role == "nsubj:pass"

    def _is_country(self, text: str) -> bool:
        found = self.gazetteer.find(text) if len(text) > 3 else ()
        return bool(found) and found[0].feature == "country"

    def _called(self, first: int) -> bool:
        """Whether the words before are *the village of*."""
        if first < 3 or self.tokens[first - 1].text.lower() not in self.words.genitive:
            return False
        noun = first - 2
        if self.tokens[noun].head == noun - 1:
            noun -= 1  # *la ville frontalière de X*
        return self.words.levels.get(self.tokens[noun].text.lower()) in ("settlement", "quarter")

    def _is_apposed(self, last: int) -> bool:
        """Whether an apposition says what it is: *Izium, a city*, *Bunagana, une localité*."""
        after = self.tokens[last + 1 : last + 6]
        if len(after) < 3 or after[0].text != "," or after[1].pos != "DET":
            return False
        noun = next((t for t in after[2:] if t.pos == "NOUN"), None)
        return noun is not None and self.words.levels.get(noun.text.lower()) in ("settlement", "quarter")

    def _run_end(self, first: int) -> int:
        last = first
        for end in self._ends(first):
            if all(
                t.text[0].isupper() or t.text in "-'’" or self._in_hyphens(t.index)
                for t in self.tokens[first : end + 1]
            ):
                last = end
                break
        while last > first and self.words.levels.get(self.tokens[last].text.lower()):
            last -= 1
        return last
