"""A run of a source beside its good ones: what is less than it was, and what excuses it. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile
from statistics import median

from model import HealthState
from regioradar.health.records import LISTS, Reason, SourceFacts, day_of
from regioradar.health.rhythm import same_season, why_late, why_nothing
from regioradar.judging import stood
from store import SourceRun, Visit

_USUALLY_SOME = 3
"""From this median on it is a fault, and no chance, that nothing is found, ..."""
_USUALLY_MANY = 4
"""... and from this one on that it is less than half."""
_FILLED = 0.6
"""A field that this share of the events has is one that the source gives."""
_ENOUGH_EVENTS = 5
"""Events of which the share of a field can be told."""
_MANY_PAGES = 5
"""Pages behind the entries of which half may not fail."""
_LATE_CRAWLS = 3
"""So many times its cadence may a source go without a crawl."""
_BY_A_PERSON = "shutdown"
_TO_BE_CONTINUED = (_BY_A_PERSON, "retry_after")
"""Why a crawl may end before any entry was asked for, without a fault of the source."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last run of a source (`last`, and `run`, the last that came to its end) and its past."""

    facts: SourceFacts
    last: SourceRun
    run: SourceRun
    before: list[SourceRun]
    today: date

    def usual(self, figure: str) -> float | None:
        """The median of a figure in the last good runs; None without any."""
        values = [getattr(run, figure) or 0 for run in self.before]
        return median(values) if values else None

    def decided(self) -> tuple[HealthState, list[Reason]]:
        """The state, with the reasons that count in it, the gravest first."""
        excuse = self._excuse() if not self.run.coming else ""
        reasons = [self._of_visit(visit) for visit in self._failing() if self._counts(visit)]
        grave = self._nothing_found() if not excuse else []
        if grave or self._is_broken():
            return HealthState.BROKEN, [*reasons, *grave] or self._cut_off()
        excuse = excuse or self._few_as_ever()
        reasons = [*self._held(), *reasons]
        reasons += [*self._cut_off(), *self._details(), *self._late_crawl(), *self._emptied()]
        if not excuse:
            reasons += [*self._fewer(), *self._none_coming(), *self._nothing_new()]
        if reasons:
            return HealthState.DEGRADED, reasons
        if self.run.coming:
            return HealthState.WELL, []
        if excuse:
            return HealthState.QUIET, [self.facts.reason("quiet", excuse)]
        return self._without_events()

    def _is_broken(self) -> bool:
        """Whether no entry gives anything, or no list where events were and half of them gone."""
        visits, failing = self._visits(), self._failing()
        entries = [visit for visit in visits if visit.entry]
        lists = [visit for visit in visits if self._had_list(visit)]
        if not entries:
            return self.last.finish_reason not in _TO_BE_CONTINUED
        if all(visit in failing for visit in entries):
            return True
        return bool(lists) and all(visit in failing for visit in lists) and self._is_less()

    def _failing(self) -> list[Visit]:
        return [visit for visit in self._visits() if not visit.verdict.good]

    def _counts(self, visit: Visit) -> bool:
        """Whether the failure of an address is one of the source: of an entry or of a list."""
        return visit.entry or self._had_list(visit)

    def _visits(self) -> list[Visit]:
        """The addresses of the last run."""
        return [visit for visit in self.facts.visits if visit.run_id == self.last.run_id]

    def _had_list(self, visit: Visit) -> bool:
        lists = self.facts.good_lists.get(visit.url)
        return lists is not None and (visit.entry or visit.role in LISTS)

    def _of_visit(self, visit: Visit) -> Reason:
        """What is wrong with an address, beside what stood there when it was last good."""
        told = visit.message or visit.verdict.value
        lists = self.facts.good_lists.get(visit.url)
        if "last good:" in told:
            evidence = told
        elif lists is not None:
            evidence = f"{told}; {stood(lists)}"
        elif visit.last_ok_at is not None:
            evidence = f"{told}; last good: {day_of(visit.last_ok_at)}"
        else:
            evidence = f"{told}; it was never good"
        verdict = visit.verdict.value
        return self.facts.reason(verdict, evidence, url=visit.url, since=visit.since)

    def _is_less(self) -> bool:
        """Whether less than half of the usual events were found."""
        return 2 * (self.run.found or 0) < (self.usual("found") or 1)

    def _excuse(self) -> str:
        """Why it is as it should be that nothing is coming; "" where nothing says so."""
        asked = {visit.url for visit in self._visits() if visit.entry or visit.role in LISTS}
        said = [text for url, text in self.facts.says_none.items() if url in asked]
        if said:
            return f"the page says: {said[0]}"
        return why_nothing(self.facts.runs, self.facts.events, self.today)

    def _few_as_ever(self) -> str:
        """That nothing is coming where never much was."""
        usual = self.usual("coming")
        if self.run.coming or usual is None or usual >= _USUALLY_SOME:
            return ""
        return f"usually {usual:g} events are coming"

    def _streak(self, figure: str) -> datetime | None:
        """Since when a figure has been nought."""
        runs = [run for run in self.facts.runs if run.found is not None and run.started_at]
        alike = [*takewhile(lambda run: not getattr(run, figure), runs)]
        return alike[-1].started_at if alike else None

    def _figures(self, figure: str) -> str:
        """What the last good runs came to, in words."""
        best = self.before[0]
        day = day_of(best.started_at) if best.started_at else "?"
        return (
            f"last good: {day}, {best.found} events on {best.pages} pages; median of "
            f"{len(self.before)} good runs: {self.usual(figure):g}"
        )

    def _nothing_found(self) -> list[Reason]:
        """Nothing is found where something should be."""
        if self.run.found:
            return []
        if not self.before:
            if not self.facts.expects_events:
                return []
            evidence = f"no event was ever read, now none on {self.run.pages} pages"
            return [self.facts.reason("no_events", evidence, since=self._streak("found"))]
        if (self.usual("found") or 0) < _USUALLY_SOME:
            return []
        evidence = f"{self._figures('found')}; now: none on {self.run.pages} pages"
        return [self.facts.reason("no_events", evidence, since=self._streak("found"))]

    def _held(self) -> list[Reason]:
        """The guard holds what was read: readers see the last good state."""
        hold = self.facts.hold
        if hold is None:
            return []
        reason = self.facts.reason("held", hold.words, since=hold.since)
        return [replace(reason, command=f"regioradar held --source {self.facts.source_id}")]

    def _fewer(self) -> list[Reason]:
        usual = self.usual("found") or 0
        season = [run.found or 0 for run in same_season(self.facts.runs, self.today)]
        as_then = season and 2 * (self.run.found or 0) >= median(season)
        if usual < _USUALLY_MANY or as_then or not self._is_less():
            return []
        budget = self.run.finish_reason if self.run.finish_reason.endswith("_budget") else ""
        spent = f"; the crawl ended with its {budget.replace('_', ' ')}" if budget else ""
        now = f"now: {self.run.found} events on {self.run.pages} pages{spent}"
        return [self.facts.reason("fewer_events", f"{self._figures('found')}; {now}")]

    def _none_coming(self) -> list[Reason]:
        usual = self.usual("coming") or 0
        if self.run.coming or not self.run.found or usual < _USUALLY_SOME:
            return []
        evidence = f"all {self.run.found} events are over; usually {usual:g} are coming"
        return [self.facts.reason("none_coming", evidence, since=self._streak("coming"))]

    def _emptied(self) -> list[Reason]:
        """The fields that most events had and few have now."""
        if (self.run.found or 0) < _ENOUGH_EVENTS:
            return []
        reasons = []
        for name, share in self.run.fill.items():
            then = [r.fill[name] for r in self.before if name in r.fill and (r.found or 0) > 1]
            if then and median(then) >= _FILLED and share < median(then) / 2:
                evidence = f"{name}: {median(then):.0%} of the events had it, now {share:.0%}"
                reasons.append(self.facts.reason("field_emptied", evidence))
        return reasons

    def _nothing_new(self) -> list[Reason]:
        evidence, last = why_late(self.facts.events, self.today)
        return [self.facts.reason("nothing_new", evidence, since=last)] if evidence else []

    def _cut_off(self) -> list[Reason]:
        asked = any(visit.entry for visit in self._visits())
        if self.last.finish_reason == _BY_A_PERSON or (asked and self.last.finish_good):
            return []
        until = self.last.not_before
        told = "the crawl did not come to its end" if asked else "no entry was asked for"
        left = f"; a host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC" if until else ""
        evidence = f"{told}: {self.last.finish_reason}{left}"
        return [self.facts.reason("cut_off", evidence, since=self.last.started_at)]

    def _details(self) -> list[Reason]:
        """More than half of the pages behind the entries fail."""
        behind = [visit for visit in self._visits() if not visit.entry]
        bad = [visit for visit in self._failing() if not visit.entry]
        if len(behind) < _MANY_PAGES or 2 * len(bad) <= len(behind):
            return []
        first = self._of_visit(bad[0])
        evidence = f"{len(bad)} of {len(behind)} pages behind the entries fail; {first.evidence}"
        return [self.facts.reason(first.verdict, evidence, url=first.url, since=first.since)]

    def _late_crawl(self) -> list[Reason]:
        if self.run.started_at is None:
            return []
        day = day_of(self.run.started_at)
        if self.today - day <= _LATE_CRAWLS * self.facts.every:
            return []
        evidence = f"not crawled to the end since {day}, {(self.today - day).days} days ago"
        return [self.facts.reason("not_crawled", evidence, since=self.run.started_at)]

    def _without_events(self) -> tuple[HealthState, list[Reason]]:
        """Nothing is coming, nothing is known against it, and nothing that it should be so."""
        if not self.before and not self.run.found:
            evidence = "no event was read yet, and none is expected"
            return HealthState.UNKNOWN, [self.facts.reason("no_events", evidence)]
        return HealthState.QUIET, [self.facts.reason("quiet", "nothing is coming, as may be")]
