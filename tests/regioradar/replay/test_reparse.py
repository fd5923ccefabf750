"""`regioradar reparse`: what it tells beforehand is what it does, and a look changes nothing."""

import json
import re
from dataclasses import replace
from datetime import date, datetime, timedelta

import parsers
from model import BERLIN, CoarseWhen, Grain, Place, When
from store import Retention, Store

ALPHA = "http://alpha.localhost"


def renamed(event):
    return replace(event, name="Fachtag der Dörfer") if event.name == "Fachtag" else event


def test_unchanged_rules_change_nothing(archive, reparse):
    before = archive.path.read_bytes()
    result = reparse("--check")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "0 of 4 events would change",
        "4 pages of 3 sources read with today's rules",
    ]
    assert archive.path.read_bytes() == before


def test_a_look_writes_not_one_byte(archive, reparse, tomorrow):
    tomorrow(renamed)
    before, content = archive.path.read_bytes(), archive.content()
    assert reparse("--dry-run").exit_code == 0
    assert archive.path.read_bytes() == before
    assert archive.content() == content
    assert not list(archive.path.parent.glob("*-wal"))
    assert "Fachtag" in archive.names()


def test_each_field_that_changes_is_told_with_both_values(archive, reparse, tomorrow, blocks):
    tomorrow(
        lambda event: (
            replace(event, when=When(start=date(2026, 5, 6)), description="Zwei Tage.")
            if event.name == "Fachtag"
            else event
        )
    )
    result = reparse("--dry-run")
    assert blocks(result.stdout) == {
        "changed event Fachtag": [
            f"on alpha {ALPHA}/eins",
            "startDate: 2026-05-05 -> 2026-05-06",
            "description: - -> Zwei Tage.",
        ]
    }
    assert "\n1 of 4 events would change\n" in result.stdout


def test_what_matters_most_is_counted(archive, reparse, tomorrow):
    may = CoarseWhen(
        first_day=date(2026, 5, 1), last_day=date(2026, 5, 31), grain=Grain.MONTH, text="Mai"
    )

    def alter(event):
        if event.name == "Fachtag":
            return replace(event, when=may)
        return replace(event, publish=event.name != "Tagung")

    tomorrow(alter)
    lines = reparse("--dry-run").stdout.splitlines()
    assert (
        "2 of 4 events would change, 1 would lose its day, 1 would no longer be published" in lines
    )
    assert "  startDate: 2026-05-05 -> -" in lines
    assert "  publish: true -> false" in lines


def test_what_is_read_no_more_is_gone(archive, reparse, tomorrow, blocks):
    tomorrow(lambda event: event if event.name != "Forum" else None)
    result = reparse("--dry-run")
    assert blocks(result.stdout) == {
        "gone event Forum": [
            f"on alpha {ALPHA}/zwei",
            "publish: true -> false",
            f"page: {ALPHA}/zwei -> -",
        ]
    }
    assert "\n0 of 4 events would change, 1 gone\n" in result.stdout


def test_two_sources_that_today_tell_of_one_event_are_joined(archive, reparse, tomorrow, blocks):
    same = {"name": "Regionalkonferenz Mitteldeutschland", "when": When(start=date(2026, 5, 5))}
    place = (Place(name="Stadthaus", address_locality="Halle (Saale)"),)

    def alter(event):
        if event.name not in ("Fachtag", "Tagung"):
            return event
        return replace(event, **same, locations=place, organizers=())

    tomorrow(alter)
    told = blocks(reparse("--dry-run").stdout)
    assert sorted(head.split()[0] for head in told) == ["changed", "gone"]
    (gone,) = (lines for head, lines in told.items() if head.startswith("gone"))
    assert re.fullmatch(r"uid: \S+ -> \S+", gone[-1])
    reparse()
    assert archive.names() == {same["name"], "Forum", "Werkstatt"}


