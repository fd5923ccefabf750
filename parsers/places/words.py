"""The word tables of the place readers: labels, houses, organisations, first names, Länder.

Data only, folded as `model.fold` does where a comment says so. Own knowledge of German; general
words, never the name of one event or page.
"""

from functools import cache
from importlib.resources import files

# Länder by folded name; the city states are towns and are not listed.
LANDS = {
    "baden wuerttemberg": "Baden-Württemberg",
    "bayern": "Bayern",
    "brandenburg": "Brandenburg",
    "hessen": "Hessen",
    "mecklenburg vorpommern": "Mecklenburg-Vorpommern",
    "niedersachsen": "Niedersachsen",
    "nordrhein westfalen": "Nordrhein-Westfalen",
    "nrw": "Nordrhein-Westfalen",
    "rheinland pfalz": "Rheinland-Pfalz",
    "saarland": "Saarland",
    "sachsen": "Sachsen",
    "sachsen anhalt": "Sachsen-Anhalt",
    "schleswig holstein": "Schleswig-Holstein",
    "thueringen": "Thüringen",
}
# Stems of the adjectives made of Länder, folded ("im sächsischen", "in der hessischen").
LAND_ADJECTIVES = {
    "badisch": "Baden-Württemberg",
    "baden wuerttembergisch": "Baden-Württemberg",
    "wuerttembergisch": "Baden-Württemberg",
    "bayerisch": "Bayern",
    "bayrisch": "Bayern",
    "fraenkisch": "Bayern",
    "brandenburgisch": "Brandenburg",
    "maerkisch": "Brandenburg",
    "hessisch": "Hessen",
    "mecklenburgisch": "Mecklenburg-Vorpommern",
    "niedersaechsisch": "Niedersachsen",
    "nordrhein westfaelisch": "Nordrhein-Westfalen",
    "westfaelisch": "Nordrhein-Westfalen",
    "rheinland pfaelzisch": "Rheinland-Pfalz",
    "pfaelzisch": "Rheinland-Pfalz",
    "saarlaendisch": "Saarland",
    "saechsisch": "Sachsen",
    "sachsen anhaltisch": "Sachsen-Anhalt",
    "schleswig holsteinisch": "Schleswig-Holstein",
    "holsteinisch": "Schleswig-Holstein",
    "thueringisch": "Thüringen",
    "thueringer": "Thüringen",
    "brandenburger": "Brandenburg",
}

