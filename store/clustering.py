"""Which records are one event, and under which UID, out of what is said of each two of them. Pure.

Strongest links first; two groups are never joined where something keeps one of each apart. The
order in which links come does not matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records that are one event. `by_staff` goes before every score."""

    pair: Pair
    score: float
    by_staff: bool = False


def clusters(
    records: Iterable[str], links: Iterable[Link], apart: Iterable[Pair]
) -> tuple[frozenset[str], ...]:
    """Group records along links, sorted by their first one; `apart` are never in one group."""
    group = {uid: frozenset((uid,)) for uid in records}
    foes: dict[str, set[str]] = {uid: set() for uid in group}
    for one, other in apart:
        if one in foes and other in foes:
            foes[one].add(other)
            foes[other].add(one)
    for link in sorted(links, key=lambda link: (not link.by_staff, -link.score, link.pair)):
        mine, theirs = (group[uid] for uid in link.pair)
        if mine == theirs or any(foes[uid] & theirs for uid in mine):
            continue
        joined = mine | theirs
        group |= dict.fromkeys(joined, joined)
    return tuple(sorted(set(group.values()), key=min))


def assign_uids(
    groups: Iterable[frozenset[str]], events: Mapping[str, str], created: Mapping[str, str]
) -> dict[frozenset[str], str]:
    """The event's UID for each group of records. Groups that share a record are not possible.

    `events` are the present UIDs of the records' events, `created` when an event of a UID was
    first stored. A group keeps the eldest UID among those of its records. A UID that several
    groups have stays with the record that it was minted for; the others return to their own.
    """
    groups = list(groups)
    home = {uid: group for group in groups for uid in group}
    heirs: dict[str, frozenset[str]] = {}
    for record in sorted(home):
        uid = events[record]
        heirs.setdefault(uid, home.get(uid, home[record]))
    claims: dict[frozenset[str], set[str]] = {group: set() for group in groups}
    for uid, group in heirs.items():
        claims[group].add(uid)
    return {
        group: min(claimed or group, key=lambda uid: (created.get(uid, "~"), uid))
        for group, claimed in claims.items()
    }
