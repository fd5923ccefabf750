"""What a browser may do with our pages: a strict Content-Security-Policy, no frames, no cache.

No page needs more than its own style sheet, its own script and its own forms.
"""

from flask import Flask, Response, request
from flask_talisman import Talisman

from review.setup import Settings

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_PERMISSIONS = dict.fromkeys(("camera", "geolocation", "microphone", "payment", "usb"), "()")
_YEAR = 31_536_000


def init_app(app: Flask, settings: Settings) -> None:
    """Send these headers with every answer, errors included."""
    Talisman(
        app,
        # The proxy redirects to https; behind it we only ever see http.
        force_https=False,
        session_cookie_secure=settings.secure,
        strict_transport_security=settings.secure,
        strict_transport_security_max_age=_YEAR,
        strict_transport_security_include_subdomains=False,
        content_security_policy=POLICY,
        frame_options="DENY",
        referrer_policy="same-origin",
        permissions_policy=_PERMISSIONS,
        x_xss_protection=False,
    )
    app.after_request(_more)


def _more(response: Response) -> Response:
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    if request.endpoint != "static":
        # What staff see is not kept by a shared computer after they have logged out.
        response.headers["Cache-Control"] = "no-store"
    return response
