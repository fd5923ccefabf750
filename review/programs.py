"""The browser and the system of a device in two words, out of what the browser says of itself.

Only so exact as a person needs to recognise their own devices.
"""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""In this order: most say that they are others as well."""
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def program_of(agent: str) -> str:
    """What a User-Agent header (RFC 9110 10.1.5) names, in German; never the header itself."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if browser and system:
        return f"{browser} unter {system}"
    return browser or system or "unbekanntes Programm"
