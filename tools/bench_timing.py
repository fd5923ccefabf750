"""CPU time of a piece of work."""

import statistics
import time
from collections.abc import Callable


def cpu(work: Callable[[], object], rounds: int = 7, repeat: int = 1) -> float:
    """Return the median CPU milliseconds of one call over some rounds of `repeat` calls."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        for _ in range(repeat):
            work()
        times.append((time.process_time() - begin) / repeat)
    return statistics.median(times) * 1000
