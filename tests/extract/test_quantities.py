"""Numbers that measure, their bounds and what they count; and numbers that measure nothing."""

from __future__ import annotations

import re

import pytest

from selon.extract.numerals import fold, numerals_of
from selon.extract.quantities import find_quantities
from selon.extract.times import find_times
from selon.languages.load import load_language
from selon.model.document import Document, Sentence, Token
from selon.model.mentions import Quantity
from selon.model.report import Report
from selon.model.span import Span


def plain(text: str, code: str) -> Document:
    """A document of words without grammar."""
    words = re.finditer(r"\d+(?:[.,]\d+)*|[^\W\d]+(?:-\w+)*|[^\w\s]", text)
    tokens = tuple(Token(i, m.start(), m.end(), m[0], m[0], "X", "dep", 0, 0, {}) for i, m in enumerate(words))
    sentence = Sentence(0, 0, len(tokens), 0, len(text), 0)
    return Document(Report("t", text, code), tokens, (sentence,), ((),) * len(tokens))


def read(text: str, code: str, skip: tuple[Span, ...] = ()) -> tuple[Quantity, ...]:
    document, language = plain(text, code), load_language(code)
    return find_quantities(document, language, times=find_times(document, language), skip=skip)


FRENCH = """
deux chars | 2 | 2 | exact
vingt et un chars | 21 | 21 | exact
Vingt-quatre personnes | 24 | 24 | exact
trente-deux terroristes | 32 | 32 | exact
soixante et onze morts | 71 | 71 | exact
soixante-dix-sept morts | 77 | 77 | exact
quatre-vingts morts | 80 | 80 | exact
quatre-vingt-un morts | 81 | 81 | exact
quatre-vingt-dix-neuf morts | 99 | 99 | exact
nonante morts | 90 | 90 | exact
cent morts | 100 | 100 | exact
cent vingt morts | 120 | 120 | exact
deux cents morts | 200 | 200 | exact
deux cent cinquante morts | 250 | 250 | exact
mille morts | 1000 | 1000 | exact
mille cinq cents morts | 1500 | 1500 | exact
trois mille morts | 3000 | 3000 | exact
quinze mille soldats | 15000 | 15000 | exact
deux cent mille soldats | 200000 | 200000 | exact
un million de personnes | 1000000 | 1000000 | exact
deux millions de personnes | 2000000 | 2000000 | exact
un milliard de personnes | 1000000000 | 1000000000 | exact
2 chars | 2 | 2 | exact
250 soldats | 250 | 250 | exact
1 000 soldats | 1000 | 1000 | exact
1 000 soldats | 1000 | 1000 | exact
1 000 soldats | 1000 | 1000 | exact
1.500 civils | 1500 | 1500 | exact
70 000 résidents | 70000 | 70000 | exact
1 200 000 habitants | 1200000 | 1200000 | exact
4000 échantillons | 4000 | 4000 | exact
2,5 millions de personnes | 2500000 | 2500000 | exact
200 millions de dollars | 200000000 | 200000000 | exact
15 mille soldats | 15000 | 15000 | exact
au moins 38 morts | 38 | None | at_least
Au moins 71 soldats | 71 | None | at_least
d'au moins vingt morts | 20 | None | at_least
pas moins de 30 morts | 30 | None | at_least
un minimum de 30 morts | 30 | None | at_least
30 morts au moins | 30 | None | at_least
plus de 1.500 civils | 1500 | None | more_than
plus d'un million de personnes | 1000000 | None | more_than
plus de deux cents morts | 200 | None | more_than
moins de 20 morts | None | 20 | less_than
moins d'une semaine | None | 1 | less_than
jusqu'à 300 soldats | None | 300 | at_most
au plus 20 morts | None | 20 | at_most
un maximum de 20 morts | None | 20 | at_most
au maximum 20 morts | None | 20 | at_most
environ 2 000 soldats | 2000 | 2000 | about
près de 500 soldats | 500 | 500 | about
quelque 500 soldats | 500 | 500 | about
autour de 500 soldats | 500 | 500 | about
presque 500 soldats | 500 | 500 | about
à peu près 500 soldats | 500 | 500 | about
approximativement 500 soldats | 500 | 500 | about
500 soldats environ | 500 | 500 | about
quelque deux mille soldats | 2000 | 2000 | about
une dizaine de chars | 10 | 10 | about
une douzaine de chars | 12 | 12 | about
une quinzaine de chars | 15 | 15 | about
une vingtaine de chars | 20 | 20 | about
une trentaine de chars | 30 | 30 | about
une cinquantaine de chars | 50 | 50 | about
une centaine de chars | 100 | 100 | about
un millier de chars | 1000 | 1000 | about
au moins une centaine de chars | 100 | None | at_least
des dizaines de morts | 24 | 99 | about
plusieurs dizaines de morts | 24 | 99 | about
Des centaines de morts | 200 | 999 | about
plusieurs centaines de morts | 200 | 999 | about
des milliers de morts | 2000 | 9999 | about
de nombreux milliers de morts | 2000 | 9999 | about
des dizaines de milliers de morts | 20000 | 99999 | about
des centaines de milliers de morts | 200000 | 999999 | about
des millions de morts | 2000000 | 9999999 | about
plusieurs morts | 3 | None | about
trois centaines de morts | 300 | 300 | exact
entre 20 et 30 morts | 20 | 30 | range
entre vingt et trente morts | 20 | 30 | range
de 250 à 300 soldats | 250 | 300 | range
20 à 30 morts | 20 | 30 | range
20-30 morts | 20 | 30 | range
deux ou trois roquettes | 2 | 3 | range
entre 1 000 et 1 500 morts | 1000 | 1500 | range
2 à 3 millions de personnes | 2000000 | 3000000 | range
aucun mort | 0 | 0 | exact
aucune victime | 0 | 0 | exact
zéro mort | 0 | 0 | exact
12,5 % des voix | 12.5 | 12.5 | exact
20 pour cent des voix | 20 | 20 | exact
30 km de route | 30 | 30 | exact
30km de route | 30 | 30 | exact
1 000 mètres | 1000 | 1000 | exact
deux kilomètres | 2 | 2 | exact
100 kilomètres carrés | 100 | 100 | exact
300 euros | 300 | 300 | exact
un soldat tué | 1 | 1 | exact
un autre gendarme | 1 | 1 | exact
trois heures de combat | 3 | 3 | exact
plusieurs heures de combat | 3 | None | about
une attaque double et 5 morts | 5 | 5 | exact
"""

