"""The mail to staff: what is new in the queue and which sources are broken. Sent only where asked.

What it tells is decided purely (`deciding`), said in German (`in_german`), and sent over SMTP
(`mailing`); `gathering` asks the store.
"""

from regioradar.digest.deciding import Digest, decide
from regioradar.digest.gathering import gather
from regioradar.digest.in_german import subject, text
from regioradar.digest.mailing import MailError, message, send

__all__ = ["Digest", "MailError", "decide", "gather", "message", "send", "subject", "text"]
