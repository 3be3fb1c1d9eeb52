"""Plain French sentences: one happening each, told in as many forms as a report may choose."""

from __future__ import annotations

from functools import cache

import pytest

from selon.model.claim import Claim
from selon.model.report import Report
from selon.pipeline import load_gazetteer, parse_reports, reading_of

# kind | sentence with its *trigger*
TOLD = """
deploy | Les forces gouvernementales ont *déployé* des chars.
intercept | Les forces gouvernementales ont *intercepté* un drone.
withdraw | Les forces gouvernementales ont *abandonné* Tarkograd.
displace | Les forces gouvernementales ont *évacué* des civils.
wound | Les rebelles ont *blessé* trois soldats.
seize | Les rebelles ont *volé* du bétail.
detain | Les rebelles ont *arrêté* un opposant.
capture | Les rebelles ont *occupé* l’aéroport.
damage | L’armée a *endommagé* un pont.
destroy | L’armée a *incendié* le marché.
sanction | L’armée a *expulsé* trois diplomates.
supply | L’armée a *envoyé* des munitions.
attack | Les hommes du général Tarek ont *envahi* le pays.
attack | Les hommes du général Tarek ont *attaqué* le village de Tarkan.
hold | Les hommes du général Tarek ont *contrôlé* Tarkograd.
kill | Les hommes du général Tarek ont *tué* trois soldats.
abuse | Ils ont *torturé* des civils.
free | Ils ont *libéré* un otage.
abuse | Ils ont *violé* des femmes.
besiege | Ils ont *encerclé* Tarkograd.
lose | Les forces gouvernementales ont également *perdu* du terrain.
repel | Les forces gouvernementales ont également *repoussé* une attaque.
repel | Les forces gouvernementales ont également *repoussé* un assaut.
lose | Les forces gouvernementales ont également *perdu* Tarkograd.
detain | Ce samedi, les forces gouvernementales ont *enlevé* un prêtre.
destroy | Ce samedi, les forces gouvernementales ont *détruit* dix chars.
kill | Ce samedi, les forces gouvernementales ont *abattu* un civil.
destroy | Ce samedi, les forces gouvernementales ont *détruit* un pont.
besiege | Les forces gouvernementales ont *assiégé* Tarkograd samedi matin.
supply | Les forces gouvernementales ont *fourni* du carburant à l’armée samedi matin.
capture | Les forces gouvernementales ont *pris* l’aéroport samedi matin.
capture | Les forces gouvernementales ont *repris* le terrain perdu samedi matin.
sanction | Dans l’est du pays, les forces gouvernementales ont *interdit* un journal.
seize | Dans l’est du pays, les forces gouvernementales ont *saisi* des armes.
hold | Dans l’est du pays, les forces gouvernementales ont *défendu* le pont.
withdraw | Dans l’est du pays, les forces gouvernementales ont *quitté* le village de Tarkan.
deploy | Les forces gouvernementales n’ont pas *déployé* un bataillon.
damage | Les forces gouvernementales n’ont pas *endommagé* un immeuble.
damage | Les forces gouvernementales n’ont pas *endommagé* un pont.
deploy | Les forces gouvernementales n’ont pas *déployé* trois mille soldats.
wound | Les forces gouvernementales auraient *blessé* trois soldats.
intercept | Les forces gouvernementales auraient *intercepté* un drone.
intercept | Les forces gouvernementales auraient *abattu* un avion de combat.
displace | Les forces gouvernementales auraient *évacué* des civils.
free | Les forces gouvernementales vont *libérer* un journaliste.
free | Les forces gouvernementales vont *libérer* de nombreux otages.
free | Les forces gouvernementales vont *libérer* un otage.
free | Les forces gouvernementales vont *libérer* trois prisonniers.
detain | Les forces gouvernementales veulent *capturer* un soldat.
supply | Les forces gouvernementales veulent *livrer* dix chars.
supply | Les forces gouvernementales veulent *livrer* du matériel médical.
detain | Les forces gouvernementales veulent *capturer* dix combattants.
kill | Les forces gouvernementales ont réussi à *tuer* le chef rebelle.
hold | Les forces gouvernementales ont réussi à *défendre* Tarkograd.
withdraw | Les forces gouvernementales ont réussi à *abandonner* Tarkograd.
sanction | Les forces gouvernementales ont réussi à *interdire* un journal.
besiege | Les forces gouvernementales ont tenté d'*encercler* Tarkograd.
seize | Les forces gouvernementales ont tenté de *voler* du bétail.
besiege | Les forces gouvernementales ont tenté d'*encercler* le village de Tarkan.
besiege | Les forces gouvernementales ont tenté d'*encercler* un bataillon.
abuse | L’armée dit avoir *torturé* des civils.
attack | L’armée dit avoir *attaqué* un poste de police.
abuse | L’armée dit avoir *violé* une adolescente.
attack | L’armée dit avoir *envahi* Tarkograd.
lose | Le gouverneur a déclaré que les forces gouvernementales avaient *perdu* du terrain.
repel | Le gouverneur a déclaré que les forces gouvernementales avaient *repoussé* une attaque.
displace | Le gouverneur a déclaré que les forces gouvernementales avaient *évacué* trois mille habitants.
wound | Le gouverneur a déclaré que les forces gouvernementales avaient *blessé* douze personnes.
capture | Selon le gouverneur, les forces gouvernementales ont *conquis* Tarkograd.
capture | Selon le gouverneur, les forces gouvernementales ont *conquis* plusieurs villages.
capture | Selon le gouverneur, les forces gouvernementales ont *pris* un carrefour routier.
deploy | Selon le gouverneur, les forces gouvernementales ont *envoyé* des renforts.
withdraw | « Les forces gouvernementales ont *quitté* le village de Tarkan », a déclaré le gouverneur.
destroy | « Les forces gouvernementales ont *incendié* un village », a déclaré le gouverneur.
seize | « Les forces gouvernementales ont *saisi* des armes », a déclaré le gouverneur.
destroy | « Les forces gouvernementales ont *incendié* un véhicule », a déclaré le gouverneur.
hold | Le gouverneur accuse les forces gouvernementales d’avoir *contrôlé* Tarkograd.
sanction | Le gouverneur accuse les forces gouvernementales d’avoir *expulsé* trois diplomates.
hold | Le gouverneur accuse les forces gouvernementales d’avoir *contrôlé* le nord du pays.
sanction | Le gouverneur accuse les forces gouvernementales d’avoir *expulsé* un ambassadeur.
kill | Les forces gouvernementales, qui ont *tué* douze personnes, sont accusées de crimes.
intercept | Les forces gouvernementales, qui ont *abattu* un avion de combat, sont accusées de crimes.
kill | Les forces gouvernementales, qui ont *tué* un civil, sont accusées de crimes.
kill | Les forces gouvernementales, qui ont *abattu* trois hommes, sont accusées de crimes.
wound | Les forces gouvernementales ont progressé après avoir *blessé* douze personnes.
wound | Les forces gouvernementales ont progressé après avoir *blessé* trois soldats.
damage | Les forces gouvernementales ont progressé après avoir *endommagé* un immeuble.
repel | Les forces gouvernementales ont progressé après avoir *repoussé* un assaut.
lose | Les forces gouvernementales *perdent* du terrain.
lose | Les forces gouvernementales *perdent* Tarkograd.
displace | Les forces gouvernementales *évacuent* trois mille habitants.
displace | Les forces gouvernementales *évacuent* le personnel.
supply | Soudan : les forces gouvernementales *fournissent* des armes aux rebelles
detain | Soudan : les forces gouvernementales *enlèvent* trois enseignants
detain | Soudan : les forces gouvernementales *enlèvent* un prêtre
detain | Soudan : les forces gouvernementales *arrêtent* un journaliste
attack | Tarkograd a été *attaqué* par les forces gouvernementales.
attack | Un poste de police a été *attaqué* par les forces gouvernementales.
attack | Un convoi militaire a été *attaqué* par les forces gouvernementales.
seize | Un cargo a été *saisi* par les forces gouvernementales.
intercept | Un drone a été *intercepté* samedi.
abuse | Un prisonnier a été *torturé* samedi.
deploy | Un bataillon a été *déployé* samedi.
damage | Un immeuble a été *endommagé* samedi.
withdraw | Tarkograd aurait été *abandonné* par les forces gouvernementales.
withdraw | Le village de Tarkan aurait été *quitté* par les forces gouvernementales.
withdraw | Tarkograd aurait été *quitté* par les forces gouvernementales.
withdraw | Le nord du pays aurait été *quitté* par les forces gouvernementales.
repel | Le gouverneur a affirmé que un assaut avait été *repoussé*.
besiege | Le gouverneur a affirmé que le camp avait été *assiégé*.
besiege | Le gouverneur a affirmé que Tarkograd avait été *assiégé*.
destroy | Le gouverneur a affirmé que un radar avait été *détruit*.
sanction | On apprend que un parti a été *interdit* par les forces gouvernementales.
hold | On apprend que le pont a été *défendu* par les forces gouvernementales.
sanction | On apprend que un journal a été *interdit* par les forces gouvernementales.
hold | On apprend que le village de Tarkan a été *défendu* par les forces gouvernementales.
supply | Les forces gouvernementales ont avancé et *envoyé* de l’aide alimentaire.
supply | Les forces gouvernementales ont avancé et *livré* dix chars.
seize | Les forces gouvernementales ont avancé et *volé* du bétail.
abuse | Les forces gouvernementales ont avancé et *violé* des femmes.
"""
CASES = [[part.strip() for part in line.split(" | ")] for line in TOLD.strip().splitlines()]


@cache
def readings() -> list[tuple[Claim, ...]]:
    reports = [Report(str(n), text.replace("*", ""), "fr", published="2023-06-05") for n, (_, text) in enumerate(CASES)]
    return [reading_of(document, load_gazetteer()).claims for document in parse_reports(reports)]


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_plain_sentence_tells_its_happening(number: int) -> None:
    kind, text = CASES[number]
    start = text.index("*")
    assert kind in {claim.kind for claim in readings()[number] if claim.trigger.start == start}, text