ENGLISH = """
two tanks | 2 | 2 | exact
Twenty-four people | 24 | 24 | exact
ninety-nine people | 99 | 99 | exact
a hundred people | 100 | 100 | exact
one hundred and fifty people | 150 | 150 | exact
two hundred people | 200 | 200 | exact
a thousand people | 1000 | 1000 | exact
three thousand five hundred people | 3500 | 3500 | exact
two hundred thousand people | 200000 | 200000 | exact
a million people | 1000000 | 1000000 | exact
1.5 million people | 1500000 | 1500000 | exact
half a million people | 500000 | 500000 | exact
250 soldiers | 250 | 250 | exact
1,500 soldiers | 1500 | 1500 | exact
5,762 people | 5762 | 5762 | exact
1,200,000 people | 1200000 | 1200000 | exact
900000 people | 900000 | 900000 | exact
at least 58 people | 58 | None | at_least
no fewer than 58 people | 58 | None | at_least
58 people or more | 58 | None | at_least
at least one person | 1 | None | at_least
one person | 1 | 1 | exact
more than 60 people | 60 | None | more_than
over 100 people | 100 | None | more_than
fewer than 20 people | None | 20 | less_than
less than 20 people | None | 20 | less_than
up to 300 soldiers | None | 300 | at_most
no more than five battalions | None | 5 | at_most
as many as 40 people | None | 40 | at_most
about 1,000 soldiers | 1000 | 1000 | about
nearly 500 soldiers | 500 | 500 | about
some 1,450km | 1450 | 1450 | about
an estimated 300 people | 300 | 300 | about
around 500 soldiers | 500 | 500 | about
a dozen tanks | 12 | 12 | exact
three dozen missiles | 36 | 36 | exact
half a dozen tanks | 6 | 6 | exact
Dozens of people | 24 | 99 | about
scores of people | 40 | 99 | about
hundreds of civilians | 200 | 999 | about
thousands of civilians | 2000 | 9999 | about
tens of thousands of civilians | 20000 | 99999 | about
several buildings | 3 | None | at_least
several hundred people | 200 | 999 | about
between 20 and 30 people | 20 | 30 | range
20 to 30 people | 20 | 30 | range
20-30 people | 20 | 30 | range
two or three rockets | 2 | 3 | range
from 250 to 300 soldiers | 250 | 300 | range
2-3 million people | 2000000 | 3000000 | range
no casualties | 0 | 0 | exact
no deaths | 0 | 0 | exact
twin bombings | 2 | 2 | exact
30km of road | 30 | 30 | exact
19 miles of road | 19 | 19 | exact
5% of votes | 5 | 5 | exact
39 square miles | 39 | 39 | exact
$200 million | 200000000 | 200000000 | exact
$300m | 300000000 | 300000000 | exact
200 – 1,000 meters | 200 | 1000 | range
between June 6 and 7, two tanks burned | 2 | 2 | exact
three-day siege | 3 | 3 | exact
"""