# Ends of words that are buildings or rooms, folded; value: grammatical gender.
BUILDINGS = {
    "akademie": "f", "amphitheater": "n", "arena": "f", "atrium": "n", "aula": "f",
    "auditorium": "n", "autostadt": "f", "bahnhof": "m", "bibliothek": "f",
    "buehne": "f", "buehnen": "p",
    "brauerei": "f", "buecherei": "f", "burg": "f", "cafe": "n", "campus": "m", "casino": "n",
    "centrum": "n", "center": "n", "club": "m", "dom": "m", "domaene": "f", "depot": "n",
    "fabrik": "f", "festung": "f", "forum": "n", "foyer": "n", "galerie": "f", "gaststaette": "f",
    "gasthof": "m", "gasthaus": "n", "gebaeude": "n", "hafen": "m", "halle": "f",
    "hallen": "p", "haus": "n", "hof": "m", "hotel": "n", "huette": "f", "hub": "m",
    "jugendherberge": "f", "kapelle": "f", "kaserne": "f", "keller": "m", "kelter": "f",
    "kino": "n", "kirche": "f", "klinikum": "n", "kloster": "n", "kolleg": "n", "kontor": "n",
    "konzerthaus": "n", "krankenhaus": "n", "kurhaus": "n", "kulturbrauerei": "f", "labor": "n",
    "landgut": "n", "lokschuppen": "m", "loft": "n", "markthalle": "f", "messe": "f",
    "messezentrum": "n", "muehle": "f", "museum": "n", "oper": "f", "palais": "n", "palast": "m",
    "park": "m", "pavillon": "m", "pfarrheim": "n", "philharmonie": "f", "planetarium": "n",
    "praesidium": "n", "raum": "m", "restaurant": "n", "saal": "m", "saele": "p", "scheune": "f",
    "schloss": "n", "schmiede": "f", "schule": "f", "schuppen": "m", "speicher": "m",
    "stadion": "n", "staette": "f", "stift": "n", "studio": "n", "theater": "n", "treff": "m",
    "turm": "m", "turnhalle": "f", "villa": "f", "werk": "n", "werke": "p", "werkstatt": "f",
    "zeche": "f", "zentrale": "f", "zentrum": "n", "zirkus": "m", "zoo": "m", "markt": "m",
    "platz": "m", "garten": "m", "gaerten": "p", "heim": "n", "tagungsstaette": "f",
    "stadtbad": "n", "hallenbad": "n", "kurbad": "n", "rittergut": "n", "weingut": "n", "gut": "n",
    "raeume": "p", "raeumen": "p", "raeumlichkeiten": "p", "gebaeuden": "p", "post": "f",
    "station": "f", "sternwarte": "f", "stall": "m", "remise": "f", "stadel": "m", "zelt": "n",
    "molkerei": "f", "druckerei": "f", "ziegelei": "f", "gaertnerei": "f", "brennerei": "f",
    "kaeserei": "f", "meierei": "f", "schreinerei": "f", "baeckerei": "f", "orangerie": "f",
    "mensa": "f", "kantine": "f", "gymnasium": "n", "synagoge": "f", "feuerwache": "f",
    "weinstube": "f", "heimatstube": "f", "dorfstube": "f", "dorfladen": "m", "hofladen": "m",
    "weltladen": "m", "freibad": "n", "strandbad": "n", "therme": "f", "wintergarten": "m",
    "carre": "n", "tivoli": "n", "doerphus": "n", "doerpshus": "n", "doerpshuus": "n", "krug": "m",
    "buergertreff": "m", "nachbarschaftstreff": "m", "jugendtreff": "m", "stadtteiltreff": "m",
    "familientreff": "m", "dorftreff": "m", "quartierstreff": "m", "seniorentreff": "m",
    "kulturtreff": "m", "gemeindetreff": "m",
    "kulturhof": "m", "werft": "f", "weberei": "f", "spinnerei": "f", "schauspielhaus": "n",
}  # fmt: skip
# Words that end like a house and are none, folded.
NO_HOUSES = frozenset(
    {
        "ackerland", "arbeitsmarkt", "bauwerk", "ehrenamt", "energiemarkt", "finanzmarkt",
        "freiraum", "handwerk", "hoehepunkt", "immobilienmarkt", "innenstadtzentrum",
        "kraftwerk", "lebensraum", "naturraum", "ortszentrum", "regelwerk", "sozialraum",
        "spielraum", "stadtraum", "stadtzentrum", "stellenmarkt", "strassenraum", "strommarkt",
        "supermarkt", "verdichtungsraum", "verflechtungsraum", "weltmarkt", "wirtschaftsraum",
        "wochenmarkt", "wohnungsmarkt", "wohnraum", "zeitraum", "zwischenraum", "binnenmarkt",
        "weihnachtsmarkt", "jahrmarkt", "maimarkt", "vorgut", "kulturgut", "allgemeingut",
        "gedankengut", "saatgut", "exporthafen", "alltag", "weltraum", "kulturraum",
        "grossraum", "ballungsraum", "hintergrund", "bundesligastart", "raum", "mauerwerk",
        "kristall", "manifestation", "bergkristall", "triebwerk", "meisterwerk", "lebenswerk",
        "kunstwerk", "feuerwerk", "gesamtwerk",
    }
)  # fmt: skip
# Nouns that name an event as often as a house: they need a name behind them ("Forum Bildung").
EVENTISH = frozenset({"forum", "werkstatt", "messe", "treff", "labor", "markt", "akademie"})
# Nouns that alone say nothing of a place ("im Zentrum", "im Werk").
GENERIC = EVENTISH | {
    "buehne",
    "zentrum", "werk", "raum", "park", "zentrale", "amt", "kammer", "post", "verwaltung", "schule",
    "bank", "stiftung", "kreistag", "landtag", "hof", "studio", "institut", "ministerium", "gut",
    "hochschule", "universitaet", "stift", "vertretung", "behoerde", "raeumen", "gebaeuden",
    "raeumlichkeiten", "platz", "center", "kino", "oper", "club", "hub", "hotel", "haus", "garten",
}  # fmt: skip
# Ends of words that are organisations and may also be the house that one meets in, folded.
INSTITUTIONS = {
    "amt": "n", "behoerde": "f", "bundesamt": "n", "bundesanstalt": "f", "btu": "f", "fh": "f",
    "handelskammer": "f", "handwerkskammer": "f", "hochschule": "f", "hwk": "f", "ihk": "f",
    "industrie und handelskammer": "f", "institut": "n", "kammer": "f", "kreistag": "m",
    "kreisverwaltung": "f", "landesvertretung": "f", "landratsamt": "n", "landtag": "m",
    "ministerium": "n", "ordinariat": "n", "regierungspraesidium": "n", "sparkasse": "f",
    "stadtverwaltung": "f", "stiftung": "f", "th": "f", "tu": "f", "uni": "f",
    "universitaet": "f", "vhs": "f", "verwaltung": "f", "volkshochschule": "f", "vertretung": "f",
    "botschaft": "f", "bildungsstaette": "f", "bezirksregierung": "f", "stadtwerke": "p",
    "haw": "f", "hs": "f", "hawk": "f", "bank": "f", "zentralbank": "f", "bbr": "n", "bbsr": "n",
}  # fmt: skip
# Words whose town is part of an organisation's or an area's name and no place, folded ends.
ORGANISATIONS = frozenset(
    {
        "agentur", "allianz", "arbeitsgemeinschaft", "arbeitskreis", "awo", "biosphaerenreservat",
        "bistum", "buendnis", "bund", "caritas", "cluster", "diakonie", "dioezese",
        "energieagentur", "erzbistum", "euroregion", "fachverband", "flughafen", "gemeinde",
        "geopark", "gesellschaft", "gmbh", "handelsverband", "hansestadt", "hauptstadtregion",
        "impulsregion", "initiative", "initiativkreis", "innung", "kanzlei", "kirchenkreis",
        "kommune", "kooperation", "kreis", "kreishandwerkerschaft", "kreisverband",
        "landeshauptstadt", "landesverband", "landkreis", "leader-region", "leaderregion",
        "marketing", "metropole", "metropolregion", "nachbarschaftsverband", "nationalpark",
        "naturpark", "netzwerk", "ortsverband", "planungsverband", "polizei", "polizeipraesidium",
        "region", "regionalmanagement", "regionalverband", "regiopolregion", "revier",
        "samtgemeinde", "stadt", "stadtregion", "staedteregion", "tourismus", "tourist",
        "unternehmen", "verband", "verbandsgemeinde", "verbund", "verein", "verkehrsverbund",
        "verlag", "vg", "vgs", "wfg", "wgf", "wirtschaftsfoerderung",
        "wirtschaftsfoerderungsgesellschaft", "wirtschaftsregion", "zweckverband",
    }
)  # fmt: skip
# Nouns that end a street's name, folded; after an adjective ("Berliner Straße") no town.
STREETS = frozenset(
    {
        "allee", "anlage", "berg", "bruecke", "chaussee", "damm", "gasse", "graben", "kai", "kehre",
        "landstrasse", "markt", "park", "pfad", "platz", "promenade", "ring", "steig", "stieg",
        "str", "strasse", "tor", "ufer", "wall", "weg", "zeile",
    }
)  # fmt: skip

