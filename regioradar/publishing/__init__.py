"""Files onto the disk: a new set replaces the standing one as a whole, whatever is cut off when.

What the files hold is decided in `feeds`; here they are bytes with a name and a key.
"""

from regioradar.publishing.publication import Fresh, Published, publish
from regioradar.publishing.standing import Standing

__all__ = ["Fresh", "Published", "Standing", "publish"]
