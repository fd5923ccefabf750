"""What the public pages tell of sources and of the operator, gathered for the feeds.

Reads the operator's files and asks the store; what the pages make of it is decided in `feeds`.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from feeds import FeedSettings, SourceInfo
from model import ConfigError, Problem, ProblemKind, Severity, StoredEvent
from regioradar.config_sections import SiteConfig
from regioradar.health import gathered, health_of
from regioradar.health.in_german import DISABLED, sentence
from regioradar.health.rhythm import sound
from sources import Source
from store import Store

logger = logging.getLogger("regioradar")

_LACKING: Mapping[str, str] = {
    "imprint": "no imprint (site.imprint_file): impressum.html says that there is none",
    "privacy": "no text on data protection (site.privacy_file): datenschutz.html only says what "
    "is true of the pages themselves",
    "contact": "no public contact (site.contact): readers cannot tell of faults and barriers",
}


def text_of(site: SiteConfig, name: str) -> str:
    """Return the operator's text in the file that the setting names; "" where it names none.

    Raises ConfigError naming key and file.
    """
    key = f"site.{name}"
    file: Path | None = getattr(site, name)
    if file is None:
        return ""
    try:
        text = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"{key}: {file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{key}: {file}: is not UTF-8") from error
    if not text:
        raise ConfigError(f"{key}: {file}: is empty")
    return text


def lacking(settings: FeedSettings) -> list[Problem]:
    """Return what the operator of public pages owes their readers and has not configured."""
    return [
        Problem(kind=ProblemKind.NOT_PUBLISHED, message=message, severity=Severity.WARNING)
        for name, message in _LACKING.items()
        if not getattr(settings, name)
    ]


def info_of(source: Source) -> SourceInfo:
    """Return what the catalogue says of a source."""
    return SourceInfo(
        id=source.id,
        name=source.name,
        short_name=source.short_name,
        home=source.home,
        kind=source.kind.value,
        regions=tuple(source.regions),
        enabled=source.enabled,
        health="" if source.enabled else DISABLED,
    )


def with_health(
    settings: FeedSettings,
    sources: Iterable[Source],
    store: Store,
    events: Sequence[StoredEvent],
    today: date,
) -> FeedSettings:
    """Return the settings with the health of the enabled sources as of `today` (Europe/Berlin).

    A source whose health cannot be told is told without: no publication fails for it.
    """
    told = dict(settings.sources)
    for facts in gathered(store, (s for s in sources if s.enabled), events):
        try:
            health = health_of(facts, today)
        except Exception:
            logger.exception("%s: its health cannot be told", facts.source_id)
            continue
        read = next((run.started_at for run in facts.runs if sound(run)), None)
        told[facts.source_id] = replace(
            told[facts.source_id], state=health.state, health=sentence(health), last_read=read
        )
    return replace(settings, sources=told)