def test_what_is_told_is_what_is_done(archive, reparse, tomorrow):
    calendar = archive.path.parent / "public" / "alle.ics"
    published = calendar.read_bytes()
    tomorrow(renamed)
    told = reparse("--dry-run").stdout.splitlines()
    result = reparse()
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[: len(told)] == told
    assert lines[-1] == "done, and not published yet: regioradar publish"
    assert archive.names() == {"Fachtag der Dörfer", "Forum", "Werkstatt", "Tagung"}
    assert reparse("--check").exit_code == 0
    with Store.open(archive.path) as store:
        (run,) = store.runs(1)
        assert run.exit_code == 0
        assert run.summary["reparse"] is True
        assert {row.source_id: row.pages_read for row in store.source_summaries(run.run_id)} == {
            "alpha": 3,
            "beta": 1,
            "netz": 0,
        }
    assert calendar.read_bytes() == published


def test_a_check_fails_where_something_would_change(archive, reparse, tomorrow):
    tomorrow(renamed)
    content = archive.content()
    for options in (["--check"], ["--check", "--dry-run"]):
        assert reparse(*options).exit_code == 1
    assert archive.content() == content


def test_only_the_pages_of_a_source(archive, reparse, tomorrow, blocks):
    tomorrow(lambda event: replace(event, name=event.name + " 2026"))
    result = reparse("--source", "beta")
    assert list(blocks(result.stdout)) == ["changed event Tagung 2026"]
    assert "\n1 of 1 events would change\n" in result.stdout
    assert archive.names() == {"Fachtag", "Forum", "Werkstatt", "Tagung 2026"}


def test_only_what_was_fetched_since_a_day(archive, reparse, tomorrow, blocks):
    midnight = datetime(2026, 3, 10, tzinfo=BERLIN)
    archive.add("beta", "/davor", b"TERMIN 2026-08-01 Davor", midnight - timedelta(seconds=1))
    archive.add("beta", "/danach", b"TERMIN 2026-08-02 Danach", midnight)
    archive.read()
    tomorrow(lambda event: replace(event, name=event.name + " 2026"))
    result = reparse("--since", "2026-03-10", "--dry-run")
    assert list(blocks(result.stdout)) == ["changed event Danach 2026"]
    assert "\n1 page of 3 sources read with today's rules\n" in result.stdout


def test_pages_that_nobody_has_read_yet_bring_new_events(archive, reparse, blocks):
    archive.add("beta", "/neu", b"TERMIN 2026-09-09 Herbstrunde")
    result = reparse("--dry-run")
    found = blocks(result.stdout)["new event Herbstrunde"]
    assert found[:3] == [
        "on beta http://beta.localhost/neu",
        "name: - -> Herbstrunde",
        "startDate: - -> 2026-09-09",
    ]
    assert "\n0 of 4 events would change, 1 new\n" in result.stdout


def test_a_page_that_cannot_be_read_any_more_is_told_and_takes_nothing_back(
    archive, reparse, monkeypatch
):
    plain = parsers.extract

    def extract(page, context):
        if page.url.endswith("/eins"):
            raise ZeroDivisionError("a bug of tomorrow")
        return plain(page, context)

    monkeypatch.setattr(parsers, "extract", extract)
    result = reparse("--check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"changed page alpha {ALPHA}/eins",
        "  fault: - -> internal (read in: ZeroDivisionError: a bug of tomorrow)",
        "0 of 4 events would change",
        "pages: 1 would have another fault, 0 would lose theirs",
        "4 pages of 3 sources read with today's rules",
    ]
    assert reparse().exit_code == 1
    assert "Fachtag" in archive.names()
    monkeypatch.setattr(parsers, "extract", plain)
    assert "pages: 0 would have another fault, 1 would lose theirs" in reparse("--check").stdout


