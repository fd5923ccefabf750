"""Chains: atoms that follow each other with nothing but glue between them.

A chain is the longest stretch that can be one date phrase. Words of the grammar become marks of
the atom they stand before; weekdays become marks of the day they belong to.
"""

from dataclasses import dataclass, field

from parsers.dates.atoms import (
    Atom,
    ClockAtom,
    DayAtom,
    DottedAtom,
    FourAtom,
    NumberAtom,
    WeekdayAtom,
    WordAtom,
)
from parsers.dates.vocabulary import DAY_PARTS

_JOINTS = frozenset({"bis", "-", "/", "und", "oder"})
_LEADING = frozenset(
    {"am", "um", "gegen", "ab", "nach", "von", "vom", "bis", "spätestens", "zum", "in", "seit",
     "anfang", "mitte", "ende", "an", "abreise"}
)  # fmt: skip
"""Words that belong to the quotation of the date after them."""

_NAMING = frozenset({"label", "zeit", "einlass", "beginn"})
"""Words that name a date; what is before them is not of its phrase."""

_AFTER = frozenset({"ct", "st", "utc", "zone"})
_DAYS = (DayAtom, NumberAtom, DottedAtom)
_TIMED = (ClockAtom, NumberAtom, DottedAtom, FourAtom)


@dataclass(slots=True)
class Node:
    """An atom with the marks that stand before and after it in its chain.

    `joint` is how it is joined to the node before ("-", "bis", "und", "/", "," or ""), `marks`
    are the roles of the words before it, `part` a part of the day, `lines` counts line breaks.
    """

    atom: Atom
    joint: str = ""
    marks: frozenset[str] = frozenset()
    weekday: int | None = None
    weekdays: tuple[int, ...] = ()
    part: str = ""
    lines: int = 0
    after: set[str] = field(default_factory=set)
    start: int = 0
    """Where the phrase of this node begins: its first mark."""
    end: int = 0


class _Builder:
    """Collects marks until the atom comes that they belong to."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._clear()

    def _clear(self) -> None:
        self.joint = ""
        self.marks: set[str] = set()
        self.weekdays: list[WeekdayAtom] = []
        self.weekday_range = self.weekday_list = False
        self.open = ""  # a joint right after a weekday: what it joins is not known yet
        self.part = ""
        self.start = -1
        self.lines = 0
        self.bracket = False

    def word(self, atom: WordAtom) -> None:
        role = atom.role
        if role in _NAMING:
            self.start = -1
        elif self.start < 0 and (role in _LEADING or role in DAY_PARTS):
            self.start = atom.start
        if role in DAY_PARTS:
            self._day_part(role, atom)
        elif role in _AFTER or (role == "spätestens" and self._follows_clock()):
            self._after(role, atom)
        elif role in _JOINTS:
            if self._joins_atoms(role) and role == "bis":
                self.marks.add("bis")
        else:
            self.marks.add(role)
            if role in ("auf", "zum") and self._follows_day():
                self.joint = self.joint or role

    def _joins_atoms(self, role: str) -> bool:
        """Take a joint; return False after a weekday, where it may join two weekdays."""
        if self.weekdays:
            self.open = role
            return False
        if self.joint == role == "/":
            self.joint = ","  # "2.9. // 16 Uhr" only parts
        elif not self.joint or self.joint == ",":
            self.joint = role
        return True

    def _weekdays_belong(self) -> bool:
        """Return True where the weekday after a date is that date's own ("21.10. Samstag")."""
        nodes = self.nodes
        return (
            bool(nodes)
            and isinstance(nodes[-1].atom, (DayAtom, DottedAtom))
            and nodes[-1].weekday is None
        )

    def _follows_clock(self) -> bool:
        return bool(self.nodes) and isinstance(self.nodes[-1].atom, ClockAtom)

    def _follows_day(self) -> bool:
        nodes = self.nodes
        return bool(nodes) and isinstance(nodes[-1].atom, _DAYS)

    def _after(self, role: str, atom: Atom) -> None:
        if self.nodes:
            self.nodes[-1].after.add(role)
            self.nodes[-1].end = atom.end

    def _day_part(self, role: str, atom: Atom) -> None:
        nodes = self.nodes
        near = nodes and not self.joint and not self.lines
        if near and isinstance(nodes[-1].atom, _TIMED) and not nodes[-1].part:
            nodes[-1].part = role
            nodes[-1].end = atom.end
        else:
            self.part = role

    def weekday(self, atom: WeekdayAtom) -> None:
        if self.start < 0:
            self.start = atom.start
        if self.open:
            self.weekday_range, self.weekday_list = self.open in ("-", "bis"), True
            self.open = ""
        self.weekdays.append(atom)

    def comma(self) -> None:
        """A comma or semicolon joins where no word does."""
        if self.nodes and not self.joint and not self.weekdays:
            self.joint = ","

    def node(self, atom: Atom) -> None:
        nodes = self.nodes
        bare = not (self.joint or self.lines or self.bracket) and self._weekdays_belong()
        if bare and (self.open or not isinstance(atom, _DAYS)):
            self._settle_weekdays()
            self.joint = self.open
        if self.open == "bis":
            self.marks.add("bis")
        weekday = self.weekdays[0 if self.weekday_list else -1] if self.weekdays else None
        node = Node(
            atom,
            joint=self.joint if nodes else "",
            marks=frozenset(self.marks),
            weekday=weekday.weekday if weekday else None,
            weekdays=self._days() if weekday else (),
            part=self.part,
            lines=self.lines,
            start=self.start if self.start >= 0 else atom.start,
            end=atom.end,
        )
        nodes.append(node)
        self._clear()

    def _settle_weekdays(self) -> None:
        """Give weekdays that no date follows to the date before, or to both ends of a range."""
        nodes, days = self.nodes, self.weekdays
        if days and self._weekdays_belong() and not self.joint and not self.lines:
            ends = nodes[-1:]
            if self.weekday_range and len(days) == 2:
                ends = nodes[-2:] if nodes[-1].joint in ("-", "bis") else []
            for node, day in zip(ends, days, strict=False):
                node.weekday = day.weekday
            nodes[-1].end = max(nodes[-1].end, days[len(ends) - 1].end)
        self.weekdays = []

    def _days(self) -> tuple[int, ...]:
        days = [atom.weekday for atom in self.weekdays]
        if self.weekday_range and len(days) == 2:
            first, last = days
            days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        return tuple(days)

    def finish(self) -> list[Node]:
        self._settle_weekdays()
        nodes = self.nodes
        if self.part and nodes and not nodes[-1].part and not self.lines:
            nodes[-1].part = self.part
        return nodes


def chain(low: str, atoms: list[Atom]) -> list[Node]:
    """Return the nodes that the atoms of one phrase form, at least one."""
    builder = _Builder()
    before = atoms[0].start
    for atom in atoms:
        gap = low[before : atom.start]
        before = atom.end
        if gap and gap != " ":
            builder.lines += gap.count("\n")
            if "," in gap or ";" in gap:
                builder.comma()
            if "(" in gap or ")" in gap:
                builder.bracket = gap.rfind("(") > gap.rfind(")")
        if isinstance(atom, WordAtom):
            builder.word(atom)
        elif isinstance(atom, WeekdayAtom):
            builder.weekday(atom)
        else:
            builder.node(atom)
    return builder.finish()
