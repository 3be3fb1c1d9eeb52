"""Claims on sentences of our own: what each part of a claim takes from the words around it, and what it leaves."""

from __future__ import annotations

from functools import cache

import pytest

from selon.model.claim import Claim
from selon.model.report import Report
from selon.pipeline import load_gazetteer, read_claims


@cache
def claims(code: str, text: str) -> tuple[Claim, ...]:
    return read_claims(Report("test", text, code, published="2023-06-04"), load_gazetteer())


def about(code: str, text: str, trigger: str) -> Claim:
    return next(claim for claim in claims(code, text) if claim.trigger.text == trigger)


def told(code: str, text: str) -> list[tuple[str, str]]:
    return [(claim.trigger.text, claim.kind) for claim in claims(code, text)]


# language | text | trigger | certainty and polarity
SURE = """
en | Ten people are believed to have been killed in the raid. | killed | reported affirmed
en | It was estimated that the army deployed ten thousand soldiers. | deployed | reported affirmed
en | Analysts believe that the rebels captured the town. | captured | certain affirmed
fr | On pense que les rebelles ont pris la ville. | pris | reported affirmed
fr | Les experts pensent que les rebelles ont pris la ville. | pris | certain affirmed
fr | Kiev abandonnerait les négociations si les soldats retranchés dans l'usine étaient tués. | tués | conditional affirmed
fr | Kinshasa abandonnerait les pourparlers avec les rebelles. | pourparlers | reported negated
fr | L'armée exclut un retrait de Kidal. | retrait | certain negated
fr | Toute discussion sera impossible si ces soldats étaient tués. | tués | conditional affirmed
fr | S'ils veulent parvenir à un accord, ils doivent parler. | accord | conditional affirmed
fr | L'armée rejette les accusations selon lesquelles elle a bombardé une école. | bombardé | certain negated
fr | Le Rwanda dément soutenir les rebelles. | soutenir | certain negated
fr | L'offensive a été annulée. | offensive | certain negated
en | The army rejected claims that it had bombed a school. | bombed | certain negated
en | The rebels took the town, they did not hold the bridge. | took | certain affirmed
en | None of the soldiers was hurt. | hurt | certain negated
en | The offensive was cancelled. | offensive | certain negated
en | We have not yet hit those targets. | hit | certain negated
en | They avoided the town after the shelling of the market. | shelling | certain affirmed
en | If the two sides arrive at an agreement, the guns will fall silent. | agreement | conditional affirmed
fr | La force doit être déployée dans la région. | déployée | planned affirmed
fr | Nous avons dû tuer des civils. | tuer | certain affirmed
fr | Le pays a été visé plusieurs fois par des attaques djihadistes. | attaques | certain affirmed
fr | Après avoir pris le village, les rebelles ont arrêté le chef. | pris | certain affirmed
fr | Les appels à une trêve se sont multipliés. | trêve | urged affirmed
fr | Ils m'ont ordonné de torturer et de tuer des innocents. | tuer | urged affirmed
fr | Dimanche, une personne a été tuée à Gao. | tuée | certain affirmed
fr | Personne n'a été tué à Gao. | tué | certain negated
fr | La Russie a été accusée de voler des céréales dans la région. | voler | reported affirmed
en | Our defenders had to withdraw from the town. | withdraw | certain affirmed
en | The rebels have to withdraw from the town. | withdraw | urged affirmed
en | She ran out of the house only to hear another blast. | blast | certain affirmed
en | Forces regrouped in preparation for an attack on the town. | attack | planned affirmed
en | The general called on them to free the soldiers who were captured in May. | captured | certain affirmed
en | They stopped them from attacking the town. | attacking | certain negated
en | The government's decision to ban the party drew protests. | ban | certain affirmed
en | There has been no reduction in shelling around the port. | shelling | certain affirmed
en | The army of the capital said that negotiations were not possible. | said | certain negated
en | "We have no plans to comment," the minister said. | said | certain affirmed
"""  # noqa: E501

