"""Bits that flip on the disk: in the body of one page, in a page of the database itself."""

import sqlite3
from contextlib import closing

import pytest
from evidence import feeds, kept, stored

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

DETAIL = "http://www.amt.localhost/werkstatt-1.html"
GONE = "http://www.amt.localhost/werkstatt-3.html"
LIST = "http://www.netz.localhost/termine.html"


def damage(folder, url, *, at=20):
    """Flip a bit in the packed body of a page."""
    with closing(sqlite3.connect(folder / "var" / "regioradar.sqlite")) as db, db:
        where = "hash = (SELECT body_hash FROM pages WHERE url = ? AND current = 1)"
        (data,) = db.execute(f"SELECT data FROM bodies WHERE {where}", (url,)).fetchone()  # noqa: S608
        flipped = bytearray(data)
        flipped[at] ^= 0b100
        db.execute(f"UPDATE bodies SET data = ? WHERE {where}", (bytes(flipped), url))  # noqa: S608


def read_by_another(folder):
    """As after an update of the program: all pages are to be read again."""
    with closing(sqlite3.connect(folder / "var" / "regioradar.sqlite")) as db, db:
        db.execute("UPDATE pages SET extractor_version = 'another'")


def body(folder, url):
    with closing(sqlite3.connect(folder / "var" / "regioradar.sqlite")) as db:
        sql = "SELECT data FROM bodies JOIN pages ON body_hash = hash WHERE url = ? AND current = 1"
        return db.execute(sql, (url,)).fetchone()[0]


def told(folder):
    return told_in(feeds(folder / "var" / "public"))


def told_in(files):
    """The files that do not say how each source does."""
    return {name: body for name, body in files.items() if name != "quellen.html"}


@pytest.mark.parametrize("url", [DETAIL, LIST])
def test_a_damaged_body_costs_its_own_page_until_the_next_crawl(world, url):
    folder = world.copy(world.crawled, "damaged")
    assert world.run(folder).status == 0
    read_by_another(folder)
    whole = body(folder, url)
    damage(folder, url)
    read = world.run(folder, "publish")
    assert read.status == 1, read.errors
    lines = [line for line in read.output.splitlines() if line.startswith("error: ")]
    assert len(lines) == 1
    assert url in lines[0]
    assert "is damaged in the archive" in lines[0]
    assert told(folder) == told_in(world.undisturbed.feeds)
    mended = world.run(folder)
    assert mended.status == 0, mended.output
    assert body(folder, url) == whole
    assert kept(folder) == world.undisturbed
    assert world.run(folder).status == 0


def test_a_damaged_list_that_has_not_changed_is_asked_for_whole_at_once(world):
    """Its host answers "not modified", and the crawl needs its links."""
    folder = world.copy(world.crawled, "damaged")
    assert world.run(folder).status == 0
    damage(folder, LIST)
    asked = len(world.server.requests)
    mended = world.run(folder)
    answers = [one.status for one in world.server.requests[asked:] if one.path == "/termine.html"]
    assert sorted(answers) == [200, 304, 304, 304]
    assert mended.status == 0, mended.output
    assert kept(folder) == world.undisturbed


def test_a_damaged_page_that_no_list_leads_to_any_more_is_told_once(world):
    """Nobody can fetch it anew; its event stays as it was."""
    folder = world.copy(world.crawled, "damaged")
    assert world.run(folder).status == 0
    read_by_another(folder)
    damage(folder, GONE)
    assert GONE in world.run(folder).output
    again = world.run(folder)
    assert again.status == 0, again.output
    assert told(folder) == told_in(world.undisturbed.feeds)


def test_bodies_that_are_damaged_everywhere_are_fetched_anew(world):
    folder = world.copy(world.crawled, "damaged")
    # What two sources have the same is kept once.
    bodies = {hash_: url for _, url, _, hash_, current, _ in stored(folder)["pages"] if current}
    for url in bodies.values():
        damage(folder, url)
    read_by_another(folder)
    read = world.run(folder, "publish")
    assert read.status == 1
    assert read.output.count("is damaged in the archive") >= len(bodies) > 10
    calendar = told(folder)["alle.ics"]
    assert calendar == told(world.first)["alle.ics"]
    assert world.run(folder).status == 0, "but for one, which no list leads to any more"
    assert told(folder) == told_in(world.undisturbed.feeds)


def test_a_damaged_page_of_the_database_is_exit_5_and_the_feeds_stay(world, record_property):
    """Every page of the file but the first is overwritten in its turn."""
    clean = world.copy(world.crawled, "clean")
    file = clean / "var" / "regioradar.sqlite"
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,), (count,) = (
            db.execute(f"PRAGMA {n}").fetchone() for n in ("page_size", "page_count")
        )
    old = feeds(clean / "var" / "public")
    met = 0
    for number in range(1, count, max(1, count // 24)):
        folder = world.copy(clean, "damaged")
        file = folder / "var" / "regioradar.sqlite"
        data = bytearray(file.read_bytes())
        data[number * size : (number + 1) * size] = b"\xa5" * size
        file.write_bytes(data)
        ended = world.run(folder, "publish")
        assert ended.status in (0, 1, 5), (number, ended.errors)
        assert "Traceback" not in ended.errors, number
        if ended.status == 5:
            met += 1
            (line,) = [x for x in ended.errors.splitlines() if x.startswith("regioradar: ")]
            assert "is damaged; put a backup in its place" in line
            assert feeds(folder / "var" / "public") == old
    assert met
    record_property("damaged pages met", met)
