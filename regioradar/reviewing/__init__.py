"""What the review application is given by the program: readers, feeds, sources, health, secrets."""

from regioradar.reviewing.building import opener, setup_of

__all__ = ["opener", "setup_of"]
