"""Each thing is told once, and again only when it is another."""

from dataclasses import replace

from model import HealthState
from store import Tab


def test_the_first_mail_tells_all_and_the_second_nothing(digest, item, health):
    items = [item("a"), item("b", Tab.CHANGED), item("c", Tab.NEW, Tab.SOON, Tab.UNSURE)]
    broken = health("amt", HealthState.BROKEN, "timeout")
    first = digest(items, [broken])
    assert [i.uid for i in first.new] == ["a"]
    assert [i.uid for i in first.changed] == ["b"]
    assert [i.uid for i in first.pressing] == ["c"]
    assert (first.broken, first.waiting, first.since) == ((broken,), 3, None)
    second = digest(items, [broken], first.told)
    assert not second.has_news
    assert (second.still_broken, second.waiting) == (("amt",), 3)
    assert second.since == first.told.at


def test_a_changed_event_is_told_again_when_it_changes_again(digest, item):
    told = digest([item("a", Tab.CHANGED)]).told
    assert not digest([item("a", Tab.CHANGED)], before=told).has_news
    again = digest([item("a", Tab.CHANGED, version="2")], before=told)
    assert [i.uid for i in again.changed] == ["a"]


def test_a_new_event_that_changes_unseen_is_told_once(digest, item):
    told = digest([item("a")]).told
    assert not digest([item("a", version="2")], before=told).has_news


def test_what_is_no_longer_listed_counts_as_changed(digest, item):
    assert [i.uid for i in digest([item("a", Tab.DELISTED, Tab.NEW)]).changed] == ["a"]


def test_an_event_that_comes_near_while_it_is_unsure_is_told_once_more(digest, item):
    told = digest([item("a", Tab.NEW, Tab.UNSURE)]).told
    near = [item("a", Tab.NEW, Tab.UNSURE, Tab.SOON)]
    found = digest(near, before=told)
    assert [i.uid for i in found.pressing] == ["a"]
    assert not digest(near, before=found.told).has_news


def test_an_event_that_left_the_queue_and_came_back_is_told_again(digest, item):
    told = digest([item("a")]).told
    gone = digest([], before=told)
    assert not gone.has_news
    assert digest([item("a")], before=gone.told).has_news


def test_an_unsure_event_that_is_neither_new_nor_changed_only_counts(digest, item):
    found = digest([item("a", Tab.UNSURE)])
    assert not found.has_news
    assert found.waiting == 1


def test_a_source_is_told_when_it_breaks_for_another_reason_and_when_it_recovers(digest, health):
    broken = health("amt", HealthState.BROKEN, "timeout")
    told = digest(healths=[broken]).told
    other = digest(healths=[replace(broken, state=HealthState.DEGRADED)], before=told)
    assert [h.source_id for h in other.broken] == ["amt"]
    assert other.still_broken == ()
    other = digest(healths=[health("amt", HealthState.BROKEN, "blocked")], before=told)
    assert [h.source_id for h in other.broken] == ["amt"]
    well = digest(healths=[health("amt", HealthState.WELL)], before=told)
    assert (well.recovered, well.broken, well.has_news) == (("amt",), (), True)
    assert not digest(healths=[health("amt", HealthState.WELL)], before=well.told).has_news


def test_a_source_that_nobody_has_read_and_one_that_is_gone_are_no_news(digest, health):
    told = digest(healths=[health("amt", HealthState.BROKEN, "timeout")]).told
    assert not digest(healths=[], before=told).has_news
    unknown = digest(healths=[health("amt", HealthState.UNKNOWN, "never_crawled")], before=told)
    assert not unknown.has_news
