"""Detail links to `[follow]` patterns: digits, dates and slugs become classes, the rest stays.

Works on canonical addresses of one host; reads no pages.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product, takewhile
from urllib.parse import urlsplit

SLUG = "[^/?]+"
TWO_WORDS = "[^/?]+-[^/?]+"
"""A slug with a hyphen at least: articles have one, the pages of a menu often have none."""

_SPECIAL = re.compile(r"([.^$*+?{}\[\]\\|()])")
_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})(?=[-_]|$)")
_NUMBER_BEHIND = re.compile(r"[-_,](\d{2,})$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEX = re.compile(r"[0-9a-f]{8,}")
_MOST_SHAPES = 5
MOST_DENIED = 40
"""So many links of the navigation are denied by name where their addresses look like details."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowRules:
    """Regular expressions for `[follow]`; `allow` admits every detail, `deny` none of them."""

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()

    def admits(self, url: str) -> bool:
        """Return True where a link to the address would be followed by these rules."""
        return any(re.search(rule, url) for rule in self.allow) and not any(
            re.search(rule, url) for rule in self.deny
        )


def follow_rules(details: Sequence[str], navigation: Iterable[str]) -> FollowRules:
    """Return rules that admit all `details` and no address of the `navigation`.

    The loosest patterns that keep the navigation out are taken; where its addresses look like
    details, they are denied one by one (at most `MOST_DENIED`). No details: no rules.
    """
    if not details:
        return FollowRules()
    wanted = set(details)
    unwanted = sorted({url for url in navigation if url not in wanted})
    allow = tuple(
        dict.fromkeys(_pattern(shape, unwanted) for shape in _shapes([*dict.fromkeys(details)]))
    )
    admitted = [url for url in unwanted if any(re.search(rule, url) for rule in allow)]
    return FollowRules(allow=allow, deny=_denied(admitted[:MOST_DENIED]))


@dataclass(frozen=True, slots=True)
class _Parts:
    """An address of a detail in its parts; `slash` is the one at the end of the path."""

    url: str
    host: str
    segments: tuple[str, ...]
    slash: str
    query: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, url: str) -> "_Parts":
        parts = urlsplit(url)
        path = parts.path.strip("/")
        pairs = [pair.partition("=") for pair in parts.query.split("&") if pair]
        return cls(
            url=url,
            host=parts.netloc,
            segments=tuple(path.split("/")) if path else (),
            slash="/" if parts.path.endswith("/") and path else "",
            query=tuple((name, value) for name, _, value in pairs),
        )


