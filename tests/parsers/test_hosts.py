"""Sentences of the field and who holds the event by them: subjects, agents, owners, nobody."""

import time
from collections.abc import Callable

import pytest

from model import Extraction, Organizer
from parsers import Context
from parsers.hosts.mentions import mentions_in
from parsers.hosts.names import name_of
from parsers.hosts.organizers import Speaker, hosts_in

HOSTS = [
    (
        "Am 12. Juni lockt der Heimatverein Moorende zum Dorffest auf den Anger.",
        ["Heimatverein Moorende"],
    ),
    (
        "Zu dem Abend bittet die Volkshochschule Auental in ihre Räume am Markt.",
        ["Volkshochschule Auental"],
    ),
    (
        "Der Ortsrat Kleinau hat für den 3. Mai zu einer Einwohnerversammlung eingeladen.",
        ["Ortsrat Kleinau"],
    ),
    ("Eine Tagung, die das Landesamt für Dorfbau am 3. Mai ausrichtet.", ["Landesamt für Dorfbau"]),
    (
        "Das vom Regionalmanagement Auenland organisierte Treffen beginnt um 18 Uhr.",
        ["Regionalmanagement Auenland"],
    ),
    (
        "Ausgerichtet vom Kreisbauernverband Elster, beginnt der Hoftag um 10 Uhr.",
        ["Kreisbauernverband Elster"],
    ),
    (
        "In Trägerschaft der Stiftung Dorfkern findet am 3. Mai der Fachtag statt.",
        ["Stiftung Dorfkern"],
    ),
    (
        "Auf Einladung der Handwerkskammer Elbe diskutieren Betriebe am 3. Mai über Nachwuchs.",
        ["Handwerkskammer Elbe"],
    ),
    ("Gastgeber ist in diesem Jahr der Naturpark Hohe Heide.", ["Naturpark Hohe Heide"]),
    ("Gastgeberin ist die Hochschule Auental.", ["Hochschule Auental"]),
    (
        "Wie die Gemeinde Kleinau mitteilt, lädt sie am 3. Mai zum Bürgerforum ein.",
        ["Gemeinde Kleinau"],
    ),
    (
        "Veranstaltet wird der Markt vom Gewerbeverein Kleinau e. V. und der Stadt Gera.",
        ["Gewerbeverein Kleinau e. V.", "Stadt Gera"],
    ),
    (
        "Das Seminar wird von der Ländlichen Akademie Krummhörn angeboten.",
        ["Ländliche Akademie Krummhörn"],
    ),
    (
        "Die Kreisverwaltung Elster und die Sparkasse Elster laden gemeinsam zum Gründertag.",
        ["Kreisverwaltung Elster", "Sparkasse Elster"],
    ),
    (
        "Die LAG Moorland e. V., die IHK Gera sowie das Netzwerk Wege halten eine Konferenz ab.",
        ["LAG Moorland e. V.", "IHK Gera", "Netzwerk Wege"],
    ),
    (
        "Die Jahrestagung der Gesellschaft für Dorfkunde findet am 3. Mai in Gera statt.",
        ["Gesellschaft für Dorfkunde"],
    ),
    ("Zum Neujahrsempfang des Landkreises Börde kamen 300 Gäste.", ["Landkreis Börde"]),
    (
        "Die Kirchengemeinde St. Marien Kleinau feiert am 3. Mai ihr Gemeindefest.",
        ["Kirchengemeinde St. Marien Kleinau"],
    ),
    (
        "Am 3. Mai öffnet die Freiwillige Feuerwehr Kleinau ihre Türen.",
        ["Freiwillige Feuerwehr Kleinau"],
    ),
    (
        "Das Institut für Agrarökonomie der Universität Kiel lädt am 3. Mai zu einem Workshop.",
        ["Institut für Agrarökonomie der Universität Kiel"],
    ),
    (
        "Die Energieagentur Nord GmbH sagt den für den 3. Mai geplanten Klimatag ab.",
        ["Energieagentur Nord GmbH"],
    ),
    (
        "Wegen Sturm hat der Kulturverein Alte Mühle das Konzert auf den 5. Mai verlegt.",
        ["Kulturverein Alte Mühle"],
    ),
    ("Die Stadt Gera verlegt ihren Bürgerdialog auf den 5. Mai.", ["Stadt Gera"]),
    (
        "Der Verein „Unser Dorf“ trifft sich am 3. Mai zu seiner Mitgliederversammlung.",
        ["Verein „Unser Dorf“"],
    ),
    (
        "Das Ministerium für Wirtschaft, Arbeit und Tourismus des Landes Hessen lädt zur Messe.",
        ["Ministerium für Wirtschaft, Arbeit und Tourismus des Landes Hessen"],
    ),
    (
        "Bereits zum achten Mal organisieren die Landfrauen Kleinau den Bauernmarkt.",
        ["Landfrauen Kleinau"],
    ),
    (
        "Die Regionalentwicklung Auenland AG bringt am 3. Mai Betriebe und Schulen an einen Tisch.",
        ["Regionalentwicklung Auenland AG"],
    ),
    (
        "Danke an den Förderverein Freibad Kleinau, der das Fest ausgerichtet hat.",
        ["Förderverein Freibad Kleinau"],
    ),
    (
        "Hinter der Messe stehen die Wirtschaftsförderung Elster und der Unternehmerverband Gera.",
        ["Wirtschaftsförderung Elster", "Unternehmerverband Gera"],
    ),
    ("Initiiert wurde das Forum vom Bündnis Ländlicher Raum.", ["Bündnis Ländlicher Raum"]),
    (
        "Unter der Federführung des Zweckverbands Elsteraue entsteht am 3. Mai ein Workshop.",
        ["Zweckverband Elsteraue"],
    ),
    ("Ein Angebot des Mehrgenerationenhauses Kleinau.", ["Mehrgenerationenhaus Kleinau"]),
    ("Die Bürgerstiftung Gera bietet am 3. Mai einen Workshop an.", ["Bürgerstiftung Gera"]),
    ("Am 3. Mai tagt der Kreisausschuss Elster.", ["Kreisausschuss Elster"]),
    ("Der Deutsche Bauernbund lädt zum Bauerntag ein.", ["Deutscher Bauernbund"]),
    (
        "Das Europäische Netzwerk für Dörfer lädt zur Konferenz ein.",
        ["Europäisches Netzwerk für Dörfer"],
    ),
    (
        "Zur Dorfkonferenz lädt das Thüringer Ministerium für Landwirtschaft ein.",
        ["Thüringer Ministerium für Landwirtschaft"],
    ),
    (
        "Die TU Dresden veranstaltet am 3. Mai gemeinsam mit der Stadt Gera ein Barcamp.",
        ["TU Dresden", "Stadt Gera"],
    ),
    (
        "Die Veranstaltung ist eine Kooperation von Stadtbibliothek Gera und Bildungswerk Elster.",
        ["Stadtbibliothek Gera", "Bildungswerk Elster"],
    ),
    (
        "Dazu haben die Evangelische Akademie Elbe und der NABU Gera geladen.",
        ["Evangelische Akademie Elbe", "NABU Gera"],
    ),
    (
        "Der Arbeitskreis Dorfgeschichte lädt ein: Am 3. Mai geht es um Höfe.",
        ["Arbeitskreis Dorfgeschichte"],
    ),
    ("Zum Workshop „Wege“ heißt die Bücherei Kleinau alle willkommen.", ["Bücherei Kleinau"]),
    (
        "Der Verband der Köche hält am 3. Mai in Gera seine Jahresversammlung ab.",
        ["Verband der Köche"],
    ),
    (
        "Der Regionalverband Heide führt den Wettbewerbstag am 3. Mai durch.",
        ["Regionalverband Heide"],
    ),
    (
        "Der Stadtmarketing Gera e. V. plant für den 3. Mai ein Straßenfest.",
        ["Stadtmarketing Gera e. V."],
    ),
    (
        "Erstmals richten der Landkreis Greiz und der Saale-Orla-Kreis den Pflegetag aus.",
        ["Landkreis Greiz", "Saale-Orla-Kreis"],
    ),
    (
        "Träger der Veranstaltungsreihe ist das Kolping-Bildungswerk Gera.",
        ["Kolping-Bildungswerk Gera"],
    ),
    (
        "Der Fachtag ist Teil der Reihe „Land“, mit der die Akademie Elbe durchs Land zieht.",
        ["Akademie Elbe"],
    ),
    (
        "Die Stadtwerke Gera machen am 3. Mai mit einem Tag der offenen Tür den Auftakt.",
        ["Stadtwerke Gera"],
    ),
    (
        "Viele folgten der Einladung der Wirtschaftsförderung Elster zum Unternehmerfrühstück.",
        ["Wirtschaftsförderung Elster"],
    ),
    (
        "Am Dienstag lud das Amt für ländliche Entwicklung Franken in die Stadthalle.",
        ["Amt für ländliche Entwicklung Franken"],
    ),
    (
        "Wir freuen uns auf die Fachtagung, die vom Verband Dorfläden e. V. veranstaltet wird.",
        ["Verband Dorfläden e. V."],
    ),
    (
        "Das Bündnis „Dorf bleibt“ ruft für den 3. Mai zu einer Kundgebung auf.",
        ["Bündnis „Dorf bleibt“"],
    ),
    (
        "Die Agentur für Arbeit Gera und das Jobcenter laden zur Berufsmesse.",
        ["Agentur für Arbeit Gera"],
    ),
    ("Organisator der Messe ist die Messegesellschaft Gera mbH.", ["Messegesellschaft Gera mbH"]),
    (
        "Mit dem Zentrum Elbe richtet die Universität Gera das Symposium aus.",
        ["Universität Gera"],
    ),
    (
        "Die Initiative Offenes Land organisiert zusammen mit der Gemeinde Kleinau den Tag.",
        ["Initiative Offenes Land", "Gemeinde Kleinau"],
    ),
    (
        "Der Tag der Regionen wird in diesem Jahr vom Landkreis Elster ausgerichtet.",
        ["Landkreis Elster"],
    ),
    (
        "Wie in jedem Jahr lädt der CDU-Stadtverband Gera zum Neujahrsempfang.",
        ["CDU-Stadtverband Gera"],
    ),
    (
        "Der Sportverein Grün-Weiß Kleinau e. V. richtet am 3. Mai das Turnier aus.",
        ["Sportverein Grün-Weiß Kleinau e. V."],
    ),
    (
        "„Alte Höfe, neue Ideen“ heißt die Tagung, zu der die Architektenkammer Elbe einlädt.",
        ["Architektenkammer Elbe"],
    ),
    ("Der vom Bundesverband Wege initiierte Kongress startet am 3. Mai.", ["Bundesverband Wege"]),
    (
        "Zum zehnten Mal hat die Kulturstiftung Elbe zum Sommerfest geladen.",
        ["Kulturstiftung Elbe"],
    ),
    (
        "Die Bundesarbeitsgemeinschaft der Dörfer (BAGD) trifft sich zur Jahrestagung.",
        ["Bundesarbeitsgemeinschaft der Dörfer"],
    ),
    (
        "Am 3. Mai veranstalten wir gemeinsam mit der Hochschule Auental einen Fachtag.",
        ["Hochschule Auental"],
    ),
    (
        "Die Abteilung Planung des Regierungspräsidiums Gera lädt zur Tagung.",
        ["Regierungspräsidium Gera"],
    ),
    ("Ausrichter: Gemeinde Kleinau", ["Gemeinde Kleinau"]),
    (
        "Im Namen der Steuerungsgruppe lädt das Regionalbüro Elster zur Dorfkonferenz ein.",
        ["Regionalbüro Elster"],
    ),
]
NOBODY = [
    "Prof. Dr. Ada Berg vom Institut für Wege spricht über Höfe.",
    "Es referiert Jens Kroll (Universität Jena).",
    "Die Veranstaltung wird gefördert vom Bundesministerium für Wege.",
    "Mit freundlicher Unterstützung der Sparkasse Gera.",
    "Anmeldung bei der Volkshochschule Gera bis zum 1. Mai.",
    "Der Fachtag findet im Landratsamt Greiz statt.",
    "Die Mitglieder des Vereins Moorende haben gewählt.",
    "Vertreter der IHK Gera waren unter den Gästen.",
    "Die Stadt Gera hat 90.000 Einwohner.",
    "Der Landkreis Greiz fördert den Radweg mit 2 Millionen Euro.",
    "Moderiert wurde der Abend von der Agentur Blau.",
    "Die Schirmherrschaft hat das Ministerium für Wege übernommen.",
    "Die Hochschule Auental ist mit einem Stand vertreten.",
    "Ansprechpartnerin ist Ada Berg, Amt für Wege.",
    "Die Ergebnisse veröffentlicht das Institut für Wege im Herbst.",
    "Zu Gast ist der Verein Moorende.",
    "Das Netzwerk Wege wurde 2019 gegründet.",
    "Die Stiftung Dorfkern vergibt den Preis zum zweiten Mal.",
    "Die Halle bietet Platz für 300 Gäste.",
    "Der Verein sucht neue Mitglieder.",
    "Treffpunkt ist vor dem Museum für Wege.",
    "Eingeladen sind alle Mitglieder der Kammer für Wege.",
    "Karten gibt es bei der Touristik Gera.",
    "Das Forum lebt vom Austausch mit der Stadt Gera.",
    "Der Referent leitet die Beratungsstelle Gera.",
    "Eröffnet wird die Messe von Landrat Jens Kroll.",
    "Bürgermeisterin Ada Berg vertritt die Gemeinde Kleinau.",
    "Der Bund stellt Mittel bereit.",
    "Die Teilnahme ist für Mitglieder des Heimatvereins Moorende frei.",
    "Die Firma Blau GmbH liefert die Technik.",
    "Das Projekt wird von der Stadt Gera unterstützt.",
    "Die Tagung richtet sich an Fachleute der Verwaltung.",
    "Ada Berg leitet das Amt für Wege und spricht am 3. Mai.",
    "Die Landesanstalt hatte im Januar über die Wölfe informiert.",
    "Der Verein Moorende freut sich über den Preis.",
    "Die Stadt Gera plant den Bau einer Halle.",
    "Das Land Hessen hat das Programm verlängert.",
    "Das Zentrum für Wege ist vom Bahnhof aus gut zu erreichen.",
    "Das Unternehmen wurde von der Industrie- und Handelskammer Gera ausgezeichnet.",
    "Der Bericht wurde vom Institut für Wege erstellt.",
    "Der Workshop richtet sich an Vereine und die Verwaltung.",
    "Die Sparkasse Gera sponsert die Preise.",
    "Die Gewinner lädt das Team zu einem Essen ein, sagt Kroll.",
    "Vorsitzender des Heimatvereins Moorende ist Jens Kroll.",
    "Die Ausstellung ist im Foyer der Volkshochschule Gera zu sehen.",
    "Als Referentin konnte Ada Berg von der Hochschule Auental gewonnen werden.",
    "Die Kosten trägt der Landkreis Greiz.",
    "Die Gemeinde Kleinau stellt den Saal.",
    "Nach einem Grußwort der Stadt Gera beginnt das Programm.",
    "Weitere Termine veröffentlicht die IHK Gera auf ihrer Seite.",
    "Der Landkreis verlegt Glasfaserkabel.",
    "Der Verein hat 200 Mitglieder und ein Büro.",
    "Die Hochschule Auental sucht Probanden.",
    "In der Jury sitzt auch die Wirtschaftsförderung Elster.",
    "Kontakt: Stadt Gera, Amt für Wege, Tel. 123",
    "Die Straße vor der Schule ist gesperrt.",
]


