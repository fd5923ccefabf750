"""The feed of changes: in which words it tells them."""

from dataclasses import replace
from datetime import date

from stages import AUTUMN, CANCELLED, HALLE, LEIPZIG, MARCH, MIXED, ONLINE, POSTPONED, WINTER, on

from model import AttendanceMode, EventStatus, Place, When


def test_words_of_days(make, titles):
    def told(old, new):
        return titles(make.event(name="Forum", when=old), make.event(name="Forum", when=new))

    ninth = When(start=date(2026, 3, 9))
    two = When(start=date(2026, 3, 2), end=date(2026, 3, 3))
    next_year = When(start=date(2027, 3, 1))
    assert told(MARCH, ninth) == ["verschoben: 2. März → 9. März 2026 · Forum"]
    assert told(two, ninth) == ["verschoben: 2.–3. März → 9. März 2026 · Forum"]
    assert told(MARCH, next_year) == ["verschoben: 2. März 2026 → 1. März 2027 · Forum"]
    assert told(MARCH, two) == ["neue Dauer: 2. März → 2.–3. März 2026 · Forum"]
    assert told(AUTUMN, ninth) == ["Termin steht fest: 9. März 2026 · Forum"]
    assert told(MARCH, AUTUMN) == ["Termin wieder offen: 2. März 2026 → Herbst 2026 · Forum"]
    assert told(AUTUMN, WINTER) == ["neuer Zeitraum: Herbst 2026 → Winter 2026/27 · Forum"]
    assert told(AUTUMN, replace(AUTUMN, text="im Herbst")) == []
    assert told(None, MARCH) == []


def test_words_of_clock_times(make, titles):
    def told(old, new):
        return titles(make.event(name="Forum", when=old), make.event(name="Forum", when=new))

    ten, two = on(make, 2026, 3, 2, 10), on(make, 2026, 3, 2, 14)
    to_four, to_five = on(make, 2026, 3, 2, 10, until=16), on(make, 2026, 3, 2, 10, until=17)
    assert told(ten, two) == ["neue Uhrzeit: 10 → 14 Uhr · Forum · 2. März 2026, 14 Uhr"]
    assert told(to_four, to_five) == [
        "neue Uhrzeit: 10–16 → 10–17 Uhr · Forum · 2. März 2026, 10–17 Uhr"
    ]
    assert told(MARCH, ten) == ["Uhrzeit steht fest: 10 Uhr · Forum · 2. März 2026, 10 Uhr"]
    assert told(ten, MARCH) == ["Uhrzeit wieder offen, bisher 10 Uhr · Forum · 2. März 2026"]
    assert told(ten, on(make, 2026, 3, 9, 14)) == [
        "verschoben: 2. März → 9. März 2026; neue Uhrzeit: 10 → 14 Uhr · Forum"
    ]
    days = When(start=make.at(2026, 3, 2, 10), end=make.at(2026, 3, 3, 16))
    earlier = When(start=make.at(2026, 3, 2, 9), end=make.at(2026, 3, 3, 16))
    assert told(days, earlier)[0].startswith(
        "neue Uhrzeit: 10 Uhr bis 16 Uhr → 9 Uhr bis 16 Uhr · Forum"
    )


def test_words_of_places_and_forms(make, titles):
    def told(old, new):
        event = {"name": "Forum", "when": MARCH}
        return titles(make.event(**event, **old), make.event(**event, **new))

    halle, leipzig = {"locations": (HALLE,)}, {"locations": (LEIPZIG,)}
    town = {"locations": (Place(address_locality="Halle (Saale)", postal_code="06108"),)}
    online = {"attendance_mode": ONLINE}
    end = "Forum · 2. März 2026"
    assert told(leipzig, halle) == [f"neuer Ort: Leipzig → Halle (Saale) · {end}"]
    other_house = {"locations": (Place(name="Stadthaus", address_locality="Halle (Saale)"),)}
    assert told(halle, other_house) == [
        f"neuer Ort: Händel-Halle, Halle (Saale) → Stadthaus, Halle (Saale) · {end}"
    ]
    assert told(town, halle) == [f"Ort steht fest: Händel-Halle, Halle (Saale) · {end}"]
    assert told(halle, town) == []
    assert told({}, halle) == [f"Ort steht fest: Händel-Halle, Halle (Saale) · {end}"]
    assert told(halle, {}) == [f"Ort wieder offen, bisher Händel-Halle, Halle (Saale) · {end}"]
    assert told(halle, online) == [f"findet online statt: {end}"]
    moved = {"status": EventStatus.MOVED_ONLINE, **halle}
    assert told(halle, moved) == [f"findet online statt: {end}"]
    assert told(online, halle) == [f"findet vor Ort statt: Händel-Halle, Halle (Saale) · {end}"]
    assert told(online, {"attendance_mode": MIXED, **halle}) == [
        f"findet auch vor Ort statt: Händel-Halle, Halle (Saale) und online · {end}"
    ]
    assert told(online, {}) == [f"Ort wieder offen, bisher online · {end}"]
    assert told(halle, {"attendance_mode": MIXED, **halle}) == [
        f"nun auch online: {end} · Halle (Saale) und online"
    ]
    assert told({"attendance_mode": MIXED, **halle}, halle) == [
        f"nicht mehr online: {end} · Halle (Saale)"
    ]
    surveyed = replace(HALLE, latitude=51.4825, longitude=11.9697, municipality_key="15002000")
    assert told(halle, {"locations": (surveyed,)}) == []
    assert told(halle, {"attendance_mode": AttendanceMode.OFFLINE, **halle}) == []


def test_words_of_states(make, titles):
    def told(*states, **fields):
        values = {"name": "Forum", "when": MARCH, **fields}
        return titles(*(make.event(**{**values, **state}) for state in states))

    later = {"when": When(start=date(2026, 5, 4))}
    assert told({}, {"status": CANCELLED}, locations=(HALLE,)) == [
        "abgesagt: Forum · 2. März 2026 · Halle (Saale)"
    ]
    assert told({}, {"status": CANCELLED, **later}) == ["abgesagt: Forum · 4. Mai 2026"]
    assert told({"status": CANCELLED}, {"status": CANCELLED, **later}) == []
    assert told({"status": CANCELLED}, {}) == ["Absage zurückgenommen: Forum · 2. März 2026"]
    assert told({"status": CANCELLED}, later) == [
        "Absage zurückgenommen; verschoben: 2. März → 4. Mai 2026 · Forum"
    ]
    assert told({}, {"status": POSTPONED}) == [
        "verschoben, neuer Termin noch offen: Forum · bisher 2. März 2026"
    ]
    assert told({"status": POSTPONED}, {}) == [
        "findet zum bisherigen Termin statt: Forum · 2. März 2026"
    ]
    assert told({"status": POSTPONED}, {"status": EventStatus.RESCHEDULED, **later}) == [
        "verschoben: 2. März → 4. Mai 2026 · Forum"
    ]
    assert told({}, {"status": EventStatus.RESCHEDULED, "previous_start": date(2026, 2, 1)}) == []


def test_what_we_had_wrong_was_not_moved(make, titles):
    before = make.event(name="Forum", when=on(make, 2026, 3, 2, 10), locations=(LEIPZIG,))
    after = make.event(name="Forum", when=on(make, 2026, 3, 9, 11), locations=(HALLE,))
    assert titles(before, after, by="Erika Muster") == [
        "Termin berichtigt: 2. März → 9. März 2026; Ort berichtigt: Leipzig → Halle (Saale); "
        "Uhrzeit berichtigt: 10 → 11 Uhr · Forum"
    ]
