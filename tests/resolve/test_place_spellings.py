"""Names across spellings and scripts: French, English and Cyrillic, old and new, with and without articles."""

from __future__ import annotations

import pytest
from geographiclib.geodesic import Geodesic

from selon.languages.known import KNOWN
from selon.languages.load import load_language
from selon.resolve.gazetteer import open_gazetteer
from selon.resolve.place_candidates import Weighed, weigh_candidates

# Country, latitude and longitude to about 10 km (of a country: its middle), and spellings of the name. After a star,
# names that better known places elsewhere have too: they need a word about the country.
TABLE = """
# Ukraine
UA 48.6 38: Bakhmut, Bakhmout, Бахмут, Artemivsk, Artyomovsk, Артёмовск, Artiomovsk
UA 50.45 30.52: Kyiv, Kiev, Kyjiw, Київ, Киев
UA 50 36.25: Kharkov, Kharkiv, Харків
UA 48.57 39.33: Lougansk, Louhansk, Luhansk, Lugansk
UA 47.1 37.55: Marioupol, Mariupol, Мариуполь
UA 51.5 31.3: Tchernihiv, Chernigov
UA 47.84 35.14: Zaporijjia, Zaporijia, Zaporizhzhia, Zaporozhye
UA 48.95 38.49: Severodonetsk, Sievierodonetsk
UA 48.9 38.43: Lyssytchansk, Lysychansk, Lisichansk
UA 48.73 37.57: Kramatorsk
UA 47.78 37.25: Vouhledar, Vuhledar, Ougledar
UA 48.14 37.75: Avdiivka, Avdeïevka, Avdeevka
UA 48.28 37.18: Pokrovsk, Krasnoarmiisk
UA 48.6 37.83: Tchassiv Iar, Chasiv Yar, Chasov Yar
UA 49.71 37.61: Koupiansk, Kupyansk
UA 49.21 37.26: Izioum, Izium, Izyum
UA 46.63 32.6: Kherson
UA 46.97 32: Mykolaïv, Nikolaev
UA 48.46 35.04: Dnipropetrovsk, Dniepropetrovsk
UA 46.48 30.73: *Odessa, Odesa
UA 49.84 24.03: Lvov, Lviv, Lemberg
UA 50.25 28.66: Jytomyr, Zhitomir
UA 50.55 30.21: Boutcha, Bucha
UA 50.52 30.25: Irpin
UA 50.92 34.8: Soumy
UA 48.68 38.09: Soledar
UA 47.25 35.7: Tokmak
UA 46.85 35.37: Melitopol
UA 46.76 36.8: Berdiansk, Berdyansk
UA 47.5 34.65: Enerhodar, Energodar
UA 46.75 33.37: Nova Kakhovka, Novaya Kakhovka
UA 49.05 38.21: Kreminna, Kremennaya
UA 48.63 38.38: Popasna
UA 44.6 33.52: Sébastopol, Sevastopol
UA 48.34 38.41: Debaltseve, Debaltsevo
UA 48.3 38.05: Horlivka, Gorlovka
UA 48.05 37.96: Makiïvka
UA 47.57 35.78: Orikhiv
UA 48.02 37.8: Донецк, Донецьк
UA 49.84 36.69: Чугуев, Чугуїв, Tchougouïv, Chuhuiv, Chuguev
# Russia and Belarus
RU 47.23 39.7: Rostov-sur-le-Don, Rostov-on-Don
RU 50.6 36.59: Belgorod, Bielgorod
RU 51.73 36.19: Koursk
RU 51.19 35.27: Soudja, Sudzha
RU 53.25 34.37: Briansk
RU 51.67 39.18: Voronej
RU 56.33 44: Nijni Novgorod
RU 43.31 45.7: Grozny, Грозный
RU 42.98 47.5: Makhatchkala
RU 48.7 44.5: Stalingrad
RU 59.9 30.3: Leningrad
RU 50.41 36.9: Chebekino
RU 55.75 37.6: Moscou
BY 52.43 30.98: Gomel, Homiel
BY 52.1 23.7: Brest-Litovsk
# the Caucasus
GE 41.7 44.8: Tbilissi, Tbilisi, Tiflis
GE 42.22 43.97: Tskhinvali, Цхинвал
GE 43 41: Soukhoumi, Sukhumi
GE 41.98 44.11: Gori
GE 42.5 41.87: Zougdidi
AZ 39.82 46.75: Stepanakert, Khankendi
AZ 39.76 46.75: Choucha, Shushi
AZ 40.38 49.89: Bakou
AZ 40.68 46.36: Gandja, Ganja
AM 40.18 44.51: Erevan, Yerevan
AM 39.51 46.34: Goris
AM 40.79 43.85: Gyumri
# Syria and Iraq
SY 36.2 37.16: Alep, Aleppo, Halab
SY 33.51 36.29: Damas, Damascus
SY 34.73 36.72: Homs
SY 35.13 36.75: Hama
SY 35.93 36.63: Idlib, Idleb
SY 35.44 36.65: Khan Cheikhoun, Khan Shaykhun, Khan Sheikhoun
SY 35.33 40.14: Deir ez-Zor, Deir Ezzor, Deir al-Zour
SY 35.95 39: Raqqa, Rakka, ar-Raqqah
SY 36.89 38.35: Kobané, Kobani, Ayn al-Arab
SY 34.55 38.27: Palmyre, *Palmyra, Tadmor
SY 32.62 36.1: Deraa, Daraa, Dera'a
SY 33.57 36.4: Douma
SY 36.51 36.87: Afrin, Afrine
SY 36.53 37.95: Manbij
SY 37.05 41.23: Qamishli, Kameshli, al-Qamishli
SY 36.5 40.75: Hassaké, Hasakah
SY 35.52 35.79: Lattaquié, Latakia
SY 34.89 35.89: Tartous
SY 32.71 36.57: Soueïda, Suwayda
SY 35.65 36.68: Maaret al-Noomane, Maarat al-Numan
SY 35.86 36.8: Saraqeb, Saraqib
IQ 36.34 43.12: Mossoul, Mosul
IQ 33.35 43.78: Falloujah, Fallujah
IQ 30.5 47.82: Bassora
IQ 35.47 44.39: Kirkouk
IQ 36.19 44.01: Erbil, Arbil
IQ 35.56 45.43: Souleimaniyé, Sulaymaniyah
IQ 33.42 43.3: Ramadi
IQ 34.6 43.68: Tikrit
IQ 36.32 41.87: Sinjar
# Yemen
YE 15.35 44.2: Sanaa, Sana'a
YE 12.8 45.03: Aden
YE 14.8 42.95: Hodeïda, Hodeidah, al-Hudaydah
YE 13.58 44.02: Taëz, Taiz, Ta'izz
YE 15.46 45.33: Marib, Mareb
YE 16.94 43.76: Saada, Sa'dah
YE 14.54 49.13: Moukalla, Mukalla
# Sudan, South Sudan
SD 15.55 32.53: Khartoum
SD 15.65 32.48: Omdourman, Omdurman
SD 13.63 25.35: El Fasher, El-Facher, al-Fashir
SD 13.45 22.45: El Geneina, Al-Genina, El-Geneïna
SD 12.05 24.88: Nyala
SD 19.62 37.22: Port-Soudan, Port Sudan
SD 13.18 30.22: El Obeid, al-Ubayyid
SD 14.4 33.52: Wad Madani, Wad Medani
SD 11.01 29.72: Kadugli, Kadougli
SD 12.91 23.47: Zalingei
SS 4.85 31.6: Djouba, Juba
SS 9.53 31.66: Malakal
SS 9.23 29.83: Bentiu
# the Sahel
ML 16.77 -3: Tombouctou, Timbuktu
ML 16.27 -0.04: Gao
ML 18.44 1.41: Kidal
ML 14.49 -4.18: Mopti
ML 13.43 -6.26: Ségou
ML 15.66 0.5: Ansongo
BF 12.37 -1.52: Ouagadougou
BF 14.1 -1.63: Djibo
BF 11.18 -4.3: Bobo-Dioulasso
BF 14.03 -0.03: Dori
BF 13.09 -1.08: Kaya
NE 13.51 2.11: Niamey
NE 14.21 1.45: Tillabéri
NE 13.32 12.61: Diffa
NE 16.97 7.99: Agadez
TD 12.11 15.05: N'Djamena, Ndjamena
TD 13.83 20.83: Abéché
NG 11.85 13.16: Maiduguri, Maïduguri
CF 4.36 18.55: Bangui
CF 5.77 20.68: Bambari
# the Congo and its neighbours
CD -1.68 29.23: Goma
CD -2.5 28.86: Bukavu
CD 0.49 29.47: Béni
CD 0.14 29.29: Butembo
CD 1.56 30.25: Bunia
CD -3.4 29.14: Uvira
CD 0.52 25.2: Kisangani, Stanleyville
CD -4.3 15.3: Léopoldville, Kinshasa
CD -11.66 27.48: Elisabethville, Lubumbashi
CD -1.19 29.45: Rutshuru
BI -3.38 29.36: Bujumbura
RW -1.95 30.06: Kigali
# Myanmar
MM 16.8 96.16: Rangoun, Rangoon, Yangon
MM 19.75 96.1: Naypyidaw, Nay Pyi Taw
MM 21.97 96.08: Mandalay
MM 25.38 97.4: Myitkyina
MM 22.93 97.75: Lashio
MM 16.69 98.51: Myawaddy
MM 20.15 92.9: Sittwe, Akyab
MM 19.67 97.21: Loikaw
MM 23.69 98.76: Laukkai
MM 16.49 97.63: Moulmein, Mawlamyine
MM 24.25 97.23: *Bamo, Bhamo
# with an article
NL 52.08 4.3: la Haye, The Hague, the Hague
EG 30.06 31.25: Le Caire
SA 21.43 39.83: La Mecque
CU 23.13 -82.38: La Havane
US 29.95 -90.07: la Nouvelle-Orléans
SY 35 38: la Syrie
RU 60 90: la Russie
UA 49 32: l'Ukraine
ET 9 39: l’Éthiopie
SD 15 30: le Soudan
YE 15.5 47.5: le Yémen
NL 52 5.5: the Netherlands
PH 13 122: les Philippines
FR 48 0.2: le Mans
# elsewhere
EG 30.06 31.25: Cairo
# the Horn of Africa
ET 9.02 38.75: Addis-Abeba
ET 13.5 39.47: Mekele, Mékélé, Mekelle
ET 14.12 38.72: Axoum
SO 2.04 45.34: Mogadiscio, Mogadishu
SO -0.36 42.55: Kismayo
# Libya, Palestine, Lebanon, Afghanistan, Kashmir
LY 32.88 13.19: Tripoli
LY 32.12 20.07: Benghazi
LY 31.2 16.59: Syrte, Sirte
LY 32.38 15.09: Misrata
PS 31.5 34.47: Gaza
PS 31.35 34.3: Khan Younès, Khan Yunis, Khan Younis
PS 31.29 34.25: Rafah
PS 32.46 35.3: Jénine, Jenin
PS 32.22 35.26: Naplouse, Nablus
IL 31.78 35.22: Jérusalem
LB 33.89 35.5: Beyrouth
LB 33.27 35.2: Tyr
LB 33.56 35.37: *Saïda
AF 34.53 69.17: Kaboul
AF 31.61 65.71: Kandahar
AF 36.73 68.86: Koundouz, Kunduz
AF 34.35 62.2: Hérat
PK 34.01 71.58: Peshawar
IN 34.09 74.81: Srinagar
"""

