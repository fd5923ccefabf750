"""No host leads the crawl into the operator's own network: nobody there sees as much as a SYN."""

import pytest
from hostile_web import PAGE, PRIVATE, PRIVATE6, PUBLIC, Attack, Exchange

pytestmark = pytest.mark.allow_hosts([PUBLIC])

OFF_HOST = "redirects to 127.0.0.2:"
NOT_PUBLIC = "the host has the address 127.0.0.2, which is not public"


def inside(exchange: Exchange, path: str = "/geheim") -> str:
    return f"http://{PRIVATE}:{exchange.server.port}{path}"


def redirect(target: str, status: str = "302 Found"):
    """Redirect to `target`, in which {inside}, {port} and {host} stand for what they say."""

    def serve(exchange: Exchange) -> None:
        words = {
            "inside": inside(exchange),
            "port": exchange.server.port,
            "host": exchange.host,
            "private": PRIVATE,
        }
        exchange.redirect(target.format(**words), status)

    return serve


def page(markup: str, **headers: str):
    def serve(exchange: Exchange) -> None:
        exchange.reply(PAGE.format(markup.replace("{inside}", inside(exchange))), **headers)

    return serve


def two_hops(exchange: Exchange) -> None:
    exchange.redirect("/zwei" if exchange.path == "/" else inside(exchange))


def robots_redirect(exchange: Exchange) -> None:
    if exchange.path == "/robots.txt":
        exchange.redirect(inside(exchange))
    else:
        exchange.reply(PAGE)


def xml(text: str):
    def serve(exchange: Exchange) -> None:
        body = text.replace("{inside}", inside(exchange))
        exchange.reply(body, Content_Type="application/xml")

    return serve


def again(exchange: Exchange) -> None:
    exchange.reply(PAGE.format('<a href="/zwei">zwei</a>'))


LINKS = """<a href="{inside}">a</a><a href="javascript:alert(1)">b</a>
<a href="data:text/html,x">c</a><a href="file:///etc/hostname">d</a><a href="vbscript:x">e</a>
<a href="//127.0.0.2/">f</a>
<a rel="next" href="{inside}">weiter</a><iframe src="{inside}"></iframe><img src="{inside}">
<link rel="canonical" href="{inside}"><link rel="alternate" type="text/calendar" href="{inside}">
<link rel="alternate" type="application/rss+xml" href="{inside}"><form action="{inside}"></form>"""
FEED = """<?xml-stylesheet href="{inside}"?><rss version="2.0"><channel>
<item><title>a</title><link>{inside}</link></item>
<item><title>b</title><link>javascript:alert(1)</link></item>
<item><title>c</title><link>file:///etc/hostname</link></item></channel></rss>"""
SITEMAP = "<sitemapindex><sitemap><loc>{inside}</loc></sitemap></sitemapindex>"
PRIVATE_NAME = {"addresses": ((PRIVATE,),)}

REDIRECTS = [
    Attack(
        f"hop_{code}", f"redirect ({code}) to an internal address",
        redirect("{inside}", f"{code} Away"), "moved", OFF_HOST,
    )
    for code in (301, 302, 303, 307, 308)
]  # fmt: skip
SCHEMES = [
    Attack(f"to_{name}", f"redirect to `{target}`", redirect(target), "moved", "redirects to no")
    for name, target in {
        "file": "file:///etc/hostname",
        "ftp": "ftp://127.0.0.2/",
        "gopher": "gopher://127.0.0.2/",
        "data": "data:text/html,x",
        "javascript": "javascript:alert(1)",
    }.items()
]
SPELLINGS = [
    Attack(f"spelled_{n}", f"an internal address spelt `{host}`", again, "forbidden_address",
           "which is not public", asked=(), spelled=host)
    for n, host in enumerate((
        "127.0.0.2", "127.2", "0x7f.0.0.2", "0177.0.0.2", "0x7f000002", "2130706434", "127.0.0.2.",
        "[::1]", "[::ffff:7f00:2]", "①②⑦.⓪.⓪.②", "127。0。0。2",
    ))
]  # fmt: skip
ATTACKS = [
    *REDIRECTS,
    *SCHEMES,
    *SPELLINGS,
    Attack("second_hop", "redirect to an internal address on the second hop", two_hops, "moved",
           OFF_HOST, asked=("/", "/zwei")),
    Attack("no_scheme", "redirect to `//internal address`",
           redirect("//{private}:{port}/geheim"), "moved", OFF_HOST),
    Attack("user_info", "redirect with the own host as user name",
           redirect("http://{host}@{private}:{port}/"), "forbidden_address",
           "redirects to an address that carries a user name"),
    Attack("backslash", "redirect with a backslash before the own host",
           redirect("http://{private}:{port}\\@{host}/"), "moved", OFF_HOST),
    Attack("percent", "redirect to a host with percent signs",
           redirect("http://127%2e0%2e0%2e2:{port}/"), "forbidden_address",
           "redirects to an address that has percent signs"),
    Attack("own_name", "redirect to a host of the source whose name is internal",
           redirect("http://own-name-intern.test:{port}/"), "forbidden_address", NOT_PUBLIC,
           hosts=("own-name-intern.test",)),
    Attack("meta_refresh", "meta refresh to an internal address",
           page('<meta http-equiv="refresh" content="0; url={inside}">'), pages=("/",)),
    Attack("refresh_header", "`Refresh` and `Link` headers to an internal address",
           page("", Refresh="0; url=http://127.0.0.2/", Link="<http://127.0.0.2/>; rel=next",
                Alt_Svc='h2="127.0.0.2:443"', Content_Location="http://127.0.0.2/"),
           pages=("/",)),
    Attack("links", "links of all kinds, to an internal address and of odd schemes",
           page(LINKS), pages=("/",)),
    Attack("base", "`<base>` on an internal address", page(
        '<base href="{inside}"><a href="a">a</a>'), pages=("/",)),
    Attack("robots_hop", "robots.txt redirects to an internal address", robots_redirect,
           pages=("/",), robots=True),
    Attack("feed", "feed with items on an internal address, `javascript:`, `file:`",
           xml(FEED), entry="feed", pages=("/",)),
    Attack("sitemap", "sitemap index that names an internal address", xml(SITEMAP),
           entry="sitemap", pages=("/",)),
    Attack("private_name", "name that stands for an internal address", again,
           "forbidden_address", NOT_PUBLIC, asked=(), **PRIVATE_NAME),
    Attack("one_of_two", "name with a public and an internal A", again, "forbidden_address",
           NOT_PUBLIC, asked=(), addresses=((PUBLIC, PRIVATE),)),
    Attack("aaaa", "name with a public A and an internal AAAA", again, "forbidden_address",
           "the host has the address ::1", asked=(), addresses=((PUBLIC, PRIVATE6),)),
    Attack("mapped", "name with an IPv4-mapped internal AAAA", again, "forbidden_address",
           "which is not public", asked=(), addresses=(("::ffff:127.0.0.2",),)),
    Attack("rebinds", "DNS rebinding: public at the first lookup, internal at the second", again,
           asked=("/", "/zwei"), pages=("/", "/zwei"), addresses=((PUBLIC,), (PRIVATE,))),
]  # fmt: skip


