"""An OpenID Connect provider that is played on loopback."""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

SECRET = "the secret of the application there"  # noqa: S105 (of tests)


class Provider:
    """A provider that hands out what a test tells it to."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "1"}, private=True)
        self.signing = self.key
        self.forge = b""
        self.claims = {"preferred_username": "Olga"}
        self.more = {}
        self.metadata = {}
        self.answers_id_token = True
        self.asked = []
        self.challenges = {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider.answer(self)

            def do_POST(self):
                provider.answer(self)

            def log_message(self, *args):
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, request):
        size = int(request.headers.get("Content-Length") or 0)
        form = dict(parse_qsl(request.rfile.read(size).decode()))
        self.asked.append((request.path, form, dict(request.headers)))
        found = {
            "/.well-known/openid-configuration": self._metadata,
            "/keys": lambda: {"keys": [self.key.as_dict(private=False)]},
            "/token": lambda: self._token(form),
        }.get(request.path)
        body = json.dumps(found() if found else {}).encode()
        request.send_response(200 if found else 404)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def _metadata(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
            **self.metadata,
        }

    def _token(self, form):
        nonce, challenge = self.challenges.get(form.get("code"), ("", ""))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != challenge:
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": "regioradar",
            "sub": "1",
            "iat": now,
            "exp": now + 60,
            "nonce": nonce,
            **self.claims,
            **self.more,
        }
        token = {"access_token": "a", "token_type": "Bearer"}
        if self.answers_id_token:
            head = {"alg": "HS256" if self.forge else "RS256", "kid": "1"}
            if self.forge:
                token["id_token"] = _forged(head, claims, self.forge)
            else:
                token["id_token"] = jwt.encode(head, claims, self.signing)
        return token

    def consent(self, location):
        """What a browser does at the provider: come back with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = (asked["nonce"], asked["code_challenge"])
        return asked, code


def _forged(head, claims, key):
    """A token whose signature is an HMAC with a key that everybody knows."""

    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    signed = f"{part(json.dumps(head).encode())}.{part(json.dumps(claims).encode())}"
    return f"{signed}.{part(hmac.digest(key, signed.encode(), 'sha256'))}"
