"""The mail to staff: what is new in the queue and which sources are broken. Sent only where asked.

What it tells is decided purely (`deciding`) and said in German (`in_german`); `gathering` asks the
store, `regioradar.mailing` sends it.
"""

from regioradar.digest.deciding import Digest, decide
from regioradar.digest.gathering import gather
from regioradar.digest.in_german import subject, text

__all__ = ["Digest", "decide", "gather", "subject", "text"]
