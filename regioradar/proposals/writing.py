"""A proposal as the text of a source file, with comments that say where each value comes from."""

from collections.abc import Iterable
from datetime import date

import tomlkit
from tomlkit.items import AoT, Array, String, Table

from model import clean_text
from regioradar.proposals.proposal import Proposal
from sources import SourceKind


def source_file(proposal: Proposal, today: date) -> str:
    """Return the TOML of a source file (TOML 1.0); `today` is the day on which all was seen.

    Without a kind the file says so and does not load: whoever adds the source fills it in.
    """
    document = tomlkit.document()
    for line in (
        f"Proposed by `regioradar sources add` on {today.isoformat()}, from",
        proposal.draft.look.url,
        "Check id, name, kind and regions. Add [organizer] if the site's own events are meant.",
    ):
        document.add(tomlkit.comment(_line(line)))
    _commented(document, "id", proposal.id.value, f"{proposal.id.sign}: to be checked")
    _commented(document, "name", proposal.name.value, f"{proposal.name.sign}: to be checked")
    if proposal.kind is not None:
        document.add("kind", tomlkit.item(proposal.kind.value))
    else:
        kinds = ", ".join(kind.value for kind in SourceKind)
        _commented(document, "kind", "", f"to be filled in: one of {kinds}")
    if proposal.home:
        document.add("home", tomlkit.item(proposal.home))
    if proposal.regions:
        document.add("regions", _array(map(tomlkit.string, proposal.regions), multiline=False))
    document.add("enabled", tomlkit.item(proposal.enabled))
    if not proposal.enabled:
        document.add("disabled_reason", tomlkit.item(_line(proposal.reason)))
    if proposal.entries:
        document.add(tomlkit.nl())
        document.add("entries", _entries(proposal, today))
        document.add("follow", _follow(proposal))
    if proposal.unused:
        document.add(tomlkit.nl())
    for found in proposal.unused:
        document.add(tomlkit.comment(_line(f"No entry: {found.kind} {found.url} ({found.seen})")))
    return tomlkit.dumps(document)


def _entries(proposal: Proposal, today: date) -> AoT:
    entries = tomlkit.aot()
    for found in proposal.entries:
        entry = tomlkit.table()
        entry.add(tomlkit.comment(_line(f"Seen {today.isoformat()}: {found.seen}.")))
        entry.add("kind", tomlkit.item(found.kind.value))
        entry.add("url", tomlkit.item(found.url))
        entries.append(entry)
    return entries


def _follow(proposal: Proposal) -> Table:
    listing, rules = proposal.draft.listing, proposal.draft.rules
    table = tomlkit.table()
    if rules.allow:
        count = len(listing.details)
        links = f"{count} link{'' if count == 1 else 's'}"
        table.add(tomlkit.comment(f"Generalised from the {links} of the list."))
        table.add("allow", _array(map(_pattern, rules.allow)))
    if rules.deny:
        table.add(tomlkit.comment("Pages of the navigation whose addresses look like details."))
        table.add("deny", _array(map(_pattern, rules.deny)))
    if listing.next_selector:
        table.add(tomlkit.comment(_line(f"Leads to {listing.next_page}")))
        table.add("next", tomlkit.item(listing.next_selector))
    if not rules.allow:
        table.add(tomlkit.comment("No list of links was found: nothing is followed."))
        table.add("max_depth", tomlkit.item(0))
    return table


def _commented(document: tomlkit.TOMLDocument, key: str, value: str, comment: str) -> None:
    document.add(key, tomlkit.item(value).comment(_line(comment)))


def _array(values: Iterable[String], *, multiline: bool = True) -> Array:
    array = tomlkit.array()
    array.extend(values)
    return array.multiline(multiline)


def _pattern(rule: str) -> String:
    """Return a regular expression as a literal string, which spares the doubled backslashes."""
    return tomlkit.string(rule, literal="'" not in rule)


def _line(text: str) -> str:
    """Return `text` as one line without control characters."""
    return clean_text(text)
