"""What browsers are told with every answer, and under which names the application answers."""

import re

import pytest
from scene import PASSWORD, ask

POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def policy_of(answer):
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


ANSWERS = {
    "login": ("GET", "/anmelden", 200),
    "redirect": ("GET", "/konto", 302),
    "not there": ("GET", "/gibt-es-nicht", 404),
    "wrong method": ("PUT", "/anmelden", 405),
    "not logged in": ("POST", "/abmelden", 401),
    "alive": ("GET", "/gesund", 200),
    "style": ("GET", "/static/review.css", 200),
    "script": ("GET", "/static/keys.js", 200),
}


@pytest.mark.parametrize(("method", "address", "code"), ANSWERS.values(), ids=ANSWERS.keys())
def test_every_answer_forbids_what_no_page_needs(client, method, address, code):
    with client.open(address, method=method) as answer:
        assert answer.status_code == code
    assert policy_of(answer) == POLICY
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "Server" not in answer.headers
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_every_screen_forbids_it(manager, app):
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            answer = ask(manager, rule.rule)
            assert policy_of(answer) == POLICY, rule.rule
            assert answer.headers["Cache-Control"] == "no-store", rule.rule


def test_files_may_be_kept_for_ever_as_their_address_has_their_hash(client):
    (address,) = {
        part.split('"')[0]
        for part in client.get("/anmelden").text.split('href="')
        if part.startswith("/static/review.css")
    }
    assert "?v=" in address
    with client.get(address) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_https_is_asked_for_where_it_is_there(make_app, client):
    assert "Strict-Transport-Security" not in client.get("/anmelden").headers
    behind = make_app(secure=True, proxies=1).test_client()
    answer = behind.get("/anmelden", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", "@"])
def test_only_our_own_names_are_answered(client, host):
    answer = client.get("/anmelden", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_a_host_in_a_header_is_not_believed_without_a_proxy(client):
    answer = client.get("/konto", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 302
    assert "evil" not in answer.location


def test_a_host_that_a_proxy_sends_must_be_ours_too(make_app):
    client = make_app(proxies=1).test_client()
    answer = client.get("/anmelden", headers={"X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 400


def test_under_a_path_of_a_proxy_all_addresses_have_it(make_app):
    client = make_app(proxies=1).test_client()
    headers = {"X-Forwarded-Prefix": "/pruefung"}
    answer = client.get("/konto", headers=headers)
    assert answer.location == "/pruefung/anmelden?weiter=/pruefung/konto"
    text = client.get("/anmelden", headers=headers).text
    assert 'action="/pruefung/anmelden"' in text
    assert 'href="/pruefung/static/review.css' in text


def test_under_a_path_of_a_proxy_the_way_back_has_it_too(make_app, scene):
    app = make_app(proxies=1)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.environ_base["HTTP_X_FORWARDED_PREFIX"] = "/pruefung"
    client.post("/anmelden", data={"name": "Vera", "password": PASSWORD})
    uid = scene.uid("Zukunftswerkstatt")
    version = scene.store.desk.sheet(uid, scene.clock().date()).item.version
    client.post(f"/termin/{uid}/zurueckstellen", data={"version": version, "tage": "1"})
    deeds = [client.get("/"), client.get("/protokoll?art=postpone")]
    client.post("/quellen/netz/anhalten")
    deeds.append(client.get("/quellen/netz"))
    ways = [re.findall(r'hidden" name="von" value="([^"]*)"', answer.text) for answer in deeds]
    assert all(ways)
    assert {way.partition("?")[0] for found in ways for way in found} == {
        "/pruefung/",
        f"/pruefung/termin/{uid}",
        "/pruefung/protokoll",
        "/pruefung/quellen/netz",
    }
