"""Points 1 to 25 of the checklist: a sound calendar passes, one with the fault does not."""

from collections.abc import Callable
from datetime import date

import pytest

from feeds.calendars.timezone_berlin import VTIMEZONE
from feeds.lint import POINTS, Shape, lint_calendars, lint_event, lint_ics
from feeds.lint.feed_set import Publication
from model import Place, Severity, When

FIRST, OTHER = "jahrestagung@regioradar.example", "seminar@regioradar.example"
URL = b"URL:https://bmwe.example/termine/jahrestagung"


@pytest.fixture(scope="module")
def files(make, calendars):
    event = make.conference()
    snapshot = make.snapshot(
        event,
        make.seminar(locations=(Place(address_locality="Berlin", latitude=52.5, longitude=13.4),)),
        make.cancelled(),
        deadlines=(make.deadline(event.uid, date(2026, 2, 16)),),
    )
    return calendars(snapshot)


def swap(old: bytes | str, new: bytes | str) -> Callable[[bytes], bytes]:
    """Return an edit of the first place where `old` stands; CRLF is written as a newline."""

    def as_bytes(text: bytes | str) -> bytes:
        data = text.encode() if isinstance(text, str) else text
        return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")

    def edit(data: bytes) -> bytes:
        assert as_bytes(old) in data, f"{old!r} does not stand in the sound file"
        return data.replace(as_bytes(old), as_bytes(new), 1)

    return edit


def after(line: str, added: str) -> Callable[[bytes], bytes]:
    return swap(line + "\n", f"{line}\n{added}\n")


def without(*lines: str) -> Callable[[bytes], bytes]:
    def edit(data: bytes) -> bytes:
        for line in lines:
            data = swap(line + "\n", "")(data)
        return data

    return edit


