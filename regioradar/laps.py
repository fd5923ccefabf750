"""How long the stages of a run take, by a clock that nobody sets."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Laps:
    """Seconds by stage, in the order that they ended in; from one end to the next."""

    seconds: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.monotonic)

    def end(self, stage: str) -> None:
        """A stage has ended; the next begins."""
        now = time.monotonic()
        self.seconds[stage] = now - self._last
        self._last = now
