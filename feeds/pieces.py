"""What was rendered in one build, each piece once, and what the standing files hold of it."""

from collections.abc import Callable
from typing import Protocol


class Standing(Protocol):
    """The published folder as it stands."""

    def holds(self, name: str, key: str) -> bool:
        """Return True where a file of that name stands that was made of what `key` stands for."""

    def body(self, name: str) -> bytes | None:
        """Return the bytes of a standing file, None where there is none that can be trusted."""


class NothingStands:
    """An empty folder."""

    def holds(self, name: str, key: str) -> bool:  # noqa: ARG002 (see `Standing`)
        """Return False."""
        return False

    def body(self, name: str) -> bytes | None:  # noqa: ARG002 (see `Standing`)
        """Return None."""
        return None


class Pieces:
    """The pieces that more than one file is made of: each is rendered when first asked for."""

    def __init__(self, standing: Standing | None = None) -> None:
        self.standing: Standing = standing or NothingStands()
        self._known: dict[tuple[str, str], bytes] = {}

    def once(self, what: str, uid: str, render: Callable[[], bytes]) -> bytes:
        """Return what was rendered under these names, by `render` where that is still to do."""
        known = self._known.get((what, uid))
        if known is None:
            known = self._known[what, uid] = render()
        return known
