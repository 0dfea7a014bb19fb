"""The address guard: which network addresses a capture may connect to. Pure rules.

Networks from the IANA special-purpose registries (RFC 6890 and its successors),
https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry.
"""

import ipaddress
import re
from collections.abc import Sequence

from claimcheck.settings import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

WEB_PORTS = frozenset({80, 443})
"""Elsewhere sit databases, mail servers and control panels, not pages that people cite."""

_CLOSED: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(network), word)
    for network, word in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignment"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "AS112"),
        ("192.52.193.0/24", "multicast relay"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "AS112"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("255.255.255.255/32", "broadcast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001:2::/48", "benchmarking"),
        ("2001::/23", "protocol assignment"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "AS112"),
        ("3fff::/20", "documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_UNICAST_6 = ipaddress.IPv6Network("2000::/3")  # RFC 4291: all that is routed so far
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052

_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)


class Forbidden(Exception):
    """The connection may not be made. `reason` is the finer word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def vet(answers: Sequence[str], port: int, allow: Sequence[Network] = ()) -> tuple[Address, ...]:
    """
    Give the addresses to connect to, only if every answer of the resolver is public.

    One forbidden answer among them refuses all: that is what a rebinding attack looks like.
    `allow` lets its networks through, on any port. Raises Forbidden.
    """
    addresses = tuple(_read_address(answer) for answer in answers)
    if not addresses:
        raise Forbidden("no address")
    for address in addresses:
        if _is_allowed(address, allow):
            continue
        if kind := closed_kind(address):
            raise Forbidden(f"{kind} address")
        if port not in WEB_PORTS:
            raise Forbidden(f"port {port}")
    return addresses


def closed_kind(address: Address) -> str | None:
    """
    Name the reason why an address is not public; None when it is globally routable unicast.

    An IPv4 address carried inside an IPv6 one (v4-mapped, NAT64) is judged as itself.
    6to4 and Teredo are refused whatever they carry: both are withdrawn (RFC 7526).
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return "scoped"
        if (carried := _carried_address(address)) is not None:
            return closed_kind(carried)
    for network, kind in _CLOSED:
        if address in network:
            return kind
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST_6:
        return "unassigned"
    # The library may learn of a network before this table does.
    return None if address.is_global else "non-public"


def literal_address(host: str) -> Address | None:
    """
    Read a host that is written as an address, in any spelling that inet_aton(3) knows.

    None means a name. So `2130706433`, `0x7f.1` and `0177.0.0.1` are all 127.0.0.1, whatever
    the resolver of this machine makes of them. Raises Forbidden for a host that ends in a
    number and still is no address (WHATWG URL, "ends in a number").
    """
    if ":" in host:
        return _read_address(host)
    labels = host.removesuffix(".").split(".")
    if not _NUMERIC_LABEL.fullmatch(labels[-1]):
        return None
    try:
        numbers = [_read_number(label) for label in labels]
    except ValueError:
        raise Forbidden("malformed address") from None
    *leading, last = numbers
    if (
        len(numbers) > 4
        or any(number > 255 for number in leading)
        or last >= 256 ** (4 - len(leading))
    ):
        raise Forbidden("malformed address")
    head = sum(number << 8 * (3 - place) for place, number in enumerate(leading))
    return ipaddress.IPv4Address(head + last)


def _read_address(answer: str) -> Address:
    try:
        return ipaddress.ip_address(answer)
    except ValueError:
        raise Forbidden("malformed address") from None


def _read_number(label: str) -> int:
    if not _NUMERIC_LABEL.fullmatch(label) or len(label) > 20:
        raise ValueError(label)
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    return int(label, 8 if label[0] == "0" else 10)


def _carried_address(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def _is_allowed(address: Address, allow: Sequence[Network]) -> bool:
    candidates: list[Address] = [address]
    if isinstance(address, ipaddress.IPv6Address) and (carried := _carried_address(address)):
        candidates.append(carried)
    return any(candidate in network for candidate in candidates for network in allow)
