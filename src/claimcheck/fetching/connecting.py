"""Opening a connection to an address that was vetted, and to no other."""

import asyncio
import hashlib
import socket
import ssl
from collections.abc import Callable, Sequence
from typing import TypeVar

from claimcheck.core.captures import TlsFacts
from claimcheck.core.outcomes import Outcome
from claimcheck.fetching.guard import Address
from claimcheck.fetching.recording import Broken, Ending

CONNECT_SECONDS = 10.0
"""For one address, so that a silent first one leaves time for the next."""

MAX_ADDRESSES = 6
"""Tried in the resolver's order; a host with more silent ones is down."""

Protocol = TypeVar("Protocol", bound=asyncio.Protocol)

# Verification results of OpenSSL, from x509_vfy.h, that a person can act on.
_CERTIFICATE_FAULTS = {
    9: "certificate not yet valid",
    10: "certificate expired",
    18: "certificate self-signed",
    19: "certificate from an unknown authority",
    20: "certificate from an unknown authority",
    21: "certificate from an unknown authority",
    23: "certificate revoked",
    62: "certificate for another host",
    64: "certificate for another host",
}


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver for all addresses of a host. Raises socket.gaierror."""
    loop = asyncio.get_running_loop()
    # Bytes, because the library would put a str through IDNA 2003 and fail on odd labels.
    found = await loop.getaddrinfo(host.encode("ascii"), port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def open_socket(addresses: Sequence[Address], port: int) -> socket.socket:
    """Connect to the first address that answers. Raises Broken with the last one's fault."""
    fault = Ending(Outcome.CONNECT_ERROR, "no address", "the host has no address")
    for address in addresses[:MAX_ADDRESSES]:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                return await _connect(address, port)
        except OSError as exc:  # a TimeoutError is one
            fault = _connect_fault(exc)
    raise Broken(fault)


async def secure(
    connection: socket.socket,
    context: ssl.SSLContext | None,
    host: str,
    protocol: Callable[[], Protocol],
) -> Protocol:
    """
    Give a socket to a protocol, secured when a context is given. Raises Broken.

    The socket is the protocol's from here on, also when this fails.
    """
    loop = asyncio.get_running_loop()
    name = host.removesuffix(".") if context else None  # RFC 6066: no trailing dot
    try:
        _, made = await loop.create_connection(
            protocol, sock=connection, ssl=context, server_hostname=name
        )
    except BaseException as exc:
        connection.close()
        if isinstance(exc, (OSError, ValueError)):
            raise Broken(tls_fault(exc)) from exc
        raise
    return made


def read_tls(secured: ssl.SSLObject | None) -> TlsFacts | None:
    """Read how a connection is secured; None when it is not."""
    if secured is None:
        return None
    cipher = secured.cipher()
    certificate = secured.getpeercert(binary_form=True) or b""
    return TlsFacts(
        version=secured.version() or "",
        cipher=cipher[0] if cipher else "",
        certificate_sha256=hashlib.sha256(certificate).hexdigest(),
    )


def write_peer(name: Sequence[object] | None) -> str:
    """Write the address that a connection really goes to as `address:port`."""
    if not name:
        return ""
    address, port = str(name[0]), name[1]
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


def dns_fault(exc: Exception) -> Ending:
    """Say what the resolver's refusal means."""
    if isinstance(exc, socket.gaierror) and exc.errno == socket.EAI_AGAIN:
        return Ending(Outcome.DNS_ERROR, "resolver failed", "the name server gave no answer")
    return Ending(Outcome.DNS_ERROR, "unknown host", "the host's name is not known")


def tls_fault(exc: Exception) -> Ending:
    """Say what kept a connection from being secured."""
    if isinstance(exc, ssl.SSLCertVerificationError):
        reason = _CERTIFICATE_FAULTS.get(exc.verify_code, "certificate not valid")
        return Ending(Outcome.TLS_ERROR, reason, f"the site's certificate does not hold: {reason}")
    detail = exc.reason if isinstance(exc, ssl.SSLError) and exc.reason else "connection broken"
    return Ending(
        Outcome.TLS_ERROR,
        "handshake failed",
        f"no secure connection could be made ({detail.replace('_', ' ').lower()})",
    )


async def _connect(address: Address, port: int) -> socket.socket:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(connection, (str(address), port))
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_fault(exc: OSError) -> Ending:
    outcome, transient = Outcome.CONNECT_ERROR, False
    match exc:
        case ConnectionRefusedError():
            reason = "connection refused"
        case ConnectionResetError():
            reason, transient = "connection reset", True
        case TimeoutError():
            outcome, reason, transient = Outcome.TIMEOUT, "connect timeout", True
        case _:
            reason = (exc.strerror or "no route to host").lower()
    return Ending(outcome, reason, f"no connection could be made: {reason}", transient)
