"""Any sequence of runs with channels that fail at random: what is told, and how often."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from regioradar.notify.deciding import Event, after, notices
from regioradar.notify.troubles import Kind, Seen
from store import Ended, Trouble

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
IDS = ("alpha", "beta", "netz")


def made(subject, since=NOW):
    return Trouble(
        kind=Kind.SOURCE_BROKEN.value,
        subject=subject,
        text="t",
        german="g",
        command="c",
        since=since,
    )


def test_five_at_once_are_one_telling_and_then_none():
    first = after([], Seen(open=tuple(made(str(n)) for n in range(5))), NOW)
    due = notices(first, {})
    assert [notice.event for notice in due] == [Event.BROKEN] * 5
    assert notices(after(first, Seen(open=tuple(first)), NOW), {t.key: NOW for t in first}) == []


def test_what_the_run_did_not_look_at_stays():
    known = [made("alpha")]
    assert after(known, Seen(), NOW) == known
    assert notices(known, {known[0].key: NOW}) == []


def test_one_that_lasts_keeps_its_beginning_and_takes_the_newer_words():
    later = NOW + timedelta(days=3)
    found = replace(made("alpha", since=later), text="otherwise")
    (trouble,) = after([made("alpha")], Seen(open=(found,)), later)
    assert (trouble.since, trouble.text) == (NOW, "otherwise")


def test_an_end_is_told_of_what_was_told_only():
    known = [made("alpha"), made("beta")]
    ends = {known[0].key: Ended.RECOVERED, known[1].key: Ended.RECOVERED}
    ended = after(known, Seen(over=ends), NOW)
    (notice,) = notices(ended, {known[0].key: NOW})
    assert (notice.event, notice.trouble.subject) == (Event.RECOVERED, "alpha")
    assert notice.trouble.ended_at == NOW


def test_one_that_comes_again_is_a_new_one():
    ended = after([made("alpha")], Seen(over={made("alpha").key: Ended.CLOSED}), NOW)
    later = NOW + timedelta(days=3)
    (again,) = after(ended, Seen(open=(made("alpha", since=later),)), later)
    assert (again.since, again.ended) == (later, None)


def test_the_end_of_one_that_may_have_arrived_is_told():
    """A program may have failed after it had raised its alarm."""
    known = [made("alpha")]
    assert [n.event for n in notices(known, {known[0].key: None})] == [Event.BROKEN]
    ended = after(known, Seen(over={known[0].key: Ended.RECOVERED}), NOW)
    assert [n.event for n in notices(ended, {known[0].key: None})] == [Event.RECOVERED]


@dataclass
class Listener:
    """A channel: what it heard of each key in turn, and what is noted of that."""

    told: dict = field(default_factory=dict)
    heard: dict = field(default_factory=dict)

    def run(self, troubles, *, arrives=True, noted=True) -> None:
        """As a run does: note the try, deliver, note the delivery."""
        due = notices(troubles, self.told)
        for notice in due:
            self.told[notice.trouble.key] = None
        for notice in due if arrives else ():
            self.heard.setdefault(notice.trouble.key[1], []).append(notice.event)
        for notice in due if arrives and noted else ():
            if notice.event is Event.BROKEN:
                self.told[notice.trouble.key] = NOW
            else:
                del self.told[notice.trouble.key]

    @property
    def open(self):
        """What the channel holds for broken by what it heard."""
        return {i for i, heard in self.heard.items() if heard[-1] is Event.BROKEN}


STATES = st.sampled_from(["open", "open", "recovered", "closed", "not looked at"])
RUNS = st.lists(
    st.tuples(st.fixed_dictionaries(dict.fromkeys(IDS, STATES)), st.booleans(), st.booleans()),
    max_size=25,
)


@given(RUNS)
def test_every_channel_comes_to_know_what_is(runs):
    """The sound one hears each turn once; one that fails or is cut off learns it when it works."""
    sound, frail, troubles = Listener(), Listener(), []
    turns = {i: [] for i in IDS}
    lasting = set()
    for number, (states, arrives, noted) in enumerate(runs):
        over = {i: Ended(s) for i, s in states.items() if s in ("recovered", "closed")}
        found = {i for i, state in states.items() if state == "open"}
        for source_id in found - lasting:
            turns[source_id].append(Event.BROKEN)
        for source_id in lasting & over.keys():
            turns[source_id].append(Event(over[source_id].value))
        lasting = (lasting | found) - over.keys()
        now = NOW + timedelta(days=number)
        known = {trouble.key for trouble in troubles}
        ends = {made(i).key: end for i, end in over.items() if made(i).key in known}
        seen = Seen(open=tuple(made(i, now) for i in found), over=ends)
        troubles = after(troubles, seen, now)
        sound.run(troubles)
        frail.run(troubles, arrives=arrives, noted=noted)
        assert sound.open == lasting
        if arrives:
            assert frail.open == lasting
        # As the store does: what has ended is kept as long as somebody waits to hear of it.
        waiting = sound.told.keys() | frail.told.keys()
        troubles = [t for t in troubles if t.ended is None or t.key in waiting]
    assert sound.heard == {i: told for i, told in turns.items() if told}
    frail.run(troubles)
    assert frail.open == lasting
    assert not notices(troubles, frail.told)
