"""The address guard: only public addresses on web ports, whatever the spelling."""

import contextlib
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.fetching import guard

FORBIDDEN = [
    ("0.0.0.0", "unspecified address"),  # connects to this machine on Linux
    ("0.1.2.3", "unspecified address"),  # "this network"
    ("10.0.0.1", "private address"),
    ("10.255.255.255", "private address"),  # the last one
    ("100.64.0.1", "carrier-grade NAT address"),
    ("100.127.255.255", "carrier-grade NAT address"),
    ("127.0.0.1", "loopback address"),
    ("127.255.255.254", "loopback address"),  # all of 127/8 is this machine
    ("169.254.169.254", "link-local address"),  # where clouds keep their credentials
    ("172.16.0.1", "private address"),
    ("172.31.255.255", "private address"),
    ("192.0.0.1", "protocol assignment address"),
    ("192.0.0.9", "protocol assignment address"),  # port control, global by the registry
    ("192.0.2.1", "documentation address"),
    ("192.31.196.1", "AS112 address"),
    ("192.52.193.1", "multicast relay address"),
    ("192.88.99.1", "6to4 relay address"),
    ("192.168.1.1", "private address"),
    ("192.175.48.1", "AS112 address"),
    ("198.18.0.1", "benchmarking address"),
    ("198.19.255.255", "benchmarking address"),
    ("198.51.100.1", "documentation address"),
    ("203.0.113.1", "documentation address"),
    ("224.0.0.1", "multicast address"),
    ("239.255.255.255", "multicast address"),
    ("240.0.0.1", "reserved address"),
    ("255.255.255.255", "broadcast address"),
    ("::", "unspecified address"),
    ("::1", "loopback address"),
    ("::2", "unassigned address"),  # the old v4-compatible range
    ("::127.0.0.1", "unassigned address"),
    ("::ffff:127.0.0.1", "loopback address"),  # v4-mapped, judged as what it carries
    ("::ffff:10.0.0.1", "private address"),
    ("::ffff:a9fe:a9fe", "link-local address"),  # the same trick in hexadecimal
    ("::ffff:0:127.0.0.1", "unassigned address"),  # v4-translated (SIIT)
    ("64:ff9b::7f00:1", "loopback address"),  # NAT64 to 127.0.0.1
    ("64:ff9b::10.1.2.3", "private address"),
    ("64:ff9b:1::1", "local NAT64 address"),
    ("100::1", "discard address"),
    ("2001::1", "Teredo address"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo address"),
    ("2001:2::1", "benchmarking address"),
    ("2001:10::1", "protocol assignment address"),  # ORCHID
    ("2001:20::1", "protocol assignment address"),  # ORCHIDv2
    ("2001:db8::1", "documentation address"),
    ("2002:7f00:1::1", "6to4 address"),  # to 127.0.0.1
    ("2002:0a00:0001::", "6to4 address"),  # to 10.0.0.1
    ("2002:808:808::1", "6to4 address"),  # withdrawn, even to a public one
    ("2620:4f:8000::1", "AS112 address"),
    ("3fff::1", "documentation address"),
    ("4000::1", "unassigned address"),
    ("5f00::1", "segment routing address"),
    ("fc00::1", "private address"),
    ("fd12:3456:789a::1", "private address"),
    ("fe80::1", "link-local address"),
    ("fe80::1%eth0", "scoped address"),
    ("2606:4700::1%eth0", "scoped address"),  # a zone never belongs to a public address
    ("fec0::1", "site-local address"),
    ("ff02::1", "multicast address"),
    ("ff0e::1", "multicast address"),  # global scope is still multicast
    ("not an address", "malformed address"),
]

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",  # just below 10/8
    "11.0.0.0",  # just above
    "100.63.255.255",  # around carrier-grade NAT
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",  # just below multicast
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",  # beside the protocol assignments of 2001::/23
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",  # how an IPv6-only network reaches the old one
]

SPELLINGS = [
    ("127.0.0.1", "127.0.0.1"),
    ("127.0.0.1.", "127.0.0.1"),  # a trailing dot
    ("2130706433", "127.0.0.1"),  # one number
    ("0x7f000001", "127.0.0.1"),
    ("0X7F.1", "127.0.0.1"),  # two parts, hexadecimal
    ("0x7f.1", "127.0.0.1"),
    ("0177.0.0.1", "127.0.0.1"),  # octal
    ("017700000001", "127.0.0.1"),
    ("127.1", "127.0.0.1"),
    ("127.0.1", "127.0.0.1"),
    ("10.257", "10.0.1.1"),  # the last part fills the rest
    ("0", "0.0.0.0"),
    ("0x", "0.0.0.0"),  # an empty hexadecimal number is zero
    ("8.8.8.8", "8.8.8.8"),
    ("::1", "::1"),
    ("::ffff:7f00:1", "::ffff:7f00:1"),
]