# What a label says of the value that follows it, folded label: section.
LABELS = {
    **dict.fromkeys(
        (
            "ort", "orte", "veranstaltungsort", "veranstaltungsorte", "tagungsort", "wo",
            "location", "treffpunkt", "austragungsort", "spielort", "seminarort", "kursort",
            "tagungsstaette", "veranstaltungsstaette", "ausstellungsort", "lernort", "ort und zeit",
            "zeit und ort", "termin und ort", "ort und termin", "ort der veranstaltung",
            "schulungsort", "sitzungsort", "venue", "place",
        ),
        "place",
    ),
    **dict.fromkeys(
        (
            "kontakt", "kontaktdaten", "ansprechpartner", "ansprechpartnerin", "ansprechperson",
            "impressum", "anmeldung", "anmeldungen", "rueckfragen", "fragen", "herausgeber",
            "redaktion", "pressekontakt", "presse", "geschaeftsstelle", "buero", "sitz",
            "postanschrift", "betreuung", "auskunft", "foto", "fotos", "bild", "quelle",
            "copyright", "verantwortlich", "kontaktperson", "hausanschrift", "postadresse", "infos",
            "information", "anbieter", "tagungsbuero",
        ),
        "contact",
    ),
    **dict.fromkeys(
        (
            "veranstalter", "veranstalterin", "ausrichter", "ausrichterin", "organisation",
            "organisator", "organisatoren", "traeger", "gastgeber", "mitveranstalter", "partner",
            "kooperationspartner", "foerderer", "ausrichtende", "veranstaltende",
        ),
        "organisation",
    ),
    **dict.fromkeys(
        (
            "referent", "referenten", "referentin", "referentinnen", "referierende", "dozent",
            "dozentin", "moderation", "kursleitung", "leitung", "sprecher", "mitwirkende",
            "autor", "autorin", "teilnehmende", "redner",
        ),
        "person",
    ),
    **dict.fromkeys(
        (
            "datum", "termin", "termine", "zeit", "uhrzeit", "beginn", "ende", "titel", "programm",
            "inhalt", "inhalte", "preis", "kosten", "beschreibung", "hinweis", "von", "bis",
            "thema", "themen", "zielgruppe", "wann", "was", "dauer", "ablauf", "motto",
            "anmeldeschluss", "ziel", "startdatum", "enddatum",
        ),
        "",
    ),
}  # fmt: skip

# Nouns and titles before a person's name, folded; a town's name after them is a surname.
TITLES = frozenset(
    {
        "abgeordnete", "abgeordneter", "buergermeister", "buergermeisterin", "dipl", "direktor",
        "direktorin", "dr", "familie", "frau", "geschaeftsfuehrer", "geschaeftsfuehrerin", "herr",
        "herrn", "ing", "landraetin", "landrat", "minister", "ministerin", "moderator",
        "moderatorin", "oberbuergermeister", "oberbuergermeisterin", "pfarrer", "pfarrerin",
        "praesident", "praesidentin", "prof", "professor", "professorin", "senator", "senatorin",
        "staatssekretaer", "staatssekretaerin", "vorsitzende", "vorsitzender",
    }
)  # fmt: skip


@cache
def first_names() -> frozenset[str]:
    """Return common first names, folded; a town's name after one is a surname."""
    return frozenset(files("parsers.places").joinpath("first_names.txt").read_text("utf-8").split())
