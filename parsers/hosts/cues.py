"""How surely a sentence says that a group of organisations in it holds an event, and by what words.

Local cues instead of patterns of whole sentences: the verb beside the group, its case, a label.
"""

import re
from collections import deque
from typing import NamedTuple

from parsers.event_words import Sort, sort_of, speaks_of_event
from parsers.hosts.host_words import (
    ADVERBS,
    ASIDE,
    BEHIND,
    EVENT_THING,
    FINAL_VERB,
    FRAME,
    HELPED,
    HOSTED,
    LABEL_BEFORE,
    LABEL_BEHIND,
    OPENER,
    REACH,
    SAID,
    TEACHING,
    TOGETHER,
    VERBS,
    WHO,
    WITH_OPENER,
    Level,
)
from parsers.hosts.mentions import Mention

_FINITE = re.compile(rf"\b(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})\b")
_CLAUSE = 200
_BETWEEN = re.compile(r"[,;:–]|\b(?:wir|ich|sie|er|es|man|dass|Sie)\b")
_TITLE_END = re.compile(r"\s[„»\"][^„“”«\"]{2,90}[“”«\"]\s*$")
_LAST_WORD = re.compile(r"([\w/-]+)[“”«\")]*$")
_ANTECEDENT = re.compile(r"([\w-]+)[“”«»\")]*\s*$")
_SENTENCE_END = re.compile(r"[!?;]|(?<!\d)\.(?=\s+[A-ZÄÖÜ„»\"]|$)")
_PASSIVE = re.compile(r"\b(?:wird|werden|wurden?|worden)\b")
WEAK = 0.6
"""Less than this is enough only beside the event's own day."""


class Group(NamedTuple):
    """Organisations in a row: "die Stadt X, der Verein Y und die IHK"."""

    members: list[Mention]

    @property
    def first(self) -> Mention:
        """The member whose article and preposition are those of the group."""
        return self.members[0]

    @property
    def end(self) -> int:
        """Where the last member ends."""
        return self.members[-1].end


class Cue(NamedTuple):
    """What a sentence says of a group: a rule's name and how much it weighs."""

    rule: str
    weight: float


def cue_of(text: str, group: Group, *, own_day: bool) -> Cue | None:
    """Return the best cue by which `group` holds what the sentence `text` tells of, or None.

    `own_day`: the sentence tells the day of the event that the question is about.
    """
    first = group.first
    before, after = text[max(0, first.whole - REACH) : first.whole], text[group.end :]
    if before.count("(") > before.count(")"):
        return None
    if LABEL_BEFORE.search(before) or LABEL_BEHIND.match(after):
        return Cue("label_word", 0.95)
    if FRAME.search(before):
        return Cue("frame", 0.85)
    if first.preposition in ("von", "vom", "durch", "seitens"):
        agent = _agent(before, after)
        if agent is not None or _is_passive(before, after):
            return agent
    if BEHIND.search(before):
        return Cue("behind", 0.85)
    if _invited_to(before, first):
        return Cue("welcome", 0.8)
    if first.acts:
        subject = _subject(text, group, own_day=own_day)
        if subject is not None:
            return subject
    if _who(after):
        return Cue("who", 0.85)
    return _owned(before, first)


def cue_of_verb(text: str, place: int, *, own_day: bool) -> Cue | None:
    """Return what the verb at `place` says of its subject, which stands before it."""
    verb = _FINITE.match(text, place)
    return _weighed(text, verb[0], text[verb.end() :], own_day=own_day) if verb else None


def is_partner(text: str, group: Group) -> bool:
    """Return whether a group holds an event together with another: "gemeinsam mit ..."."""
    first = group.first
    before = text[max(0, first.whole - 80) : first.start]
    return TOGETHER.search(before) is not None or (
        first.preposition in ("mit", "von")
        and TOGETHER.search(text[max(0, first.whole - 60) : first.whole] + first.preposition)
        is not None
    )


def _agent(before: str, after: str) -> Cue | None:
    """ "vom X organisierte", "organisiert wird es von X", "wird von X organisiert"."""
    behind = re.split(r"[;:!?]|\.\s", after[:_CLAUSE], maxsplit=1)[0]
    near = re.match(r"(?:\s(?:gemeinsam|zusammen|erneut|jährlich|neu))?\s(\w+)", behind)
    if near is not None and near[1][:1].islower():
        if HOSTED.match(near[1]):
            return Cue("agent", 0.9)
        if HELPED.match(near[1]):
            return None
    earlier = max(before.rfind(". "), before.rfind("; "))
    front = before[earlier + 1 :]
    hosted = [hit.start() for hit in HOSTED.finditer(front)]
    helped = [hit.start() for hit in HELPED.finditer(front)]
    if hosted and (not helped or helped[-1] < hosted[-1]):
        return Cue("agent", 0.9)
    if helped:
        return None
    hosts, helps = HOSTED.search(behind), HELPED.search(behind)
    if hosts is not None and (helps is None or hosts.start() < helps.start()):
        return Cue("agent", 0.85)
    return None


def _is_passive(before: str, after: str) -> bool:
    """Whether "von ..." names who did something, and not whose the event is."""
    clause = before[before.rfind(". ") + 1 :] + _clause(after)
    return _PASSIVE.search(clause) is not None and HELPED.search(clause) is not None


def _invited_to(before: str, first: Mention) -> bool:
    return first.preposition in ("im", "in", "beim", "bei") and (
        re.search(r"\b[Ww]illkommen\s*$", before) is not None
    )


