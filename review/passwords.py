"""Passwords: hashed with argon2id (RFC 9106), and judged by their length.

That is what NIST SP 800-63B 3.1.1 asks for; rules on digits and signs make them no better.
"""

from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 256
_HASHER = PasswordHasher(time_cost=5, memory_cost=7 * 1024, parallelism=1)
"""One of the sets of figures that OWASP's Password Storage Cheat Sheet counts as equally strong.

It is the one that asks for the least memory, which the process keeps from then on.
"""
_NOBODY = _HASHER.hash("a password that nobody has, checked so that unknown names take as long")


_ONE_AT_A_TIME = Lock()
"""Many logins at once cost each other time, but no memory."""


def hashed(password: str) -> str:
    """The hash to keep."""
    with _ONE_AT_A_TIME:
        return _HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether the password is the one of that hash; "" is nobody's, and takes as long to say."""
    try:
        with _ONE_AT_A_TIME:
            _HASHER.verify(kept or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def fault_of(password: str, name: str = "") -> str:
    """What is wrong with a new password, as a German sentence; "" where nothing is."""
    if len(password) < SHORTEST:
        return f"Das Passwort braucht mindestens {SHORTEST} Zeichen."
    if len(password) > LONGEST:
        return f"Das Passwort darf höchstens {LONGEST} Zeichen haben."
    if name and name.casefold() in password.casefold():
        return "Das Passwort darf den Namen nicht enthalten."
    if len(set(password)) < SHORTEST // 2:
        return "Das Passwort wiederholt zu wenige Zeichen: ein Satz aus vier Wörtern ist besser."
    return ""
