"""Whatever is compared: no exception, the same both ways round, nothing merged against a veto."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Knowledge, compare, sketch
from model import BERLIN, Decision, Event, EventStatus, Organizer, Place, Subject, When

WORDS = st.sampled_from(
    """Auen Forum Konferenz Gera Halle Teil 2 II 12. 2026 Süd Nord mit Modul A Netzwerktreffen
    Bürgerdialog Wasserstoff & am 3.5. „Wege“ – Vorabend online Eröffnung #4 1/3 Tag der""".split()
)
TITLES = st.one_of(
    st.text(min_size=1, max_size=60).filter(lambda text: text.strip() != ""),
    st.lists(WORDS, min_size=1, max_size=7).map(" ".join),
)
NAMES = st.one_of(st.just(""), st.text(max_size=30), st.lists(WORDS, max_size=3).map(" ".join))
DAYS = st.integers(0, 40).map(lambda days: date(2026, 5, 1) + timedelta(days=days))


@st.composite
def moments(draw: st.DrawFn) -> When:
    day, length, timed = draw(DAYS), draw(st.integers(0, 20)), draw(st.booleans())
    start: date | datetime = day
    if timed:
        start = datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), tzinfo=BERLIN)
    return When(start=start, end=day + timedelta(days=length) if draw(st.booleans()) else None)


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    title = draw(TITLES)
    host = draw(NAMES)
    when = draw(st.one_of(st.none(), moments()))
    place = Place(name=draw(NAMES), address_locality=draw(NAMES))
    try:
        organizers = (Organizer(name=host),)
    except ValueError:
        organizers = ()
    try:
        event = Event(
            name=title,
            when=when,
            locations=(place,),
            organizers=organizers,
            status=draw(st.sampled_from(EventStatus)),
            previous_start=draw(st.one_of(st.none(), DAYS)),
            description=draw(NAMES),
        )
    except ValueError:  # a title of nothing but control characters
        event = Event(name="Forum", when=when)
    return Subject(event=event, source_id=draw(st.sampled_from(["", "one", "other"])))


@settings(max_examples=300, deadline=None)
@given(subjects(), subjects())
def test_the_order_makes_no_difference(one: Subject, other: Subject):
    first, second = sketch(one, Knowledge()), sketch(other, Knowledge())
    found = compare(first, second)
    assert found == compare(second, first)
    assert 0 <= found.score <= 1
    assert not (found.veto and found.decision in (Decision.MERGE, Decision.ASK))


@settings(max_examples=150, deadline=None)
@given(subjects())
def test_a_mention_is_never_apart_from_itself_on_its_day(subject: Subject):
    made = sketch(subject, Knowledge())
    found = compare(made, made)
    assert found.veto == ""
    assert found == compare(made, sketch(subject, Knowledge()))
