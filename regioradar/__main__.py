"""`python -m regioradar` is `regioradar`."""

import sys
from pathlib import Path

# Python puts the working folder first on the path, and an operator's folder `sources` in it would
# stand in for our package of that name. In a checkout the packages themselves lie there.
if Path(sys.path[0]) == Path.cwd() != Path(__file__).resolve().parent.parent:
    del sys.path[0]

from regioradar.cli import main

main()
