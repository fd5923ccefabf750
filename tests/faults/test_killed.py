"""A run that is killed with SIGKILL at a random moment, and a plain run after it.

The second day's run is killed: events have moved, come and gone since the first, whose feeds stand.
"""

import random
import signal

import pytest
from evidence import check_database, feeds, hidden, kept

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

KILLS = 50
"""In each of the four stages, divided among the parts of one."""
_TRIES = 12
"""A moment that is missed, because the machine is quicker this time, is tried again earlier."""


def killed_in(world, state, stage):
    """A working folder whose run was killed within a stage, at a random moment."""
    share = random.random()
    for _ in range(_TRIES):
        folder = world.copy(state, "killed")
        ended = world.run(folder, kill=(stage, share * world.seconds[stage]))
        if ended.status == -signal.SIGKILL and ended.inside == stage:
            return folder
        share *= 0.7
    pytest.fail(f"no run could be killed in {stage}")


def check_whole(world, folder, old, new):
    """What lies there after the kill: readers see whole files, each of one of the two days."""
    check_database(folder)
    seen = feeds(folder / "var" / "public")
    assert all(body in (old.get(name), new.get(name)) for name, body in seen.items())
    assert set(old) <= set(seen) | (set(old) - set(new))


@pytest.mark.parametrize(
    ("state", "stages"),
    [
        ("first", ("crawl",)),
        ("crawled", ("extraction",)),
        ("crawled", ("merge",)),
        ("crawled", ("publication", "replacing")),
    ],
    ids=["crawl", "extraction", "merge", "publication"],
)
def test_a_plain_run_makes_a_killed_one_good(world, state, stages, record_property):
    old, done = feeds(world.first / "var" / "public"), world.undisturbed
    assert old != done.feeds
    for number in range(KILLS):
        folder = killed_in(world, getattr(world, state), stages[number % len(stages)])
        check_whole(world, folder, old, done.feeds)
        again = world.run(folder)
        assert again.status == 0, (number, again.errors)
        check_database(folder)
        assert kept(folder) == done, number
        assert hidden(folder / "var" / "public") == {".regioradar.json"}
    record_property("kills", f"{KILLS} in {stages}")
