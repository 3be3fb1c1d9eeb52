"""find_attributions: who is said to say what, over all of a document."""

from __future__ import annotations

from selon.extract.attributions.according_to import find_according_to
from selon.extract.attributions.headlines import find_headed
from selon.extract.attributions.nominal import find_nominal
from selon.extract.attributions.participles import share_sources
from selon.extract.attributions.quotations import find_quoted
from selon.extract.attributions.quoting import find_quoting
from selon.extract.attributions.reading import read_document
from selon.extract.attributions.settle import settle
from selon.extract.attributions.shown import find_shared
from selon.extract.attributions.spans import as_attribution
from selon.extract.attributions.told import find_told
from selon.extract.attributions.verbs import find_verbs
from selon.extract.attributions.views import find_views
from selon.languages.base import Language
from selon.model.attribution import Attribution
from selon.model.document import Document


def find_attributions(document: Document, language: Language) -> tuple[Attribution, ...]:
    """All attributions of the document in the order of their cues; sources are not resolved yet."""
    reading = read_document(document, language)
    found = [*find_verbs(reading), *find_according_to(reading), *find_views(reading), *find_nominal(reading)]
    found += list(find_told(reading, found))
    found = find_quoted(reading, found)
    found += find_headed(reading, found)
    found += find_quoting(reading, found)
    found += find_shared(reading, found)
    found = share_sources(reading, found)
    return settle(document, (as_attribution(reading, each) for each in found))