# language | text | trigger | agent | target
WHO = """
en | About 40 Russian soldiers were killed and another dozen captured. | captured | - | another dozen
en | Ten people are believed to have been killed in the raid. | killed | - | Ten people
en | Twelve civilians were killed and dozens more wounded in the market. | wounded | - | dozens more
fr | Une patrouille a été repoussée par l'armée. | repoussée | l'armée | Une patrouille
fr | Le président Poutine a annexé la région. | annexé | Le président Poutine | la région
fr | Le navire est au port, il a été retenu par les douaniers turcs. | retenu | les douaniers turcs | il
fr | On a dit que c'est la première attaque menée contre le camp. | attaque | - | le camp
en | An attack carried out by gunmen on the market shocked the town. | attack | gunmen | the market
en | The blast hit buses on Monday. | blast | - | buses
en | The assault took place at night. | assault | - | -
en | The monitor counted 24 dead and 60 wounded in the market. | dead | - | 24
en | Fifteen of the wounded were children. | wounded | - | the wounded
en | Rebels took control of the airport on Monday. | control | Rebels | the airport
en | We are not given shells. | given | - | We
en | The strike killed four men. | killed | - | four men
en | An attack by gunmen killed four men. | killed | gunmen | four men
en | The depot is under the control of the rebels. | control | the rebels | The depot
en | Forces have shelled and attempted to storm the steelworks. | shelled | Forces | the steelworks
en | The Observatory put the death toll at 58. | death | - | -
fr | La junte a rompu le dialogue avec les séparatistes. | dialogue | La junte | les séparatistes
fr | Le Tchad a conclu un accord de défense avec la Russie. | conclu | Le Tchad | la Russie
fr | Une trêve entre le Hezbollah et Israël a été signée mardi. | signée | - | Israël
fr | Les affrontements entre l'armée et les rebelles ont repris. | affrontements | l'armée et les rebelles | les rebelles
fr | Les djihadistes ont tendu une embuscade à un convoi de l'armée. | embuscade | Les djihadistes | un convoi de l'armée
fr | Washington leur a infligé de nouvelles sanctions. | sanctions | Washington | leur
fr | La banque a été soumise à des sanctions. | sanctions | - | La banque
fr | Les rebelles ont infligé de lourdes pertes à l'armée. | pertes | Les rebelles | l'armée
fr | Le Soudan, où plus de 30 000 Éthiopiens se sont réfugiés, manque de tentes. | réfugiés | - | plus de 30 000 Éthiopiens
fr | Le maire a appelé la population à évacuer. | évacuer | - | la population
fr | Les pluies ont déplacé plus de 80 000 personnes. | déplacé | Les pluies | plus de 80 000 personnes
fr | Dix civils ont été tués et plus de 30 autres blessés. | blessés | - | plus de 30 autres blessés
fr | La milice a tué près de 200 soldats. | tué | La milice | près de 200 soldats
fr | Le Soudan est accusé d'armer les rebelles, ce qu'il nie. | nie | - | ce
fr | L'Arménie viole la trêve, une accusation que réfute l'état-major. | réfute | - | une accusation
"""  # noqa: E501

# language | text | trigger | name of the place, or -
WHERE = """
en | Forty people were killed in Gao. Our men are holding the western outskirts. | holding | Gao
en | More than 9,000 people have been killed since Yemen's conflict broke out in March 2015. | killed | Yemen
en | Thousands have been displaced since Russia launched its invasion of Georgia in 2008. | displaced | Georgia
en | Evacuees from the towns of Rafah and Khan Younis were moved. Twenty people were killed in the two towns. | killed | Rafah
en | Fighting broke out in Goma and Bukavu. Hundreds of people fled the two cities. | fled | Goma
en | Shells hit the suburbs of Barzeh and Qaboun, wounding six. | wounding | Barzeh
en | Explosions shook the eastern Kyiv suburbs of Darnytskyi and Dniprovskyi, wounding one. | wounding | Darnytskyi
en | Refugees from Derna arrived in Benghazi. | arrived | Benghazi
en | A bomb hit a convoy with refugees from Derna. | hit | -
en | Ten civilians were killed by militants of a local branch in Gao. | killed | Gao
en | Kharkiv's mayor, Ihor Terekhov, said two people were wounded. | wounded | Kharkiv
en | Moscow's ministry said two people were wounded. | wounded | -
en | Troops shelled Kherson on Monday. They plan to strike the depots again. | strike | -
en | Troops shelled Kherson on Monday. They want to capture more land. | capture | -
en | Hasakeh is the capital of the province of the same name. All of the province is controlled by rebels. | controlled | Hasakah Governorate
fr | L'armée a bombardé les villes de Kidal et Tessalit. Les deux villes ont été encerclées. | encerclées | Kidal
fr | Au Mali et au Burkina Faso, la colère monte. Dans les deux pays, des civils ont été tués. | tués | Mali
fr | Les bases des villes de Kidal et Tessalit ont été fermées. | fermées | Kidal
fr | Des réfugiés de Derna sont arrivés à Benghazi. | arrivés | Benghazi
fr | Dix civils ont été tués par des militants de la branche locale à Gao. | tués | Gao
fr | Le maire de Goma a déclaré que deux personnes avaient été tuées. | tuées | Goma
fr | L'armée a pris Goma lundi. Elle veut attaquer d'autres villes. | attaquer | -
fr | L'armée a tiré sur la ville frontalière de Bunagana. | tiré | Bunagana
fr | A lire sur BBC Afrique : Trois soldats ont été tués. | tués | -
fr | Des soldats ont tué dix civils, a dit la Russie. | tué | -
en | A bomb exploded near the offices of a group that controls most of Hasaka. Ten people died. | exploded | -
en | The attack on Aleppo also killed dozens. | killed | Aleppo
en | Dozens of people were killed in Syrias Idlib province. | killed | Idlib
en | 58 killed in Suspected Gas Attack, officials said. | killed | -
en | They moved the troops to occupied Kherson. | moved | Kherson
"""  # noqa: E501


