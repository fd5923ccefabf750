"""Asks for an address to say that a run has ended. The address is a secret and never told whole.

Redirects are not followed: the address holds what lets anybody speak in our name, and it goes to
the host that the operator named and to no other.
"""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from pydantic import SecretStr

from model import RegioRadarError
from regioradar.config_notify import masked

TRIES = 3
_FIRST_PAUSE = 1.0
"""Seconds; the second pause is twice as long."""
_PASSING = frozenset({408, 425, 429})


class PingError(RegioRadarError):
    """The address did not answer as it should; names its host and nothing else of it."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Take no redirect: urllib raises its answer as an error then."""


def ping(
    address: SecretStr, timeout: float, *, sleep: Callable[[float], object] = time.sleep
) -> None:
    """GET the address, three times where it does not answer or is busy.

    `timeout` is in seconds and for each wait. Raises PingError for anything but a status of 2xx.
    """
    for again in range(TRIES):
        fault, passing = _fault(address, timeout)
        if not fault:
            return
        if not passing:
            break
        if again + 1 < TRIES:
            sleep(_FIRST_PAUSE * 2**again)
    raise PingError(f"{masked(address)}: {fault}")


def _fault(address: SecretStr, timeout: float) -> tuple[str, bool]:
    """What went wrong ("": nothing), and whether it may be otherwise a second later."""
    request = urllib.request.Request(  # noqa: S310 (the configuration takes http and https only)
        address.get_secret_value(), headers={"User-Agent": f"RegioRadar/{version('regioradar')}"}
    )
    opener = urllib.request.build_opener(_NoRedirects)
    try:
        with opener.open(request, timeout=timeout):
            return "", False
    except urllib.error.HTTPError as error:
        with error:
            return _refused(error.code), error.code >= 500 or error.code in _PASSING
    except urllib.error.URLError as error:
        return f"no answer: {error.reason}", True
    except (OSError, http.client.HTTPException) as error:
        # Not its words: those of http.client may repeat what it was asked for.
        return f"no answer: {type(error).__name__}", True


def _refused(code: int) -> str:
    if 300 <= code < 400:
        return f"answered {code}; redirects are not followed, set the address that it leads to"
    return f"answered {code}"
