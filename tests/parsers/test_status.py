"""Whether an event takes place as planned; rules about cancelling cancel nothing."""

import pytest

from model import EventStatus
from parsers.status import status_in


@pytest.mark.parametrize(
    "text",
    [
        "Der Fachtag ist abgesagt.",
        "ABGESAGT: Fachtag Wege",
        "Die Sitzung am 3. Mai entfällt.",
        "Das Treffen fällt leider aus.",
        "Das Seminar findet in diesem Jahr nicht statt.",
        "Die Tagung musste wegen Sturm leider ausfallen.",
        "This event has been cancelled.",
        "Ausfall: Nähkurs am Montag",
        "Wir müssen das Dorffest in diesem Jahr leider absagen.",
        "Absage des Fachtags",
        "Falls Fragen bleiben, schreiben Sie. Der Fachtag ist abgesagt.",
        "ABGESAGT: Regionalforum Lausitz",
        "+++ abgesagt +++ Regionalforum Lausitz",
        "Regionalforum Lausitz (abgesagt)",
        "Regionalforum – fällt aus!",
        "Das Forum am 3. Mai muss krankheitsbedingt leider entfallen.",
        "Die Veranstaltung ist abgesagt; gezahlte Beiträge erhalten Sie zurück.",
        "Die Exkursion kann leider nicht stattfinden.",
        "Der Wegetag wird in diesem Jahr nicht stattfinden.",
        "Der Stammtisch im Juli entfällt ersatzlos.",
        "Wegen der Wetterlage sagen wir den Regionaltag ab.",
        "Terminabsage: Netzwerktreffen am 4. Juni",
        "Der Fachtag wurde gecancelt.",
        "Cancelled: Regional Summit",
        "The workshop has been called off.",
        "The conference will not take place.",
        "Leider findet die Fachtagung nicht wie geplant statt.",
        "Die Tagung wird ersatzlos gestrichen.",
        "Kurzfristige Absage: Der Stammtisch muss ausfallen.",
    ],
)
def test_cancelled(text: str) -> None:
    found = status_in(text, 0)
    assert found is not None
    assert found.value is EventStatus.CANCELLED


@pytest.mark.parametrize(
    "text",
    [
        "Die Tagung wird verschoben.",
        "Das Treffen ist auf unbestimmte Zeit vertagt.",
        "Neuer Termin: 5. Juni 2026",
        "Der Workshop wird nachgeholt.",
        "Abgesagt! Ersatztermin folgt.",
        "VERSCHOBEN: Fachtag Wege",
        "Die Tagung wurde auf den Herbst verlegt.",
        "Das Netzwerk verschiebt den 4. Wegetag in das kommende Jahr.",
        "+++ verschoben +++ Fachtag Wege",
        "Die Tagung ist auf unbestimmte Zeit verschoben.",
        "Das Treffen wird bis auf Weiteres ausgesetzt.",
        "Die Konferenz wird in den Herbst verlegt.",
        "Die Sitzung wird vom 3. auf den 10. Juni verlegt.",
        "Wir müssen den Regionaltag leider verschieben.",
        "Ersatztermin steht noch nicht fest.",
        "Abgesagt – ein Nachholtermin wird bekannt gegeben.",
        "The meeting has been postponed until further notice.",
        "The summit has been rescheduled.",
        "Wir möchten die Tagung im Herbst nachholen.",
    ],
)
def test_postponed(text: str) -> None:
    found = status_in(text, 0)
    assert found is not None
    assert found.value is EventStatus.POSTPONED


@pytest.mark.parametrize(
    "text",
    [
        "Die Tagung findet nun online statt.",
        "Das Seminar wird als Webinar angeboten, das Treffen vor Ort entfällt.",
        "Wir treffen uns stattdessen online.",
        "Die Konferenz wurde in den digitalen Raum verlegt.",
        "Wegen Glätte verlegen wir den Fachtag am 15. Januar vollständig ins Netz.",
        "Der Fachtag findet digital statt in Gera statt. Die Präsenzveranstaltung entfällt.",
        "Der Stammtisch findet wegen Glatteis nun digital statt.",
        "Achtung: Die Sitzung wird ins Internet verlegt.",
    ],
)
def test_moved_online(text: str) -> None:
    found = status_in(text, 0)
    assert found is not None
    assert found.value is EventStatus.MOVED_ONLINE