@pytest.mark.parametrize(("code", "text", "trigger", "wanted"), [r.split(" | ") for r in SURE.strip().splitlines()])
def test_how_surely(code: str, text: str, trigger: str, wanted: str) -> None:
    claim = about(code, text, trigger)
    assert f"{claim.certainty} {claim.polarity}" == wanted, claim.reasons


@pytest.mark.parametrize("row", WHO.strip().splitlines())
def test_who_to_whom(row: str) -> None:
    code, text, trigger, agent, target = row.split(" | ")
    claim = about(code, text, trigger)
    assert (claim.agent.span.text if claim.agent else "-") == agent
    assert (claim.target.span.text if claim.target else "-") == target


@pytest.mark.parametrize("row", WHERE.strip().splitlines())
def test_where(row: str) -> None:
    code, text, trigger, name = row.split(" | ")
    claim = about(code, text, trigger)
    assert (claim.place.name if claim.place else "-") == name, claim.reasons


# language | text | trigger | EDTF, or -
WHEN = """
en | Thousands have been killed and millions have been displaced since the war broke out in March 2011. | killed | 2011-03/..
en | Since the start of the war in 2015, 10,000 civilians have been killed in Yemen. | killed | 2015/..
en | He was killed in May 2020. The region has been calm since fighting ended in June 2021. | killed | 2020-05
en | Two men have been killed since March 2021. | killed | 2021-03/..
fr | Dix mille personnes ont été tuées depuis que la guerre a éclaté en mars 2015. | tuées | 2015-03/..
fr | Des milliers de civils ont été tués depuis le début de la guerre en avril 2022. | tués | 2022-04/..
fr | Depuis le coup d'État d'août 2020, des dizaines de soldats ont été tués. | tués | 2020-08/..
"""  # noqa: E501


@pytest.mark.parametrize("row", WHEN.strip().splitlines())
def test_when(row: str) -> None:
    code, text, trigger, edtf = row.split(" | ")
    claim = about(code, text, trigger)
    assert (claim.time.edtf if claim.time else "-") == edtf


def test_numbers_measure_what_they_count() -> None:
    left = about("en", "Residents left the two villages near the border.", "left")
    assert left.quantities == ()
    (dead,) = about("en", "The forces were suffering up to 100 deaths and 500 wounded every day.", "deaths").quantities
    assert (dead.low, dead.high) == (None, 100)
    (toll,) = about("en", "The death toll from that strike had risen to 21.", "death").quantities
    assert toll.low == 21


def test_one_claim_for_a_toll_a_series_and_a_row() -> None:
    assert told("en", "The death toll from that strike had risen to 21.")[:1] == [("death", "kill")]
    assert "toll" not in dict(told("en", "The death toll from that strike had risen to 21."))
    abuses = told("fr", "Il existe des preuves d'exécutions illégales et de tortures commises par l'armée.")
    assert {"exécutions", "tortures"} <= set(dict(abuses))
    assert ("combats", "clash") in told("fr", "Les combats font rage dans la ville.")


def test_a_noun_with_a_clause_that_tells_it_is_news() -> None:
    assert ("attaques", "attack") in told("fr", "Ils ont fui les attaques menées dans ces localités.")
    assert ("combats", "clash") in told("fr", "Rien ne réduit les combats qui se poursuivent.")
    assert ("attaque", "attack") in told("fr", "Les habitants avaient fui une attaque lancée par la milice.")


