"""Times as written, their spans and the values they are taken to mean."""

from __future__ import annotations

import re

import pytest

from selon.extract.times import find_times
from selon.languages.load import load_language
from selon.model.document import Document, Sentence, Token
from selon.model.mentions import Interval
from selon.model.report import Report
from selon.resolve.times import resolve_times


def plain(text: str, code: str, published: str | None) -> Document:
    """A document of words without grammar."""
    words = re.finditer(r"\w+(?:-\w+)*|[^\w\s]", text)
    tokens = tuple(Token(i, m.start(), m.end(), m[0], m[0], "X", "dep", 0, 0, {}) for i, m in enumerate(words))
    report = Report("t", text, code, published=published)
    return Document(report, tokens, (Sentence(0, 0, len(tokens), 0, len(text), 0),), ((),) * len(tokens))


def read(text: str, code: str, published: str | None, tense: str | None = None) -> tuple[Interval, ...]:
    document, language = plain(text, code, published), load_language(code)
    mentions = find_times(document, language)
    return resolve_times(mentions, document, language, tense_of=lambda mention: tense)


FRENCH = """
2022-06-26 | past | Dimanche, la ville a été touchée. | Dimanche | 2022-06-26
2022-06-26 | past | La ville a été touchée lundi. | lundi | 2022-06-20
2022-06-26 | future | La ville votera lundi. | lundi | 2022-06-27
2022-06-26 | past | Il est venu vendredi dernier. | vendredi dernier | 2022-06-24
2022-06-26 | past | Il est venu dimanche dernier. | dimanche dernier | 2022-06-19
2022-06-26 | future | Il viendra mardi prochain. | mardi prochain | 2022-06-28
2022-06-26 | past | Samedi soir, une bombe est tombée. | Samedi soir | 2022-06-25
2022-06-26 | past | Une bombe est tombée ce samedi. | ce samedi | 2022-06-25
2022-06-26 | past | Une bombe est tombée dans la nuit de jeudi. | dans la nuit de jeudi | 2022-06-23
2022-06-26 | past | Dans la nuit de lundi à mardi, elle a brûlé. | Dans la nuit de lundi à mardi | 2022-06-20/2022-06-21
2022-06-26 | past | Dans la nuit du 4 au 5 juin, elle a brûlé. | Dans la nuit du 4 au 5 juin | 2022-06-04/2022-06-05
2023-06 | past | Il a parlé dimanche. | dimanche | [2023-06-04,2023-06-11,2023-06-18,2023-06-25]
2023 | past | Il a parlé dimanche. | dimanche | None
2023-06 | past | Le mois dernier, il est parti. | Le mois dernier | 2023-05
2023-06 | past | Il est parti en février de l’année dernière. | en février de l’année dernière | 2022-02
2023-06 | past | Il est parti en septembre. | en septembre | 2022-09
2023-06 | past | Il est parti l'an dernier. | l'an dernier | 2022
2023-06 | past | Il est parti l’année dernière. | l’année dernière | 2022
2023-06-14 | past | Il est parti la semaine dernière. | la semaine dernière | 2023-06-05/2023-06-11
2023-06-14 | future | Il partira la semaine prochaine. | la semaine prochaine | 2023-06-19/2023-06-25
2023-06-14 | past | Il est parti cette semaine. | cette semaine | 2023-06-12/2023-06-18
2023-06-14 | future | Il partira le mois prochain. | le mois prochain | 2023-07
2023-06-14 | future | Il partira l'année prochaine. | l'année prochaine | 2024
2023-06-14 | past | Il est parti cette année. | cette année | 2023
2023-06-14 | past | Hier, il est parti. | Hier | 2023-06-13
2023-06-14 | past | Hier soir, il est parti. | Hier soir | 2023-06-13
2023-06-14 | past | Avant-hier, il est parti. | Avant-hier | 2023-06-12
2023-06-14 | past | Il est parti aujourd’hui. | aujourd’hui | 2023-06-14
2023-06-14 | future | Il partira demain matin. | demain matin | 2023-06-15
2023-06-14 | future | Il partira après-demain. | après-demain | 2023-06-16
2023-06-14 | past | Ce matin, il est parti. | Ce matin | 2023-06-14
2023-06-14 | past | Il est parti la nuit dernière. | la nuit dernière | 2023-06-13
2020-01-10 | past | Le 10 décembre, 71 soldats sont morts. | Le 10 décembre | 2019-12-10
2020-01-10 | past | Le 9 janvier, il est parti. | Le 9 janvier | 2020-01-09
2020-01-10 | future | Le 9 février, il partira. | Le 9 février | 2020-02-09
2020-01-10 | past | Le 1er janvier, il est parti. | Le 1er janvier | 2020-01-01
2022-06-26 | past | Le 24 février 2022, il est parti. | Le 24 février 2022 | 2022-02-24
2022-06-26 | past | Le jeudi 24 février 2022 au matin, il est parti. | Le jeudi 24 février 2022 au matin | 2022-02-24
2012-07-04 | past | Il est parti ce mercredi 4 juillet. | ce mercredi 4 juillet | 2012-07-04
2012-07-18 | past | Il est mort le 11 janvier dernier. | le 11 janvier dernier | 2012-01-11
2022-06-26 | past | Vu le 06/04/2017 à Idlib. | le 06/04/2017 | 2017-04-06
2022-06-26 | past | Le 24 au matin, il est parti. | Le 24 au matin | 2022-06-24
2022-06-26 | past | Il est parti fin mars. | fin mars | 2022-03
2022-06-26 | past | Il est parti début avril 2022. | début avril 2022 | 2022-04
2022-06-26 | past | Il est parti à la mi-mars. | à la mi-mars | 2022-03
2022-06-26 | past | Il est parti au début du mois d'avril. | au début du mois d'avril | 2022-04
2022-06-26 | past | Il est parti au mois d'août. | au mois d'août | 2021-08
2022-06-26 | past | Il est parti en mai. | en mai | 2022-05
2022-06-26 | past | Il est parti en août 2013. | en août 2013 | 2013-08
2022-06-26 | past | Il est parti en 2012. | en 2012 | 2012
2022-06-26 | past | Il est parti début 2014. | début 2014 | 2014
2022-06-26 | past | Il est parti à la mi-2014. | à la mi-2014 | 2014
2022-06-26 | past | Il est parti à la fin de 2014. | à la fin de 2014 | 2014
2022-06-26 | past | Il vit là depuis 2014. | depuis 2014 | 2014/..
2019-11-12 | past | Il vit là depuis janvier. | depuis janvier | 2019-01/..
2019-07-27 | past | Il vit là depuis février dernier. | depuis février dernier | 2019-02/..
2012-07-03 | past | Il vit là depuis mars 2011. | depuis mars 2011 | 2011-03/..
2022-06-26 | past | Il vit là depuis lundi. | depuis lundi | 2022-06-20/..
2022-06-26 | past | Il vit là depuis le 24 février. | depuis le 24 février | 2022-02-24/..
2022-06-26 | past | Il vit là depuis hier. | depuis hier | 2022-06-25/..
2022-06-26 | past | Depuis le regain de violence en 2015, il fuit. | en 2015 | 2015
2012-07-04 | past | Ils manifestent depuis trois mois. | depuis trois mois | 2012-04/..
2019-07-27 | past | Ils meurent depuis plusieurs mois. | depuis plusieurs mois | ../2019-07
2022-06-26 | past | Ils meurent depuis deux ans. | depuis deux ans | 2020/..
2022-06-26 | past | Ils meurent depuis dix jours. | depuis dix jours | 2022-06-16/..
2022-06-26 | past | Il a régné jusqu'en 2014. | jusqu'en 2014 | ../2014
2022-06-26 | future | Il restera jusqu'au 30 juin. | jusqu'au 30 juin | ../2022-06-30
2022-06-26 | future | Il restera jusqu'à lundi. | jusqu'à lundi | ../2022-06-27
2012-07-04 | future | Il partira avant la fin de l'année 2012. | avant la fin de l'année 2012 | ../2012
2022-06-26 | past | Il est parti avant 2014. | avant 2014 | ../2013
2022-06-26 | past | Il est parti après 2014. | après 2014 | 2015/..
2022-06-26 | past | Entre 2014 et 2016, il dormait. | Entre 2014 et 2016 | 2014/2016
2022-06-26 | past | De 2014 à 2016, il dormait. | De 2014 à 2016 | 2014/2016
2022-06-26 | past | Du 3 au 5 juin, il dormait. | Du 3 au 5 juin | 2022-06-03/2022-06-05
2022-06-26 | past | Du 30 mai au 5 juin, il dormait. | Du 30 mai au 5 juin | 2022-05-30/2022-06-05
2022-06-26 | past | Entre mars et mai 2022, il dormait. | Entre mars et mai 2022 | 2022-03/2022-05
2022-06-26 | past | Entre le 3 mars et le 5 mai, il dormait. | Entre le 3 mars et le 5 mai | 2022-03-03/2022-05-05
2022-06-26 | past | De lundi à mercredi, il dormait. | De lundi à mercredi | 2022-06-20/2022-06-22
2022-06-26 | past | La guerre de 1939-1945 fut longue. | 1939-1945 | 1939/1945
2022-06-26 | past | Il vivait là dans les années 1990. | dans les années 1990 | 1990/1999
2022-06-26 | past | Il vivait là dans les années 80. | dans les années 80 | 1980/1989
2022-06-26 | past | Une tour du XIXe siècle est tombée. | XIXe siècle | 1801/1900
2022-06-26 | past | Il est venu au printemps 2022. | au printemps 2022 | 2022-21
2022-06-26 | past | Il est venu à l'automne 2021. | à l'automne 2021 | 2021-23
2022-06-26 | past | Il est venu l'été dernier. | l'été dernier | 2021-22
2022-08-18 | past | En 9 ans, la France a perdu 53 soldats. | En 9 ans | 2013/2022
2022-06-26 | past | Dans les trois derniers jours, il a plu. | Dans les trois derniers jours | 2022-06-23/2022-06-26
2022-10-28 | past | Ces dernières 24 heures, il a plu. | Ces dernières 24 heures | 2022-10-27/2022-10-28
2022-10-28 | past | Durant les dernières 24 heures, il a plu. | Durant les dernières 24 heures | 2022-10-27/2022-10-28
2022-06-26 | past | Au cours des deux dernières années, il a plu. | Au cours des deux dernières années | 2020-06/2022-06
2022-06-26 | past | Il y a trois jours, il a plu. | Il y a trois jours | 2022-06-23
2022-06-26 | past | Il y a deux ans, il a plu. | Il y a deux ans | 2020
2022-06-26 | past | Il y a une semaine, il a plu. | Il y a une semaine | 2022-06-19
2022-06-26 | future | Dans trois jours, il pleuvra. | Dans trois jours | 2022-06-29
2022-06-26 | future | D'ici deux mois, il pleuvra. | D'ici deux mois | ../2022-08
2022-06-26 | past | À la fin du mois de mai, il a plu. | À la fin du mois de mai | 2022-05
2022-06-26 | past | En mars de la même année, il a plu. | En mars de la même année | 2022-03
2022-06-26 | past | Il a plu ces derniers jours. | ces derniers jours | ../2022-06
2022-06-26 | past | Il est mort à Noël. | à Noël | 2021-12-25
None | past | Il est parti lundi. | lundi | None
None | past | Il est parti hier. | hier | None
None | past | Il est parti en mai 2014. | en mai 2014 | 2014-05
2022-06-26 | past | Il est parti dès le 3 mai. | dès le 3 mai | 2022-05-03
2022-06-26 | past | À partir du 3 mai, il a plu. | À partir du 3 mai | 2022-05-03/..
2022-06-26 | past | La bataille du 3 mai fut longue. | 3 mai | 2022-05-03
2022-06-26 | past | Il a plu le week-end dernier. | le week-end dernier | 2022-06-18/2022-06-19
2022-03-01 | past | Mars est arrivé. | Mars | 2022-03
"""

