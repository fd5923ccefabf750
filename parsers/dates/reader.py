"""Reads the dates of a German text: phrases, chains, drafts, then kind and year.

Pure: the reference day is an argument. Linear in the length of the text, and limited: what lies
beyond `MOST_TEXT`, `MOST_READINGS` or the limits of `phrases` is not read.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from model import BERLIN, Grain, YearSource
from parsers.dates.chains import chain
from parsers.dates.drafts import Draft, Stamp
from parsers.dates.joining import drafts_of
from parsers.dates.kinds import KindReader, Verdict, words_until
from parsers.dates.moved import settle_moves
from parsers.dates.normalise import PlainText, normalise
from parsers.dates.phrases import phrases
from parsers.dates.result import DateContext, DateKind, DateReading, Moment, Tense
from parsers.dates.years import YearReader

MOST_TEXT = 1_000_000
"""Characters of a text that are looked at."""

MOST_READINGS = 2000
LONG_RANGE = timedelta(days=60)
_PAGE = DateContext()


def read_dates(text: str, context: DateContext = _PAGE) -> list[DateReading]:
    """Return every date, range and clock time that stands in a text, in order.

    Never raises. A date that does not exist gives a reading without moments and the warning
    `impossible_date`. Clock times without a day are readings with only an hour and minute.
    """
    plain = normalise(text[:MOST_TEXT] if len(text) > MOST_TEXT else text)
    drafts = _drafts(plain)
    if not drafts:
        return []
    years = YearReader(plain, context, drafts)
    verdicts = _judge(plain, context, drafts)
    settle_moves(plain, drafts, verdicts)
    found: list[DateReading] = []
    for draft, verdict in zip(drafts, verdicts, strict=True):
        possible = "impossible_date" not in draft.warnings
        source = years.settle(draft, verdict) if possible else None
        tense = _tense(draft, verdict.tense, context)
        if tense is not verdict.tense:
            verdict = replace(verdict, tense=tense)
        found.append(_reading(plain, draft, verdict, source))
    return found


def _tense(draft: Draft, tense: Tense, context: DateContext) -> Tense:
    """Return the tense; a day after the reference is never past, whatever its sentence says."""
    first, reference = draft.first(), context.reference
    day = first.value() if first is not None and tense is Tense.PAST else None
    if day is None or reference is None:
        return tense
    today = reference.date() if isinstance(reference, datetime) else reference
    return Tense.UNKNOWN if day > (context.latest or today) else tense


def _judge(plain: PlainText, context: DateContext, drafts: list[Draft]) -> list[Verdict]:
    kinds = KindReader(plain, context)
    limits = words_until(plain, drafts)
    return [kinds.judge(draft, limit) for draft, limit in zip(drafts, limits, strict=True)]


def _drafts(plain: PlainText) -> list[Draft]:
    found: list[Draft] = []
    for atoms in phrases(plain.low):
        found.extend(drafts_of(chain(plain.low, atoms), plain.low))
        if len(found) >= MOST_READINGS:
            return found[:MOST_READINGS]
    return found


def _berlin(stamp: Stamp) -> None:
    """Turn a clock time of another zone into Berlin's, where its day is complete."""
    if stamp.offset is None or stamp.hour is None:
        return
    value = stamp.value()
    if value is None or not 1 < value.year < 9999 or abs(stamp.offset) >= 24 * 60:
        return
    zone = timezone(timedelta(minutes=stamp.offset)) if stamp.offset else UTC
    local = datetime(
        value.year, value.month, value.day, stamp.hour, stamp.minute, tzinfo=zone
    ).astimezone(BERLIN)
    stamp.year, stamp.month, stamp.day = local.year, local.month, local.day
    stamp.hour, stamp.minute, stamp.offset = local.hour, local.minute, None


def _reading(
    plain: PlainText, draft: Draft, verdict: Verdict, source: YearSource | None
) -> DateReading:
    start, end = _moments(draft)
    kind = verdict.kind
    if "impossible_date" in draft.warnings:
        start, end, kind, source = None, None, DateKind.NONE, None
    if draft.previous is not None and draft.start is not None and not draft.previous.year:
        draft.previous = replace(draft.previous, year=draft.start.year)
    span = plain.span(*draft.span)
    first = start or end
    clock = any(moment is not None and moment.hour is not None for moment in (start, end))
    return DateReading(
        start=start,
        end=end,
        grain=Grain.MINUTE if clock else draft.grain,
        kind=kind,
        tense=verdict.tense,
        span=span,
        quote=plain.original[span[0] : span[1]],
        year_source=source,
        all_day=first is not None and not clock,
        recurrence=draft.rule,
        warnings=tuple(draft.warnings),
        previous=draft.previous.moment() if draft.previous else None,
        doors=draft.doors.moment() if draft.doors else None,
        cue=verdict.cue,
    )


def _moments(draft: Draft) -> tuple[Moment | None, Moment | None]:
    if draft.coarse is not None:
        first, last = draft.coarse
        if "bis" in draft.marks and (last is None or draft.grain is not Grain.MONTH):
            return None, last or first
        return first, last
    for stamp in draft.stamps():
        _berlin(stamp)
    _check_order(draft)
    start = draft.start.moment() if draft.start else None
    end = draft.end.moment() if draft.end else None
    return start, end


def _check_order(draft: Draft) -> None:
    if draft.start is None or draft.end is None:
        return
    first, last = draft.start.value(), draft.end.value()
    if first is None or last is None:
        return
    if last < first:
        draft.warn("reversed_range")
    elif last - first > LONG_RANGE:
        draft.warn("long_range")