CALENDAR_FAULTS: list[tuple[int, str, Callable[[bytes], bytes]]] = [
    (1, "bare LF", lambda data: data.replace(b"\r\n", b"\n", 1)),
    (1, "all LF", lambda data: data.replace(b"\r\n", b"\n")),
    (1, "byte-order mark", lambda data: b"\xef\xbb\xbf" + data),
    (1, "Latin-1", lambda data: data.replace("ü".encode(), "ü".encode("latin-1"), 1)),
    (1, "no last line end", lambda data: data.removesuffix(b"\r\n")),
    (2, "a long line", swap("SUMMARY:Seminar", "SUMMARY:" + "x" * 75)),
    (
        2,
        "folded inside a character",
        lambda data: data.replace("ö".encode(), b"\xc3\r\n \xb6", 1),
    ),
    (2, "folded inside an escape", swap("\\n\\nQuelle", "\\\n n\\nQuelle")),
    (3, "a vertical tab", swap("SUMMARY:Seminar", "SUMMARY:Sem\x0binar")),
    (3, "a NUL", swap("SUMMARY:Seminar", "SUMMARY:Sem\x00inar")),
    (3, "U+2028", swap("SUMMARY:Seminar", "SUMMARY:Sem\u2028inar")),
    (3, "bidi", swap("SUMMARY:Seminar", "SUMMARY:Sem\u202einar")),
    (4, "no VERSION", without("VERSION:2.0")),
    (4, "no PRODID", without("PRODID:-//RegioRadar//RegioRadar 0.1.0//DE")),
    (4, "no CALSCALE", without("CALSCALE:GREGORIAN")),
    (4, "two calendars", lambda data: data * 2),
    (4, "no end", without("END:VCALENDAR")),
    (4, "an end too many", after("END:VCALENDAR", "END:VCALENDAR")),
    (4, "lower case", swap("COLOR:teal", "X-Color:teal")),
    (4, "no line at all", after("COLOR:teal", "was ist das")),
    (4, "a task", after("COLOR:teal", "BEGIN:VTODO\nUID:x\nEND:VTODO")),
    (4, "twice", after("STATUS:CONFIRMED", "STATUS:CONFIRMED")),
    (5, "METHOD", after("VERSION:2.0", "METHOD:PUBLISH")),
    (5, "UID of the calendar", after("VERSION:2.0", "UID:abc")),
    (6, "names differ", swap("X-WR-CALNAME:Termine", "X-WR-CALNAME:Andere")),
    (6, "no description", swap("X-WR-CALDESC:", "X-OTHER:")),
    (7, "no VALUE", swap("REFRESH-INTERVAL;VALUE=DURATION:", "REFRESH-INTERVAL:")),
    (7, "differs", swap("X-PUBLISHED-TTL:PT6H", "X-PUBLISHED-TTL:PT1H")),
    (8, "no VALUE", swap("SOURCE;VALUE=URI:", "SOURCE:")),
    (8, "elsewhere", swap("SOURCE;VALUE=URI:https://kalender", "SOURCE;VALUE=URI:https://x")),
    (8, "page elsewhere", swap("URL:https://kalender.example/\n", "URL:https://x.example/\n")),
    (9, "late onset", swap("DTSTART:19810329T020000", "DTSTART:19810329T030000")),
    (9, "RDATE form", swap("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RDATE:20260329T020000")),
    (9, "a second one", lambda data: data.replace(VTIMEZONE, VTIMEZONE * 2)),
    (9, "undefined", swap("DTSTART;TZID=Europe/Berlin:", "DTSTART;TZID=Europe/Wien:")),
    (
        9,
        "no zone",
        lambda data: data.partition(b"BEGIN:VTIMEZONE")[0] + data[data.index(b"BEGIN:VEVENT") :],
    ),
    (10, "floating", swap("DTSTART;TZID=Europe/Berlin:", "DTSTART:")),
    (10, "TZID on UTC", swap("Berlin:20260319T100000", "Berlin:20260319T100000Z")),
    (11, "no event", lambda data: data[: data.index(b"BEGIN:VEVENT")] + b"END:VCALENDAR\r\n"),
    (12, "no UID", without("UID:seminar@regioradar.example")),
    (12, "twice", swap("UID:seminar@", "UID:jahrestagung@")),
    (12, "related to nobody", after("STATUS:CONFIRMED", "RELATED-TO;RELTYPE=SIBLING:x")),
    (12, "related to itself", after("STATUS:CONFIRMED", f"RELATED-TO:{FIRST}")),
    (12, "related twice", after("STATUS:CONFIRMED", f"RELATED-TO:{OTHER}\nRELATED-TO:{OTHER}")),
    (12, "related how", after("STATUS:CONFIRMED", f"RELATED-TO;RELTYPE=TWIN:{OTHER}")),
    (13, "not UTC", swap("DTSTAMP:20260120T091530Z", "DTSTAMP:20260120T091530")),
    (13, "of the build", swap("DTSTAMP:20260120T091530Z", "DTSTAMP:20260121T000000Z")),
    (13, "none", without("DTSTAMP:20260120T091530Z")),
    (13, "made after change", swap("CREATED:20260112", "CREATED:20270112")),
    (14, "no number", swap("SEQUENCE:0", "SEQUENCE:-1")),
    (14, "none", without("SEQUENCE:0")),
    (15, "FOO", swap("STATUS:CONFIRMED", "STATUS:FOO")),
    (15, "none", without("STATUS:CONFIRMED")),
    (15, "not marked", swap("SUMMARY:ABGESAGT: ", "SUMMARY:")),
    (16, "busy", swap("TRANSP:TRANSPARENT", "TRANSP:OPAQUE")),
    (16, "none", without("TRANSP:TRANSPARENT")),
    (17, "same day", swap("DTEND;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260302")),
    (17, "mixed", swap("DTEND;VALUE=DATE:20260304", "DTEND:20260304T000000Z")),
    (17, "before", swap("Berlin:20260319T160000", "Berlin:20260319T090000")),
    (17, "no date", swap("DTEND;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260230")),
    (17, "none", without("DTSTART;VALUE=DATE:20260302")),
    (18, "empty", swap("SUMMARY:Seminar Fördermittel", "SUMMARY:")),
    (18, "none", without("SUMMARY:Seminar Fördermittel")),
    (18, "long", swap("SUMMARY:", "SUMMARY:" + "\n ".join(["x" * 60] * 4))),
    (18, "markup", swap("SUMMARY:Seminar", "SUMMARY:<b>Seminar</b>")),
    (18, "entity", swap("SUMMARY:Seminar", "SUMMARY:Seminar &amp\\;")),
    (19, "two lines", swap("LOCATION:Berlin", "LOCATION:Berlin\\nMitte")),
    (19, "comma", swap("GEO:52.5;13.4", "GEO:52.5,13.4")),
    (19, "swapped", swap("GEO:52.5;13.4", "GEO:13.4;52.5")),
    (20, "relative", swap(URL, b"URL:/termine/jahrestagung")),
    (20, "script", swap(URL, b"URL:javascript:alert(1)")),
    (20, "not repeated", swap(URL, b"URL:https://bmwe.example/anders")),
    (21, "markup", swap("Zwei Tage", "<p>Zwei Tage")),
    (21, "markup in contact", swap("CONTACT:Bund", "CONTACT:<b>Bund")),
    (21, "not escaped", swap("LOCATION:Händel-Halle\\, Halle", "LOCATION:Händel-Halle, Halle")),
    (21, "no such escape", swap("SUMMARY:Seminar", "SUMMARY:\\Seminar")),
    (22, "ORGANIZER", after("CLASS:PUBLIC", "ORGANIZER:BMWE")),
    (22, "ATTENDEE", after("CLASS:PUBLIC", "ATTENDEE:mailto:x")),
    (22, "VALARM", after("CLASS:PUBLIC", "BEGIN:VALARM\nACTION:AUDIO\nEND:VALARM")),
    (22, "e-mail", swap("CONTACT:Bund", "CONTACT:erika.muster@amt.example Bund")),
    (23, "not in the list", after("CLASS:PUBLIC", "CATEGORIES:Energie,Sonstiges")),
    (24, "image without VALUE", after("CLASS:PUBLIC", "IMAGE:https://x.example/a.png")),
    (24, "no VALUE", after("CLASS:PUBLIC", "CONFERENCE:https://x.example/")),
    (25, "not sorted", swap("DTSTART;VALUE=DATE:20260302", "DTSTART;VALUE=DATE:20250302")),
]


