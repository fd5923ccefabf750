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
