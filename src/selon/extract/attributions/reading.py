"""A document as the finders of attributions read it: its cues, its quotations by token, its clauses."""

from __future__ import annotations

from dataclasses import dataclass

from selon.extract.attributions.rules import Cues, Preposition, load_cues
from selon.languages.base import Language
from selon.model.document import Document, Token

CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "conj"})
MARKS = frozenset("«»“”„\"‘’'") | {"''", "``"}


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A document with its language's cues; `quoted[i]` is the quotation that token `i` lies in, or -1.

    `words[i]` is token `i`, folded.
    """

    document: Document
    cues: Cues
    quoted: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The document's tokens."""
        return self.document.tokens

    def word(self, index: int) -> str:
        """Token `index` as written, folded."""
        return self.words[index]

    def child(self, index: int, *roles: str) -> int | None:
        """The first child of `index` in one of `roles`, or None."""
        return next(iter(self.document.of_role(index, *roles)), None)

    def cases(self, index: int) -> frozenset[str]:
        """The prepositions and subordinating words before `index`, as lemmas and as written."""
        found: set[str] = set()
        for child in self.document.children[index]:
            if self.tokens[child].role in ("case", "mark") and child < index:
                found |= {self.tokens[child].lemma, self.word(child)}
        found |= {self.cues.contracted[word] for word in found if word in self.cues.contracted}
        return frozenset(found)

    def is_clause_mark(self, index: int) -> bool:
        """Whether token `index` opens a clause that depends on another."""
        return self.tokens[index].pos == "SCONJ" or self.words[index] in self.cues.relative

    def has_reflexive(self, index: int) -> bool:
        """Whether a reflexive pronoun hangs on token `index`."""
        return any(self.tokens[c].features.get("Reflex") == "Yes" for c in self.document.of_role(index, "expl"))

    def is_negated(self, index: int) -> bool:
        """Whether a negation word hangs on token `index` or on one of its auxiliaries."""
        negations = self.cues.words["negations"]
        return any(self.word(child) in negations for child in self.document.children[index])

    def is_speaker(self, index: int) -> bool:
        """Whether token `index` heads a name, a person, a body or a pronoun for one."""
        token = self.tokens[index]
        if token.entity or token.pos == "PROPN" or token.pos == "PRON":
            return token.pos != "PRON" or self.word(index) not in self.cues.words["complementizers"]
        return bool(
            {token.lemma, self.word(index)} & (self.cues.speakers | self.cues.documents | self.cues.pictures)
        ) or any(self.tokens[c].role in ("appos", "flat:name") for c in self.document.children[index])

    def is_reflexive(self, index: int) -> bool:
        """Whether token `index` is a pronoun for the subject itself (*themselves*)."""
        return self.tokens[index].pos == "PRON" and self.tokens[index].features.get("Reflex") == "Yes"

    def is_picture(self, index: int) -> bool:
        """Whether token `index` heads a picture, a recording or a measurement."""
        return bool(self._kinds(index) & self.cues.pictures)

    def is_document(self, index: int) -> bool:
        """Whether token `index` heads a writing or a speech."""
        return bool(self._kinds(index) & self.cues.documents)

    def _kinds(self, index: int) -> set[str]:
        """The words of a noun and of what it counts (*a number of images*)."""
        found = {self.tokens[index].lemma, self.word(index)}
        for child in self.document.of_role(index, "nmod", "compound"):
            if (
                child > index
                and self.cases(child) & self.cues.words["of"]
                and not self.document.of_role(child, "det")
                or child == index - 1
                and self.tokens[child].pos == "NOUN"
            ):
                found |= {self.tokens[child].lemma}
        return found

    def clause_of(self, index: int) -> int:
        """The nearest token at or above `index` that governs a clause."""
        here = index
        while self.tokens[here].role not in CLAUSES or not self._is_predicate(here):
            head = self.tokens[here].head
            if head == here:
                break
            here = head
        return here

    def _is_predicate(self, index: int) -> bool:
        token = self.tokens[index]
        if token.role == "root" or token.pos in ("VERB", "AUX"):
            return True
        return self.child(index, "nsubj", "cop") is not None


def matches(reading: Reading, index: int, preposition: Preposition) -> int | None:
    """The last token of a preposition's phrase that begins at token `index`, or None."""
    tokens = reading.tokens
    if index + len(preposition.words) > len(tokens):
        return None
    for offset, word in enumerate(preposition.words):
        here = reading.word(index + offset)
        if here != word and not (offset and word in (tokens[index + offset].lemma, reading.cues.contracted.get(here))):
            return None
    return index + len(preposition.words) - 1


def names_source(reading: Reading, index: int) -> bool:
    """Whether a phrase that names a source (*according to*) opens the noun phrase of token `index`."""
    return any(
        matches(reading, child, preposition) is not None
        for child in reading.document.of_role(index, "case", "mark")
        if reading.word(child) in reading.cues.first_words
        for preposition in reading.cues.prepositions
        if not preposition.guarded and not preposition.whole
    )


def is_reporting_participle(reading: Reading, index: int) -> bool:
    """Whether a token is a participle that goes on with a statement (*…, adding that*)."""
    token = reading.tokens[index]
    if token.role not in ("advcl", "acl", "conj") or token.lemma not in reading.cues.participles:
        return False
    if token.features.get("VerbForm") not in ("Part", "Ger") or token.features.get("Tense") == "Past":
        return False
    return token.role != "conj" or reading.tokens[index - 1].text == ","


def fold(text: str) -> str:
    """A word for comparing: case folded, one kind of apostrophe."""
    return text.casefold().replace("’", "'")


def _unhung(word: str) -> str:
    """A word without the hyphens that hang it on an inverted verb (*a-t-on*)."""
    bare = word.removeprefix("-t-").removeprefix("-")
    return bare if bare.isalpha() else word


def read_document(document: Document, language: Language) -> Reading:
    """The document with its cues and the quotation of each token."""
    quoted = [-1] * len(document.tokens)
    position = 0
    for number, quotation in enumerate(document.quotations):
        while position < len(quoted) and document.tokens[position].end <= quotation.span.start:
            position += 1
        here = position
        while here < len(quoted) and document.tokens[here].start < quotation.span.end:
            quoted[here] = number
            here += 1
    words = tuple(_unhung(fold(token.text)) for token in document.tokens)
    return Reading(document, load_cues(language), tuple(quoted), words)