ENGLISH = """
2022-06-26 | past | It was hit on Sunday. | on Sunday | 2022-06-26
2022-06-26 | past | It was hit on Sunday night. | on Sunday night | 2022-06-26
2022-06-26 | past | It was hit on Monday. | on Monday | 2022-06-20
2022-06-26 | future | They will vote on Monday. | on Monday | 2022-06-27
2022-06-26 | past | It was hit last Sunday. | last Sunday | 2022-06-19
2022-06-26 | future | They will vote next Friday. | next Friday | 2022-07-01
2017-04-04 | past | Tuesdays attack killed 58. | Tuesdays | 2017-04-04
2017-04-04 | past | Tuesday's attack killed 58. | Tuesday's | 2017-04-04
2023-06 | past | It was hit on Sunday. | on Sunday | [2023-06-04,2023-06-11,2023-06-18,2023-06-25]
None | past | It was hit on Sunday. | on Sunday | None
2022-06-26 | past | It was hit yesterday. | yesterday | 2022-06-25
2022-06-26 | past | It was hit late yesterday evening. | late yesterday evening | 2022-06-25
2022-06-26 | past | It was hit last night. | last night | 2022-06-25
2022-06-26 | future | It will rain tonight. | tonight | 2022-06-26
2022-06-26 | future | It will rain tomorrow. | tomorrow | 2022-06-27
2022-06-26 | past | It rained the day before yesterday. | the day before yesterday | 2022-06-24
2022-06-26 | past | It rained last week. | last week | 2022-06-13/2022-06-19
2023-02-16 | future | It will rain next week. | next week | 2023-02-20/2023-02-26
2022-06-26 | past | It rained last month. | last month | 2022-05
2022-06-26 | past | It rained last year. | last year | 2021
2022-06-26 | past | It rained earlier this month. | earlier this month | 2022-06
2023-05-25 | future | They will leave by next month. | by next month | ../2023-06
2022-06-26 | past | It rained in early March. | in early March | 2022-03
2023-02-16 | past | It rained in late January. | in late January | 2023-01
2022-06-26 | past | It rained in mid-2014. | in mid-2014 | 2014
2023-06-14 | past | It rained in February last year. | in February last year | 2022-02
2022-06-26 | past | It rained last February. | last February | 2022-02
2020-01-10 | past | It rained on December 10. | on December 10 | 2019-12-10
2020-01-10 | past | It rained on 10 December. | on 10 December | 2019-12-10
2022-06-26 | past | On 4 Apr 2017 it rained. | On 4 Apr 2017 | 2017-04-04
2022-06-26 | past | On April 4, 2017, it rained. | On April 4, 2017 | 2017-04-04
2017-04-05 | past | On Tuesday April 4 it rained. | On Tuesday April 4 | 2017-04-04
2023-02-16 | past | It began on Feb. 24, 2022. | on Feb. 24, 2022 | 2022-02-24
2022-06-26 | past | It was built in the 1990s. | in the 1990s | 1990/1999
2022-06-26 | past | In the spring of 2022 it rained. | In the spring of 2022 | 2022-21
2022-06-26 | past | It has rained since 2014. | since 2014 | 2014/..
2022-06-26 | past | It has rained since February. | since February | 2022-02/..
2022-06-26 | past | It rained until 2016. | until 2016 | ../2016
2022-06-26 | past | It rained between 2014 and 2016. | between 2014 and 2016 | 2014/2016
2022-06-26 | past | It rained from 2014 to 2016. | from 2014 to 2016 | 2014/2016
2023-05-25 | future | They leave from May 25 to June 1. | from May 25 to June 1 | 2023-05-25/2023-06-01
2022-06-26 | past | It rained from Monday to Wednesday. | from Monday to Wednesday | 2022-06-20/2022-06-22
2022-06-26 | past | It rained in the past three days. | in the past three days | 2022-06-23/2022-06-26
2022-06-26 | past | It rained over the past week. | over the past week | 2022-06-19/2022-06-26
2016-07-27 | past | It rained over the past two years. | over the past two years | 2014-07/2016-07
2024-05-13 | past | It rained over the last 24 hours. | over the last 24 hours | 2024-05-12/2024-05-13
2022-10-17 | past | A week ago it rained. | A week ago | 2022-10-10
2022-06-26 | past | Two months ago it rained. | Two months ago | 2022-04
2024-05-13 | past | Over the course of Sunday it rained. | Over the course of Sunday | 2024-05-12
2022-04-25 | past | It rained at about 8.30am. | at about 8.30am | 2022-04-25
2017-04-04 | past | It rained in August 2013. | in August 2013 | 2013-08
2022-06-26 | past | It rained on the 13th. | on the 13th | 2022-06-13
2022-06-26 | past | It rained between June 6 and 7. | between June 6 and 7 | 2022-06-06/2022-06-07
2022-06-26 | past | It rained one week after the attack. | one week after | None
2022-06-26 | past | It rained between 1924 and his death. | between 1924 | 1924
2022-06-26 | past | It rained before 2014. | before 2014 | ../2013
2022-06-26 | future | In three days it will rain. | In three days | 2022-06-29
"""

