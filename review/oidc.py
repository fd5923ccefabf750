"""Logging in through an OpenID Connect provider: code flow with PKCE, state and nonce (authlib).

The provider says who somebody is; whether they may in, and as what, stands in our own accounts.
"""

import logging
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError

from review.access import public, settings
from review.accounts import login_page
from review.sessions import from_elsewhere, log_in
from review.setup import OpenIdLogin
from review.ways import local

blueprint = Blueprint("oidc", __name__)
logger = logging.getLogger("regioradar.review")

_TARGET = "oidc_target"
_OPEN_TABS = 4
_PATIENCE = 10
"""Seconds that the provider may take for an answer."""
_FAULTS = (AuthlibBaseError, JoseError, requests.RequestException, RuntimeError, ValueError)
"""What a provider's answer, or none, ends in: with authlib, its tokens, the network."""
_FAILED = "Die Anmeldung beim Anmeldedienst ist nicht gelungen. Bitte noch einmal versuchen."
_UNKNOWN = "Der Anmeldedienst kennt dieses Konto, hier ist es aber nicht angelegt."


def init_app(app: Flask, wanted: OpenIdLogin) -> None:
    """Know the provider; it is asked when somebody first logs in."""
    oauth = OAuth(app)
    oauth.register(
        "provider",
        client_id=wanted.client_id,
        client_secret=wanted.client_secret,
        server_metadata_url=f"{wanted.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE,
        },
    )
    app.extensions["regioradar-oidc"] = oauth.provider


@blueprint.get("/anmelden/oidc")
@public
def begin() -> ResponseReturnValue:
    """Send somebody to the provider."""
    session[_TARGET] = local(request.args.get("weiter", ""))
    _forget_old_beginnings()
    base = settings().base_url
    back = base.rstrip("/") + url_for(".back") if base else url_for(".back", _external=True)
    try:
        answer: ResponseReturnValue = _provider().authorize_redirect(back)
    except _FAULTS as error:
        return _failed(error)
    return answer


@blueprint.get("/anmelden/oidc/zurueck")
@public
def back() -> ResponseReturnValue:
    """Take whom the provider sends back."""
    target = local(session.pop(_TARGET, ""))
    try:
        name = _name(_claims())
    except _FAULTS as error:
        return _failed(error)
    found = from_elsewhere(name)
    if found is None:
        logger.warning("OpenID Connect: %r may not log in here", name)
        return login_page(target, fault=_UNKNOWN), 403
    log_in(found)
    return redirect(target)


def _forget_old_beginnings() -> None:
    """Keep those of some open tabs: authlib keeps each for an hour, and twenty fill the cookie."""
    begun = sorted(
        (key for key in session if key.startswith("_state_provider_")),
        key=lambda key: float(session[key]["exp"]),
    )
    for key in begun[:-_OPEN_TABS]:
        del session[key]


def _claims() -> dict[str, Any]:
    """What the provider says of somebody, in an ID token that was checked.

    Raises ValueError where there is none, or where the provider is not the one that it is to be
    (OpenID Connect Discovery 1.0, 4.3).
    """
    issuer = _provider().load_server_metadata().get("issuer", "")
    wanted = settings().openid
    if wanted is None or issuer.rstrip("/") != wanted.issuer.rstrip("/"):
        raise ValueError(f"the provider calls itself {issuer!r}")
    # authlib takes another audience where "azp" is ours; OpenID Connect Core 1.0, 3.1.3.7 does not.
    ours = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": wanted.client_id},
    }
    token = _provider().authorize_access_token(claims_options=ours)
    claims = token.get("userinfo")
    if not claims:
        raise ValueError("the provider sent no ID token")
    return dict(claims)


def _name(claims: dict[str, Any]) -> str:
    """The user's name; "" where the claim is not there, or is an address that nobody checked."""
    wanted = settings().openid
    claim = wanted.claim if wanted else ""
    if claim == "email" and claims.get("email_verified") is not True:
        return ""
    value = claims.get(claim)
    return value if isinstance(value, str) else ""


def _failed(error: Exception) -> ResponseReturnValue:
    # Part of it may stand in the address that somebody called: no line end, no control character.
    logger.warning("OpenID Connect: %s: %.300r", type(error).__name__, str(error))
    return login_page(local(""), fault=_FAILED), 403


def _provider() -> Any:
    return current_app.extensions["regioradar-oidc"]
