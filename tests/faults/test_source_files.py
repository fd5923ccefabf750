"""A source file that is broken, in whatever way, while the others are fine."""

import shutil

import pytest
from evidence import feeds

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def broken_toml(file):
    file.write_text('id = "kammer"\nname = "Kammer\n', encoding="utf-8")


def wrong_encoding(file):
    file.write_bytes(file.read_text(encoding="utf-8").replace("Mitte", "Süd").encode("cp1252"))


def another_id(file):
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('id = "kammer"', 'id = "kamer"'), encoding="utf-8")


def unknown_key(file):
    file.write_text("regoins = []\n" + file.read_text(encoding="utf-8"), encoding="utf-8")


def no_entries(file):
    head = file.read_text(encoding="utf-8").partition("[[entries]]")[0]
    file.write_text(head, encoding="utf-8")


def empty(file):
    file.write_bytes(b"")


def a_folder(file):
    file.unlink()
    file.mkdir()


def a_dead_link(file):
    file.unlink()
    file.symlink_to("nirgends.toml")


def zeros(file):
    """What a file system leaves after a power cut."""
    file.write_bytes(b"\0" * file.stat().st_size)


HARMS = [
    broken_toml,
    wrong_encoding,
    another_id,
    unknown_key,
    no_entries,
    empty,
    a_folder,
    a_dead_link,
    zeros,
]


@pytest.fixture(scope="module")
def without(world):
    """The calendar after the second day when one source was not asked at all on that day."""
    folder = world.copy(world.first, "without")
    (folder / "sources" / "kammer.toml").unlink()
    assert world.run(folder).status == 0
    return feeds(folder / "var" / "public")["alle.ics"]


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_the_others_run_and_its_events_stay_published(world, without, harm):
    folder = world.copy(world.first, "broken")
    file = folder / "sources" / "kammer.toml"
    harm(file)
    ended = world.run(folder)
    assert ended.status == 1, ended.errors
    assert "Traceback" not in ended.errors
    (line,) = [x for x in ended.errors.splitlines() if x.startswith("regioradar: ")]
    assert line.startswith("regioradar: kammer.toml: ")
    calendar = feeds(folder / "var" / "public")["alle.ics"]
    assert calendar == without
    assert b"Werkstatt Wasser in Landgemeinde 6" in calendar.replace(b"\r\n ", b"")
    if file.is_dir():
        file.rmdir()
    file.unlink(missing_ok=True)
    shutil.copy(world.first / "sources" / "kammer.toml", file)
    mended = world.run(folder)
    assert mended.status == 0, mended.output + mended.errors
    assert feeds(folder / "var" / "public")["alle.ics"] == world.undisturbed.feeds["alle.ics"]