# An end that would come before its start lies in the next year, or nowhere where its year is written.
RANGES = [
    ("fr", "Il pleut entre décembre et juin.", "2020-01-15", "2019-12/2020-06"),
    ("en", "They save gas between now and next spring.", "2022-07-23", "2022-07-23/2023-21"),
    ("fr", "Il a comparé entre 2022 et 2012.", "2023-01-05", None),
    ("en", "It rained from 25 December to 1 January 1778.", "2022-06-26", "1777-12-25/1778-01-01"),
    ("en", "It rained from 3 to 5 June.", "2022-06-26", "2022-06-03/2022-06-05"),
]


@pytest.mark.parametrize(("code", "text", "published", "value"), RANGES)
def test_a_range_ends_after_it_begins(code: str, text: str, published: str, value: str | None) -> None:
    assert read(text, code, published)[0].edtf == value


LASTING = """
fr | Il a dormi pendant trois jours. | pendant trois jours | DURATION | P3D
fr | Le siège a duré plusieurs mois. | plusieurs mois | DURATION | PXM
fr | Le siège a duré vingt-quatre heures. | vingt-quatre heures | DURATION | PT24H
fr | On tire tous les jours. | tous les jours | SET | P1D
fr | On tire tous les mois. | tous les mois | SET | P1M
fr | On tire chaque semaine. | chaque semaine | SET | P1W
fr | On tire chaque lundi. | chaque lundi | SET | XXXX-WXX-1
en | It lasted for two weeks. | for two weeks | DURATION | P2W
en | A three-day siege ended. | three-day | DURATION | P3D
en | It took several hours. | several hours | DURATION | PTXH
en | They shoot every day. | every day | SET | P1D
en | They shoot every Monday. | every Monday | SET | XXXX-WXX-1
"""

