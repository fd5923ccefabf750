"""`python -m regioradar` is `regioradar`."""

from regioradar.cli import main

main()
