"""The feeds of all that the store knows: built, checked, and put into the folder.

How they are written is decided in `feeds`, how files replace each other in `regioradar.publish`.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from feeds import FeedSettings, Snapshot, SourceInfo, build
from feeds.lint import lint_files
from model import BERLIN, PublishError, Severity
from regioradar.config import Config
from regioradar.outcome import Outcome
from regioradar.publish import publish
from sources import Source
from store import Store


def publish_feeds(
    store: Store, settings: FeedSettings, folder: Path, now: datetime, outcome: Outcome
) -> None:
    """Build the feeds as of `now`, check them and put them into `folder`.

    What came of it is noted in `outcome`, a failure too: then the last good feeds stay.
    """
    snapshot = Snapshot(
        events=store.events(),
        news=store.news(),
        deadlines=store.deadlines(),
        changes=store.changes(),
        today=now.astimezone(BERLIN).date(),
    )
    built = build(snapshot, settings)
    standing = _standing(folder, built.files)
    findings = lint_files(built.files, settings, standing=standing.get, now=now)
    outcome.feed_problems.extend([*built.problems, *(found.as_problem() for found in findings)])
    try:
        grave = [found for found in findings if found.severity is Severity.ERROR]
        if grave:
            raise PublishError(
                f"{folder}: not published, the last good feeds stay: the new ones have "
                f"{len(grave)} faults, the first: {grave[0]}"
            )
        outcome.published = publish(built.files, folder)
    except PublishError as error:
        outcome.not_published = error


def _standing(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The files that are to be replaced, where they can be read."""
    standing = {}
    for name in names:
        with suppress(OSError):
            standing[name] = (folder / name).read_bytes()
    return standing


def feed_settings(config: Config, sources: Sequence[Source]) -> FeedSettings:
    """The site and publish sections of the configuration in the feeds' names.

    Raises ConfigError for what a feed cannot carry.
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
        version=version("regioradar"),
        sources={
            source.id: SourceInfo(
                id=source.id,
                name=source.name,
                short_name=source.short_name,
                home=source.home,
                kind=source.kind.value,
                enabled=source.enabled,
            )
            for source in sources
        },
    )
