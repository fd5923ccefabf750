"""Stored events of any texts, times and states, for what is written of them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from model import (
    BERLIN,
    AttendanceMode,
    CoarseWhen,
    Event,
    EventStatus,
    Grain,
    Mention,
    Organizer,
    Place,
    StoredEvent,
    When,
)

days = st.dates(date(2025, 9, 1), date(2035, 12, 31))
times = st.datetimes(datetime(2025, 9, 1), datetime(2035, 12, 31))  # noqa: DTZ001 - made local below
lengths = st.one_of(st.none(), st.integers(0, 4000))
texts = st.text(st.characters(), max_size=120)  # lone surrogates included
names = texts.map(lambda text: "Tagung " + text)
stamps = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2026, 2, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)
addresses = st.one_of(texts, texts.map(lambda text: "https://quelle.example/" + text))


@st.composite
def whens(draw: st.DrawFn) -> When | CoarseWhen:
    """Days, minutes, both, or a rough time."""
    kind = draw(st.sampled_from(["day", "minute", "mixed", "coarse"]))
    length = draw(lengths)
    if kind in ("day", "coarse"):
        first = draw(days)
        last = None if length is None else first + timedelta(days=length % 40)
        if kind == "day":
            return When(start=first, end=last)
        grain = draw(st.sampled_from([Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR]))
        return CoarseWhen(first_day=first, last_day=last or first, grain=grain, text=draw(texts))
    start = draw(times).replace(second=0, microsecond=0, tzinfo=BERLIN)
    end = None if length is None else start + timedelta(minutes=length)
    return When(start=start, end=end.date() if end and kind == "mixed" else end)


places = st.builds(
    Place,
    name=texts,
    street_address=texts,
    postal_code=texts,
    address_locality=texts,
    address_region=texts,
)
organizers = st.builds(Organizer, name=names)
events = st.builds(
    Event,
    name=names,
    when=whens(),
    locations=st.lists(places, max_size=3).map(tuple),
    organizers=st.lists(organizers, max_size=3).map(tuple),
    status=st.sampled_from(EventStatus),
    attendance_mode=st.one_of(st.none(), st.sampled_from(AttendanceMode)),
    previous_start=st.one_of(st.none(), days),
    description=st.text(st.characters(), max_size=900),
    url=addresses,
    offers=texts,
    recurrence=st.sampled_from(["", "FREQ=WEEKLY"]),
    publish=st.just(True),
)


@st.composite
def stored(draw: st.DrawFn) -> StoredEvent:
    """An event as the store hands it over."""
    created = draw(stamps)
    mention = Mention(
        source_id="a", page_url=draw(addresses), first_seen=created, last_seen=created
    )
    return StoredEvent(
        uid="u" + str(draw(st.integers(0, 10**6))),
        sequence=draw(st.integers(0, 50)),
        created=created,
        last_modified=created + timedelta(seconds=draw(st.integers(0, 10**6))),
        event=draw(events),
        mentions=(mention,),
    )