def hosts(text: str, **speaker: str | bool) -> list[str]:
    return [
        item.value.name
        for item in hosts_in(text, 0, Speaker(context=Context(), **speaker)).found  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(("text", "expected"), HOSTS)
def test_who_holds_the_event(text: str, expected: list[str]) -> None:
    assert hosts(text) == expected


@pytest.mark.parametrize("text", NOBODY)
@pytest.mark.parametrize("own_day", [False, True])
def test_who_does_not(text: str, own_day: bool) -> None:
    assert hosts(text, own_day=own_day) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Am 3. Mai zeigt der Geopark Sandland, wie Dünen wandern.", ["Geopark Sandland"]),
        ("Am 3. Mai spricht die Energiegruppe Au über Wärme.", ["Energiegruppe Au"]),
        ("Am 3. Mai informiert der Zweckverband Elsteraue.", ["Zweckverband Elsteraue"]),
    ],
)
def test_weak_verbs_count_only_beside_the_day(text: str, expected: list[str]) -> None:
    assert hosts(text, own_day=True) == expected
    assert hosts(text) == []


def test_a_pronoun_is_the_subject_of_the_sentence_before() -> None:
    earlier = "Der Heimatverein Moorende feiert. "
    text = "Er lädt am 3. Mai zum Dorffest ein."
    found = hosts_in(text, len(earlier), Speaker(context=Context(), earlier=earlier)).found
    assert [item.value.name for item in found] == ["Heimatverein Moorende"]
    evidence = found[0].evidence
    assert (earlier + text)[evidence.start : evidence.end] == evidence.quote