def test_a_bare_number_counts_what_the_clause_before_counted() -> None:
    assert told("en", "Forty soldiers were killed and another dozen captured.")[1] == ("captured", "detain")
    assert told("en", "Two tanks were destroyed and three captured.")[1] == ("captured", "seize")


def test_aiming_after_a_strike_is_that_strike() -> None:
    text = "Missiles struck the port on Friday. It was the first time that the port was targeted."
    assert ("targeted", "strike") in told("en", text)


def test_a_pronoun_done_to_stands_for_what_its_sentence_named() -> None:
    claim = about("fr", "On nous a ordonné de rassembler les hommes et de les abattre.", "abattre")
    assert claim.target is not None and claim.target.name == "les hommes"


def test_cues_without_a_saying_make_no_comment() -> None:
    for code, text in (
        ("fr", "De violents combats se poursuivent dans la ville."),
        ("en", "She ran to what they thought was a safe place."),
    ):
        assert not any(claim.kind == "comment" for claim in claims(code, text))


def test_each_cue_makes_a_comment_but_the_one_that_only_reports_anothers() -> None:
    text = "Haidai said some civilians were in shelters, although he said the plant was not in danger."
    assert sum(claim.kind == "comment" for claim in claims("en", text)) == 2


WHO_SAYS = "the World Health Organization"
SPOKEN = [
    ("fr", "Le ministre Jean Diop est parti. La force sera envoyée à Goma, a-t-il dit.", "envoyée", "Jean Diop"),
    ("fr", "« Les obus tombent », a écrit sur sa chaîne le gouverneur.", "tombent", "le gouverneur"),
    ("fr", "« Il y a eu des combats », affirme l'armée dans un communiqué.", "combats", "l'armée"),
    ("fr", "Le chef Idriss Déby a réitéré sa position selon laquelle ses soldats sont morts.", "morts", "Idriss Déby"),
    ("fr", "Les rumeurs selon lesquelles des soldats auraient fui sont fausses.", "fui", "Les rumeurs"),
    ("fr", "La thèse russe selon laquelle les rebelles pillent la ville est fausse.", "pillent", "La thèse russe"),
    ("fr", "Le ministre Jean Diop a parlé. À son avis, l'armée a fui.", "fui", "Jean Diop"),
    ("fr", "Jean Diop a parlé. Il s'est aussi dit prêt à un échange de prisonniers.", "échange", "Jean Diop"),
    ("fr", "Paris fait pression sur Bamako pour que l'armée libère les otages.", "libère", "Paris"),
    ("fr", "Jean Diop est là. « Nous allons nous battre », écrit-il, disant qu'il recrute.", "recrute", "Jean Diop"),
    ("fr", "Dix civils sont morts lors des combats et les Nations unies affirment que la ville est tombée.", "tombée",
     "les Nations unies"),
    ("fr", "« Tout brûle », a écrit le préfet de la région (sud), Ali Bongo, appelant à fuir.", "fuir", "Ali Bongo"),
    ("fr", "« Il pleut », a dit le jeune prêtre ukrainien Roman Skripnyuk devant une foule.", "dit", "Roman Skripnyuk"),
    ("fr", "Le ministre russe des Finances, Ivan Petrov, est là. « Tout va », a dit le ministre russe des finances.",
     "dit", "Ivan Petrov"),
    ("fr", "Le colonel Cyrille Mbarga, porte-parole de l'armée, a parlé. « Dix sont morts », précise le communiqué du "
     "porte-parole.", "morts", "Cyrille Mbarga"),
    ("fr", "La CEDEAO s'est réunie. Le bloc a annoncé que dix soldats étaient morts.", "morts", "La CEDEAO"),
    ("fr", "Selon des habitants joints par la radio, de nombreux soldats sont morts.", "morts",
     "des habitants joints par la radio"),
    ("fr", "La crise oppose la France au Niger. Le pays d'Afrique de l'Ouest a accusé Paris d'avoir tué dix civils.",
     "tué", "Niger"),
    ("en", "Rebels hit a store of nerve agent the World Health Organization said.", "hit", WHO_SAYS),
    ("en", "The governor, Ann Lee, said on Monday that rebels had taken the town.", "taken", "Ann Lee"),
    ("en", "The staff said the raid failed. The update added that troops had withdrawn.", "withdrawn", "The staff"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "trigger", "name"), SPOKEN)
def test_who_says_it(code: str, text: str, trigger: str, name: str) -> None:
    found = [claim for claim in claims(code, text) if claim.trigger.text in trigger]
    assert found and found[0].sources and found[0].sources[0].name == name
