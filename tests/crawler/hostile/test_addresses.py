"""Which addresses are public, and which spellings of an address are asked for at all."""

import ipaddress
import socket

import pytest

from crawler.guarding import AddressGuard, fault_of, is_public

pytestmark = (
    pytest.mark.enable_socket
)  # the C library reads spellings of addresses; nobody is asked

PUBLIC_ONES = """8.8.8.8 1.1.1.1 93.184.215.14 172.32.0.1 100.128.0.1 169.253.255.255
223.255.255.254 2001:4860:4860::8888 2a00:1450:4001::200e 2620:fe::fe 2003::1 ::ffff:8.8.8.8
64:ff9b::8.8.8.8""".split()
PRIVATE_ONES = """0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 100.100.100.200
127.0.0.1 127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.8 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1
224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1
64:ff9b::169.254.169.254 64:ff9b:1::8.8.8.8 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:10::1 2001:db8::1 2002:7f00:1:: 2002:808:808::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1
fe80::1%eth0 fec0::1 ff02::1 ff0e::1""".split()


@pytest.mark.parametrize("address", PUBLIC_ONES)
def test_public(address):
    assert is_public(address)
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PRIVATE_ONES)
def test_not_public(address):
    assert not is_public(address)
    assert not AddressGuard(["192.0.0.9/32"]).admits(address)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "0177.1", "2130706433", "0x7f000001", "0"])
def test_a_spelling_is_judged_by_the_address_that_it_stands_for(host):
    """Of what the C library makes of it, which is what is connected to."""
    for *_, address in socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST):
        assert not is_public(address[0])


@pytest.mark.parametrize(
    ("network", "address"),
    [
        ("127.0.0.1/32", "127.0.0.1"),
        ("127.0.0.1/32", "::ffff:127.0.0.1"),
        ("fd00::/8", "fd12::7"),
        ("10.0.0.0/8", "64:ff9b::10.1.2.3"),
    ],
)
def test_a_network_that_is_named_is_admitted(network, address):
    assert AddressGuard([network]).admits(address)
    assert not AddressGuard().admits(address)


@pytest.mark.parametrize("nothing", ["", "localhost", "127.1", "1.2.3.4.5", "::ffff:1.2.3"])
def test_what_is_no_address_is_not_admitted(nothing):
    assert not AddressGuard(["0.0.0.0/0", "::/0"]).admits(nothing)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://amt.example/a?b=c%20d#e", ""),
        ("http://amt.example:8080/", ""),
        ("http://amt.example./", ""),
        ("http://[2001:db8::1]/", ""),
        ("https://user@amt.example/", "carries a user name or password"),
        ("https://user:pass@amt.example/", "carries a user name or password"),
        ("https://@amt.example/", "carries a user name or password"),
        ("https://amt.example\\@10.0.0.1/", "has a backslash or a control character in it"),
        ("https:\\\\amt.example/", "has a backslash or a control character in it"),
        ("https://amt.example/\tx", "has a backslash or a control character in it"),
        ("https://amt.example/\r\nHost: x", "has a backslash or a control character in it"),
        ("https://amt.example /", "has a backslash or a control character in it"),
        ("https://amt.example/\x00", "has a backslash or a control character in it"),
        ("https://127%2e0%2e0%2e1/", "has percent signs in its host"),
        ("http://[fe80::1%25eth0]/", "has percent signs in its host"),
        ("http:///etc", "has no host"),
        ("http://./", "has no host"),
        ("http://amt.example:0/", "has no port that exists"),
        ("http://amt.example:99999/", "is no address that can be read"),
        ("http://[::1/", "is no address that can be read"),
        ("https://amt.example/" + "a" * 2000, "is longer than 2000 characters"),
    ],
)
def test_spellings_that_no_host_needs(url, fault):
    assert fault_of(url) == fault
