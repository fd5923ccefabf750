"""`event`, `pairs` and `decide`: what staff see and say on the command line."""

import io
import json

import pytest
from click.testing import CliRunner
from rich.console import Console

from regioradar.cli import main
from regioradar.clock import Clock
from regioradar.dossier.tables import sections, show
from regioradar.lock import single_run
from store import Store

NOW = Clock().now()
MARK = "TERMIN 2026-09-06 Markttag [bold]Auenland[/bold]"


class World:
    """What two sources say; the real program reads it, only the web is played."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = {
            "alpha": {"/a": MARK, "/c": "TERMIN 2026-11-11 Lichterfest"},
            "beta": {"/b": MARK},
        }

    def __call__(self, *args, code=0):
        if args[0] in ("run", "publish", "decide"):
            args = (*args, "--today", "2026-03-02")
        result = CliRunner().invoke(main, args)
        assert result.exit_code == code, result.output
        return result.stdout if code == 0 else result.stderr

    def run(self):
        return self("run", "--all", "--no-quiet")

    def json(self, *args):
        return json.loads(self(*args, "--json"))

    @property
    def uids(self):
        found = self("event", "--find", "Markttag").splitlines()
        return [line.split("\t")[0] for line in found]

    @property
    def calendar(self):
        return (self.folder / "var" / "public" / "alle.ics").read_text(encoding="utf-8")


@pytest.fixture
def world(monkeypatch, play_crawl, plain_parser, write_source, tmp_path):
    """Two sources of one body, each of which tells of the same event."""
    for source_id in ("alpha", "beta"):
        write_source(source_id, name="Amt Alpha", short="AA")
    (tmp_path / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "a@example.org"\n', encoding="utf-8"
    )
    monkeypatch.setenv("REGIORADAR_BY", "Erika Muster")
    made = World(tmp_path)
    play_crawl(made.pages)
    made.run()
    return made


@pytest.fixture
def uid(world):
    (found,) = world.uids
    return found


def test_an_event_is_found_by_words_and_by_day(world, uid):
    line = f"{uid}\t2026-09-06\tMarkttag [bold]Auenland[/bold]\t-\tpublished\n"
    assert world("event", "--find", "markttag auenland") == line
    assert world("event", "--find", "2026-09-06") == line
    assert world("event", "--find", "Rathaus") == ""
    (found,) = world.json("event", "--find", "2026-09")["events"]
    assert (found["uid"], found["event"]["startDate"]) == (uid, "2026-09-06")


def test_the_dossier_as_lines(world, uid):
    text = world("event", uid)
    titles = [line for line in text.splitlines() if line.startswith("# ")]
    assert titles == [
        "# Markttag [bold]Auenland[/bold]",
        "# fields",
        "# sources",
        "# pairs",
        "# changes",
    ]
    assert "\x1b" not in text
    assert f"uid\t{uid}\n" in text
    assert "startDate\t2026-09-06\talpha http://alpha.localhost/a\n" in text
    assert "\nbeta\thttp://beta.localhost/b\t" in text
    assert "\nmerge\t0.9" in text


def test_the_dossier_on_a_terminal_shows_markup_as_it_stands(world, uid):
    out = io.StringIO()
    with Store.open(world.folder / "var" / "regioradar.sqlite") as store:
        dossier = store.staff.dossier(uid)
    console = Console(file=out, force_terminal=True, no_color=True, width=120)
    show(sections(dossier, Clock().today()), console)
    assert "Markttag [bold]Auenland[/bold]" in out.getvalue()
    assert "http://beta.localhost/b" in out.getvalue()


def test_the_dossier_as_json_has_all_of_it(world, uid):
    world("decide", "correct", uid, "offers", "frei", "--note", "telefonisch")
    world("decide", "approve", uid)
    told = world.json("event", uid)
    assert told["uid"] == told["asked"] == uid
    assert told["event"]["offers"] == "frei"
    assert [telling["source"] for telling in told["tellings"]] == ["alpha", "beta"]
    (correction,) = told["corrections"]
    assert (correction["field"], correction["value"], correction["base"]) == (
        "offers",
        "frei",
        None,
    )
    assert (correction["by"], correction["note"]) == ("Erika Muster", "telefonisch")
    assert [(d["kind"], d["by"], d["withdrawnAt"]) for d in told["decisions"]] == [
        ("approve", "Erika Muster", None)
    ]
    last = told["changes"][-1]
    assert (last["field"], last["old"], last["new"]) == ("offers", None, "frei")
    assert last["by"] == "Erika Muster"


def test_a_former_uid_leads_to_its_event_and_says_so(world, uid):
    (former,) = world.json("event", uid)["formerUids"]
    assert f"asked for\t{former}, which was joined to {uid}\n" in world("event", former)
    assert f"joined to it\t{former}\n" in world("event", uid)


def test_what_page_and_staff_say_is_shown_side_by_side(world, uid):
    world("decide", "correct", uid, "startDate", "2026-09-07")
    world.pages["alpha"]["/a"] = world.pages["beta"]["/b"] = MARK.replace("09-06", "09-13")
    world.run()
    assert "\nstartDate\t2026-09-07\t2026-09-06\tmoved to 2026-09-13\t" in world("event", uid)
    assert world.json("event", uid)["corrections"][0]["found"] == "2026-09-13"


def test_a_rejected_event_leaves_the_feeds_with_the_next_publication(world, uid):
    assert uid in world.calendar
    told = world("decide", "reject", uid, "--reason", "not_relevant", "--note", "privat")
    assert told.splitlines() == [
        f"act 1, decision 1 on {uid}",
        f"  {uid} publish: true -> false",
        "written, and not published yet: regioradar publish",
    ]
    assert uid in world.calendar
    world("publish")
    assert uid not in world.calendar
    world.pages["alpha"]["/a"] = MARK + " am Fluss"
    world.run()
    assert uid not in world.calendar
    assert "Erika" not in world.calendar
    world("decide", "withdraw", "1")
    world.run()
    assert uid in world.calendar


def test_apart_and_same_and_split(world, uid):
    (former,) = world.json("event", uid)["formerUids"]
    done = world.json("decide", "apart", uid, former)
    assert sorted(done["events"]) == sorted([uid, former]) == sorted(world.uids)
    assert [change["kind"] for change in done["changes"]][-1] == "split"
    assert world.json("decide", "same", former, uid)["events"] == [uid] == world.uids
    world("decide", "split", uid, "--source", "beta")
    world.run()
    assert sorted(world.uids) == sorted([uid, former])
    assert world.calendar.count("BEGIN:VEVENT") == 3


def test_an_act_is_undone_and_done_again_by_its_number(world, uid):
    done = world.json("decide", "correct", uid, "name", "Markt der Museen")
    assert (done["act"], done["decision"]) == (1, None)
    told = world("decide", "undo", "1", "--by", "Max Beispiel")
    assert told.splitlines() == [
        f"act 2 on {uid}",
        f"  {uid} name: Markt der Museen -> {world.json('event', uid)['event']['name']}",
        "written, and not published yet: regioradar publish",
    ]
    world("decide", "undo", "2")
    assert world.json("event", uid)["event"]["name"] == "Markt der Museen"


def test_a_decision_that_changes_nothing_says_so(world, uid):
    told = world("decide", "approve", uid, "--by", "Max Beispiel")
    assert told == f"act 1, decision 1 on {uid}\nnothing that readers see has changed by it\n"
    assert world.json("event", uid)["decisions"][0]["by"] == "Max Beispiel"


def test_an_empty_value_empties_a_field_and_objects_are_json(world, uid):
    place = {"name": "Stadthalle", "address": {"addressLocality": "Kiel"}}
    world("decide", "correct", uid, "location", json.dumps(place), "offers", "5 €")
    event = world.json("event", uid)["event"]
    assert event["location"]["address"]["addressLocality"] == "Kiel"
    world("decide", "correct", uid, "location", "")
    assert world.json("event", uid)["event"]["location"] is None
    world("decide", "uncorrect", uid, "offers")
    assert world.json("event", uid)["event"]["offers"] is None


REFUSED = [
    (("event", "x@y"), "there is no event 'x@y'"),
    (("event",), "give the UID of an event, or --find TEXT"),
    (("decide", "same", "UID", "x@y"), "there is no event 'x@y'"),
    (("decide", "split", "UID"), "give --source ID or --record UID"),
    (("decide", "split", "UID", "--source", "netz"), "'netz' tells nothing of it"),
    (("decide", "reject", "UID"), "Missing option '--reason'"),
    (("decide", "reject", "UID", "--reason", "weg"), "'weg' is not one of 'no_event'"),
    (("decide", "correct", "UID", "name"), "the field name has no value"),
    (("decide", "correct", "UID", "color", "red"), "'color' is no field that can be corrected"),
    (("decide", "correct", "UID", "endDate", "2026-01-01"), "the end 2026-01-01 is before"),
    (("decide", "correct", "UID", "location", "Kiel"), "location is JSON as extract prints it"),
    (("decide", "uncorrect", "UID", "name"), "'name' is not corrected"),
    (("decide", "withdraw", "7"), "there is no decision 7"),
    (("decide", "undo", "7"), "there is no act 7"),
]


@pytest.mark.parametrize(("args", "words"), REFUSED)
def test_what_cannot_be_is_one_line_and_nothing_is_written(world, uid, args, words):
    before = world.json("event", uid)
    told = world(*(uid if part == "UID" else part for part in args), code=2)
    assert words in told
    assert told.count("\n") == 1
    assert world.json("event", uid) == before


@pytest.mark.parametrize(
    "args", [("event", "x"), ("event", "--find", "x"), ("pairs",), ("decide", "approve", "x")]
)
def test_without_a_database_nothing_is_made(own_folder, args):
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 2
    assert "there is no database yet" in result.stderr
    assert list(own_folder.iterdir()) == []


def test_nothing_is_decided_while_a_run_is_at_work(world, uid):
    with single_run(world.folder / "var" / "regioradar.sqlite.lock", NOW):
        assert "another run is at work" in world("decide", "approve", uid, code=4)
        assert world("event", uid)
    assert world.json("event", uid)["decisions"] == []


def test_pairs_to_judge_are_listed_until_they_are(world):
    world.pages["alpha"]["/x"] = "TERMIN 2026-10-01 Kongress Wasserstoff und Region Auenland"
    world.pages["beta"]["/x"] = "TERMIN 2026-10-01 Kongress Energie und Region Auenland"
    world.run()
    found = world.json("pairs", "--today", "2026-03-02")["pairs"]
    lines = world("pairs", "--today", "2026-03-02").splitlines()
    (pair,) = found
    one, other = (event["uid"] for event in pair["events"])
    (cells,) = (line.split("\t") for line in lines)
    assert (cells[1], cells[4]) == (one, other)
    assert pair["decision"] == "ask"
    world("decide", "apart", one, other)
    assert world.json("pairs") == {"pairs": []}
    assert world("pairs") == ""