def _shapes(details: list[str]) -> list[list[_Parts]]:
    """Return the details in groups of alike addresses, as few groups as say anything."""
    parts = [_Parts.of(url) for url in details]
    most = min(_MOST_SHAPES, 1 + len(parts) // 3)
    groups: list[list[_Parts]] = []
    for level in range(3):
        found: dict[object, list[_Parts]] = defaultdict(list)
        for one in parts:
            found[_alike(one, level)].append(one)
        groups = list(found.values())
        if len(groups) <= most:
            break
    return groups


def _alike(parts: _Parts, level: int) -> object:
    """Return what addresses of one shape have in common; at a higher level, less."""
    folders = tuple("#" if part.isdigit() else part for part in parts.segments[:-1])
    kept = (folders, folders[:1], ())[level]
    names = tuple(name for name, _ in parts.query)
    # With a query the path is the same program for all of them, `seminar.php?nr=412`.
    program = parts.segments[-1:] if names and level < 2 else ()
    return parts.host, len(parts.segments), kept, names, program


def _pattern(shape: list[_Parts], unwanted: list[str]) -> str:
    """Return the loosest pattern of a shape that keeps the unwanted out, or the strictest."""
    slugs = (SLUG, TWO_WORDS, _beginning(shape) + SLUG)
    candidates = [
        _written(shape, slug, anchored=anchored) for slug, anchored in product(slugs, (False, True))
    ]
    sound = [rule for rule in dict.fromkeys(candidates) if _admits_all(rule, shape)]
    if not sound:  # addresses that are put together in no usual way are taken as they are
        return f"^(?:{'|'.join(escaped(parts.url) for parts in shape)})$"
    return min(sound, key=lambda rule: sum(bool(re.search(rule, url)) for url in unwanted))


def _beginning(shape: list[_Parts]) -> str:
    """Return what the last segments begin with, up to a hyphen or underscore: `seminar_`."""
    last = [parts.segments[-1] for parts in shape if parts.segments]
    if len(last) < 2:
        return ""
    columns = zip(*last, strict=False)
    common = "".join(column[0] for column in takewhile(lambda c: len(set(c)) == 1, columns))
    return escaped(common[: max(common.rfind("-"), common.rfind("_")) + 1])


def _admits_all(rule: str, shape: list[_Parts]) -> bool:
    return all(re.search(rule, parts.url) for parts in shape)


def _written(shape: list[_Parts], slug: str, *, anchored: bool) -> str:
    first = shape[0]
    count = len(first.segments)
    columns = [[parts.segments[place] for parts in shape] for place in range(count)]
    # The only address of its kind: what changes from one to the next is at its end.
    alone = len({parts.segments for parts in shape}) == 1 and not first.query
    written = [
        _segment(column, slug, last=place == count - 1, alone=alone and place == count - 1)
        for place, column in enumerate(columns)
    ]
    literal = bool(written) and written[0] == escaped(first.segments[0])
    start = "/" if literal and not anchored else f"^https?://{escaped(first.host)}/"
    return start + "/".join(written) + _slash(shape) + _query(shape) + "$"


def _slash(shape: list[_Parts]) -> str:
    ends = {parts.slash for parts in shape}
    return "/?" if len(ends) > 1 else ends.pop()


def _segment(values: list[str], slug: str, *, last: bool, alone: bool) -> str:
    same = len(set(values)) == 1
    if all(value.isdigit() for value in values):
        return _digits(values)
    if same and not alone:
        return escaped(values[0])
    suffixes = {found[0] if (found := _SUFFIX.search(value)) else "" for value in values}
    suffix = suffixes.pop() if last and len(suffixes) == 1 else ""
    stems = [value.removesuffix(suffix) for value in values]
    return _stem(stems, slug) + escaped(suffix)


def _stem(stems: list[str], slug: str) -> str:
    if all(stem.isdigit() for stem in stems):
        return _digits(stems)
    days = [_DAY.match(stem) for stem in stems]
    lengths = {len(found[0]) for found in days if found}
    if all(days) and len(lengths) == 1:
        day = r"\d{8}" if lengths == {8} else r"\d{4}-\d{2}-\d{2}"
        rests = [stem[len(found[0]) :] for stem, found in zip(stems, days, strict=True) if found]
        marks = {rest[:1] for rest in rests}
        return day + (marks.pop() + SLUG if len(marks) == 1 and all(rests) else "[^/?]*")
    numbers = [_NUMBER_BEHIND.search(stem) for stem in stems]
    marks = {found[0][0] for found in numbers if found}
    if all(numbers) and len(marks) == 1 and not all(_YEAR.fullmatch(n[1]) for n in numbers if n):
        return SLUG + marks.pop() + r"\d+"
    return slug


def _digits(values: list[str]) -> str:
    """Return a class for numbers: years, months and days have their length, numbers have none."""
    lengths = {len(value) for value in values}
    if lengths == {8} or (lengths == {4} and all(_YEAR.fullmatch(value) for value in values)):
        return rf"\d{{{lengths.pop()}}}"
    if lengths == {2} and all(int(value) <= 31 for value in values):
        return r"\d{2}"
    return r"\d+"


def _query(shape: list[_Parts]) -> str:
    if not shape[0].query:
        return ""
    pairs = []
    for place, (name, first) in enumerate(shape[0].query):
        values = [parts.query[place][1] for parts in shape]
        pairs.append(f"{escaped(name)}={_value(values, first)}")
    return r"\?" + "&".join(pairs)


def _value(values: list[str], first: str) -> str:
    if all(value.isdigit() for value in values):
        # One number in all of many addresses is that of the program, not of the event.
        return escaped(first) if len(values) > 1 and len(set(values)) == 1 else r"\d+"
    if all(_HEX.fullmatch(value) for value in values):
        return "[0-9a-f]+"
    return escaped(first) if len(set(values)) == 1 else "[^&]+"


def _denied(urls: list[str]) -> tuple[str, ...]:
    """Return rules that name each of the addresses, one rule a host."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        by_host[parts.netloc].append(escaped(path))
    return tuple(
        f"^https?://{escaped(host)}"
        + (paths[0] if len(paths) == 1 else f"(?:{'|'.join(paths)})")
        + "$"
        for host, paths in by_host.items()
    )


def escaped(text: str) -> str:
    """Return `text` as a pattern that matches nothing else, with few backslashes."""
    return _SPECIAL.sub(r"\\\1", text)
