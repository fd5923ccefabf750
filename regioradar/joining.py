"""The comparison as the store calls it: sketches and compares with what the catalogue knows."""

from matching import Knowledge, Sketch, compare, sketch
from model import Comparison, Subject
from regioradar.surroundings import Surroundings


class EventMatcher:
    """Whether two records are one event (`matching`), with the organisations of a catalogue."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._knowledge = Knowledge(organizations=surroundings.organizations)

    def sketch(self, subject: Subject) -> Sketch:
        """A subject as it is compared, folded once."""
        return sketch(subject, self._knowledge)

    def compare(self, a: Sketch, b: Sketch) -> Comparison:
        """Whether two are one event; the same in either order."""
        return compare(a, b)
