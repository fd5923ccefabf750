"""The mail in words: what stands where, numbers, links, and texts of strange pages."""

from dataclasses import replace

import pytest

from model import HealthState
from regioradar.digest import subject, text
from store import Tab, Told, Why

NAMES = {"amt": "Amt Gera", "netz": "Netzwerk"}
ADDRESS = "https://pruefung.example/"


def told(digest, **options):
    return text(digest, NAMES, **{"address": ADDRESS, "listed": 20, **options})


def test_the_whole_mail(digest, item, health):
    before = Told(at=digest().told.at, sources={"netz": "broken gone"})
    items = [
        item("eins@radar.example", Tab.NEW, Tab.SOON, Tab.UNSURE, name="Regionaltag"),
        item("zwei@radar.example", Tab.CHANGED, reasons=(Why.CHANGED, Why.PLACE_MISSING)),
        item("drei@radar.example", reasons=(Why.NEW,), source_ids=("amt", "netz")),
    ]
    healths = [
        health("amt", HealthState.BROKEN, "timeout"),
        health("netz", HealthState.WELL),
    ]
    found = digest(items, healths, before)
    assert subject(found) == (
        "RegioRadar: 1 bald und unsicher, 1 geändert, 1 neu, 1 Quelle gestört, "
        "1 Quelle wieder in Ordnung"
    )
    assert (
        told(found)
        == """\
Neu seit der letzten Übersicht vom 2. März 2026, 07:00 Uhr:

Bald und unsicher (1)
---------------------

* Regionaltag
  9. März 2026 · Gera · Amt Gera
  Jahr fehlt auf der Seite
  https://pruefung.example/termin/eins%40radar.example

Geändert seit der Prüfung (1)
-----------------------------

* Fachtag Dorfladen
  9. März 2026 · Gera · Amt Gera
  Ort fehlt
  https://pruefung.example/termin/zwei%40radar.example

Neu (1)
-------

* Fachtag Dorfladen
  9. März 2026 · Gera · Amt Gera, Netzwerk
  https://pruefung.example/termin/drei%40radar.example

Quellen gestört (1)
-------------------

* Amt Gera
  Antwortet nicht. Die zuletzt bekannten Termine bleiben stehen.
  https://pruefung.example/quellen/amt

Wieder in Ordnung: Netzwerk

In der Warteschlange stehen 3 Termine: https://pruefung.example/
Diese Mail kommt von RegioRadar und nur dann, wenn es etwas Neues gibt. Wer sie bekommt, \
steht in der Konfiguration unter [mail].
"""
    )


def test_without_an_address_nothing_is_linked(digest, item, health):
    found = digest([item("a")], [health("amt", HealthState.BROKEN, "timeout")])
    assert "http" not in told(found, address="")
    assert "In der Warteschlange steht 1 Termin.\n" in told(found, address="")


def test_what_finds_no_room_is_counted(digest, item):
    found = digest([item(f"{number}@radar.example") for number in range(7)])
    shown = told(found, listed=3)
    assert shown.count("* Fachtag") == 3
    assert "Neu (7)" in shown
    assert "Und 4 weitere: https://pruefung.example/?liste=neu" in shown
    assert "Und 4 weitere in der Warteschlange." in told(found, listed=3, address="")


def test_old_troubles_are_one_line(digest, item, health):
    broken = health("amt", HealthState.BROKEN, "timeout")
    found = digest([item("a")], [broken], digest(healths=[broken]).told)
    assert subject(found) == "RegioRadar: 1 neu"
    assert "Weiterhin gestört: Amt Gera\n" in told(found)
    assert "Antwortet" not in told(found)


@pytest.mark.parametrize("count", [1, 2])
def test_numbers_agree_with_their_words(digest, health, count):
    healths = [health(f"q{number}", HealthState.BROKEN) for number in range(count)]
    line = subject(digest(healths=healths))
    assert line == ("RegioRadar: 1 Quelle gestört", "RegioRadar: 2 Quellen gestört")[count - 1]


def test_a_text_of_a_page_stays_in_its_line_and_out_of_the_subject(digest, item):
    evil = "Tagung\r\nBcc: alle@amt.example\n\n* Andere Tagung\u2028https://x.example " + "x" * 500
    found = digest([item("a@radar.example", name=evil)])
    assert "Tagung" not in subject(found)
    lines = told(found).splitlines()
    (line,) = (line for line in lines if "Tagung" in line)
    assert line.startswith("* Tagung Bcc: alle@amt.example * Andere Tagung")
    assert len(line) <= 122
    assert line.endswith("…")


def test_an_event_without_a_day_says_so(digest, item):
    one = item("a")
    found = digest([replace(one, event=replace(one.event, when=None, locations=()))])
    assert "  Termin offen · Amt Gera\n" in told(found)
