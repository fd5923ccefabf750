"""Every way to write a day with every way to write its time, and ranges of such days.

Nobody lists all of these by hand: the forms are put together by chance, and what must be read is
known. The days lie ahead of the reference, and not so near to New Year that a day without a year
would rather be of the year before.
"""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.dates import DateContext, read_dates

REFERENCE = date(2026, 1, 10)
MONTHS = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
SHORT = "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez".split()
WEEKDAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()

DayForm = Callable[[date], str]
DAY_FORMS: list[DayForm] = [
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.day}. {day.month}. {day.year}",
    lambda day: f"{day:%d.%m.%y}",
    lambda day: f"{day:%d.%m.}",
    lambda day: day.isoformat(),
    lambda day: f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day}.{MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day}. {MONTHS[day.month - 1]}",
    lambda day: f"{day.day}. {MONTHS[day.month - 1].upper()} {day.year}",
    lambda day: f"{day.day}. {SHORT[day.month - 1]}. {day.year}",
    lambda day: f"{day.day}. {SHORT[day.month - 1]}",
    lambda day: f"{day.day:02}{SHORT[day.month - 1].upper()}",
]
WEEKDAY_FORMS: list[DayForm] = [
    lambda _day: "",
    lambda day: f"{WEEKDAYS[day.weekday()]}, ",
    lambda day: f"{WEEKDAYS[day.weekday()]}, den ",
    lambda day: f"am {WEEKDAYS[day.weekday()]}, dem ",
    lambda day: f"{WEEKDAYS[day.weekday()][:2]} ",
    lambda day: f"{WEEKDAYS[day.weekday()][:2]}., ",
    lambda _day: "am ",
]
TIME_FORMS: list[Callable[[int, int], str]] = [
    lambda hour, minute: f"{hour}:{minute:02} Uhr",
    lambda hour, minute: f"{hour:02}:{minute:02}",
    lambda hour, minute: f"{hour}.{minute:02} Uhr",
    lambda hour, minute: f"{hour:02}:{minute:02}h",
    lambda hour, minute: f"{hour} Uhr {minute:02}",
    lambda hour, minute: f"{hour:02}{minute:02} Uhr",
]
BEFORE_TIME = [
    ", ", " ", " um ", " ab ", " gegen ", ", ca. ", " | ", " (", ", Beginn ", ", Beginn: ", " // ",
    " · ", "\n", ", jeweils ",
]  # fmt: skip
BETWEEN = [" - ", " – ", "–", " bis "]

DAYS = st.dates(date(2026, 1, 12), date(2026, 11, 30))
QUARTERS = st.tuples(st.integers(6, 17), st.sampled_from([0, 15, 30, 45]))


def read(text: str) -> list[tuple[str | None, str | None]]:
    """Return start and end of every reading."""
    readings = read_dates(text, DateContext(reference=REFERENCE))
    return [(r.start and r.start.iso, r.end and r.end.iso) for r in readings]


def _at(day: date, hour: int, minute: int) -> str:
    return f"{day.isoformat()}T{hour:02}:{minute:02}"


@settings(max_examples=300)
@given(DAYS, st.sampled_from(WEEKDAY_FORMS), st.sampled_from(DAY_FORMS))
def test_a_day_is_read_however_it_is_written(day: date, weekday: DayForm, form: DayForm) -> None:
    assert read(weekday(day) + form(day)) == [(day.isoformat(), None)]


@settings(max_examples=600)
@given(
    DAYS,
    st.sampled_from(WEEKDAY_FORMS),
    st.sampled_from(DAY_FORMS),
    st.sampled_from(BEFORE_TIME),
    QUARTERS,
    st.sampled_from(TIME_FORMS),
)
def test_a_day_and_its_time(
    day: date,
    weekday: DayForm,
    form: DayForm,
    before: str,
    quarter: tuple[int, int],
    time: Callable[[int, int], str],
) -> None:
    assert read(weekday(day) + form(day) + before + time(*quarter)) == [(_at(day, *quarter), None)]


@settings(max_examples=600)
@given(
    DAYS,
    st.sampled_from(WEEKDAY_FORMS),
    st.sampled_from(DAY_FORMS),
    st.sampled_from(BEFORE_TIME),
    QUARTERS,
    st.integers(1, 5),
    st.sampled_from(BETWEEN),
    st.sampled_from(TIME_FORMS),
)
def test_a_day_with_start_and_end(
    day: date,
    weekday: DayForm,
    form: DayForm,
    before: str,
    quarter: tuple[int, int],
    length: int,
    between: str,
    time: Callable[[int, int], str],
) -> None:
    hour, minute = quarter
    text = weekday(day) + form(day) + before + time(hour, minute) + between
    assert read(text + time(hour + length, minute)) == [
        (_at(day, hour, minute), _at(day, hour + length, minute))
    ]


@settings(max_examples=600)
@given(
    DAYS,
    st.integers(1, 9),
    st.sampled_from(WEEKDAY_FORMS[:6]),
    st.sampled_from(DAY_FORMS),
    st.sampled_from([*BETWEEN, " bis zum ", " bis einschließlich "]),
    st.sampled_from(["", "vom "]),
)
def test_a_range_of_days(
    day: date, length: int, weekday: DayForm, form: DayForm, between: str, before: str
) -> None:
    last = day + timedelta(days=length)
    first = weekday(day)
    text = f"{first or before}{form(day)}{between}{first and weekday(last)}{form(last)}"
    if last.month == 12 or "dem " in first:
        return
    assert read(text) == [(day.isoformat(), last.isoformat())]
