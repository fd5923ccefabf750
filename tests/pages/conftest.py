"""Makes `tests/goldens.py` importable here.

Not by sys.path: the folders beside it are called like the packages and would hide them.
"""

import importlib.util
import sys
from pathlib import Path

_FILE = Path(__file__).parent.parent / "goldens.py"
_spec = importlib.util.spec_from_file_location("goldens", _FILE)
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
sys.modules["goldens"] = _module
_spec.loader.exec_module(_module)
