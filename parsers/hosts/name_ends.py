"""How far the name of an organisation reaches behind its head: "Institut für Land und Leute".

Places, purposes, legal forms, brackets and the bodies it belongs to are part of a name.
"""

import re

from parsers.hosts.organization_words import (
    LEGAL,
    PERSON,
    Kind,
    ends_name,
    is_head,
    is_municipal,
    kind_of,
)

MAX_WORDS = 16
"""No name is longer."""
ARTICLES = frozenset(
    "der die das dem den des ein eine einem einen eines einer".split()
)  # fmt: skip
PREPOSITIONS = frozenset(
    """
    von vom durch seitens mit bei beim zu zum zur an am in im ins auf für über unter nach aus vor
    gegen ohne neben zwischen hinter seit laut samt statt wegen um ans aufs als dank per pro
    gegenüber innerhalb außerhalb inklusive inkl entlang
    """.split()
)
ADJECTIVE = re.compile(r"[a-zäöüß-]{4,}(?:e|er|en|es|em)")
_TOKEN = re.compile(
    r"e\.\s?V\.|e\.\s?V\b|(?:[A-ZÄÖÜ]\.){2,5}(?!\w)|St\.|(?:Ev|Kath)\.(?:-[\w-]+\.?)*"
    r"|\w(?:[\w*&/+’'-]*[\w*-])?(?:[.:]\w+)*|[^\w\s]"
)
_RIVERS = re.compile(r"(?:am|an der|ob der|im|in der|vor der|auf der)\s+[A-ZÄÖÜ][a-zäöüß]+")
_BRACKETS = re.compile(r"\s\(([A-ZÄÖÜ][\w!&-]{1,15}(?: [A-Z-]{1,4})?)(?:\s+e\.\s?V\.|\s+GmbH)?\)")
_QUOTED = re.compile(r"\s?(?:„[^“”\"„]{2,60}[“”\"]|»[^«»]{2,60}«|\"[^\"]{2,60}\"|“[^”“]{2,60}”)")


class Words:
    """The words of one sentence, with what follows the heads of names among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [hit.span() for hit in _TOKEN.finditer(text)]
        self.words = [text[a:b] for a, b in self.spans]
        self._limit = 0

    def right(self, number: int) -> tuple[int, int]:
        """Where the name around the head at `number` ends, and the number of the token behind."""
        self._limit = number + MAX_WORDS
        return self._name(number)

    def _name(self, number: int) -> tuple[int, int]:
        end, place = self.spans[number][1], number + 1
        municipal, names = is_municipal(self.words[number]), 0
        if LEGAL.fullmatch(self.words[number]):
            return self._closed(end, place)
        while place < len(self.words) and place < self._limit:
            bracket = _BRACKETS.match(self.text, end)
            quoted = _QUOTED.match(self.text, end) if names == 0 else None
            word = self.words[place]
            if bracket is not None:
                end = bracket.end()
            elif quoted is not None and not municipal:
                end, names = quoted.end(), names + 1
            elif LEGAL.fullmatch(word) and self._near(end, place):
                end = self.spans[place][1]
                return self._closed(end, place + 1)
            elif self._goes_on(word) and self._near(end, place):
                if municipal and names and self.words[place - 1] not in ("Bad", "Sankt", "St."):
                    break
                end, names = self.spans[place][1], names + 1
            else:
                step = self._attribute(place, end, municipal=municipal, names=names)
                if step is None:
                    break
                end, names = step, names + 1
            place = self._after(place, end)
        return self._closed(end, place)

    def _closed(self, end: int, place: int) -> tuple[int, int]:
        bracket = _BRACKETS.match(self.text, end)
        if bracket is not None:
            end = bracket.end()
        return end, self._after(place, end)

    def _after(self, place: int, end: int) -> int:
        while place < len(self.spans) and self.spans[place][0] < end:
            place += 1
        return place

    def _near(self, end: int, place: int) -> bool:
        return self.text[end : self.spans[place][0]] in (" ", "\n", " ", "")

    def _goes_on(self, word: str) -> bool:
        if not (word[:1].isupper() or word == "St.") or ends_name(word):
            return False
        return word.lower() not in ARTICLES and word.lower() not in PREPOSITIONS

    def _attribute(self, place: int, end: int, *, municipal: bool, names: int) -> int | None:
        """Where "für Land und Leute", "der Region", "an der Hochschule X" end; None: no such."""
        word = self.words[place]
        if not self._near(end, place):
            return None
        if municipal:
            river = _RIVERS.match(self.text, self.spans[place][0]) if names else None
            return river.end() if river and not PERSON.search(river[0]) else None
        if word in ("für", "zur", "gegen"):
            return self._list(place + 1)
        if word in ("des", "der") and not self._meets(place - 1):
            return self._list(place + 1, genitive=True)
        if word in ("und", "&") and names:
            ahead = self.words[place + 1 : place + 2]
            if ahead and self._goes_on(ahead[0]) and not self._another(ahead[0]):
                return self.spans[place + 1][1]
            return None
        if word in ("am", "an", "beim"):
            return self._seat(place + (2 if word == "an" else 1))
        return None

    def _meets(self, number: int) -> bool:
        """Whether a head may be an event: then its genitive says whose event it is."""
        return self.words[number].lower().endswith(("forum", "forums"))

    def _another(self, word: str) -> bool:
        return kind_of(word) in (Kind.HEAD, Kind.ACRONYM)

    def _body(self, place: int) -> int | None:
        """Where the name of a body ends that another one is part of."""
        return self._name(place)[0] if place < self._limit else None

    def _seat(self, place: int) -> int | None:
        """Where the body ends that another one belongs to: "am Landratsamt"."""
        if place < len(self.words) and is_head(self.words[place]):
            return self._body(place)
        return None

    def _list(self, place: int, *, genitive: bool = False) -> int | None:
        """Where a row "Wirtschaft, Arbeit und Tourismus" ends that begins at a token."""
        steps = 0
        while (
            place < len(self.words)
            and steps < 3
            and (
                ADJECTIVE.fullmatch(self.words[place]) or self.words[place] in ("die", "den", "das")
            )
        ):
            place, steps = place + 1, steps + 1
        if place >= len(self.words) or not self._goes_on(self.words[place]):
            return None
        if is_head(self.words[place]) and genitive:
            return self._body(place)
        last = place
        place += 1
        while place + 1 < min(len(self.words), self._limit) and place - last < 3:
            word, ahead = self.words[place], self.words[place + 1]
            if self._goes_on(word):
                last, place = place, place + 1
                continue
            row = word in ("und", "&") or (word == "," and self._row_ends(place + 1))
            if not row or not self._goes_on(ahead) or self._another(ahead):
                break
            last, place = place + 1, place + 2
        return self.spans[last][1]

    def _row_ends(self, place: int) -> bool:
        """Whether a row of nouns after a comma ends with "und" and a noun."""
        for number in range(place, min(place + 8, len(self.words) - 1)):
            word = self.words[number]
            if word in ("und", "&"):
                ahead = self.words[number + 1]
                return self._goes_on(ahead) and not self._another(ahead)
            if word != "," and (not self._goes_on(word) or self._another(word)):
                return False
        return False
