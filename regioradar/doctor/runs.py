"""The last runs: whether they come, end and end well."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from regioradar.config import Config
from regioradar.doctor.finding import Finding, Group
from regioradar.doctor.lock import Holder
from regioradar.exit_codes import ExitCode
from sources import Cadence, Source
from store import Run

_GROUP = Group("runs")
_DAYS = {Cadence.DAILY: 1, Cadence.WEEKLY: 7, Cadence.MONTHLY: 31}
_GRACE = timedelta(hours=12)
_AFTER_THE_CRAWL = timedelta(hours=2)
"""For reading, publishing and pruning, which have no limit of their own."""
_NO_CRON = (
    "look whether it is started: systemctl list-timers regioradar.timer, or crontab -l; and what "
    "it said: journalctl -u regioradar, or the log that the crontab names"
)
_MENDS = {
    ExitCode.CONFIGURATION: "regioradar config says what is wrong with the settings",
    ExitCode.NOT_PUBLISHED: "regioradar held says what waits for a person; regioradar publish "
    "says what else keeps the feeds from being published",
    ExitCode.STORE: "look at the group database here",
}


def look(
    config: Config, runs: Sequence[Run], sources: Sequence[Source], lock: Holder, now: datetime
) -> Iterator[Finding]:
    """How the last runs (the latest first) went, whether one is overdue, and who is at work."""
    yield from lock_judged(lock, runs, now, timedelta(seconds=config.crawl.max_run_seconds))
    ended = [run for run in runs if run.exit_code is not None]
    if not runs:
        yield _GROUP.ok("last run", "there was none yet")
    elif not ended:
        yield _cut_off(runs[0]) if lock.held is False else _at_work(runs[0])
    else:
        yield _ended(ended[0])
        if ended[0] is not runs[0] and lock.held is False:
            yield _cut_off(runs[0])
    if runs:
        yield due_judged(runs[0].started_at, sources, now)


def lock_judged(
    lock: Holder, runs: Sequence[Run], now: datetime, longest: timedelta
) -> Iterator[Finding]:
    """Whether the run that is at work has been so for too long. A killed run leaves no lock."""
    if not lock.held:
        return
    since = runs[0].started_at if runs and runs[0].exit_code is None else None
    if since is not None and now - since > longest + _AFTER_THE_CRAWL:
        yield _GROUP.fail(
            "lock",
            f"a run is at work since {_at(since)} ({lock.told})",
            "it hangs: end that process (SIGTERM first); nothing that was crawled is lost by it",
        )
    else:
        yield _GROUP.ok("lock", f"a run is at work ({lock.told or 'it does not say which'})")


def due_judged(last: datetime, sources: Sequence[Source], now: datetime) -> Finding:
    """Whether the next run should have been by now: by the source that is crawled most often."""
    days = min((_DAYS[source.cadence] for source in sources), default=1)
    if now - last <= timedelta(days=days) + _GRACE:
        return _GROUP.ok("rhythm", f"the last one began on {_at(last)}")
    late = (now - last).days
    return _GROUP.fail("rhythm", f"the last one began {late} days ago, on {_at(last)}", _NO_CRON)


def _ended(run: Run) -> Finding:
    when = f"on {_at(run.started_at)}"
    code = run.exit_code
    if code == ExitCode.OK:
        return _GROUP.ok("last run", f"{when}: all well")
    if code == ExitCode.PARTLY:
        return _GROUP.ok(
            "last run", f"{when}: some source or page failed (regioradar health says which)"
        )
    mend = _MENDS.get(ExitCode(code)) if code in set(ExitCode) else None
    return _GROUP.fail(
        "last run",
        f"{when}: ended with exit code {code}",
        mend or "look at what it said: journalctl -u regioradar, or the log of the crontab",
    )


def _cut_off(run: Run) -> Finding:
    return _GROUP.warn(
        "last run",
        f"the one of {_at(run.started_at)} was cut off before its end",
        "nothing that was published is lost, the next run goes on; look why it was ended: dmesg "
        "says whether for want of memory, journalctl -u regioradar whether by its time limit",
    )


def _at_work(run: Run) -> Finding:
    return _GROUP.ok("last run", f"the first one, of {_at(run.started_at)}, has not ended yet")


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
