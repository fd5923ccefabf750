"""ExperTrainee: seminars as a table of labels, made by hand.

The only date besides the seminar's is "Letzte Änderung" in the foot, which is no publication. The
number of the seminar ("Kennung") is the source's own name for it. Who holds it stands in the foot.
"""

from dataclasses import replace

from model import Event, Organizer
from parsers.sites import Site, words_of

_NUMBER = "Kennung"


def corrected(event: Event, site: Site) -> Event:
    """The seminar with its number, and with the house that offers it."""
    number = _number(site) or _number_in_list(event, site)
    organizers, evidence = event.organizers, dict(event.evidence)
    house = site.context.organizer
    if not organizers and house is not None and house.name in site.words("td.fuss"):
        organizers = (Organizer(name=house.name, alternate_name=house.alternate_name),)
        evidence["organizer"] = site.evidence(house.name, "organizer", 0.9)
    return replace(
        event, identifier=event.identifier or number, organizers=organizers, evidence=evidence
    )


def _number(site: Site) -> str:
    """The value beside the label in the table of one seminar."""
    for label in site.soup.select("table.seminar td.feld"):
        value = label.find_next_sibling("td")
        if words_of(label) == _NUMBER and value is not None:
            return words_of(value)
    return ""


def _number_in_list(event: Event, site: Site) -> str:
    """The first cell of the row whose link leads to the seminar."""
    for link in site.soup.select("tr td a[href*='seminar.php']"):
        row = link.find_parent("tr")
        first = row.find("td") if row is not None else None
        if first is not None and site.document.absolute(str(link["href"])) == event.url:
            return words_of(first)
    return ""
