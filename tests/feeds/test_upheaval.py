"""What a publication would take from subscribers at once."""

from dataclasses import replace
from datetime import date, timedelta

from feeds import plan
from feeds.build import build
from feeds.upheaval import upheaval
from model import Change, ChangeKind, CoarseWhen, Grain, When


def standing(make, settings, count: int):
    days = [make.today + timedelta(days=n) for n in range(count)]
    events = [make.event(f"e{n}", name=f"Tag {n}", when=When(start=d)) for n, d in enumerate(days)]
    return events, build(make.snapshot(*events), settings).files["alle.ics"]


def found(make, settings, events, calendar, **fields):
    return upheaval(plan(make.snapshot(*events, **fields), settings).edition, calendar)


def test_nothing_stands_yet(make, settings):
    assert found(make, settings, [make.conference()], None).coming == 0


def test_what_is_missing_is_lost_and_the_past_does_not_count(make, settings):
    events, calendar = standing(make, settings, 4)
    over = make.event("alt", name="Alt", when=When(start=make.today - timedelta(days=3)))
    calendar = build(make.snapshot(*events, over), settings).files["alle.ics"]
    told = found(make, settings, events[1:3], calendar)
    assert (told.coming, told.lost) == (4, ("Tag 0", "Tag 3"))


def test_an_event_that_turned_out_to_be_another_is_not_lost(make, settings):
    events, calendar = standing(make, settings, 2)
    joined = replace(events[0], former_uids=("e1",))
    assert found(make, settings, [joined], calendar).lost == ()


def test_what_staff_rejected_is_not_lost(make, settings):
    events, calendar = standing(make, settings, 2)
    rejected = replace(events[1], event=replace(events[1].event, publish=False))
    said = Change(
        event_uid="e1",
        sequence=1,
        at=make.changed,
        kind=ChangeKind.FIELD,
        field="publish",
        old=True,
        new=False,
        by="Ada",
    )
    assert found(make, settings, [events[0], rejected], calendar).lost == ("Tag 1",)
    assert found(make, settings, [events[0], rejected], calendar, changes=(said,)).lost == ()


def test_a_later_day_is_no_loss(make, settings):
    events, calendar = standing(make, settings, 1)
    moved = replace(events[0], event=replace(events[0].event, when=When(start=date(2026, 9, 1))))
    assert found(make, settings, [moved], calendar).lost == ()


def test_it_is_known_why_an_event_goes(make, settings):
    """One that staff rejected, whose day is open again, that is another one or long over."""
    (event,), calendar = standing(make, settings, 1)
    rough = CoarseWhen(
        first_day=date(2026, 9, 1), last_day=date(2026, 11, 30), grain=Grain.SEASON, text="Herbst"
    )
    open_again = replace(event, event=replace(event.event, when=rough))
    rejected = replace(event, event=replace(event.event, publish=False))
    (said, *_) = make.changes(event, rejected, by="Ada")
    (read, *_) = make.changes(event, rejected)
    years_later = make.today + timedelta(days=settings.archive_days + 2)
    for events, fields, is_explained in (
        ([open_again], {}, True),
        ([rejected], {"changes": (said,)}, True),
        ([rejected], {"changes": (read,)}, False),
        ([replace(event, uid="anders", former_uids=(event.uid,))], {}, True),
        ([], {}, False),
        ([], {"today": make.today + timedelta(days=3)}, False),
        ([event], {"today": years_later}, True),
    ):
        assert found(make, settings, events, calendar, **fields).is_explained is is_explained
