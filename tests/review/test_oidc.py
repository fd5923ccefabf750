"""Logging in through an OpenID Connect provider, against one that is played on loopback."""

import pytest
from joserfc.jwk import RSAKey
from provider import SECRET, Provider

from review.setup import OpenIdLogin
from store import Origin, Role

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running):
    running.signing, running.forge = running.key, b""
    running.claims, running.more, running.metadata = {"preferred_username": "Olga"}, {}, {}
    running.answers_id_token = True
    running.asked.clear()
    return running


@pytest.fixture
def make_client(make_app, store, clock, provider):
    """The application that knows the provider, and Olga who comes from there."""
    store.accounts.add("Olga", Role.CHECK, origin=Origin.ELSEWHERE, by="Vera", now=clock())

    def make(**more):
        wanted = OpenIdLogin(
            issuer=provider.issuer, client_id="regioradar", client_secret=SECRET, **more
        )
        return make_app(openid=wanted).test_client()

    return make


@pytest.fixture
def client(make_client):
    return make_client()


def begin(client, weiter="/benutzer"):
    answer = client.get(f"/anmelden/oidc?weiter={weiter}")
    assert answer.status_code == 302
    return answer.location


def go_through(client, provider, **altered):
    asked, code = provider.consent(begin(client))
    back = {"code": code, "state": asked["state"], **altered}
    query = "&".join(f"{name}={value}" for name, value in back.items() if value is not None)
    return client.get(f"/anmelden/oidc/zurueck?{query}")


def is_in(client):
    return client.get("/konto").status_code == 200


def test_the_login_page_leads_there(client):
    assert "/anmelden/oidc?weiter=" in client.get("/anmelden?weiter=/konto").text


def test_without_a_provider_there_is_no_such_address(make_app):
    client = make_app().test_client()
    assert client.get("/anmelden/oidc").status_code == 404
    assert "/anmelden/oidc" not in client.get("/anmelden").text


def test_the_provider_is_asked_with_pkce_state_and_nonce(client, provider):
    location = begin(client)
    assert location.startswith(f"{provider.issuer}/authorize?")
    asked, _ = provider.consent(location)
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://localhost/anmelden/oidc/zurueck"
    assert set(asked["scope"].split()) >= {"openid"}
    assert len(asked["state"]) >= 20
    assert len(asked["nonce"]) >= 16
    assert asked["code_challenge"]


def test_who_comes_back_is_in_and_where_they_wanted_to_go(client, provider):
    answer = go_through(client, provider)
    assert (answer.status_code, answer.location) == (302, "/benutzer")
    assert "<summary>Olga</summary>" in client.get("/konto").text
    (token,) = [form for path, form, _ in provider.asked if path == "/token"]
    assert token["grant_type"] == "authorization_code"


def test_it_is_a_session_like_any_other(client, provider, store, clock):
    go_through(client, provider)
    store.accounts.end_sessions("Olga", by="Vera", now=clock())
    assert not is_in(client)


def test_the_public_address_is_the_one_to_come_back_to(make_app, provider):
    wanted = OpenIdLogin(issuer=provider.issuer, client_id="regioradar", client_secret=SECRET)
    app = make_app(openid=wanted, base_url="https://pruefung.example/x/")
    asked, _ = provider.consent(begin(app.test_client()))
    assert asked["redirect_uri"] == "https://pruefung.example/x/anmelden/oidc/zurueck"


@pytest.mark.parametrize(
    "altered",
    [
        {"state": "another"},
        {"state": None},
        {"code": None},
        {"code": "stolen"},
        {"error": "access_denied"},
    ],
)
def test_what_was_not_asked_for_is_refused(client, provider, altered):
    answer = go_through(client, provider, **altered)
    assert answer.status_code == 403
    assert "nicht gelungen" in answer.text
    assert not is_in(client)


def test_an_answer_cannot_be_used_twice(client, provider, make_app):
    asked, code = provider.consent(begin(client))
    address = f"/anmelden/oidc/zurueck?code={code}&state={asked['state']}"
    assert client.get(address).status_code == 302
    client.post("/abmelden")
    assert client.get(address).status_code == 403


