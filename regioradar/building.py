"""The feeds of all that the store knows: built, checked, and put into the folder.

How they are written is decided in `feeds`, how files replace each other in `regioradar.publishing`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from feeds import FeedSettings, Plan, Snapshot, plan
from feeds.falling import fallen
from feeds.lint import lint_files, lint_links
from feeds.upheaval import Upheaval, upheaval
from model import BERLIN, PublishError, Severity
from regioradar.config import Config
from regioradar.outcome import Outcome
from regioradar.publishing import Fresh, Standing, publish
from regioradar.site_regions import known_regions, regions_of_places
from regioradar.telling import info_of, lacking, text_of, with_health
from sources import Source
from store import Guard, Store


def publish_feeds(
    store: Store,
    settings: FeedSettings,
    folder: Path,
    now: datetime,
    outcome: Outcome,
    guard: Guard | None = None,
    catalogue: Sequence[Source] = (),
) -> None:
    """Publish what the store knows as of `now`, see `publish_snapshot`.

    Of the sources in the `catalogue` the pages tell how their reading goes.
    """
    snapshot = snapshot_of(store, now.astimezone(BERLIN).date())
    settings = with_health(settings, catalogue, store, snapshot.events, snapshot.today)
    outcome.feed_problems.extend(lacking(settings))

    def caught_up(told: Mapping[str, int]) -> Snapshot:
        store.catch_up(told, now)
        return snapshot_of(store, snapshot.today)

    publish_snapshot(snapshot, settings, folder, now, outcome, guard, caught_up)


def publish_snapshot(
    snapshot: Snapshot,
    settings: FeedSettings,
    folder: Path,
    now: datetime,
    outcome: Outcome,
    guard: Guard | None = None,
    caught_up: Callable[[Mapping[str, int]], Snapshot] | None = None,
) -> None:
    """Plan the files of a snapshot, make those that do not stand yet, check and publish them.

    What came of it is noted in `outcome`, a failure too: then the last good files stay. Where
    more would be taken from subscribers than the `guard` admits it is a failure; None: no matter.
    Where events would be told with a lower SEQUENCE than stands, by UID, `caught_up` gives the
    snapshot in which they count on from there.
    """
    try:
        standing = Standing.open(folder)
        planned = plan(snapshot, settings, standing)
        behind = fallen(planned.edition, standing)
        if behind and caught_up is not None:
            planned = plan(caught_up(behind), settings, standing)
        outcome.feed_problems.extend(planned.problems)
        found = upheaval(planned.edition, _told(standing))
        if guard is not None:
            _admit(found, guard, folder)
        fresh = _made(planned, standing, outcome)
        may_empty = guard is None or found.is_explained
        _check(fresh, planned, standing, now, outcome, may_empty=may_empty)
        kept = {file.name for file in planned.files} - fresh.keys()
        outcome.published = publish(fresh, kept, folder)
        outcome.events_published = len(planned.edition.cards)
    except PublishError as error:
        outcome.not_published = error


def snapshot_of(store: Store, today: date) -> Snapshot:
    """Return all that the store knows, and the regions that the places of its events lie in.

    Staff may be deciding all the while; what is published is the store at one moment.
    """
    with store.one_state():
        events, merged, changes = store.events(), store.events(merged=True), store.changes()
        return Snapshot(
            events=events,
            merged_events=merged,
            news=store.news(),
            deadlines=store.deadlines(),
            gone_deadlines=store.deadlines(gone=True),
            changes=changes,
            regions_of=regions_of_places((*events, *merged), changes),
            today=today,
        )


def _told(standing: Standing) -> bytes:
    """The calendar of all events that stands; where it does not any more, the files of each event.

    One file that was removed or altered would else switch the guard off.
    """
    whole = standing.body("alle.ics")
    if whole is not None:
        return whole
    single = sorted(name for name in standing.names if name.startswith("termin/"))
    return b"".join(standing.body(name) or b"" for name in single if name.endswith(".ics"))


def _admit(found: Upheaval, guard: Guard, folder: Path) -> None:
    """Raise PublishError where too many coming events would be lost at once."""
    lost = len(found.lost)
    if not guard.holds(lost, found.coming):
        return
    raise PublishError(
        f"{folder}: not published, the last good feeds stay: {lost} of {found.coming} coming "
        f"events would be lost at once (guard.share = {guard.share:g}), the first: "
        f"{found.lost[0]!r}; if that is right: regioradar publish --release"
    )


def _made(planned: Plan, standing: Standing, outcome: Outcome) -> dict[str, Fresh]:
    """The files that do not stand yet. What something was left out of is made again each time."""
    fresh = {}
    for file in planned.files:
        if standing.holds(file.name, file.key):
            continue
        made = file.make()
        outcome.feed_problems.extend(
            found for found in made.problems if found not in outcome.feed_problems
        )
        grave = any(problem.severity is Severity.ERROR for problem in made.problems)
        fresh[file.name] = Fresh(body=made.body, key="" if grave else file.key)
    return fresh


def _check(
    fresh: Mapping[str, Fresh],
    planned: Plan,
    standing: Standing,
    now: datetime,
    outcome: Outcome,
    *,
    may_empty: bool,
) -> None:
    """Check the files that were made against the checklist; raise PublishError for an error."""
    bodies = {name: new.body for name, new in fresh.items()}
    settings = planned.edition.settings
    findings = lint_files(bodies, settings, standing=standing.body, now=now, may_empty=may_empty)
    findings += lint_links(bodies, {file.name for file in planned.files}, settings)
    outcome.feed_problems.extend(found.as_problem() for found in findings)
    grave = [found for found in findings if found.severity is Severity.ERROR]
    if grave:
        raise PublishError(
            f"{standing.folder}: not published, the last good feeds stay: the new ones have "
            f"faults ({len(grave)}), the first: {grave[0]}"
        )


def feed_settings(config: Config, sources: Sequence[Source]) -> FeedSettings:
    """The site and publish sections of the configuration in the feeds' names.

    Raises ConfigError for what a feed cannot carry, and for a text that cannot be read.
    """
    site = config.site
    return FeedSettings(
        base_url=site.base_url,
        title=site.title,
        description=site.description,
        owner=site.owner,
        tag_authority=site.uid_authority,
        tag_date=site.tag_date,
        past_days=config.publish.past_days,
        archive_days=config.publish.archive_days,
        version=version("regioradar"),
        contact=site.contact,
        imprint=text_of(site, "imprint_file"),
        privacy=text_of(site, "privacy_file"),
        accessibility=text_of(site, "accessibility_file"),
        sources={source.id: info_of(source) for source in sources},
        regions=known_regions(),
    )
