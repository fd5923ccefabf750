"""Whatever sources tell, take back and tell otherwise, and whatever staff decide: nothing is lost.

Two machines play the same rules, one with a comparison in few words, one with the real one.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from merging_truths import (
    Memory,
    check_history,
    check_identity,
    check_mentions,
    check_staff,
    columns,
)

from model import (
    BERLIN,
    DecisionError,
    Event,
    EventStatus,
    Extraction,
    Organizer,
    Page,
    PageKind,
    Place,
    Problem,
    ProblemKind,
    Severity,
    When,
)
from regioradar.joining import EventMatcher
from regioradar.surroundings import Surroundings
from store import Guard, Matcher, RejectReason, Store

SOURCES = ("kammer", "kreis", "region")
TITLES = (
    ("Forum Wasserstoff im Revier", "Forum Wasserstoff", "Wasserstoff: das Forum", "Kreistag"),
    ("Fachtagung Leerstand und Ortskerne", "Fachtagung Leerstand", "3. Fachtagung Leerstand"),
    ("Forum Wasserstoff im Verkehr", "2. Forum Wasserstoff", "Forum Wasserstoff und Verkehr"),
    ("Netzwerktreffen", "Netzwerktreffen Bioökonomie", "Netzwerktreffen Bioökonomie II"),
)
TOWNS = ("", "Halle (Saale)", "Cottbus")
START = datetime(2026, 1, 5, 6, tzinfo=UTC)
FAULT = Problem(kind=ProblemKind.MALFORMED, message="unreadable", severity=Severity.ERROR)

numbers = st.integers(0, len(TITLES) - 1)
sources = st.sampled_from(SOURCES)


@dataclass(frozen=True)
class Term:
    """One event as a source tells it."""

    number: int
    title: int = 0
    days: int = 0
    town: int = 1
    hour: int = 0
    status: EventStatus = EventStatus.SCHEDULED

    def event(self) -> Event:
        day = date(2026, 3, 2) + timedelta(days=self.days)
        timed = datetime(day.year, day.month, day.day, self.hour, tzinfo=BERLIN)
        titles = TITLES[self.number]
        town = TOWNS[self.town]
        return Event(
            name=titles[self.title % len(titles)],
            when=When(start=timed if self.hour else day),
            status=self.status,
            locations=(Place(address_locality=town),) if town else (),
            organizers=(Organizer(name="Netzwerk Mitte"),),
            confidence=0.9,
            publish=True,
        )


edits = st.one_of(
    st.builds(lambda title: {"title": title}, st.integers(0, 3)),
    st.builds(lambda days: {"days": days}, st.sampled_from((0, 1, 7, 40))),
    st.builds(lambda town: {"town": town}, st.integers(0, 2)),
    st.builds(lambda hour: {"hour": hour}, st.sampled_from((0, 9, 14))),
    st.builds(
        lambda status: {"status": status},
        st.sampled_from((EventStatus.SCHEDULED, EventStatus.CANCELLED)),
    ),
)
terms = st.builds(
    Term,
    number=numbers,
    title=st.integers(0, 3),
    days=st.sampled_from((0, 1, 7)),
    town=st.integers(0, 2),
    hour=st.sampled_from((0, 9, 14)),
)


class Merging(RuleBasedStateMachine):
    """Sources tell of four events; after each run and each decision all must be sound."""

    matcher: Matcher
    make_scene: Callable[[Path, Store], Any]

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.open(Path(self.folder.name) / "regioradar.sqlite")
        self.scene = type(self).make_scene(Path(self.folder.name), self.store)
        self.scene.matcher = self.matcher
        self.scene.guard = Guard(share=1.0)
        self.site: dict[tuple[str, int], Term | None] = {}
        self.broken: set[tuple[str, int]] = set()
        self.memory = Memory()
        self.decisions: list[int] = []
        for source in SOURCES:
            self.tell(source, Term(number=0))

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()

    def crawl(self, source: str) -> None:
        pages = {}
        for (teller, number), term in self.site.items():
            if teller != source:
                continue
            url = address(source, number)
            if (source, number) in self.broken:
                pages[url] = Extraction(page_kind=PageKind.OTHER, problems=(FAULT,))
            elif term is None:
                pages[url] = Extraction(page_kind=PageKind.OTHER)
            else:
                pages[url] = Extraction(page_kind=PageKind.EVENT, events=(term.event(),))
                self.memory.told.add((source, url))
        self.scene.run(pages, source=source)

    @rule(source=sources, term=terms)
    def tell(self, source: str, term: Term) -> None:
        self.site[source, term.number] = term
        self.broken.discard((source, term.number))
        self.crawl(source)

    @rule(source=sources, other=sources, number=numbers)
    def retell(self, source: str, other: str, number: int) -> None:
        self.site[source, number] = self.site.get((other, number), Term(number=number))
        self.crawl(source)

    @rule(source=sources, number=numbers, edit=edits)
    def edit(self, source: str, number: int, edit: dict[str, Any]) -> None:
        known = self.site.get((source, number))
        if known is not None:
            self.site[source, number] = replace(known, **edit)
            self.crawl(source)

    @rule(source=sources, number=numbers)
    def take_off(self, source: str, number: int) -> None:
        if (source, number) in self.site:
            self.site[source, number] = None
            self.crawl(source)

    @rule(source=sources, number=numbers)
    def break_page(self, source: str, number: int) -> None:
        if (source, number) in self.site:
            self.broken.add((source, number))
            self.crawl(source)
            self.broken.discard((source, number))

    @rule(source=sources, again=st.booleans())
    def run_again(self, source: str, again: bool) -> None:
        self.crawl(source)
        before = self.scene.dump()
        self.scene.version += "+" if again else ""
        self.crawl(source)
        self.store.consolidate(self.matcher, self.scene.now)
        assert self.scene.dump() == before

    def living(self) -> list[str]:
        return [event.uid for event in self.store.events()]

    @precondition(lambda self: len(self.living()) > 1)
    @rule(data=st.data(), deed=st.sampled_from(("join", "keep_apart")))
    def say_of_two(self, data: st.DataObject, deed: str) -> None:
        one, other = data.draw(st.permutations(self.living()))[:2]
        self.decisions.append(self.scene.decide(deed, one, other).decision_id)

    @rule(data=st.data(), source=sources)
    def split(self, data: st.DataObject, source: str) -> None:
        self.attempt("split", data.draw(st.sampled_from(self.living())), source)

    @rule(data=st.data(), deed=st.sampled_from(("approve", "reject")))
    def judge(self, data: st.DataObject, deed: str) -> None:
        uid = data.draw(st.sampled_from(self.living()))
        more = (RejectReason.DUPLICATE,) if deed == "reject" else ()
        self.attempt(deed, uid, *more)

    @rule(data=st.data(), name=st.sampled_from(("Berichtigt", "")))
    def correct(self, data: st.DataObject, name: str) -> None:
        uid = data.draw(st.sampled_from(self.living()))
        if name:
            self.attempt("correct", uid, {"name": name})
        else:
            self.attempt("withdraw_correction", uid, "name")

    @precondition(lambda self: bool(self.decisions))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        self.attempt("withdraw", data.draw(st.sampled_from(self.decisions)))

    def attempt(self, deed: str, *on: Any) -> None:
        try:
            decided = self.scene.decide(deed, *on)
        except DecisionError:
            return
        if decided.decision_id is not None:
            self.decisions.append(decided.decision_id)

    @invariant()
    def sound(self) -> None:
        if hasattr(self, "store"):
            check_identity(self.scene, self.memory)
            check_mentions(self.scene, self.memory)
            check_history(self.scene)
            check_staff(self.scene)


def address(source: str, number: int) -> str:
    return f"https://{source}.localhost/termine/{number}"


RULES = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.mark.parametrize("words", [True, False], ids=["in few words", "as in earnest"])
def test_nothing_is_lost_whatever_is_told_and_decided(
    words: bool, matcher: Matcher, make_scene: Callable[[Path, Store], Any]
) -> None:
    class Played(Merging):
        pass

    Played.matcher = matcher if words else EventMatcher(Surroundings(()))
    Played.make_scene = staticmethod(make_scene)
    run_state_machine_as_test(Played, settings=RULES)


told = st.dictionaries(st.tuples(sources, numbers), terms, min_size=2, max_size=9)


def read(store: Store, matcher: Matcher, runs: list[list[tuple[str, int, Term]]]) -> None:
    """Each run crawls, reads and joins; all within one moment."""
    for number, told in enumerate(runs):
        run_id = store.start_run(START)
        by_source: dict[str, list[tuple[int, Term]]] = {}
        for source, page, term in told:
            by_source.setdefault(source, []).append((page, term))
        for source, pages in by_source.items():
            events = {address(source, page): term.event() for page, term in pages}
            brought = [
                Page(source_id=source, url=url, body=repr(event).encode(), fetched_at=START)
                for url, event in events.items()
            ]
            store.save_pages(run_id, source, brought, (), START)
            items = [
                (page_id, page, Extraction(page_kind=PageKind.EVENT, events=(events[page.url],)))
                for page_id, page in store.pages_to_extract(source, "1")
            ]
            store.save_extractions(run_id, source, items, "1", START, guard=Guard(share=1.0))
        store.consolidate(matcher, START + timedelta(minutes=number))
        store.finish_run(run_id, START, 0, {})


def groups(scene: Any) -> set[frozenset[tuple[str, str]]]:
    """The pages that tell of each event."""
    found: dict[str, set[tuple[str, str]]] = {}
    for event_uid, *page in columns(
        scene,
        "SELECT event_uid, mentions.source_id, page_url FROM mentions "
        "JOIN records ON records.uid = record_uid",
    ):
        found.setdefault(event_uid, set()).add((page[0], page[1]))
    return {frozenset(pages) for pages in found.values()}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=told, data=st.data(), words=st.booleans())
def test_the_order_of_sources_and_pages_and_runs_does_not_matter(
    told: dict[tuple[str, int], Term],
    data: st.DataObject,
    words: bool,
    matcher: Matcher,
    make_scene: Callable[[Path, Store], Any],
) -> None:
    """In one run: the same rows. Spread over runs: the same pages together in one event."""
    used = matcher if words else EventMatcher(Surroundings(()))
    pages = [(source, number, term) for (source, number), term in sorted(told.items(), key=str)]
    shuffled = data.draw(st.permutations(pages))
    cut = data.draw(st.integers(1, len(pages)))
    orders = ([pages], [shuffled], [shuffled[:cut], shuffled[cut:]], [[page] for page in shuffled])
    with tempfile.TemporaryDirectory() as folder:
        scenes = []
        for number, runs in enumerate(orders):
            with Store.open(Path(folder) / f"{number}.sqlite") as store:
                read(store, used, [list(run) for run in runs])
                scene = make_scene(Path(folder), store)
                rows = scene.dump(without=("page_id", "id"))
                scenes.append((rows, groups(scene)))
    assert scenes[0][0] == scenes[1][0]
    assert len({frozenset(found) for _, found in scenes}) == 1