NO_ADDRESSES = [
    "256.1.1.1",  # too large a part
    "1.2.3.256",
    "1.2.3.4.5",  # too many parts
    "4294967296",  # one more than there are
    "09.0.0.1",  # no octal digit
    "1..2",
    "example.1",  # ends in a number
    "9" * 5000,
    "1:2",
]


@pytest.mark.parametrize(("address", "reason"), FORBIDDEN)
def test_that_no_special_address_is_connected_to(address: str, reason: str) -> None:
    """Every special range is refused on a web port, with the word for it."""
    with pytest.raises(guard.Forbidden) as refused:
        guard.vet([address], 443)
    assert refused.value.reason == reason


@pytest.mark.parametrize("address", PUBLIC)
def test_that_public_addresses_pass(address: str) -> None:
    """Honest addresses, those beside a forbidden range too, are let through."""
    assert guard.vet([address], 80) == (ipaddress.ip_address(address),)


@pytest.mark.parametrize(("host", "address"), SPELLINGS)
def test_that_a_spelling_means_its_address(host: str, address: str) -> None:
    """Each spelling that some resolver accepts is read as the address it means."""
    assert guard.literal_address(host) == ipaddress.ip_address(address)


@pytest.mark.parametrize("host", NO_ADDRESSES)
def test_that_broken_numbers_are_refused(host: str) -> None:
    """A host that looks like an address and is none never reaches a resolver."""
    with pytest.raises(guard.Forbidden, match="malformed"):
        guard.literal_address(host)


@pytest.mark.parametrize("host", ["example.org", "1.example", "0x7g", "a.0xg", "", "localhost"])
def test_that_names_are_left_to_the_resolver(host: str) -> None:
    """What does not end in a number is a name."""
    assert guard.literal_address(host) is None


def test_that_one_bad_answer_refuses_all() -> None:
    """A resolver that mixes a private answer with public ones is not trusted at all."""
    with pytest.raises(guard.Forbidden, match="private"):
        guard.vet(["8.8.8.8", "10.0.0.1", "1.1.1.1"], 443)


def test_that_no_answer_is_refused() -> None:
    """An empty answer is no permission."""
    with pytest.raises(guard.Forbidden, match="no address"):
        guard.vet([], 80)


@pytest.mark.parametrize("port", [0, 22, 25, 81, 3306, 5432, 6379, 8080, 8443, 65535])
def test_that_only_web_ports_are_open(port: int) -> None:
    """Other ports of public hosts are refused."""
    with pytest.raises(guard.Forbidden, match=f"port {port}"):
        guard.vet(["8.8.8.8"], port)


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::a01:203"])
def test_that_an_allowed_network_is_open_on_any_port(address: str) -> None:
    """What the desk allows passes in each of its forms, and nothing beside it does."""
    allow = (ipaddress.ip_network("10.1.0.0/16"),)
    assert guard.vet([address], 8080, allow) == (ipaddress.ip_address(address),)
    with pytest.raises(guard.Forbidden):
        guard.vet([address, "10.2.0.1"], 8080, allow)


@given(st.ip_addresses())
def test_that_nothing_passes_which_the_library_calls_special(address: guard.Address) -> None:
    """For any address: what passes, or what it carries, is global unicast to the library too."""
    try:
        guard.vet([str(address)], 80)
    except guard.Forbidden:
        return
    if isinstance(address, ipaddress.IPv6Address):
        if address in ipaddress.ip_network("64:ff9b::/96"):
            address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        elif address.ipv4_mapped:
            address = address.ipv4_mapped
    assert address.is_global
    special = (
        address.is_private,
        address.is_loopback,
        address.is_link_local,
        address.is_multicast,
        address.is_reserved,
        address.is_unspecified,
    )
    assert not any(special)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "64:ff9b::{}"]))
def test_that_a_carried_address_is_judged_as_itself(
    address: ipaddress.IPv4Address, form: str
) -> None:
    """Wrapping an IPv4 address in an IPv6 one never changes the verdict."""
    wrapped = ipaddress.IPv6Address(form.format(address))
    assert guard.closed_kind(wrapped) == guard.closed_kind(address)


@given(st.text(max_size=40))
def test_that_any_host_is_read_or_refused(host: str) -> None:
    """No text makes the reading of a host fail otherwise."""
    with contextlib.suppress(guard.Forbidden):
        guard.literal_address(host)
