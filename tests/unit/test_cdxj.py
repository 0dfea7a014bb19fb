"""Lines of an index: keys as pywb makes them, and what is said of a record."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.archive.cdxj import MAX_KEYED_CHARS, describe, format_line, surt_key
from claimcheck.archive.members import Record
from claimcheck.core.captures import Place

SESSION = "0123456789abcdef0123456789abcdef"
ASPX = "(S(0123456789abcdef01234567))"

# Address and key; the keys are what `surt` 0.3.1, which pywb uses, gives for these.
KEYS = [
    # host reversed, lower case, no scheme, no closing slash
    ("https://Example.org/Page/", "org,example)/page"),
    ("http://example.org", "org,example)/"),
    ("http://example.org//", "org,example)/"),
    # www and its numbered kin, once
    ("http://www2.example.org/", "org,example)/"),
    ("http://www.www.example.org/", "org,example,www)/"),
    ("http://www.org/", "org)/"),
    # only a port that is not the scheme's own
    ("http://example.org:80/", "org,example)/"),
    ("http://example.org:/", "org,example)/"),
    ("https://example.org:80/", "org,example:80)/"),
    # odd hosts
    ("http://example.org./", "org,example)/"),
    ("http://exa_mple.org/", "org,exa_mple)/"),
    ("http://xn--mnchen-3ya.example/", "example,xn--mnchen-3ya)/"),
    ("http://127.0.0.1:8000/x", "1,0,0,127:8000)/x"),
    ("http://[2001:db8::1]:8080/x", "2001:db8::1:8080)/x"),
    # credentials and fragments go
    ("http://user:pw@example.org/a#f", "org,example)/a"),
    # dot segments; one that climbs too high stays
    ("https://example.org/a//b/./c/../D/", "org,example)/a/b/d"),
    ("http://example.org/a/../../b", "org,example)/../b"),
    ("http://example.org/../../a", "org,example)/a"),
    ("http://example.org/a/b/..", "org,example)/a"),
    # escapes: undone as often as it goes, then made once
    ("http://example.org/%7Euser/%2541", "org,example)/~user/a"),
    ("http://example.org/a%2Fb/%2E%2E/c", "org,example)/a/c"),
    ("http://example.org/a%20b?c=%26d", "org,example)/a%20b?c=&d"),
    ("http://example.org/a?c=d%23e", "org,example)/a?c=d%23e"),
    ("http://example.org/%C3%A4?%C3%A4", "org,example)/%c3%a4?%c3%a4"),
    # queries: sorted, empty ones gone
    ("http://example.org/i.php?b=2&a=1&B=0", "org,example)/i.php?a=1&b=0&b=2"),
    ("http://example.org/?a=&a&b==", "org,example)/?a&a=&b=="),
    ("http://example.org/a?b?c", "org,example)/a?b?c"),
    ("http://example.org/a/?", "org,example)/a"),
    ("http://example.org?b=1", "org,example)/?b=1"),
    # sessions, with the ampersand that is left where it was the last
    (f"http://example.org/a?jsessionid={SESSION}", "org,example)/a"),
    (f"http://example.org/a?sid={SESSION}&z=1", "org,example)/a?z=1"),
    (f"http://example.org/a?a=1&sid={SESSION}", "org,example)/a?&a=1"),
    ("http://example.org/a?CFID=12&CFTOKEN=34&z=1", "org,example)/a?z=1"),
    (f"http://example.org/{ASPX}/x.aspx", "org,example)/x.aspx"),
    (f"http://example.org/{ASPX}/x.html", f"org,example)/{ASPX.lower()}/x.html"),
    # no web address
    ("urn:uuid:ABC", "urn:uuid:abc"),
    ("urn:view:https://example.org/a b", "urn:view:https://example.org/a%20b"),
]


@pytest.mark.parametrize(("url", "key"), KEYS, ids=[url for url, _ in KEYS])
def test_keys_are_those_that_other_readers_look_up(url: str, key: str) -> None:
    """Each rule of the key, as pywb's own keys have it."""
    assert surt_key(url) == key


WEB_ADDRESSES = st.builds(
    "{}://{}/{}?{}".format, st.sampled_from(["http", "HTTPS"]), *[st.text()] * 3
)


@given(WEB_ADDRESSES | st.text())
def test_any_text_gives_a_key_that_fits_a_line(url: str) -> None:
    """Whatever a server redirected to, the key is printable ASCII without a space."""
    key = surt_key(url)
    assert key.isascii()
    assert " " not in key
    assert key.isprintable()


def test_an_endless_address_is_its_own_key() -> None:
    """What is longer than any page's address is not taken apart."""
    url = "http://example.org/" + "%25" * MAX_KEYED_CHARS
    assert surt_key(url).startswith("http://example.org/")


def record(kind: str, block: bytes, *fields: tuple[str, str]) -> Record:
    """A record of a page, as it is read from a segment."""
    own = (("WARC-Target-URI", "https://example.org/a"), ("WARC-Date", "2026-03-04T05:06:07.89Z"))
    digest = ("WARC-Block-Digest", f"sha256:{sha256(block).hexdigest()}")
    return Record(kind, "", Place("segment", 5, 7), (*own, *fields, digest), block)


HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>"
# kind, block, media type and status in the index
DESCRIBED = [
    # an answer, without the parameters of its type
    ("response", HTML, ("text/html", "200")),
    # after an interim answer
    ("response", b"HTTP/1.1 103 Early Hints\r\n\r\n" + HTML, ("text/html", "200")),
    # an answer that does not say what it is
    ("response", b"HTTP/1.1 404 Not Found\r\n\r\n", ("unk", "404")),
    # a revisit, whatever its type
    ("revisit", HTML, ("warc/revisit", "200")),
    # a file that was handed in, or a screenshot
    ("resource", b"\x89PNG", ("image/png", "200")),
    # bytes that nobody could replay
    ("response", b"SSH-2.0-server\r\n", None),
    # found beside the answer, not by address
    ("request", b"GET / HTTP/1.1\r\n\r\n", None),
    ("metadata", b"{}", None),
]


@pytest.mark.parametrize(("kind", "block", "said"), DESCRIBED)
def test_records_that_can_be_replayed_are_described(
    kind: str, block: bytes, said: tuple[str, str] | None
) -> None:
    """Type and status come from the answer, for a resource from the record."""
    entry = describe(record(kind, block, ("Content-Type", "image/png; q=1")))
    assert (entry and (entry.mime, entry.status)) == said


def test_a_line_holds_key_time_and_place() -> None:
    """The line is what the standard asks for, and says where the copy lies, not the original."""
    entry = describe(record("response", HTML, ("WARC-Payload-Digest", "sha256:ab")))
    assert entry is not None
    key, date, block = format_line(entry, "data.warc.gz", 99).split(" ", 2)
    assert (key, date) == ("org,example)/a", "20260304050607")
    assert block.endswith("\n")
    assert json.loads(block) == {
        "url": "https://example.org/a",
        "mime": "text/html",
        "status": "200",
        "digest": "sha256:ab",
        "length": "7",
        "offset": "99",
        "filename": "data.warc.gz",
    }
