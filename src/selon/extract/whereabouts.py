"""Where each happening is: the place named with it, or the one that still holds from before."""

from __future__ import annotations

from itertools import takewhile

from selon.extract.frames import case_of, classes_of, core_noun, subject_of
from selon.extract.kinds import kind_rule
from selon.extract.mentions import Mentions
from selon.extract.place_roles import is_actor, owned_site
from selon.extract.scopes import owner_of
from selon.extract.since import since_phrases
from selon.languages.base import Language
from selon.model.claim import FAMILIES, Event
from selon.model.document import Document
from selon.model.mentions import PlaceMention
from selon.model.span import Span

VIOLENT = frozenset(kind for family in ("ground", "remote", "people", "things") for kind in FAMILIES[family]) | {
    "deploy"
}
MOVING = frozenset({"deploy", "displace", "withdraw", "free"})
PLACES_THEMSELVES = frozenset({"capture", "hold", "lose", "transfer"})  # where the target is where it happens
UNREAL = frozenset({"planned", "urged"})
HURTING = frozenset(FAMILIES["remote"]) | {"attack", "clash", "kill", "wound", "casualties", "destroy", "damage"}
DASHES = frozenset({"—", "–", "--", "-"})
BESIDE = 8  # tokens between a place and the wider one that locates it
LEAD = 3  # sentences that may tell of a town before it is named
AHEAD = 2  # sentences: how far a first happening may wait for its place to be named


