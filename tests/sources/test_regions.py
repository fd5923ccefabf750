import pytest

from parsers.places.gazetteer import gazetteer
from parsers.places.words import LANDS
from sources import RegionKind, region_of, speaks_for
from sources.regions import Vocabulary, vocabulary

OF_SEVERAL = [region for region in vocabulary().region if region.lands]


def test_the_vocabulary_holds_every_land_once():
    states = [r.name for r in vocabulary().region if r.kind is RegionKind.STATE]
    assert len(states) == len(set(states)) == 16
    assert set(states) == {*LANDS.values(), "Berlin", "Bremen", "Hamburg"}


@pytest.mark.parametrize("region", OF_SEVERAL, ids=lambda region: region.name)
def test_a_region_is_that_of_the_gazetteer_and_lies_in_the_same_lands(region):
    area = gazetteer().region_area(region.name)
    assert area
    lands = {vocabulary().region[int(key[:2])].name for key in area}
    assert set(region.lands) == lands
    assert all(gazetteer().region_area(alias) == area for alias in region.aliases)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sachsen", "Sachsen"),
        ("thueringen", "Thüringen"),
        ("Hamburg", "Hamburg"),
        ("metropolregion hamburg", "Metropolregion Hamburg"),
        ("Lausitz", "Lausitzer Revier"),
        ("BUNDESWEIT", "bundesweit"),
    ],
)
def test_a_region_is_found_by_its_names(text, name):
    assert region_of(text).name == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nordrhein Westfahlen", "did you mean 'Nordrhein-Westfalen'"),
        ("Metropolregion Nürnburg", "did you mean 'Europäische Metropolregion Nürnberg'"),
        ("Atlantis", "known are those of sources/regions.toml"),
    ],
)
def test_an_unknown_region_is_told_with_a_hint(text, told):
    with pytest.raises(ValueError, match="no known region") as caught:
        region_of(text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("regions", "wanted", "yes"),
    [
        (["Sachsen"], "Sachsen", True),
        (["Lausitzer Revier"], "Sachsen", True),
        (["Lausitzer Revier"], "Brandenburg", True),
        (["Lausitzer Revier"], "Thüringen", False),
        (["Sachsen"], "Lausitzer Revier", False),
        (["Brandenburg", "Lausitzer Revier"], "Lausitzer Revier", True),
        (["Brandenburg", "Lausitzer Revier"], "Sachsen", False),
        (["bundesweit"], "Sachsen", False),
        (["Bremen", "bundesweit"], "bundesweit", True),
        ([], "bundesweit", False),
    ],
)
def test_whom_a_source_speaks_for(regions, wanted, yes):
    assert speaks_for(regions, region_of(wanted)) is yes


@pytest.mark.parametrize(
    ("regions", "told"),
    [
        ([{"name": "A", "kind": "state", "lands": ["A"]}], "A: wrong lands"),
        ([{"name": "B", "kind": "metropolitan_region"}], "B: wrong lands"),
        ([{"name": "B", "kind": "structural_region", "lands": ["C"]}], "B: wrong lands"),
        ([{"name": "A", "kind": "state"}, {"name": "a", "kind": "state"}], "another region bears"),
    ],
)
def test_a_vocabulary_that_contradicts_itself_is_none(regions, told):
    with pytest.raises(ValueError, match=told):
        Vocabulary.model_validate({"region": regions})