def test_a_kind_of_body_gets_the_one_whole_name_of_the_page() -> None:
    text = "Der Landkreis lädt am 3. Mai zum Fachtag ein."
    assert hosts(text, page=f"Landkreis Elster\n{text}") == ["Landkreis Elster"]
    assert hosts(text, page=f"Landkreis Elster\nLandkreis Greiz\n{text}") == []
    assert hosts(text, page=text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "des Zentrums für Bau-, Stadt- und Landfragen",
            ["Zentrum für Bau-, Stadt- und Landfragen"],
        ),
        ("im Deutschen Städte- und Gemeindebund", ["Deutscher Städte- und Gemeindebund"]),
        ("der Stadt Frankfurt am Main und der IHK", ["Stadt Frankfurt am Main", "IHK"]),
        ("von dem Verein der Köche e. V. in Gera", ["Verein der Köche e. V."]),
        ("das Ehrenamt, die Innenstadt, der Monat", []),
        ("das Sächsische Amt für Wege", ["Sächsisches Amt für Wege"]),
        ("DIE STADT LÄDT EIN ZUM FEST AM SEE", []),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    assert [name_of(text, mention) for mention in mentions_in(text)] == names


@pytest.mark.parametrize(
    "unit",
    ["Der Verein der ", "lädt ein, zu der der Verein ", "Verein „", "A- und B- und ", "(LAG"],
)
def test_hostile_sentences_cost_little(unit: str) -> None:
    start = time.process_time()
    hosts(unit * (3000 // len(unit)), own_day=True)
    assert time.process_time() - start < 1


def test_an_introduction_speaks_of_all_events_below(read: Callable[..., Extraction]) -> None:
    page = (
        "<h1>Kurs Dorfmoderation</h1><p>Der Kurs wird von der Akademie Moorland veranstaltet.</p>"
        "<table><tr><td>Workshop Rede</td><td>3. Mai 2026, 10 Uhr</td><td>Rathaus, Gera</td></tr>"
        "<tr><td>Workshop Streiten</td><td>5. Juni 2026, 10 Uhr</td><td>Rathaus, Jena</td></tr>"
        "</table>"
    )
    events = read(page).events
    assert len(events) == 2
    assert {event.organizers for event in events} == {(Organizer(name="Akademie Moorland"),)}
