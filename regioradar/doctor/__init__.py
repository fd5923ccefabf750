"""What `regioradar doctor` looks at: the machine, the settings, the files, the last runs.

Each module is one group of checks: pure functions that judge what was found, and the few lines that
find it. Nothing is made, migrated, locked or sent.
"""

from regioradar.doctor.examination import examined
from regioradar.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examined"]