def points(findings) -> set[int]:
    return {finding.point for finding in findings}


def found(settings, files, standing=None):
    """Return the findings of these calendars of a publication."""
    known = standing or {}
    return list(lint_calendars(Publication(files=files, standing=known.get, settings=settings)))


@pytest.mark.parametrize(
    ("point", "edit"),
    [pytest.param(point, edit, id=f"{point}-{name}") for point, name, edit in CALENDAR_FAULTS],
)
def test_faults_of_the_calendar(files, point, edit):
    sound, addresses = files["alle.ics"], {
        "self_url": "https://kalender.example/alle.ics",
        "page_url": "https://kalender.example/",
        "categories": frozenset({"Förderung", "Strukturwandel"}),
        "shape": Shape.ALL,
    }  # fmt: skip
    assert lint_ics(sound, **addresses) == []
    broken = edit(sound)
    if point == 25:
        broken = swap("DTSTART;VALUE=DATE:20250302", "DTSTART;VALUE=DATE:20260502")(broken)
        broken = swap("DTEND;VALUE=DATE:20260304", "DTEND;VALUE=DATE:20260504")(broken)
    assert point in points(lint_ics(broken, **addresses))


def test_too_many_events(files):
    sound = files["alle.ics"]
    start, end = sound.index(b"BEGIN:VEVENT"), sound.index(b"END:VCALENDAR")
    first = sound[start : sound.index(b"BEGIN:VEVENT", start + 1)]
    many = b"".join(first.replace(b"UID:", b"UID:%04d" % n) for n in range(1001))
    findings = lint_ics(sound[:start] + many + sound[end:])
    assert {f.message for f in findings} == {"1001 events are more than 1000"}

    def of_size(count: int) -> bytes:
        blanks, rest = divmod(count - len(sound), len(b"X-A:x\r\n"))
        filled = b"X-A:x\r\n" * (blanks - 1) + b"X-A:x" + b"x" * rest + b"\r\n"
        return sound[:start] + filled + sound[start:]

    assert len(of_size(1_000_000)) == 1_000_000
    assert points(lint_ics(of_size(1_000_000))) == {11}
    assert points(lint_ics(of_size(999_999))) == set()


def test_a_calendar_may_begin_empty_but_that_of_everything_not_become_so(make, calendars):
    full = calendars(make.snapshot(make.event()))["alle.ics"]
    empty = calendars(make.snapshot())["alle.ics"]

    def grave(**known):
        return [f.point for f in lint_ics(empty, **known) if f.severity is Severity.ERROR]

    assert grave(previous=empty, shape=Shape.ALL) == []
    assert grave(previous=full, shape=Shape.ALL) == [11]
    assert grave(previous=full, shape=Shape.ALL, may_empty=True) == []
    assert grave(previous=full) == []
    (told,) = lint_ics(empty, previous=full)
    assert (told.point, told.message) == (11, "it loses all its events at once")
    assert [f.point for f in lint_ics(empty, shape=Shape.ALL)] == [11]


