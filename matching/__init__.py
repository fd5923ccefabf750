"""Whether two mentions are one event: pure functions without I/O, clock or state.

`sketch` folds a mention once, `compare` holds two sketches against each other. What is merged,
asked or kept is the business of whoever calls.
"""

from matching.comparing import compare
from matching.organizers import Knowledge
from matching.sketching import Sketch, sketch

__all__ = ["Knowledge", "Sketch", "compare", "sketch"]
