"""Build `parsers/places/gazetteer.json.gz` from the tables of places in `../shared/data`.

Run it as `python tools/build_gazetteer.py [FOLDER]`; the same tables give the same bytes. Facts:
official municipality and district keys from Destatis and Eurostat; coordinates, other names and
populations from GeoNames (geonames.org, CC BY 4.0). Populations only rank the bearers of a name:
they are shipped as a coarse logarithm, so that no figure can be shown.
"""

import csv
import gzip
import io
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from model import fold

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "parsers" / "places" / "gazetteer.json.gz"
Names = dict[str, set[int]]


def rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file of `folder`."""
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def rank(population: str) -> int:
    """Return ten times the decimal logarithm of a population, 0 where it is not known."""
    return round(10 * math.log10(int(population))) if population and int(population) > 0 else 0


def number(text: str) -> float | None:
    """Return a coordinate in degrees, None where the cell is empty."""
    return round(float(text), 4) if text else None


def spellings(names: Iterable[str]) -> set[str]:
    """Return the folded names, "Sankt" and "St." both ways."""
    result = set()
    for name in names:
        words = fold(name).split()
        if not words:
            continue
        result.add(" ".join(words))
        result.add(" ".join({"st": "sankt", "sankt": "st"}.get(word, word) for word in words))
    return result


class Tables:
    """Districts, Länder and towns as lists that refer to each other by index."""

    def __init__(self, folder: Path) -> None:
        found = rows(folder, "districts.csv")
        self.districts = [[row["key"], row["name"], row["land"]] for row in found]
        self.district_index = {key: i for i, (key, _, _) in enumerate(self.districts)}
        self.towns: list[list[Any]] = []
        self.names: Names = defaultdict(set)
        self.by_key: dict[str, int] = {}

    def add(self, town: list[Any], names: Iterable[str]) -> None:
        """Enter a town under all its spellings."""
        self.towns.append(town)
        for name in spellings(names):
            self.names[name].add(len(self.towns) - 1)


def add_municipalities(tables: Tables, folder: Path) -> None:
    """Enter every municipality; areas that belong to none (gemeindefrei) stay out."""
    for row in rows(folder, "places.csv"):
        if row["kind"] == "gemeindefrei":
            continue
        aliases = [alias for alias in row["aliases"].split(";") if alias]
        tables.by_key[row["ags"]] = len(tables.towns)
        district = tables.district_index[row["district_key"]]
        where = [number(row["lat"]), number(row["lon"])]
        town = [row["ags"], row["name"], "", district, row["land"], "DE", *where]
        tables.add([*town, rank(row["population"])], [row["name"], *aliases])


def is_same(town: list[Any], row: dict[str, str], tables: Tables) -> bool:
    """Return whether a locality is the municipality `town`, or the part that gave it its name."""
    if row["country"] != "DE" or not town[0]:
        return False
    district = tables.district_index.get(row["district_key"], -1)
    return bool(town[0] == row["ags"] or (not row["ags"] and town[3] == district))


def add_localities(tables: Tables, folder: Path) -> None:
    """Enter the places inside municipalities and the larger places abroad."""
    for row in rows(folder, "localities.csv"):
        german = row["country"] == "DE"
        # A district that is one town (kreisfrei) has its key with three noughts behind.
        inside = tables.by_key.get(row["ags"] or row["district_key"] + "000") if german else None
        spelled = spellings([row["name"], *filter(None, row["aliases"].split(";"))])
        bearers = {town for spelling in spelled for town in tables.names.get(spelling, ())}
        if any(is_same(tables.towns[town], row, tables) for town in bearers):
            continue  # the municipality itself once more
        name, locality, key = row["name"], "", ""
        if inside is not None:
            (key, name), locality = tables.towns[inside][:2], row["name"]
        district = tables.district_index.get(row["district_key"], -1)
        land = row["land"] if german else ""
        town = [key, name, locality, district, land, row["country"]]
        where = [number(row["lat"]), number(row["lon"])]
        tables.add([*town, *where, rank(row["population"])], spelled)


def regions(folder: Path) -> list[dict[str, Any]]:
    """Return the regions with the districts and towns that belong to them; unsure ones not."""
    data = json.loads((folder / "metropolitan_regions.json").read_text(encoding="utf-8"))
    result = []
    for region in data["regions"]:
        members = [m["key"] for m in region["members"] if m["certainty"] != "unsure"]
        towns = [t["ags"] for t in region.get("towns", []) if t["certainty"] != "unsure"]
        result.append(
            {
                "key": region["key"],
                "name": region["name"],
                "kind": region["type"],
                "aliases": sorted(region["aliases"]),
                "districts": sorted(members),
                "towns": sorted(towns),
            }
        )
    return sorted(result, key=lambda region: region["key"])


def common_words(folder: Path) -> dict[str, str]:
    """Return folded place names that are also a word, a person or a region, with that kind."""
    lines = (folder / "common_words.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {fold(name): kind for name, kind in pairs}


def gazetteer(folder: Path) -> dict[str, Any]:
    """Return the whole content of the packaged file."""
    tables = Tables(folder)
    add_municipalities(tables, folder)
    add_localities(tables, folder)
    longest: dict[str, int] = {}
    for name in tables.names:
        first, *rest = name.split()
        if rest:
            longest[first] = max(longest.get(first, 1), len(rest) + 1)
    dominant = {
        fold(row["name"]): tables.by_key[row["dominant_ags"]]
        for row in rows(folder, "ambiguous.csv")
        if row["dominant_ags"]
    }
    return {
        "source": "Destatis / Eurostat (official keys); GeoNames, CC BY 4.0 (coordinates, names)",
        "districts": tables.districts,
        "towns": tables.towns,
        "names": {name: sorted(found) for name, found in tables.names.items()},
        "longest": longest,
        "dominant": dominant,
        "common": common_words(folder),
        "regions": regions(folder),
    }


def packed(content: dict[str, Any]) -> bytes:
    """Return `content` as gzipped JSON whose bytes depend on nothing else."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as handle:
        handle.write(text.encode("utf-8"))
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Write the packaged file; the argument is the folder with the tables."""
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "data"
    if not (folder / "places.csv").is_file():
        sys.stderr.write(f"{folder}: no places.csv here; name the folder with the tables\n")
        return 2
    content = gazetteer(folder)
    TARGET.write_bytes(packed(content))
    sys.stdout.write(
        f"{TARGET.name}: {len(content['towns'])} places, {len(content['names'])} names, "
        f"{TARGET.stat().st_size} bytes\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
