"""What programs and staff read of notices."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from regioradar.notify import in_german, words
from regioradar.notify.deciding import Event, Notice
from regioradar.notify.troubles import Kind
from store import Ended

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
NAMES = {"alpha": "Amt Alpha"}


def over(trouble, ended=Ended.RECOVERED):
    return replace(trouble, ended=ended, ended_at=NOW + timedelta(days=3))


def all_kinds(trouble):
    broken = Event.BROKEN
    return [
        Notice(event=broken, trouble=trouble()),
        Notice(event=broken, trouble=trouble("kaputt.toml", Kind.SOURCE_FILE, german="Fehler.")),
        Notice(event=broken, trouble=trouble("beta", Kind.HELD, german="Zu viel auf einmal.")),
        Notice(event=broken, trouble=trouble("", Kind.NOT_PUBLISHED, german="Platte voll.")),
        Notice(event=Event.RECOVERED, trouble=over(trouble())),
        Notice(event=Event.CLOSED, trouble=over(trouble("weg"), Ended.CLOSED)),
    ]


def test_the_json_has_stable_keys(trouble):
    told = words.to_json(all_kinds(trouble), NAMES, NOW)
    assert {
        key: told[key] for key in ("program", "at", "test", "broken", "recovered", "closed")
    } == {
        "program": "regioradar",
        "at": "2026-03-02T06:00:00+00:00",
        "test": False,
        "broken": 4,
        "recovered": 1,
        "closed": 1,
    }
    assert told["title"] == "RegioRadar: 4 broken, 1 recovered, 1 closed"
    assert told["notices"][4] == {
        "event": "recovered",
        "kind": "source_broken",
        "subject": "alpha",
        "text": "http://alpha.localhost/: timeout: no answer",
        "since": "2026-03-02T06:00:00+00:00",
        "until": "2026-03-05T06:00:00+00:00",
        "command": "regioradar sources try alpha",
        "name": "Amt Alpha",
    }


def test_the_text_is_a_line_for_each(trouble):
    lines = words.text(all_kinds(trouble), NAMES).split("\n")
    assert lines[0] == (
        "broken: source alpha (Amt Alpha) since 2026-03-02: http://alpha.localhost/: timeout: "
        "no answer [regioradar sources try alpha]"
    )
    assert [line.split(" since")[0] for line in lines[1:]] == [
        "broken: source file kaputt.toml",
        "broken: held source beta",
        "broken: publication",
        "recovered: source alpha (Amt Alpha), it was",
        "closed: source weg, it was",
    ]


def test_a_text_of_very_many_stays_short(trouble):
    many = [Notice(event=Event.BROKEN, trouble=trouble(str(n))) for n in range(130)]
    lines = words.text(many, {}).split("\n")
    assert len(lines) == 101
    assert lines[-1] == "and 30 more"
    assert len(words.to_json(many, {}, NOW)["notices"]) == 130


def test_the_mail_in_german(trouble):
    found = all_kinds(trouble)
    assert in_german.subject(found) == "RegioRadar: 4 Störungen, 1 behoben"
    assert in_german.subject(found[:1]) == "RegioRadar: 1 Störung"
    assert in_german.subject(found[4:]) == "RegioRadar: 1 behoben"
    assert in_german.text(found, NAMES, address="https://radar.example/") == (
        "Neue Störungen (4)\n------------------\n\n"
        "* Amt Alpha, seit dem 2. März 2026\n  Antwortet nicht.\n  regioradar sources try alpha\n"
        "  https://radar.example/quellen/alpha\n\n"
        "* Quelldatei kaputt.toml, seit dem 2. März 2026\n  Fehler.\n"
        "  regioradar sources try kaputt.toml\n\n"
        "* beta: zurückgehalten, seit dem 2. März 2026\n  Zu viel auf einmal.\n"
        "  regioradar sources try beta\n  https://radar.example/quellen/beta\n\n"
        "* Veröffentlichung, seit dem 2. März 2026\n  Platte voll.\n  regioradar sources try \n\n"
        "Behoben (1)\n-----------\n\n"
        "* Amt Alpha, vom 2. März 2026 bis zum 5. März 2026\n\n"
        "Jede Störung wird einmal gemeldet, wenn sie beginnt, und einmal, wenn sie vorbei ist.\n"
        "Diese Mail kommt von RegioRadar; ob es sie gibt, steht in der Konfiguration unter "
        "[notify].\n"
    )