def test_an_answer_is_for_the_browser_that_asked(client, make_client_of, provider):
    asked, code = provider.consent(begin(client))
    other = make_client_of(client)
    answer = other.get(f"/anmelden/oidc/zurueck?code={code}&state={asked['state']}")
    assert answer.status_code == 403
    assert not is_in(other)


@pytest.fixture
def make_client_of():
    """Another browser at the same application."""
    return lambda client: client.application.test_client()


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "of another login"},
        {"iss": "https://evil.example"},
        {"aud": "another application"},
        {"aud": "another application", "azp": "regioradar"},
        {"aud": ["another", "a third"], "azp": "regioradar"},
        {"aud": ["regioradar", "another"], "azp": "another"},
        {"exp": 1_700_000_000},
        {"iat": 4_000_000_000},
    ],
)
def test_a_token_that_is_not_for_this_login_is_refused(client, provider, wrong):
    provider.more = wrong
    assert go_through(client, provider).status_code == 403
    assert not is_in(client)


def test_a_token_of_another_signer_is_refused(client, provider):
    provider.signing = RSAKey.generate_key(2048, {"kid": "1"}, private=True)
    assert go_through(client, provider).status_code == 403
    assert not is_in(client)


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(client, provider):
    provider.forge = provider.key.as_pem(private=False)
    assert go_through(client, provider).status_code == 403
    assert not is_in(client)


def test_a_provider_that_calls_itself_another_is_refused(client, provider):
    provider.metadata = {"issuer": "https://evil.example"}
    provider.more = {"iss": "https://evil.example"}
    assert go_through(client, provider).status_code == 403
    assert not is_in(client)


def test_no_token_is_nobody(client, provider):
    provider.answers_id_token = False
    assert go_through(client, provider).status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "Niemand"},
        {"preferred_username": "Vera"},
        {"preferred_username": ""},
        {"preferred_username": ["Olga"]},
        {"name": "Olga"},
        {"preferred_username": "\N{FULLWIDTH LATIN CAPITAL LETTER O}lga"},
    ],
)
def test_who_is_not_known_here_as_coming_from_there_stays_out(client, provider, claims):
    provider.claims = claims
    answer = go_through(client, provider)
    assert answer.status_code == 403
    assert "hier ist es aber nicht angelegt" in answer.text
    assert not is_in(client)


def test_a_disabled_user_stays_out(client, provider, store, clock):
    store.accounts.disable("Olga", by="Vera", now=clock())
    assert go_through(client, provider).status_code == 403


@pytest.mark.parametrize(("verified", "code"), [(True, 302), (False, 403), ("true", 403)])
def test_an_address_of_mail_counts_only_where_it_was_checked(
    make_client, provider, store, clock, verified, code
):
    name = "olga@verein.example"
    store.accounts.add(name, Role.CHECK, origin=Origin.ELSEWHERE, by="Vera", now=clock())
    provider.claims = {"email": name, "email_verified": verified}
    assert go_through(make_client(claim="email"), provider).status_code == code


def test_a_provider_that_is_away_is_said(make_app):
    wanted = OpenIdLogin(issuer="http://127.0.0.1:9", client_id="x", client_secret=SECRET)
    client = make_app(openid=wanted).test_client()
    answer = client.get("/anmelden/oidc")
    assert answer.status_code == 403
    assert "nicht gelungen" in answer.text


def test_what_stands_in_the_address_makes_no_lines_in_the_log(client, caplog):
    told = "x%0D%0A2026-03-02 INFO all is well%1B[2J%E2%80%AE"
    answer = client.get(f"/anmelden/oidc/zurueck?error=access_denied&error_description={told}")
    assert answer.status_code == 403
    (line,) = (record.getMessage() for record in caplog.records)
    assert line.isprintable()


def test_who_begins_often_still_gets_in(client, provider):
    for _ in range(20):
        begin(client)
    cookie = client.get_cookie("regioradar")
    assert len(cookie.value) < 2_000, "browsers drop cookies of more than 4 KB"
    assert go_through(client, provider).status_code == 302


def test_nobody_is_sent_elsewhere_afterwards(client, provider):
    asked, code = provider.consent(begin(client, weiter="https://evil.example/"))
    answer = client.get(f"/anmelden/oidc/zurueck?code={code}&state={asked['state']}")
    assert answer.status_code == 302
    assert answer.location.startswith("/")