PLACES = [line.split(": ") for line in TABLE.strip().splitlines() if not line.startswith("#")]
SPELLINGS = [(name, *where.split()) for where, names in PLACES for name in names.split(", ")]
LANGUAGES = [load_language(code) for code in KNOWN]


def weigh(name: str, country: str | None = None) -> tuple[Weighed, ...]:
    return weigh_candidates(name, open_gazetteer(), LANGUAGES, country=country)


@pytest.mark.parametrize(("name", "country", "latitude", "longitude"), SPELLINGS)
def test_the_best_candidate_is_the_place_meant(name: str, country: str, latitude: str, longitude: str) -> None:
    shared = name.startswith("*")
    best = weigh(name.removeprefix("*"), country if shared else None)[0].candidate
    away = Geodesic.WGS84.Inverse(float(latitude), float(longitude), best.latitude, best.longitude)["s12"] / 1000
    assert best.country == country
    assert away < max(15.0, best.radius_km)


def test_the_table_is_long_and_wide() -> None:
    assert len({name for name, *_ in SPELLINGS}) == len(SPELLINGS) > 300
    assert len({country for _, country, *_ in SPELLINGS}) > 30


@pytest.mark.parametrize("name", ["syrien", "ukrainienne", "Syrian", "malien", "Russian"])
def test_an_adjective_of_a_people_is_no_place(name: str) -> None:
    assert weigh(name) == ()


def test_what_is_known_around_a_name_chooses() -> None:
    assert weigh("Tripoli")[0].candidate.country == "LY"
    assert weigh("Tripoli", "LB")[0].candidate.country == "LB"
    near = weigh_candidates("Tripoli", open_gazetteer(), LANGUAGES, near="Beirut")[0]
    assert near.candidate.country == "LB"


def test_no_guess_at_a_name_like_no_other() -> None:
    assert weigh("Xqzwvatrum") == ()
    assert weigh("x" * 10_000) == ()