def test_the_build_before(make, calendars):
    def calendar(**fields):
        return calendars(make.snapshot(make.event(**fields)))["alle.ics"]

    moved = {"when": When(start=date(2026, 4, 2))}
    before = calendar(sequence=3)
    assert lint_ics(calendar(sequence=3), previous=before) == []
    assert lint_ics(calendar(sequence=4, **moved), previous=before) == []
    assert lint_ics(calendar(sequence=3, name="Neuer Titel"), previous=before) == []
    (fell,) = lint_ics(calendar(sequence=2), previous=before)
    assert (fell.point, fell.severity) == (14, Severity.ERROR)
    (same,) = lint_ics(calendar(sequence=3, **moved), previous=before)
    assert (same.point, same.severity) == (14, Severity.WARNING)


def test_a_single_event():
    assert points(lint_event(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")) == {4}
    assert points(lint_event(b"")) >= {1, 4}


@pytest.mark.parametrize(
    ("point", "edit"),
    [
        (6, after("CALSCALE:GREGORIAN", "NAME:Jahrestagung")),
        (6, after("CALSCALE:GREGORIAN", "X-WR-CALNAME:Jahrestagung")),
        (7, after("CALSCALE:GREGORIAN", "X-PUBLISHED-TTL:PT6H")),
        (8, swap("/termin/", "/termine/")),
        (8, swap(".html", ".htm")),
        (11, lambda data: data[: data.index(b"BEGIN:VEVENT")] + b"END:VCALENDAR\r\n"),
        (12, swap(f"UID:{FIRST}", f"UID:{OTHER}")),
        (12, after("STATUS:CONFIRMED", f"RELATED-TO;RELTYPE=SIBLING:{OTHER}")),
    ],
)
def test_faults_of_the_file_of_one_event(files, settings, point, edit):
    name = next(n for n in files if n.startswith("termin/") and FIRST.encode() in files[n])
    assert found(settings, {name: files[name]}) == []
    findings = found(settings, {name: edit(files[name])})
    assert point in points(findings)
    assert {finding.file for finding in findings} == {name}


def test_a_deadline_hangs_on_an_event_of_the_calendar_of_everything(files, settings):
    both = {name: files[name] for name in ("alle.ics", "fristen.ics")}
    assert found(settings, both) == []
    both["alle.ics"] = both["alle.ics"].replace(FIRST.encode(), b"jahrestagung@regioradar.exampl")
    (finding,) = found(settings, both)
    assert (finding.point, finding.file) == (12, "fristen.ics")


def test_each_selection_is_checked_with_its_own_addresses(files, settings):
    for name in files:
        assert found(settings, {**files, name: files[name]}) == []
        moved = files[name].replace(b"SOURCE;VALUE=URI:https:", b"SOURCE;VALUE=URI:http:")
        assert (8, name) in {(f.point, f.file) for f in found(settings, {**files, name: moved})}


def test_the_files_that_stand_are_compared(files, settings):
    standing = {n: body.replace(b"SEQUENCE:2", b"SEQUENCE:9") for n, body in files.items()}
    fell = [f for f in found(settings, files, standing) if f.point == 14]
    assert {f.file for f in fell} == {n for n, body in files.items() if b"SEQUENCE:2" in body}
    assert {f.severity for f in fell} == {Severity.ERROR}


def test_what_must_stay_of_the_file_before(files):
    sound = files["alle.ics"]
    other = swap(f"UID:{OTHER}", "UID:tauschen@regioradar.example")(sound)
    (renamed,) = lint_ics(sound, previous=other)
    assert (renamed.point, renamed.severity) == (12, Severity.WARNING)
    stamped = sound.replace(b"20260120T091530Z", b"20260121T091530Z")
    moved = lint_ics(stamped, previous=sound)
    assert points(moved) == {13}
    assert {finding.subject for finding in moved} >= {FIRST, OTHER}


def test_the_list_of_points_has_no_gap():
    assert (
        set(range(1, 26))
        == {fault[0] for fault in CALENDAR_FAULTS}
        == set(POINTS) & set(range(1, 26))
    )
