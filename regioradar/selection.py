"""Which sources a command means: found by id, with a hint where the id is nearly right."""

import difflib
from collections.abc import Sequence

from model import ConfigError
from sources import Catalogue, Source, region_of, speaks_for


def find(catalogue: Catalogue, source_id: str) -> Source:
    """The source of that id.

    Raises SourceFileError where its file has a fault, ConfigError where there is none.
    """
    source = catalogue.get(source_id)
    if source is not None:
        return source
    for fault in catalogue.faults:
        if fault.file == f"{source_id}.toml":
            raise fault
    near = difflib.get_close_matches(source_id, [known.id for known in catalogue.sources], n=1)
    hint = f" (did you mean {near[0]}?)" if near else ""
    raise ConfigError(f"no source has the id {source_id!r}{hint}")


def select(catalogue: Catalogue, ids: Sequence[str], kinds: Sequence[str]) -> tuple[Source, ...]:
    """The enabled sources that the options ask for; no options: all of them.

    Raises ConfigError for an id that is unknown or disabled and for an empty catalogue,
    SourceFileError for one whose file has a fault or where no file of the catalogue is sound.
    """
    for source_id in ids:
        source = find(catalogue, source_id)
        if not source.enabled:
            raise ConfigError(f"source {source_id} is disabled: {source.disabled_reason}")
    if catalogue.faults and not catalogue.sources:
        raise catalogue.faults[0]
    not_empty(catalogue)
    return tuple(
        source
        for source in catalogue.enabled
        if (not ids or source.id in ids) and (not kinds or source.kind.value in kinds)
    )


def not_empty(catalogue: Catalogue) -> Catalogue:
    """The catalogue itself. Raises ConfigError where its folder holds no source file at all."""
    if not catalogue.sources and not catalogue.faults:
        raise ConfigError(
            "sources_dir holds no source files (`regioradar sources add` proposes one)"
        )
    return catalogue


def narrowed(
    sources: Sequence[Source], kinds: Sequence[str], regions: Sequence[str], enabled: bool | None
) -> tuple[Source, ...]:
    """Those of the sources that are of one of the kinds and speak for one of the regions.

    No kinds, no regions, None: whatever they are. Raises ConfigError for an unknown region.
    """
    try:
        wanted = [region_of(name) for name in regions]
    except ValueError as error:
        raise ConfigError(str(error)) from error
    return tuple(
        source
        for source in sources
        if (not kinds or source.kind.value in kinds)
        and (not wanted or any(speaks_for(source.regions, region) for region in wanted))
        and enabled in (None, source.enabled)
    )
