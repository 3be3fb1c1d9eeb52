"""What the parser gets wrong and grammar knows: each sentence was parsed wrongly before it was mended."""

from __future__ import annotations

import pytest

from selon.model.document import Document
from selon.model.report import Report
from selon.parse import load_parser

# language | sentence | word | part of speech, role and head that it must have
MENDED = """
fr | Il y a six semaines, le président avait affirmé avoir annexé la région. | annexé | VERB xcomp affirmé
fr | Il y a six semaines, le président Poutine avait affirmé avoir annexé la région. | Poutine | PROPN flat:name président
fr | Une accusation que réfute l'Élysée. | Élysée | PROPN nsubj réfute
fr | Les rebelles ont été repoussés par l'armée. | armée | NOUN obl:agent repoussés
fr | Le maire est décédé dans la nuit. | maire | NOUN nsubj décédé
fr | La Pologne a déjà pour sa part fourni pour un milliard d'armes à Kiev. | fourni | VERB root fourni
fr | La force doit être déployée dans la région de l'Ituri, a-t-il déclaré. | -il | PRON nsubj déclaré
fr | "Ils cherchent un prétexte", a-t-il expliqué. | -il | PRON nsubj expliqué
fr | "Nous contrôlons toute la ville maintenant", déclare Willy Ngoma. | ville | NOUN obj contrôlons
fr | Au moins cinq personnes différentes, parlant librement, ont raconté ce qui s'est passé. | personnes | NOUN nsubj raconté
fr | Maung Oo dit qu'il pensait avoir été recruté par l'armée. | dit | VERB root dit
fr | Ils m'ont ordonné de torturer, de piller et de tuer des innocents. | piller | VERB conj torturer
en | The air strikes on the town of Khan Sheikhoun in the south of rebel-held Idlib also wounded more than 60 people said the Observatory a British-based war monitoring group. | strikes | NOUN nsubj wounded
en | The intense aerial assault damaged buildings across the capital. | buildings | NOUN obj damaged
en | Kyiv’s forces were suffering up to 100 deaths and 500 wounded every day. | wounded | VERB acl 500
en | Shoigu claimed without providing evidence that Ukraine was preparing a strike. | preparing | VERB ccomp claimed
en | Russia withdrew groups from Donbas and moved them to occupied Kherson. | Kherson | PROPN obl moved
fr | L'armée dément avoir bombardé une école. | dément | VERB root dément
fr | Le Rwanda dément soutenir les rebelles. | soutenir | VERB xcomp dément
fr | La milice contrôle la ville de Gao. | ville | NOUN obj contrôle
fr | L'armée bombarde la ville de Gao. | bombarde | VERB root bombarde
fr | Les villages que l'armée contrôle ont été vidés. | contrôle | VERB acl:relcl villages
fr | Les villages que l'armée contrôle ont été vidés. | villages | NOUN nsubj:pass vidés
fr | La ville que l'armée attaque est vide. | armée | NOUN nsubj attaque
fr | Les rebelles ont avancé et repris le village de Kolda. | village | NOUN obj repris
fr | L'armée dit avoir repris Kolda. | Kolda | PROPN obj repris
fr | Les miliciens vont incendier un village. | incendier | VERB xcomp vont
fr | Les miliciens vont incendier un village. | village | NOUN obj incendier
fr | L'armée a envoyé cinq cents soldats. | soldats | NOUN obj envoyé
en | They will be moved to Idlib province, which the armed opposition controls. | controls | VERB acl:relcl province
en | The villages which the rebels control are empty. | rebels | NOUN nsubj control
en | The towns that the militia attacks are small. | attacks | VERB acl:relcl towns
en | Twelve civilians were killed and dozens more wounded in the market. | dozens | NOUN nsubj:pass wounded
en | Ten soldiers were killed and 40 others injured near Gao. | others | NOUN nsubj:pass injured
en | In Izium most of the land has been taken, the remaining part is not playing any role. | taken | VERB parataxis playing
en | The rebels took the town, the army said. | took | VERB ccomp said
en | Gunmen carried out a raid that killed ten soldiers near Bunia on Monday a monitoring group said. | said | VERB parataxis carried
en | Patients appeared to show burns consistent with exposure to mustard gas the Kenyan Red Cross said on Friday. | burns | NOUN obj show
en | A prisoner died of his wounds in a cell the ministry added. | added | VERB parataxis died
en | The general claimed that 40 insurgents had been killed, 12 were injured, and three were caught. | injured | VERB conj killed
en | Ten of the wounded were flown to Nairobi. | wounded | NOUN nmod Ten
en | The death toll was nine with 50 others injured. | others | NOUN nsubj:pass injured
en | About 40 miners have been killed and more than 90 injured since May. | 90 | NUM nsubj:pass injured
en | The mortar killed two men and injured 17 more. | more | ADJ obj injured
en | Rebels took a town that the army lost in May. | lost | VERB acl:relcl town
en | They damaged the only two other bridges connecting occupied Kherson. | Kherson | PROPN obj connecting
"""  # noqa: E501
CASES = [[part.strip() for part in line.split(" | ")] for line in MENDED.strip().splitlines()]


def parse(code: str, text: str) -> Document:
    return load_parser(code).parse(Report("test", text, code))


@pytest.mark.parametrize(("code", "text", "word", "wanted"), CASES)
def test_the_tree_is_set_right(code: str, text: str, word: str, wanted: str) -> None:
    document = parse(code, text)
    token = next(t for t in document.tokens if t.text == word)
    assert f"{token.pos} {token.role} {document.tokens[token.head].text}" == wanted


def test_a_present_that_looks_like_no_future_is_none() -> None:
    (verb,) = (t for t in parse("fr", "Nous combattons l'OTAN.").tokens if t.text == "combattons")
    assert verb.features["Tense"] == "Pres"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Il est parti lundi matin."),  # a time is no object
        ("fr", "Le village occupé par les rebelles a été repris."),
        ("en", "Monday was quiet."),
        ("en", "The occupied town was retaken."),
    ],
)
def test_what_is_right_is_left(code: str, text: str) -> None:
    assert not any(t.role == "obj" for t in parse(code, text).tokens)


def test_a_tree_stays_a_tree() -> None:
    for code, text, *_ in CASES:
        document = parse(code, text)
        for token in document.tokens:
            assert document.tokens[token.head].sentence == token.sentence
            here, steps = token.index, 0
            while document.tokens[here].head != here:
                here, steps = document.tokens[here].head, steps + 1
                assert steps < len(document.tokens)
