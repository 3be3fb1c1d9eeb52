"""What a place's name stands for in its sentence: its government or people, or the owner of a part or a site."""

from __future__ import annotations

from selon.extract.frames import classes_of
from selon.languages.base import Language
from selon.model.document import Document
from selon.model.mentions import PlaceMention

SITES = frozenset({"place", "structure", "border", "ground", "route"})


def is_actor(document: Document, mention: PlaceMention) -> bool:
    """Whether a place name stands for its government or people: *Kyiv said*, *Russia's forces*."""
    token = document.tokens[mention.head]
    if token.role in ("nsubj", "obl:agent", "nmod:agent", "iobj"):
        return True
    if token.role == "nsubj:pass":
        return False
    if token.role == "conj":
        head = document.tokens[token.head]
        return head.role in ("nsubj", "obl:agent") and head.pos == "PROPN"
    return _possesses(document, mention)


def _possesses(document: Document, mention: PlaceMention) -> bool:
    """*Syria's*, and *Syrias* where the apostrophe was lost."""
    token = document.tokens[mention.head]
    return token.role == "nmod:poss" or mention.span.text == f"{mention.name}s" and token.head > token.index


def owned_site(document: Document, mention: PlaceMention, language: Language) -> int | None:
    """The noun that tells a part or a site of a place named before it: *Goma's outskirts*, *Sudan's war*."""
    token = document.tokens[mention.head]
    if not _possesses(document, mention):
        return None
    owner = document.tokens[token.head]
    if any(document.tokens[c].pos == "PROPN" for c in document.of_role(owner.index, "appos")):
        return None  # *the region's capital, Gitega*
    if owner.lemma in language.language["wars"] or owner.lemma in language.places["bearings"]:
        return owner.index
    classes = classes_of(document, owner.index, language)
    return owner.index if classes & SITES and not classes & {"people", "force", "leaders"} else None