def _subject(text: str, group: Group, *, own_day: bool) -> Cue | None:
    """The group is the subject of a verb by which one holds an event."""
    first = group.first
    before, after = text[max(0, first.whole - 120) : first.whole], text[group.end :]
    opener = OPENER.search(before)
    said = SAID.match(after)
    if said is not None:
        verb = _FINITE.match(after, said.end())
        rest = after[verb.end() :] if verb else ""
        return _weighed(text, verb[0], rest, own_day=own_day) if verb else None
    if opener is not None:
        final = FINAL_VERB.search(_clause(after))
        if final is not None:
            return Cue("clause", 0.85)
        if WITH_OPENER.search(before) and _of_event(before):
            return Cue("clause_with", 0.75)
        return None
    told = (_verb_behind, _verb_before, _second_verb) if _heads(text, first) else (_verb_before,)
    cues = (read(text, before, after, own_day=own_day) for read in told)
    return next((cue for cue in cues if cue is not None), None)


def _verb_behind(text: str, _: str, after: str, *, own_day: bool) -> Cue | None:
    """ "Der Verein lädt ... ein"."""
    rest = _without_aside(after)
    adverbs = ADVERBS.match(rest)
    verb = _FINITE.match(rest, adverbs.end()) if adverbs else None
    return _weighed(text, verb[0], rest[verb.end() :], own_day=own_day) if verb else None


def _verb_before(text: str, before: str, after: str, *, own_day: bool) -> Cue | None:
    """ "Am 3. Mai lädt der Verein ... ein", "Organisiert hat es der Verein"."""
    verb = deque(_FINITE.finditer(before), maxlen=1)
    if not verb or _BETWEEN.search(before, verb[0].end()):
        return None
    told = before[: verb[0].start()][-40:].lower() if verb[0][0].startswith("ha") else ""
    rest = f"{told}{before[verb[0].end() :]}{after}"
    return _weighed(text, verb[0][0], rest, own_day=own_day)


def _second_verb(text: str, _: str, after: str, *, own_day: bool) -> Cue | None:
    """ "Der Verein möchte es wissen und lädt ... ein"."""
    rest = _without_aside(after)
    second = re.match(r"[^,;:.]{0,90}?\bund\s", rest)
    verb = _FINITE.match(rest, second.end()) if second else None
    return _weighed(text, verb[0], rest[verb.end() :], own_day=own_day) if verb else None


def _without_aside(after: str) -> str:
    aside = ASIDE.match(after)
    return after[aside.end() :] if aside else after


def _heads(text: str, first: Mention) -> bool:
    """Whether a group stands at the begin of its clause, where a subject before its verb does."""
    before = text[: first.whole].rstrip()
    if not before or before[-1] in ',.;:!?–-"“”«)»„*•|>+\n':
        return True
    word = _LAST_WORD.search(before)
    return word is not None and (
        word[1].lower() in ("und", "auch", "hierzu", "dazu", "denn", "aber", "sowie", "dass", "ist")
        or text[: first.whole].endswith("\n")
    )


def _weighed(text: str, verb: str, rest: str, *, own_day: bool) -> Cue | None:
    """What a verb with its second part says, by the words of the sentence around it."""
    ends = _SENTENCE_END.search(rest)
    within = rest[: min(ends.start() + 1 if ends else REACH, REACH)]
    for level, second in VERBS[verb]:
        if not second.search(within):
            continue
        if level is Level.ALWAYS:
            return Cue("subject", 0.85)
        if level is Level.EVENT and (own_day or speaks_of_event(text)):
            return Cue("subject", 0.8 if own_day else 0.7)
        if level is Level.DAY and own_day:
            return Cue("subject_weak", 0.55)
    return None


def _clause(after: str) -> str:
    """The text behind a group up to the end of its clause; the dots of dates do not end it."""
    end = re.search(r"[;:!?]|(?<!\d)\.(?!\w)", after)
    return after[: min(end.start() if end else _CLAUSE, _CLAUSE)]


def _of_event(before: str) -> bool:
    """Whether the noun before ", mit der" is an event's or in quotation marks."""
    head = before[: before.rfind(",")]
    if head.rstrip()[-1:] in '“”«»"':
        return True
    word = _ANTECEDENT.search(head)
    return word is not None and sort_of(word[1]) is not Sort.NONE


def _who(after: str) -> bool:
    """Whether a relative clause behind the group says that it holds the event."""
    opened = WHO.match(after)
    if opened is None:
        return False
    clause = re.split(r"[,;:!?]|(?<!\d)\.(?!\w)", after[opened.end() :], maxsplit=1)[0]
    final = FINAL_VERB.search(clause)
    return final is not None and len(clause) - final.end() < 12


def _owned(before: str, first: Mention) -> Cue | None:
    """ "Jahrestagung 2026 des X", "die Veranstaltung der Y": whose event it is."""
    if not (first.owns or first.preposition in ("von", "vom")):
        return None
    for word in reversed(_TITLE_END.sub("", before).split()[-3:]):
        if sort_of(word) is not Sort.NONE or TEACHING.fullmatch(word):
            return Cue("genitive", 0.8)
        if EVENT_THING.fullmatch(word):
            return Cue("thing", 0.58)
        if not (word[:1].isupper() or re.fullmatch(r"\d{4}", word)) or word[-1] in ",;:.":
            return None
    return None
