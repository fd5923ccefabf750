"""What a run is asked to do. Records only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from model import SourceFileError
from regioradar.clock import Clock
from regioradar.config import Config
from sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a run is to do: which sources, with which settings, at what time.

    `catalogue` are all sources (their names help to read every page), `selected` those to work
    on; `faults` are those of the catalogue's files, where `faults_known` says that it was looked.
    `crawl_settings` are Scrapy settings over those that `config` gives. Where `released_by`
    names a person, the guard holds none of the selected sources, and nothing that is published;
    `publish_all` says the latter alone. With `only_due` those are crawled whose cadence says so;
    all of the selected are read.
    """

    config: Config
    catalogue: Sequence[Source]
    selected: Sequence[Source]
    clock: Clock
    faults: Sequence[SourceFileError] = ()
    faults_known: bool = True
    crawl_settings: Mapping[str, Any] = field(default_factory=dict)
    released_by: str = ""
    publish_all: bool = False
    only_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Which parts of the run are wanted; `regioradar crawl` and `publish` leave some out.

    `prune` deletes for good and `notify` speaks to people, so both are wanted only where they are
    asked for.
    """

    crawl: bool = True
    extract: bool = True
    publish: bool = True
    prune: bool = False
    notify: bool = False
