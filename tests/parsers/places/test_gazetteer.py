"""The packaged gazetteer: what it holds, how fast it loads, which regions a town lies in."""

import subprocess
import sys

import pytest

from model import fold
from parsers.places import regions_of
from parsers.places.gazetteer import distance_km, gazetteer


def one(name: str, key: str):
    return next(t for t in gazetteer().bearers(fold(name)) if t.key == key and not t.locality)


def test_a_municipality_has_key_district_land_and_coordinates() -> None:
    halle = one("Halle (Saale)", "15002000")
    assert (halle.name, halle.land, halle.district) == (
        "Halle (Saale)", "Sachsen-Anhalt", "Halle (Saale)",
    )  # fmt: skip
    assert halle.latitude == pytest.approx(51.48, abs=0.1)
    assert halle.longitude == pytest.approx(11.97, abs=0.1)


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("Frankfurt a. M.", "06412000"),
        ("Frankfurt/Oder", "12053000"),
        ("Leinefelde Worbis", "16061115"),
        ("Koeln", "05315000"),
        ("Sankt Leon-Rot", "08226103"),
        ("St. Augustin", "05382056"),
        ("MUENCHEN", "09162000"),
    ],
)
def test_spellings_are_folded(spelling: str, key: str) -> None:
    assert key in {town.key for town in gazetteer().bearers(fold(spelling))}


def test_areas_without_a_municipality_are_left_out() -> None:
    assert gazetteer().bearers(fold("Sachsenwald")) == ()


def test_a_part_of_a_town_names_its_municipality() -> None:
    part = gazetteer().bearers(fold("Holzweißig"))[0]
    assert (part.name, part.locality) == ("Bitterfeld-Wolfen", "Holzweißig")


def test_population_is_never_shown() -> None:
    assert "rank" not in repr(one("Kiel", "01002000"))


@pytest.mark.parametrize(
    ("key", "region"),
    [
        ("15002000", "mitteldeutschland"),
        ("14524330", "mitteldeutschland"),  # the town is a member, its Landkreis is not
        ("12052000", "lausitzer-revier"),
        ("08222000", "rhein-neckar"),
    ],
)
def test_regions_of_a_municipality(key: str, region: str) -> None:
    assert region in {found.key for found in regions_of(key)}


def test_a_district_may_lie_in_two_regions_and_a_neighbour_in_none() -> None:
    assert {r.key for r in regions_of("07319000")} == {"frankfurt-rhein-main", "rhein-neckar"}
    assert "mitteldeutschland" not in {r.key for r in regions_of("14524120")}


@pytest.mark.parametrize("key", ["", "99999999", "15002", "kein Schlüssel"])
def test_an_unknown_key_lies_nowhere(key: str) -> None:
    assert regions_of(key) == ()


def test_unsure_members_do_not_count() -> None:
    assert "rheinland" not in {region.key for region in regions_of("05314000")}


def test_distance() -> None:
    leipzig, halle = one("Leipzig", "14713000"), one("Halle (Saale)", "15002000")
    assert distance_km(leipzig, halle) == pytest.approx(32, abs=3)


def test_loading_reads_the_packaged_file_once() -> None:
    assert gazetteer() is gazetteer()


def test_importing_the_package_loads_no_data() -> None:
    code = (
        "from parsers.places.gazetteer import gazetteer;import parsers.places;"
        "assert gazetteer.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_city_state_is_not_the_metropolitan_region_around_it() -> None:
    assert gazetteer().region_area("Hamburg") == frozenset()
    assert gazetteer().districts_named("Hamburg") == {"02000"}
    assert "03353" in gazetteer().region_area("Metropolregion Hamburg")