SEVERAL = """
fr | 16 chars, trois véhicules de combat et 21 véhicules blindés | 16 chars; 3 véhicules; 21 véhicules
fr | 58 personnes dont onze enfants | 58 personnes; 11 enfants
fr | des dizaines de blessés et une centaine de chars | 24 blessés; 100 chars
en | 16 tanks, three vehicles and 21 carriers | 16 tanks; 3 vehicles; 21 carriers
en | 58 people including 11 children | 58 people; 11 children
en | dozens of people and 3 dogs | 24 people; 3 dogs
"""

UNITS = """
fr | 30 km de route | km | km
fr | 1 000 mètres | mètres | m
fr | 100 kilomètres carrés | kilomètres carrés | km2
fr | 12,5 % | % | %
fr | 300 euros | euros | EUR
fr | 200 millions de dollars | dollars | USD
fr | trois heures | heures | h
en | 30km | km | km
en | 900 miles | miles | mi
en | 39 square miles | square miles | mi2
en | 5 percent | percent | %
en | $200 million | $ | USD
en | €3m | € | EUR
en | a three-day siege | day | d
"""

NOTHING = """
fr | La 3e brigade et la 93e brigade sont là.
fr | Le BM-21, le T-72, le F-16 et le M23 ont brûlé.
fr | La résolution 2118 est votée.
fr | L'article 5 est cité.
fr | L'un des hommes dort, l'autre non.
fr | Un obus dort, une mine non.
fr | L'homme est âgé de 25 ans.
fr | Jean, 25 ans, dort.
fr | En 2014, il dormait.
fr | Le 24 février 2022, il dormait.
fr | À 20h45, il dormait.
fr | Appelez le +380 44 123.
fr | Un obus de 81 mm est tombé.
fr | Le G7 dort.
fr | Tous deux dorment.
fr | Les deux tiers dorment.
en | Footnote [1] is here.
en | The 305-th brigade left.
en | World War Two ended.
en | Two-thirds slept.
en | The 3rd brigade and the 93rd brigade left.
en | The BM-21, the T-72, the F-16 and M23 burned.
en | Resolution 2118 passed.
en | It was 20:45 there.
en | One of the men slept.
en | They shot one another.
en | The one who left slept.
en | This one slept.
en | A 25-year-old man slept.
en | John, 25, slept.
en | A man aged 25 slept.
en | In 2014 he slept.
en | On 24 February 2022 he slept.
en | Call +380 44 123.
en | Covid-19 spread.
en | It is no matter.
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip(" \n") for cell in line.split("|")] for line in table.strip("\n").split("\n")]


def bound(cell: str) -> float | None:
    return None if cell == "None" else float(cell)


def check(code: str, row: list[str]) -> None:
    text, low, high, comparator = row
    found = read(text, code)
    assert [(q.low, q.high, q.comparator) for q in found] == [(bound(low), bound(high), comparator)]
    assert all(text[q.span.start : q.span.end] == q.span.text for q in found)


@pytest.mark.parametrize("row", rows(FRENCH), ids=lambda row: row[0])
def test_french(row: list[str]) -> None:
    check("fr", row)


@pytest.mark.parametrize("row", rows(ENGLISH), ids=lambda row: row[0])
def test_english(row: list[str]) -> None:
    check("en", row)


@pytest.mark.parametrize("row", rows(SEVERAL), ids=lambda row: row[1])
def test_several_in_one_phrase(row: list[str]) -> None:
    found = [f"{q.low:g} {(q.of or '').split()[0]}" for q in read(row[1], row[0]) if q.low is not None]
    assert "; ".join(found) == row[2]


@pytest.mark.parametrize("row", rows(UNITS), ids=lambda row: row[1])
def test_units(row: list[str]) -> None:
    assert [[q.of, q.unit] for q in read(row[1], row[0])] == [row[2:]]


@pytest.mark.parametrize("row", rows(NOTHING), ids=lambda row: row[1])
def test_what_measures_nothing(row: list[str]) -> None:
    assert read(row[1], row[0]) == ()


def test_skipped_spans_are_left_out() -> None:
    assert [q.low for q in read("five tanks and six boats", "en", (Span(0, 10, "five tanks"),))] == [6]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [("en", "twenty-one", 21), ("en", "two million three hundred thousand", 2_300_000),
     ("fr", "vingt et un mille", 21_000),
     ("fr", "1 234,5", 1234.5), ("en", "1,234.5", 1234.5), ("en", "two three", None)],
)  # fmt: skip
def test_numerals(code: str, text: str, value: float | None) -> None:
    assert numerals_of(load_language(code)).value(fold(text)) == value