@pytest.mark.parametrize(
    "text",
    [
        "Eine Stornierung ist bis zum 3. Mai kostenlos, danach entfällt die Erstattung.",
        "Bei Absage nach dem 3. Mai fällt die volle Gebühr an.",
        "Im Falle einer Absage durch den Veranstalter wird der Beitrag erstattet.",
        "Es gelten die Teilnahmebedingungen; Termine können abgesagt werden.",
        "Falls das Seminar nicht stattfindet, melden wir uns.",
        "Der Schwerpunkt wird auf die Orte verschoben.",
        "Der Zuschlag entfällt.",
        "Die Tagung findet statt.",
        "Der Verlag sagt Danke.",
        "Nach der Absage im vergangenen Jahr lädt Gera wieder zum Wegefest ein.",
        "Davon entfallen 3 Millionen Euro auf Thüringen.",
        "Die Teilnahmegebühr entfällt.",
        "Im Mai wird im Ort Glasfaser verlegt.",
        "Der Veranstalter behält sich vor, dass Kurse abgesagt werden.",
        "Der Rat erteilte dem Vorhaben eine Absage.",
        "Eine Absage an Hass und Hetze.",
        "",
        "Stornierung kostenlos bis 14 Tage vor Beginn.",
        "Eine kostenfreie Stornierung ist bis zum 12. Mai möglich.",
        "Absage der Teilnahme bitte bis 3. Juni an das Tagungsbüro.",
        "Absage der Anmeldung bis 3. Juni",
        "Bei Absage nach dem 3. Mai fallen Kosten von 50 Euro an.",
        "Bei einer Absage nach Anmeldeschluss fallen die Kosten nicht aus.",
        "Wird die Veranstaltung abgesagt, erhalten Sie den Beitrag zurück.",
        "Sollte die Tagung abgesagt werden, informieren wir alle Angemeldeten.",
        "Wenn der Kurs abgesagt wird, melden wir uns.",
        "Muss der Kurs entfallen, wird das Entgelt erstattet.",
        "Der Vortrag von Frau Dr. Weiß entfällt.",
        "Der Programmpunkt um 11 Uhr entfällt.",
        "Das Grußwort des Ministers muss leider entfallen.",
        "Workshop 3 ist abgesagt, alle anderen finden statt.",
        "Die Mittagspause entfällt.",
        "Die Anmeldepflicht entfällt.",
        "Der Livestream entfällt leider.",
        "Die Tagung wird nicht abgesagt.",
        "Entgegen früherer Meldungen ist die Messe nicht abgesagt.",
        "Das Fest fällt nicht aus.",
        "Das Treffen entfällt nicht.",
        "Der Regionaltag findet trotz Sturmwarnung statt.",
        "Die Absage ist zurückgenommen, der Fachtag findet statt.",
        "Anders als gemeldet wird die Tagung nicht verschoben.",
        "Die Fachtagung, die 2024 abgesagt werden musste, findet am 5. Mai statt.",
        "Nachdem das Forum zweimal abgesagt wurde, findet es nun am 5. Mai statt.",
        "Die Veranstaltung ist ausgebucht.",
        "Wegen der großen Nachfrage gibt es einen Zusatztermin am 5. Juni.",
        "Das Seminar findet online statt.",
        "Das Seminar findet digital über Zoom statt.",
        "Die Tagung wird nach Halle verlegt.",
        "Ortsänderung: Die Sitzung wurde ins Bürgerhaus verlegt.",
        "Die Ausstellung wird vom Rathaus in die Stadthalle verlegt.",
        "Die Bewerbungsfrist wurde auf den 3. Mai verschoben.",
        "Der Anmeldeschluss verschiebt sich auf den 3. Mai.",
        "Der Beginn verschiebt sich um eine Stunde auf 11 Uhr.",
        "Grenzen verschieben – Regionen neu denken",
        "Den Schulabschluss nachholen: Infoabend für Erwachsene",
        "Der Vertrag läuft auf unbestimmte Zeit.",
        "Die Verschiebung der Machtverhältnisse im Land",
        "Bookings cancelled after 3 May are charged in full.",
        "Registration can be cancelled free of charge until 3 May.",
        "If the event is cancelled, fees will be refunded.",
        "The meeting has not been cancelled.",
        "Tickets can be rescheduled on request.",
        "Bitte sagen Sie rechtzeitig ab, wenn Sie verhindert sind.",
        "Wer nicht kommen kann, sagt bitte bis Montag ab.",
        "Für Mitglieder entfällt der Eintritt.",
        "Bereits angemeldete Personen, die absagen müssen, wenden sich an das Büro.",
        "Die Zugverbindung um 9 Uhr fällt aus; bitte nehmen Sie den Bus.",
    ],
)
def test_rules_and_other_matters_change_nothing(text: str) -> None:
    assert status_in(text, 0) is None


def test_the_evidence_is_the_words_at_their_offsets() -> None:
    text = "Achtung: Der Fachtag ist abgesagt."
    found = status_in(text, 100)
    assert found is not None
    assert found.evidence.quote == "abgesagt"
    assert text[found.evidence.start - 100 : found.evidence.end - 100] == "abgesagt"
    assert found.evidence.rule == "status.cancelled"


def test_what_the_event_itself_is_called_is_no_part_of_it() -> None:
    text = "Der Vortrag von Ida Wolf entfällt."
    assert status_in(text, 0) is None
    found = status_in(text, 0, "Vortrag von Ida Wolf: Wege in die Region")
    assert found is not None
    assert found.value is EventStatus.CANCELLED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Die Anmeldefrist wurde verschoben. Der Fachtag selbst ist abgesagt.",
            EventStatus.CANCELLED,
        ),
        (
            "Bei Absage nach dem 3. Mai fallen Kosten an. Achtung: Der Fachtag fällt aus!",
            EventStatus.CANCELLED,
        ),
        (
            "Der Fachtag wird nicht abgesagt, sondern auf den 5. Juni verschoben.",
            EventStatus.POSTPONED,
        ),
    ],
)
def test_one_sentence_does_not_excuse_the_next(text: str, status: EventStatus) -> None:
    found = status_in(text, 0)
    assert found is not None
    assert found.value is status