class PlaceFinder:
    """Finds the place mention of each event, remembering where the last violent happening was.

    `broad` are the mentions (by number) that name a whole country: a narrower place named just before
    holds rather than a country that only stands in the sentence.
    """

    def __init__(
        self,
        document: Document,
        language: Language,
        mentions: Mentions,
        *,
        cues: frozenset[int],
        sources: frozenset[int],
    ) -> None:
        self.document = document
        self.language = language
        self.mentions = mentions.places
        self.cues = cues
        self.sources = sources
        self.broad = mentions.broad
        self.named: dict[str, int] = {}
        self.void = mentions.void
        self.last: tuple[int, int] | None = None
        self.recalled = -1
        sites = (owned_site(document, mention, language) for mention in mentions.places)
        self.sites = {n: site for n, site in enumerate(sites) if site is not None}
        self.usable = [
            n
            for n, m in enumerate(mentions.places)
            if n not in mentions.void
            and not (m.common and document.tokens[m.head].role == "compound")
            and (n in self.sites or not is_actor(document, m))
            and m.head not in sources
            and not self._is_told_to(m)
            and not self._is_dateline(m)
            and not self._is_numbered(m)
        ]

    def _is_told_to(self, mention: PlaceMention) -> bool:
        """*blames Kyiv*, *told Germany*: whom a reporting verb is about or speaks to."""
        token = self.document.tokens[mention.head]
        return token.role in ("obj", "iobj") and token.head in self.cues

    def _is_dateline(self, mention: PlaceMention) -> bool:
        """*MOSCOW — *: where a report was filed stands alone before a dash, and need not be where things were."""
        tokens, sentence = self.document.tokens, self.document.sentences[self.document.tokens[mention.head].sentence]
        inside = tokens[sentence.first : sentence.last]
        return inside[-1].text in DASHES and not any(token.pos == "VERB" for token in inside)

    def _is_numbered(self, mention: PlaceMention) -> bool:
        """*un journaliste de France 2*: a name with a number behind it is a station's."""
        after = self.document.tokens[mention.head + 1 : mention.head + 2]
        return bool(after) and after[0].text.isdigit() and not self._is_locative_head(mention.head)

    def find(self, event: Event, heads: dict[int, int], source: Span | None = None) -> tuple[int | None, str]:
        """The index of the mention and how it was found; None where nothing before names a place.

        `source` are the words that name the event's innermost source.
        """
        found, how = self._find(event, heads)
        if found is not None and (named := self._named_later(event, found)) is not None:
            found, how = named, "town named after"
        if found is None and source is not None and event.kind in VIOLENT:
            found = self._of_office(source)
            how = "office of the source" if found is not None else how
        return found, how

    def _find(self, event: Event, heads: dict[int, int]) -> tuple[int | None, str]:
        tokens = self.document.tokens
        sentence = tokens[event.token].sentence
        here = [n for n in self.usable if tokens[self.mentions[n].head].sentence == sentence]
        found = self._in_target(event, here)
        if found is not None:
            return self._keep(event, self._narrower(found), sentence), "target"
        if event.kind in HURTING:
            here = [n for n in here if not self._is_origin(n)]
        doer = self._doer(event, heads)
        own = self._in_clause(event, here, doer, heads)
        if own:
            narrow = [n for n in own if n not in self.broad] or own
            narrow.sort(key=lambda n: (not self._is_direct(n, event), not self._is_locative(n)))
            return self._keep(event, self._narrower(narrow[0]), sentence), "clause"
        if event.kind not in VIOLENT:
            return None, ""
        if (wider := self._in_since(event)) is not None:
            return wider, "since clause"
        rest = [n for n in here if self.mentions[n].head not in doer and not self._is_set_aside(n, event)]
        rest = [n for n in rest if n not in self.broad or self._is_locative(n)]
        if self.last is not None and self.last[1] == sentence and self.last[0] in rest:
            return self.last[0], "sentence"
        narrow = [n for n in rest if n not in self.broad]
        if narrow or (rest and not (self.last is not None and self._recalls(event, sentence))):
            options = narrow or rest
            before = [n for n in options if self.mentions[n].head < event.token]
            return self._keep(event, self._narrower(before[-1] if before else options[0]), sentence), "sentence"
        if self.last is not None and self._recalls(event, sentence):
            if self._is_elsewhere(event):
                return None, ""
            self.recalled = sentence
            return self.last[0], "paragraph"
        if rest:
            return rest[0], "sentence"
        return self._elsewhere(event, sentence)

    def _named_later(self, event: Event, found: int) -> int | None:
        """*a town in northern Syria … the town of Sarmin*: a lead tells of a town before the report names it."""
        tokens = self.document.tokens
        sentence = tokens[event.token].sentence
        if sentence >= LEAD or not (found in self.broad or str(self.mentions[found].relation).endswith("part of")):
            return None
        above = [self.mentions[found].head, *takewhile(lambda i: i != event.token, self._nouns_above(found))]
        above += [event.target] if event.target is not None else []
        towns = (i for i in above if self._level(tokens[i].lemma) == "settlement")
        unnamed = any(
            tokens[d].features.get("Definite") == "Ind" for i in towns for d in self.document.of_role(i, "det")
        )
        if not unnamed:
            return None
        later = (n for n in self.usable if 0 < tokens[self.mentions[n].head].sentence - sentence <= AHEAD)
        return next((n for n in later if self._is_called_town(n)), None)

    def _is_called_town(self, number: int) -> bool:
        """*the town of X*: a name with the word for what it is."""
        words = self.mentions[number].span.text.lower().split()
        return not self.mentions[number].common and any(self._level(word) == "settlement" for word in words)

    def _level(self, word: str) -> str | None:
        level: str | None = self.language.places["levels"].get(word)
        return level

    def _nouns_above(self, number: int) -> list[int]:
        """The nouns over a place's name in its own phrase."""
        return list(
            takewhile(
                lambda i: self.document.tokens[i].pos == "NOUN", self.document.ancestors(self.mentions[number].head)
            )
        )

    def _in_clause(self, event: Event, here: list[int], doer: set[int], heads: dict[int, int]) -> list[int]:
        """The places that belong to the event's own clause."""
        owned = [n for n in here if owner_of(self.document, self.mentions[n].head, heads, self.cues) == event.token]
        own = [n for n in owned if self.mentions[n].head not in doer]
        if event.kind not in VIOLENT:
            own = [n for n in own if self._is_locative(n)]
        elif event.kind not in MOVING:
            own = [n for n in own if n not in self.broad or self._is_locative(n) or self._is_genitive(n)]
        if not own and event.kind in HURTING - frozenset(FAMILIES["remote"]):  # *killed by militants of X in Gao*
            own = [n for n in owned if self._is_locative(n)]
        return own

    def _in_since(self, event: Event) -> int | None:
        """*killed since Syria's war began*, *since the invasion of X*: the country whose war it is."""
        wars = self.language.language["wars"]
        for phrase, _ in since_phrases(self.document, self.language, event.anchor):
            below = set(self.document.descendants(phrase))
            for n, mention in enumerate(self.mentions):
                if mention.head not in below or n in self.void:
                    continue
                token = self.document.tokens[mention.head]
                theirs = token.role in ("nmod:poss", "compound") and self.document.tokens[token.head].lemma in wars
                if theirs or token.lemma in wars or n in self.usable and (self._is_genitive(n) or self._is_locative(n)):
                    return n
        return None

    def _is_origin(self, number: int) -> bool:
        """*evacuees from X*, *fired from X*: where people or weapons come from is not where they are hit."""
        head = self.mentions[number].head
        while self.document.tokens[head].role == "conj":
            head = self.document.tokens[head].head
        if (above := self.document.tokens[head]).role == "nmod" and not self._is_from(head):
            head = above.head  # *from the towns of X and Y*, whose noun is the towns
        return self._is_from(head)

    def _is_from(self, head: int) -> bool:
        return any(word in self.language.language["origin"] for word in case_of(self.document, head).split(" "))

    def _of_office(self, source: Span) -> int | None:
        """*Kharkiv's mayor said*: an official of a town or region speaks of what happens there."""
        offices = self.language.titles["local_offices"]
        tokens = list(self.document.tokens_in(source))
        if not any(token.lemma in offices for token in tokens):
            return None
        inside = {token.index for token in tokens}
        places = [n for n, m in enumerate(self.mentions) if m.head in inside and n not in self.broad | self.void]
        return places[0] if places else None

    def _elsewhere(self, event: Event, sentence: int) -> tuple[int | None, str]:
        """The place of the same victim told before, or for the first happening the place named just after it."""
        for name in self._names(event):
            if name in self.named:
                self.last = (self.named[name], sentence)
                return self.named[name], "same target before"
        if self.last is not None:
            return None, ""
        tokens, sentences = self.document.tokens, self.document.sentences
        for n in self.usable:
            distance = tokens[self.mentions[n].head].sentence - sentence
            together = sentences[sentence].paragraph == sentences[sentence + distance].paragraph
            if 0 < distance <= AHEAD and together and n not in self.broad:
                return n, "sentence after"
        return None, ""

    def _names(self, event: Event) -> list[str]:
        """The proper names in an event's target that are no places."""
        if event.target is None:
            return []
        places = {m.head for m in self.mentions}
        return [
            self.document.tokens[i].text
            for i in self.document.descendants(event.target)
            if self.document.tokens[i].pos == "PROPN" and i not in places
        ]

    def _recalls(self, event: Event, sentence: int) -> bool:
        """Whether the place named last still holds: in the same paragraph, or for a happening told before."""
        sentences = self.document.sentences
        if self.last is not None and sentences[self.last[1]].paragraph == sentences[sentence].paragraph:
            return True
        if self.recalled == sentence or self._is_pronoun(event.agent):
            return True
        return any(self._is_known(i) for i in (event.token, *self.document.descendants(event.token)))

    def _is_elsewhere(self, event: Event) -> bool:
        """What is still to come, or the taking of something that has no name, is not where the last thing was."""
        if event.certainty in UNREAL:
            return True
        if event.kind not in PLACES_THEMSELVES or event.target is None or self._is_pronoun(event.target):
            return False
        articles = (self.document.tokens[c] for c in self.document.of_role(event.target, "det", "nmod:poss"))
        return not any(a.features.get("Definite") == "Def" or a.features.get("Poss") == "Yes" for a in articles)

    def _is_pronoun(self, index: int | None) -> bool:
        """*They are shelling*: whoever was named in the paragraph before."""
        token = self.document.tokens[index] if index is not None else None
        return token is not None and token.pos == "PRON" and token.features.get("Person") == "3"

    def _is_known(self, index: int) -> bool:
        """*the assault*, *during the battle*: a happening that the text takes as told."""
        token = self.document.tokens[index]
        if token.pos != "NOUN":
            return False
        definite = any(
            self.document.tokens[c].role == "det" and self.document.tokens[c].features.get("Definite") == "Def"
            for c in self.document.children[index]
        )
        if not definite:
            return False
        rule = kind_rule(self.document, index, self.language)
        return rule is not None and rule.kind in VIOLENT

    def _keep(self, event: Event, number: int, sentence: int) -> int:
        if event.kind in VIOLENT and event.kind not in MOVING:
            if self.last is None or not (
                self._is_aside(event) or number in self.broad and self._recalls(event, sentence)
            ):
                self.last = (number, sentence)
            for name in self._names(event):
                self.named.setdefault(name, number)
        return number

    def _is_aside(self, event: Event) -> bool:
        """Told in a relative clause about somebody: where that is, is not where the report goes on."""
        above = (event.token, *self.document.ancestors(event.token))
        return any(self.document.tokens[i].role == "acl:relcl" for i in above)

    def _is_set_aside(self, number: int, event: Event) -> bool:
        """A place in a relative clause says where its noun is, and nothing of a happening outside that clause."""
        above = self.document.ancestors(self.mentions[number].head)
        clauses = [i for i in above if self.document.tokens[i].role == "acl:relcl"]
        return any(i != event.token and i not in self.document.ancestors(event.token) for i in clauses)

    def _doer(self, event: Event, heads: dict[int, int]) -> set[int]:
        """The tokens that name who does it; the place of a happening that does it (*the strike on X killed*) counts."""
        agent = subject_of(self.document, event.token) if event.agent is None else event.agent
        if agent is None or agent == event.target or agent in heads:
            return set()
        above = self.document.ancestors(agent)
        if any(i in heads for i in takewhile(lambda i: i != event.token, above)):
            return set()
        doer = set(self.document.descendants(agent))
        return doer - set(self.document.descendants(event.token)) if event.token in doer else doer

    def _narrower(self, number: int) -> int:
        """*Kherson, in the south of Ukraine*, *the Kyiv suburb of X*: the place that the wider one only locates."""
        mention = self.mentions[number]
        token = self.document.tokens[mention.head]
        if token.role in ("amod", "compound"):
            below = set(self.document.descendants(token.head)) - {mention.head}
            inner = [n for n in self.usable if self.mentions[n].head in below and self._is_genitive(n)]
            if inner:
                return inner[0]
        sentence = self.document.tokens[mention.head].sentence
        for n in self.usable:
            other = self.mentions[n]
            near = self.document.tokens[other.head].sentence == sentence and 0 < mention.head - other.head < BESIDE
            if near and mention.name in other.beside and number in self.broad:
                return n
        return number

    def _in_target(self, event: Event, here: list[int]) -> int | None:
        if event.target is None or event.kind not in VIOLENT:
            return None
        target = core_noun(self.document, event.target, self.language)
        if event.kind in FAMILIES["people"] and any(self.mentions[n].head == target for n in self.broad):
            return None
        for n, mention in enumerate(self.mentions):
            if mention.head == target and n not in self.void:
                return n
        below = set(self.document.descendants(target)) - {event.token}
        living = bool(classes_of(self.document, target, self.language) & {"people", "force"})
        own = [
            n
            for n in here
            if self.mentions[n].head in below
            and (not living or self._is_locative(n))
            and not self._is_set_aside(n, event)
        ]
        narrow = [n for n in own if n not in self.broad] or own
        return narrow[0] if narrow else None

    def _is_direct(self, number: int, event: Event) -> bool:
        """*refugees from X arrived in Y*: the verb's own place, before that of somebody in its clause."""
        return self.document.tokens[self._seat(number)].head in (event.token, event.anchor) and (
            self._is_locative(number)
        )

    def _is_genitive(self, number: int) -> bool:
        case = case_of(self.document, self._seat(number))
        return any(word in self.language.language["genitive"] for word in case.split(" "))

    def _seat(self, number: int) -> int:
        """The token whose preposition tells how the place stands: of *Goma's outskirts* the outskirts."""
        return self.sites.get(number, self.mentions[number].head)

    def _is_locative(self, number: int) -> bool:
        return self._is_locative_head(self._seat(number))

    def _is_locative_head(self, head: int) -> bool:
        case = case_of(self.document, head)
        return any(word in self.language.language["locative"] for word in case.split(" "))
