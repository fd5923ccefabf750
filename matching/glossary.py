"""Words of the field that mean one thing: English and German, short and written out. Data only."""

import re

from matching.stems import stem

_PHRASES = """
cross border: grenzueberschreitend
structural change: strukturwandel
structural transformation: strukturwandel
regional development: regionalentwicklung
rural development: laendliche entwicklung
spatial planning: raumplanung
climate protection: klimaschutz
climate action: klimaschutz
climate adaptation: klimaanpassung
climate change: klimawandel
energy transition: energiewende
heat transition: waermewende
mobility transition: mobilitaetswende
circular economy: kreislaufwirtschaft
artificial intelligence: ki
kuenstliche intelligenz: ki
kuenstlicher intelligenz: ki
public procurement: vergaberecht
skilled workers: fachkraefte
skilled labour: fachkraefte
labour market: arbeitsmarkt
metropolitan region: metropolregion
small towns: kleinstaedte
green deal: greendeal
kick off: auftakt
start up: startup
start ups: startup
demo day: abschlusspraesentation
open house: tag offene tuer
tage der offenen tuer: tag offene tuer
site visit: besichtigung
award ceremony: preisverleihung
business plan: geschaeftsplan
town hall: rathaus
supply chain: lieferkette
supply chains: lieferketten
small and medium: mittelstand
value creation: wertschoepfung
land use: flaechennutzung
public transport: oepnv
nahverkehr: oepnv
mid term: halbzeit
half time: halbzeit
runder tisch: rundertisch
runden tisch: rundertisch
round table: rundertisch
roundtable: rundertisch
fachkraeftegewinnung: fachkraefte
"""

_WORDS = """
conference conf: konferenz
congress: kongress
summit: gipfel
symposion: symposium
meeting: treffen
infoday: infotag
workshop werkstatt: workshop
lecture: vortrag
talk: gespräch
dialogue: dialog
fair expo: messe
exhibition: ausstellung
opening: eröffnung
closing final: abschluss
kickoff startschuss start launch: auftakt
excursion: exkursion
ceremony: verleihung
reception: empfang
evening: abend
night: nacht
day days: tag
week: woche
annual: jahres
hydrogen h2: wasserstoff
mobility: mobilität
transport traffic: verkehr
energy: energie
heat heating: wärme
climate: klima
transition: wandel
change: wandel
transformation: transformation
region regions: region
rural: ländlich
areas spaces: räume
city cities town towns urban: stadt
municipality municipalities municipal kommunal gemeinde: kommune
village villages: dorf
citizen citizens: bürger
participation: beteiligung
economy economic business: wirtschaft
company companies firm firms enterprise enterprises: unternehmen
sme smes kmu: mittelstand
funding grants support: förderung
research: forschung
science: wissenschaft
education: bildung
health: gesundheit
care: pflege
tourism: tourismus
culture cultural: kultur
heritage: erbe
youth: jugend
women: frauen
future: zukunft
network networking: netzwerk
cooperation collaboration kooperation: zusammenarbeit
partnership: partnerschaft
community: gemeinschaft
sustainability sustainable: nachhaltigkeit
nachhaltig nachhaltige: nachhaltigkeit
innovation innovations: innovation
digitalisation digitalization digitisation digitization: digitalisierung
industry industrial: industrie
lignite: braunkohle
coal: kohle
mining: bergbau
border: grenze
european: europäisch
international: international
forest: wald
water: wasser
agriculture farming: landwirtschaft
housing: wohnen
building construction: bau
finance finances: finanzen
procurement: vergabe
law: recht
battery batteries: batterie
semiconductor semiconductors: halbleiter
microelectronics: mikroelektronik
data: daten
space: raum
planning: planung
development: entwicklung
strategy: strategie
management: management
manager: management
founder founders gründung startup startups: gründer
existenzgründung existenzgründer entrepreneur entrepreneurs entrepreneurship: gründer
job jobs career: beruf
breakfast: frühstück
competition: wettbewerb
award prize: preis
steel: stahl
chemistry chemical: chemie
wind: wind
solar photovoltaik pv: solar
storage: speicher
grid grids: netz
bioeconomy: bioökonomie
food: ernährung
forum fora: forum
lab labs laboratory: labor
without: ohne
working work: arbeiten
borders: grenzen
lower: nieder
upper: ober
skills: kompetenzen
skill: kompetenz
valley: tal
landscape landscapes: landschaft
public: öffentlich
digital: digital
social: sozial
local: lokal
common: gemeinsam
lk landkreis landkreises kreises: kreis
festival: festival
training: schulung
investment investments: investition
security: sicherheit
employment: beschäftigung
labour: arbeit
migration: migration
family families: familie
saxony sächsisch: sachsen
bayerisch bayrisch: bayern
thüringisch: thüringen
brandenburgisch märkisch: brandenburg
hessisch: hessen
niedersächsisch: niedersachsen
mitteldeutsch: mitteldeutschland
ostdeutsch: ostdeutschland
automotive: automobil
agrar: landwirtschaft
welcome: willkommen
professionals professional: fachkräfte
workers: fachkräfte
approach approaches: ansätze
challenge challenges: herausforderung
opportunity opportunities: chancen
market: markt
school: schule
university: universität
landscape: landschaft
resilience resilient: resilienz
bavaria: bayern
thuringia: thüringen
lusatia: lausitz
rhine: rhein
hesse: hessen
munich: münchen
cologne: köln
nuremberg: nürnberg
baltic: ostsee
germany: deutschland
eastern east: ost
western west: west
northern north: nord
southern south: süd
alpine: alpen
old: alt
new: neu
centre center centres: zentrum
"""


def _table(rows: str) -> list[tuple[str, str]]:
    pairs = (row.split(":") for row in rows.strip().splitlines())
    return [(left.strip(), right.strip()) for left, right in pairs]


_PHRASE = dict(_table(_PHRASES))
_ANY_PHRASE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _PHRASE), key=len, reverse=True)) + r")\b"
)
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_CANONICAL = {
    stem(word.translate(_FOLDED)): stem(right.translate(_FOLDED))
    for left, right in _table(_WORDS)
    for word in left.split()
}


def canonical_phrases(folded: str) -> str:
    """Return a folded text with the phrases of the glossary in their German words."""
    return _ANY_PHRASE.sub(lambda hit: _PHRASE[hit[0]], folded)


def canonical(key: str) -> str:
    """Return the stem that stands for all words of the same meaning."""
    return _CANONICAL.get(key, key)
