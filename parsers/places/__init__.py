"""Places in German event pages: towns, houses, addresses, attendance. Pure functions.

Official keys from Destatis / Eurostat; coordinates and other names from GeoNames (geonames.org,
CC BY 4.0). The data is packaged (`gazetteer.json.gz`, made by `tools/build_gazetteer.py`) and
loaded on first use.
"""

from parsers.places.attendance import AttendanceReading, mode_words, online_mode
from parsers.places.bearers import PlaceHint
from parsers.places.gazetteer import Municipality, Region, all_regions, regions_of
from parsers.places.lines import place_of_line, place_of_title
from parsers.places.names import may_name_town
from parsers.places.result import PlaceReading, place_of
from parsers.places.roles import Role
from parsers.places.sections import heads_contact
from parsers.places.sentences import place_in, places_in
from parsers.places.towns import TownMention, find_towns, town_of_name
from parsers.places.values import place_reading, place_readings, read_place
from parsers.places.venues import subject_house, venue_in, venues_in

__all__ = [
    "AttendanceReading",
    "Municipality",
    "PlaceHint",
    "PlaceReading",
    "Region",
    "Role",
    "TownMention",
    "all_regions",
    "find_towns",
    "heads_contact",
    "may_name_town",
    "mode_words",
    "online_mode",
    "place_in",
    "place_of",
    "place_of_line",
    "place_of_title",
    "place_reading",
    "place_readings",
    "places_in",
    "read_place",
    "regions_of",
    "subject_house",
    "town_of_name",
    "venue_in",
    "venues_in",
]