@pytest.fixture(scope="module")
def crawled(hostile, victims, crawl_all, tmp_path_factory):
    names = {"own-name-intern.test": [[PRIVATE]]}
    before = [victim.connections for victim in victims]
    result = crawl_all(hostile, ATTACKS, tmp_path_factory.mktemp("q"), names=names)
    assert result.exit_code == 0, result.log
    assert "Traceback" not in result.log
    came = [victim.connections for victim in victims]
    return result, [after - earlier for after, earlier in zip(came, before, strict=True)]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_attack_is_refused_and_told(attack, crawled, hostile, judge):
    result, _ = crawled
    judge(attack, hostile, result)


def test_nobody_came_to_the_own_network(crawled, row):
    _, connections = crawled
    row("all of the above", f"at {PRIVATE} and {PRIVATE6}: nothing", "no connection was opened")
    assert set(connections) == {0}


def test_a_name_that_is_asked_again_is_judged_again(hostile, victims, crawl_all, tmp_path, judge):
    """Without its cache of names the crawl would follow the second answer."""
    before = [victim.connections for victim in victims]
    attack = Attack(
        "rebinds_uncached", "DNS rebinding without a cache of names", again,
        "forbidden_address", NOT_PUBLIC, pages=("/",), robots=True,
        addresses=((PUBLIC,), (PUBLIC,), (PRIVATE,)),
    )  # fmt: skip
    result = crawl_all(hostile, [attack], tmp_path, settings={"DNSCACHE_ENABLED": False})
    judge(attack, hostile, result)
    assert [victim.connections for victim in victims] == before


def test_a_connection_that_ends_elsewhere_is_cut_before_a_byte_is_sent(
    hostile, victims, crawl_all, tmp_path, judge
):
    """The second line: as if the resolver had been passed by."""
    attack = Attack(
        "detour", "connection that ends at an internal address after all", again,
        "forbidden_address", NOT_PUBLIC, asked=(), **PRIVATE_NAME,
    )  # fmt: skip
    careless = {"TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingHostnameResolver"}
    result = crawl_all(hostile, [attack], tmp_path, settings=careless)
    judge(attack, hostile, result, "; bytes that arrived: 0")
    (victim,) = [victim for victim in victims if victim.connections]
    assert victim.received == []


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_private_proxy_is_refused_with_the_name_of_the_setting(
    scheme, hostile, victims, tools, tmp_path, row
):
    before = [victim.received[:] for victim in victims]
    tools.source_file(tmp_path, "amt", entries=[("page", f"{scheme}://amt.test/")])
    proxy = {f"{scheme}_proxy": f"http://{PRIVATE}:{hostile.port}"}
    result = tools.run(tmp_path, names={}, environment=proxy)
    first, _ = result.crawls["amt"]["problems"]
    assert first["kind"] == "forbidden_address"
    assert first["message"] == (
        "the proxy has the address 127.0.0.2, which is not public: "
        "name its network in crawl.unsafe_test_networks"
    )
    assert [victim.received for victim in victims] == before
    row(f"`{scheme}_proxy` with a private address", "nothing", first["message"])


def test_without_the_setting_loopback_is_refused_and_with_it_the_log_says_so(
    hostile, crawl_all, tmp_path, judge
):
    attack = Attack("offen", "a server on loopback", again, "forbidden_address",
                    "the host has the address 127.0.0.1", asked=())  # fmt: skip
    closed = {"REGIORADAR_UNSAFE_TEST_NETWORKS": ""}
    result = crawl_all(hostile, [attack], tmp_path, settings=closed)
    judge(attack, hostile, result)
    assert "WARNING:" not in result.log
    result = crawl_all(hostile, [attack], tmp_path)
    assert set(result.pages("offen")) == {"/", "/zwei"}
    (line,) = [line for line in result.log.splitlines() if line.startswith("WARNING")]
    assert line == (
        "WARNING:crawler.connecting:addresses in 127.0.0.1/32 may be connected to, which are "
        "refused otherwise (crawl.unsafe_test_networks, REGIORADAR_CRAWL__UNSAFE_TEST_NETWORKS): "
        "meant for tests and for a proxy of your own"
    )
