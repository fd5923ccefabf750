"""Places in German event pages: towns, houses, addresses, attendance. Pure functions.

Official keys from Destatis / Eurostat; coordinates and other names from GeoNames (geonames.org,
CC BY 4.0). The data is packaged (`gazetteer.json.gz`, made by `tools/build_gazetteer.py`) and
loaded on first use.
"""

from parsers.places.attendance import AttendanceReading, online_mode
from parsers.places.bearers import PlaceHint
from parsers.places.gazetteer import Municipality, Region, regions_of
from parsers.places.result import PlaceReading
from parsers.places.roles import Role
from parsers.places.sentences import place_in
from parsers.places.towns import TownMention, find_towns
from parsers.places.values import place_reading, read_place
from parsers.places.venues import venue_in, venues_in

__all__ = [
    "AttendanceReading",
    "Municipality",
    "PlaceHint",
    "PlaceReading",
    "Region",
    "Role",
    "TownMention",
    "find_towns",
    "online_mode",
    "place_in",
    "place_reading",
    "read_place",
    "regions_of",
    "venue_in",
    "venues_in",
]
