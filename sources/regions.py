"""The regions that a source can speak for: the fixed vocabulary of `regions.toml`.

It knows names and in which Länder a region lies; which towns belong to it, the gazetteer knows.
"""

import difflib
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from model import fold

_FILE = Path(__file__).with_name("regions.toml")


class RegionKind(StrEnum):
    """What kind of region it is: all of Germany, a Land, or one within Länder or across."""

    NATIONWIDE = "nationwide"
    STATE = "state"
    METROPOLITAN_REGION = "metropolitan_region"
    STRUCTURAL_REGION = "structural_region"


class Region(BaseModel):
    """One region: its official name, its other names and the Länder that it lies in.

    A Land lies in itself, so only metropolitan and structural-change regions have `lands`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: RegionKind
    aliases: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()


class Vocabulary(BaseModel):
    """All regions, in the order of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    region: tuple[Region, ...]

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        states = {region.name for region in self.region if region.kind is RegionKind.STATE}
        spellings: set[str] = set()
        for region in self.region:
            within = region.kind not in (RegionKind.STATE, RegionKind.NATIONWIDE)
            if bool(region.lands) != within or not states.issuperset(region.lands):
                raise ValueError(f"{region.name}: wrong lands")
            own = {fold(name) for name in (region.name, *region.aliases)}
            if own & spellings:
                raise ValueError(f"{region.name}: a name that another region bears")
            spellings |= own
        return self

    def named(self, text: str) -> Region | None:
        """The region with that name or alias, whatever its case and spelling of umlauts."""
        wanted = fold(text)
        for region in self.region:
            if wanted in {fold(name) for name in (region.name, *region.aliases)}:
                return region
        return None

    def like(self, text: str) -> str:
        """The official name of the region whose name or alias is most like `text`; or nothing."""
        names = {
            fold(name): region.name
            for region in self.region
            for name in (region.name, *region.aliases)
        }
        near = difflib.get_close_matches(fold(text), names, n=1)
        return names[near[0]] if near else ""


@cache
def vocabulary() -> Vocabulary:
    """The bundled vocabulary, loaded and checked on first use."""
    return Vocabulary.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))


@cache
def region_of(name: str) -> Region:
    """The region with that official name or alias.

    Raises ValueError with the most similar name where the vocabulary has none such.
    """
    known = vocabulary()
    region = known.named(name)
    if region is None:
        like = known.like(name)
        hint = (
            f" (did you mean {like!r}?)" if like else f"; known are those of sources/{_FILE.name}"
        )
        raise ValueError(f"no known region: {name!r}{hint}")
    return region


def official(name: str) -> str:
    """Return `name` if it is the official name of a region; raise ValueError naming it if not."""
    region = region_of(name)
    if region.name != name:
        raise ValueError(f"{name!r} is another name of {region.name!r}; write that")
    return name


def speaks_for(regions: Sequence[str], wanted: Region) -> bool:
    """Whether one of the `regions` (official names) is the wanted one or lies in it.

    Where Länder are named beside a larger region, only these are meant: the Lausitz in
    Brandenburg. What speaks for the whole country speaks for no Land in particular.
    """
    if wanted.name in regions:
        return True
    known = [region_of(name) for name in regions]
    if any(region.kind is RegionKind.STATE for region in known):
        return False
    return any(wanted.name in region.lands for region in known)