# The second time of each text leans on the first.
ANAPHORA = """
fr | 2022-06-26 | Le 3 mai, il a plu. Trois jours plus tard, il a neigé. | 2022-05-06
fr | 2022-06-26 | Le 3 mai, il a plu. La veille, il avait neigé. | 2022-05-02
fr | 2022-06-26 | Le 3 mai, il a plu. Le lendemain, il a neigé. | 2022-05-04
fr | 2022-06-26 | Le 3 mai, il a plu. Le même jour, il a neigé. | 2022-05-03
fr | 2012-06-28 | Mercredi, il a plu. Quelques heures plus tôt, il avait neigé. | 2012-06-27
fr | 2012-07-04 | Avant la fin de l'année 2012, il partira. Après cette date, il dormira. | 2013/..
fr | 2022-06-26 | En 2014, il a plu. L'année suivante, il a neigé. | 2015
fr | 2022-06-26 | En 2014, il a plu. Cette année-là, il a neigé. | 2014
en | 2022-06-26 | On 3 May it rained. Three days later it snowed. | 2022-05-06
en | 2022-06-26 | On 3 May it rained. The next day it snowed. | 2022-05-04
en | 2022-06-26 | On 3 May it rained. That night it snowed. | 2022-05-03
en | 2022-06-26 | In 2014 it rained. The following year it snowed. | 2015
en | 2022-06-26 | In May 2014 it rained. In June of that year it snowed. | 2014-06
"""