def test_what_the_guard_would_hold_is_told_and_held(
    archive, reparse, tomorrow, blocks, call, monkeypatch
):
    """The differences are those of letting it through."""
    monkeypatch.setenv("REGIORADAR_GUARD__LEAST", "0")
    day = datetime.now(BERLIN).date() + timedelta(days=30)
    for number in range(4):
        archive.add("beta", f"/{number}", f"TERMIN {day} Runde {number}".encode())
    archive.read()
    tomorrow(lambda event: replace(event, name=event.name.replace("Runde", "Kreis")))
    result = reparse("--dry-run")
    assert list(blocks(result.stdout)) == [f"changed event Kreis {n}" for n in range(4)]
    (held,) = [line for line in result.stdout.splitlines() if line.startswith("beta would")]
    assert re.fullmatch(
        r"beta would be held: 4 of \d coming events would change, 0 would vanish; "
        "regioradar release beta",
        held,
    )
    done = reparse("--json")
    assert done.exit_code == 3
    assert [hold["source"] for hold in json.loads(done.stdout)["holds"]] == ["beta"]
    assert "Runde 0" in archive.names()
    assert call("release", "beta").exit_code == 0
    assert {f"Kreis {n}" for n in range(4)} <= archive.names()
    assert reparse("--check").exit_code == 0


def test_news_are_compared_too(archive, reparse, monkeypatch, blocks):
    plain = parsers.extract

    def extract(page, context):
        extraction = plain(page, context)
        news = tuple(replace(item, description="Kein Platz mehr.") for item in extraction.news)
        return replace(extraction, news=news)

    monkeypatch.setattr(parsers, "extract", extract)
    result = reparse("--dry-run")
    assert blocks(result.stdout) == {
        "changed news Der Fachtag ist voll": [
            f"on alpha {ALPHA}/drei",
            "description: - -> Kein Platz mehr.",
        ]
    }
    assert "\nnews: 1, of these 0 new, 0 gone, 1 changed\n" in result.stdout


def test_a_page_whose_body_is_kept_no_longer_keeps_what_it_told(archive, reparse, tomorrow, blocks):
    tomorrow(lambda event: replace(event, name=event.name + " 2026"))
    with Store.open(archive.path) as store:
        kept = Retention(bodies_without_event=30, bodies_with_event=30)
        list(store.pruning(kept, date(2026, 7, 20)).carry_out())
    result = reparse()
    assert list(blocks(result.stdout)) == ["changed event Tagung 2026"]
    assert (
        "\n3 pages could not be read again, since the body is not kept any more: what was told "
        "there stays as it is\n1 page of 3 sources read with today's rules\n"
    ) in result.stdout
    assert archive.names() == {"Fachtag", "Forum", "Werkstatt", "Tagung 2026"}
    assert json.loads(reparse("--json", "--since", "2026-03-02").stdout)["pages"]["notKept"] == 0


def test_pages_are_read_as_of_the_day_they_were_fetched(archive, reparse, monkeypatch):
    seen = set()
    plain = parsers.extract
    monkeypatch.setattr(
        parsers, "extract", lambda page, context: (seen.add(context.today), plain(page, context))[1]
    )
    reparse("--dry-run")
    assert seen == {date(2026, 3, 1)}


def test_the_json_holds_all_of_it(archive, reparse, tomorrow):
    tomorrow(renamed)
    report = json.loads(reparse("--json", "--dry-run").stdout)
    (difference,) = report.pop("differences")
    assert difference.pop("key").endswith("@regioradar.example")
    assert difference == {
        "what": "event",
        "turn": "changed",
        "name": "Fachtag der Dörfer",
        "pages": [{"source": "alpha", "url": f"{ALPHA}/eins"}],
        "fields": [{"field": "name", "old": "Fachtag", "new": "Fachtag der Dörfer", "quote": None}],
    }
    none = {"new": 0, "gone": 0, "changed": 0}
    assert report == {
        "events": {"before": 4, **none, "changed": 1, "losingDay": 0, "losingPublication": 0},
        "news": {"before": 1, **none},
        "deadlines": {"before": 0, **none},
        "pages": {"read": 4, "notKept": 0, "otherFault": 0},
        "sources": 3,
        "holds": [],
        "outcome": None,
    }
    done = json.loads(reparse("--json").stdout)
    assert [source["read"] for source in done["outcome"]["sources"]] == [3, 1, 0]