NO_TIMES = """
fr | Il mourra un jour.
fr | Le quotidien Le Monde dort.
en | The Sun and Jan Egeland slept.
en | He reads the Daily Star.
fr | Il y a 2000 soldats à Kiev.
fr | Plus de 1500 civils sont morts.
fr | La 3e brigade et la 93e brigade sont là.
fr | Il a été tué.
fr | L'homme est âgé de 25 ans.
fr | Le T-72 et le BM-21 ont brûlé.
fr | Chaque soldat est là.
en | About 2000 soldiers left.
en | More than 1500 people died.
en | The 13th brigade left.
en | It may fall as they march on.
en | A 25-year-old man died.
en | The F-16 and the T-72 burned.
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def check(code: str, row: list[str]) -> None:
    published, tense, text, written, value = row
    found = read(text, code, None if published == "None" else published, tense)
    assert [(i.span.text, i.edtf) for i in found] == [(written, None if value == "None" else value)]
    assert all(text[i.span.start : i.span.end] == i.span.text for i in found)


@pytest.mark.parametrize("row", rows(FRENCH), ids=lambda row: row[2])
def test_french(row: list[str]) -> None:
    check("fr", row)


@pytest.mark.parametrize("row", rows(ENGLISH), ids=lambda row: row[2])
def test_english(row: list[str]) -> None:
    check("en", row)


@pytest.mark.parametrize("row", rows(LASTING), ids=lambda row: row[1])
def test_what_lasts(row: list[str]) -> None:
    code, text, *expected = row
    assert [[i.span.text, i.type, i.value] for i in read(text, code, "2022-06-26")] == [expected]


@pytest.mark.parametrize("row", rows(ANAPHORA), ids=lambda row: row[2])
def test_what_leans_on_the_time_before(row: list[str]) -> None:
    code, published, text, value = row
    assert read(text, code, published)[1].edtf == value


@pytest.mark.parametrize("row", rows(NO_TIMES), ids=lambda row: row[1])
def test_what_is_no_time(row: list[str]) -> None:
    assert read(row[1], row[0], "2022-06-26") == ()


def test_a_history_takes_its_years_from_what_it_told_before() -> None:
    text = (
        "In 1939 it began. In May 1940 they fled. On 4 June it ended. In 1941 and in 1942 it grew. In May it stopped."
    )
    assert [i.edtf for i in read(text, "en", "2010-01-01")] == [
        "1939", "1940-05", "1940-06-04", "1941", "1942", "1942-05",
    ]  # fmt: skip


def test_reasons_tell_the_rule_and_the_publication() -> None:
    (interval,) = read("It was hit on Sunday.", "en", "2022-06-26")
    assert interval.reasons == ("rule weekday", "frame on", "published 2022-06-26", "tense past")


@pytest.mark.parametrize("published", [None, "2022", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "text",
    ["On 30 February it rained.", "It rained 900000 days ago.", "On Sunday 45 May 0000 it rained.",
     "Last week it rained.", "In March 0000 it rained. On Sunday it snowed.", "From Monday to Friday it rained.",
     "On 2022-13-45 it rained."],
)  # fmt: skip
def test_dates_that_no_calendar_has_are_no_error(text: str, published: str | None) -> None:
    read(text, "en", published)
