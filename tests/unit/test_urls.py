"""One spelling for every address, and no way in for a bad one."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimcheck.core.urls import (
    MAX_URL_CHARS,
    TRACKING_PARAMETERS,
    BadUrl,
    normalise_url,
    source_id,
)

# written, kept
SPELLINGS = [
    # already in the one spelling
    ("https://example.org/", "https://example.org/"),
    ("https://example.org/a/b.html?id=1&page=2", "https://example.org/a/b.html?id=1&page=2"),
    # scheme and host in lower case, path and query as they are
    ("HTTP://EXAMPLE.ORG/Path?Query=Q", "http://example.org/Path?Query=Q"),
    ("hTTpS://News.Example.org/A", "https://news.example.org/A"),
    # http and https stay two addresses
    ("http://example.org/a", "http://example.org/a"),
    # an empty path is the root
    ("https://example.org", "https://example.org/"),
    ("https://example.org?a=1", "https://example.org/?a=1"),
    ("https://example.org#top", "https://example.org/"),
    # white space around the address comes from copying
    ("  https://example.org/a \r\n", "https://example.org/a"),
    ("\thttps://example.org/a", "https://example.org/a"),
    # default ports say nothing, others do
    ("http://example.org:80/", "http://example.org/"),
    ("https://example.org:443/", "https://example.org/"),
    ("https://example.org:80/", "https://example.org:80/"),
    ("http://example.org:443/", "http://example.org:443/"),
    ("http://example.org:/a", "http://example.org/a"),
    ("http://example.org:008080/", "http://example.org:8080/"),
    ("http://example.org:65535/", "http://example.org:65535/"),
    # a host's trailing dot only says that the name is whole
    ("https://example.org./a", "https://example.org/a"),
    # names of other scripts in punycode, by UTS 46 without the transition
    ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
    ("https://MÜNCHEN.example/", "https://xn--mnchen-3ya.example/"),
    ("https://mu\u0308nchen.example/", "https://xn--mnchen-3ya.example/"),
    ("https://xn--mnchen-3ya.example/", "https://xn--mnchen-3ya.example/"),
    ("https://XN--MNCHEN-3YA.example/", "https://xn--mnchen-3ya.example/"),
    ("https://straße.example/", "https://xn--strae-oqa.example/"),
    ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
    ("https://пример.example/", "https://xn--e1afmkfd.example/"),
    ("https://ｅｘａｍｐｌｅ.org/", "https://example.org/"),
    # an escaped host is the same host
    ("https://ex%61mple.org/", "https://example.org/"),
    ("https://m%C3%BCnchen.example/", "https://xn--mnchen-3ya.example/"),
    # underscores and odd hyphens stand in real host names
    ("https://my_desk.example.org/", "https://my_desk.example.org/"),
    ("https://r3---sn.example.org/", "https://r3---sn.example.org/"),
    ("https://-a-.example.org/", "https://-a-.example.org/"),
    # a host of one label: the address guard decides, not the spelling
    ("http://localhost:8080/x", "http://localhost:8080/x"),
    # IPv4 in every spelling that a browser takes
    ("http://127.0.0.1/", "http://127.0.0.1/"),
    ("http://2130706433/", "http://127.0.0.1/"),
    ("http://0x7f.1/", "http://127.0.0.1/"),
    ("http://0X7F000001/", "http://127.0.0.1/"),
    ("http://0177.0.0.1/", "http://127.0.0.1/"),
    ("http://127.1/", "http://127.0.0.1/"),
    ("http://192.168.257/", "http://192.168.1.1/"),
    ("http://127.0.0.1./", "http://127.0.0.1/"),
    ("http://0x/", "http://0.0.0.0/"),
    ("http://１２７.0.0.1/", "http://127.0.0.1/"),
    ("http://127。0。0。1/", "http://127.0.0.1/"),
    ("http://%31%32%37.0.0.1/", "http://127.0.0.1/"),
    ("http://4294967295/", "http://255.255.255.255/"),
    # a number that is not the last label makes no address of it
    ("http://127.0.0.1.example/", "http://127.0.0.1.example/"),
    # IPv6 as RFC 5952 writes it
    ("http://[::1]/", "http://[::1]/"),
    ("http://[2001:DB8:0:0:0:0:0:1]:8080/", "http://[2001:db8::1]:8080/"),
    ("http://[2001:db8:0:1:1:1:1:1]/", "http://[2001:db8:0:1:1:1:1:1]/"),
    ("http://[1:0:0:2:0:0:0:3]/", "http://[1:0:0:2::3]/"),
    ("http://[1:0:0:2:3:0:0:4]/", "http://[1::2:3:0:0:4]/"),
    ("http://[0:0:0:0:0:0:0:0]/", "http://[::]/"),
    ("http://[1:0:0:0:0:0:0:0]/", "http://[1::]/"),
    ("http://[::ffff:192.0.2.1]/", "http://[::ffff:c000:201]/"),
    # escapes: unreserved characters bare, hexadecimal digits in upper case
    ("https://example.org/%7Ea%2Db%5f%2e", "https://example.org/~a-b_."),
    ("https://example.org/%e4%bd%a0", "https://example.org/%E4%BD%A0"),
    ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
    ("https://example.org/?q=%41%2b+%26", "https://example.org/?q=A%2B+%26"),
    # a lone percent sign is meant as one
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/100%zz?a=5%", "https://example.org/100%25zz?a=5%25"),
    ("https://example.org/%%41", "https://example.org/%25A"),
    ("https://example.org/%4%31", "https://example.org/%2541"),
    # what an address must not hold is escaped as UTF-8
    ("https://example.org/é", "https://example.org/%C3%A9"),
    ("https://example.org/日本?q=語", "https://example.org/%E6%97%A5%E6%9C%AC?q=%E8%AA%9E"),
    ('https://example.org/"<>^`{|}', "https://example.org/%22%3C%3E%5E%60%7B%7C%7D"),
    ("https://example.org/?a[]=1|2", "https://example.org/?a%5B%5D=1%7C2"),
    ("https://example.org/\U0001f600", "https://example.org/%F0%9F%98%80"),
    # the joiner that Persian words need
    ("https://example.org/می\u200cخواهم", "https://example.org/%D9%85%DB%8C%E2%80%8C"
     "%D8%AE%D9%88%D8%A7%D9%87%D9%85"),
    # what it may hold stays
    ("https://example.org/a;b=c,d:e@f!$&'()*+", "https://example.org/a;b=c,d:e@f!$&'()*+"),
    ("https://example.org/?a=/?:@", "https://example.org/?a=/?:@"),
    ("https://example.org/@someone/1", "https://example.org/@someone/1"),
    # dot segments, escaped ones too
    ("https://example.org/a/./b/../c", "https://example.org/a/c"),
    ("https://example.org/a/b/..", "https://example.org/a/"),
    ("https://example.org/a/.", "https://example.org/a/"),
    ("https://example.org/../../a", "https://example.org/a"),
    ("https://example.org/a/%2e%2E/b", "https://example.org/b"),
    ("https://example.org/a//../b", "https://example.org/a/b"),
    ("https://example.org/a/...", "https://example.org/a/..."),
    # empty segments can mean something
    ("https://example.org//a//b/", "https://example.org//a//b/"),
    # a backslash is a slash before the query (WHATWG), and data in it
    ("https://example.org\\a\\b?c\\d", "https://example.org/a/b?c%5Cd"),
    # no fragment, whatever it looks like
    ("https://example.org/a#b?c=1", "https://example.org/a"),
    ("https://example.org/a#:~:text=b", "https://example.org/a"),
    ("https://example.org/?a=1#b", "https://example.org/?a=1"),
    # tracking parameters go, the others stay in their order
    ("https://example.org/?utm_source=x&utm_medium=y", "https://example.org/"),
    ("https://example.org/?b=2&utm_campaign=x&a=1", "https://example.org/?b=2&a=1"),
    ("https://example.org/?fbclid=x&id=7&gclid=y", "https://example.org/?id=7"),
    ("https://example.org/?mc_cid=1&mc_eid=2#x", "https://example.org/"),
    ("https://example.org/?UTM_Source=x&id=7", "https://example.org/?id=7"),
    ("https://example.org/?utm%5Fsource=x&id=7", "https://example.org/?id=7"),
    ("https://example.org/?fbclid", "https://example.org/"),
    # looks alike, but may choose the page
    ("https://example.org/?ref=a&source=b&utmost=c", "https://example.org/?ref=a&source=b&utmost=c"),
    ("https://example.org/utm_source=x", "https://example.org/utm_source=x"),
    ("https://example.org/?next=utm_source", "https://example.org/?next=utm_source"),
    # a question mark with nothing behind it
    ("https://example.org/a?", "https://example.org/a"),
    # empty and repeated parameters belong to the page
    ("https://example.org/?a=1&&a=2&b", "https://example.org/?a=1&&a=2&b"),
]  # fmt: skip

# written, what the message must say, what it must suggest
REFUSALS = [
    # nothing there
    ("", "empty", "https://example.org/a"),
    (" \n", "empty", "https://example.org/a"),
    # no scheme
    ("example.org/a", "does not say http", "write https://example.org/a"),
    ("www.example.org", "does not say http", "write https://www.example.org"),
    ("//example.org/a", "does not say http", "write https://example.org/a"),
    ("localhost:8080/a", "does not say http", "write https://localhost:8080/a"),
    ("see the appendix", "does not say http", "a whole address"),
    ("yearbook", "does not say http", "a whole address"),
    # other schemes
    ("ftp://example.org/a", "neither http nor https", "on the web"),
    ("file:///etc/passwd", "neither http nor https", "on the web"),
    ("javascript:alert(1)", "neither http nor https", "on the web"),
    ("data:text/html,x", "neither http nor https", "on the web"),
    ("mailto:desk@example.org", "neither http nor https", "on the web"),
    ("doi:10.1000/182", "DOI", "https://doi.org/"),
    # slashes
    ("http:example.org", "slashes", "http://host/path"),
    ("https:/example.org", "slashes", "https://host/path"),
    # no host
    ("https://", "host is missing", "https://example.org/a"),
    ("https:///a", "host is missing", "https://example.org/a"),
    ("https://?a=1", "host is missing", "https://example.org/a"),
    ("https://:443/", "host is missing", "https://example.org/a"),
    ("https://./", "host is missing", "https://example.org/a"),
    # credentials
    ("https://desk@example.org/", "user name or password", "up to the @"),
    ("https://desk:secret@example.org/", "user name or password", "up to the @"),
    ("https://@example.org/", "user name or password", "up to the @"),
    ("https://desk%40example.org/", "user name or password", "up to the @"),
    ("https://a:b@example.org\\x", "user name or password", "up to the @"),
    # hosts that cannot be
    ("https://a..example.org/", "not a name", "single dots"),
    ("https://.example.org/", "not a name", "single dots"),
    ("https://example.org../", "not a name", "single dots"),
    ("https://exa!mple.org/", "not a name", "letters, digits"),
    ("https://ex%00ample.org/", "not a name", "letters, digits"),
    ("https://ex%2Fample.org/", "not a name", "letters, digits"),
    ("https://ex%20ample.org/", "not a name", "letters, digits"),
    ("https://ex%FFample.org/", "not a name", "letters, digits"),
    ("https://ex%2541mple.org/", "not a name", "letters, digits"),
    (f"https://{'a' * 64}.example/", "not a name", "letters, digits"),
    (f"https://{'a.' * 127}example/", "not a name", "letters, digits"),
    (f"https://{'ü' * 63}.example/", "not a name", "letters, digits"),
    ("https://\u0300a.example/", "not a name", "letters, digits"),
    # IPv4 that is none
    ("http://256.0.0.1/", "IPv4", "from 0 to 255"),
    ("http://1.2.3.4.5/", "IPv4", "from 0 to 255"),
    ("http://08.0.0.1/", "IPv4", "from 0 to 255"),
    ("http://4294967296/", "IPv4", "from 0 to 255"),
    ("http://example.0x4/", "IPv4", "from 0 to 255"),
    (f"http://{'9' * 2000}/", "IPv4", "from 0 to 255"),
    # IPv6 that is none
    ("http://[::1/", "IPv6", "[2001:db8::1]"),
    ("http://[1:2:3]/", "IPv6", "[2001:db8::1]"),
    ("http://[fe80::1%25eth0]/", "IPv6", "[2001:db8::1]"),
    ("http://[::1]a/", "IPv6", "[2001:db8::1]"),
    ("http://[]/", "IPv6", "[2001:db8::1]"),
    # ports
    ("http://example.org:0/", "port", "leave it out"),
    ("http://example.org:65536/", "port", "leave it out"),
    ("http://example.org:8a/", "port", "leave it out"),
    ("http://example.org:-1/", "port", "leave it out"),
    ("http://example.org:٣/", "port", "leave it out"),
    (f"http://example.org:{'9' * 2000}/", "port", "leave it out"),
    # white space and what nobody sees
    ("https://example.org/a b", "space", "%20"),
    ("https://exam ple.org/", "space", "%20"),
    ("https://example.org/a\nb", "U+000A", "delete it"),
    ("https://example.org/a\x00b", "U+0000", "delete it"),
    ("https://example.org/a\u200bb", "U+200B", "delete it"),
    ("https://example.org/a\u202eb", "U+202E", "delete it"),
    ("https://example.org/a\u00a0b", "U+00A0", "delete it"),
    ("https://example.org/a\ud800b", "U+D800", "delete it"),
    # length, as written and as kept
    (f"https://example.org/{'a' * MAX_URL_CHARS}", "longer than 2,500", "shorter"),
    (f"https://example.org/{'é' * 2000}", "longer than 2,500", "shorter"),
]  # fmt: skip


NUMBERS = [f"{number}-{row[1]}" for number, row in enumerate(REFUSALS)]
"""Some addresses are too long, or too odd, to name a test."""


@pytest.mark.parametrize(("written", "kept"), SPELLINGS)
def test_address_gets_its_one_spelling(written: str, kept: str) -> None:
    """Every spelling of an address leads to the one that is kept."""
    assert normalise_url(written) == kept


@pytest.mark.parametrize(("written", "mistake", "instead"), REFUSALS, ids=NUMBERS)
def test_bad_address_is_refused_with_the_way_out(written: str, mistake: str, instead: str) -> None:
    """A bad address raises BadUrl naming the mistake and what to write instead."""
    with pytest.raises(BadUrl) as caught:
        normalise_url(written)
    assert mistake in caught.value.mistake
    assert instead in caught.value.instead
    assert str(caught.value) == f"{caught.value.mistake}: {caught.value.instead}"


@pytest.mark.parametrize("name", sorted(TRACKING_PARAMETERS))
def test_every_listed_tracking_parameter_is_dropped(name: str) -> None:
    """Each parameter of the documented list goes, and takes no neighbour with it."""
    assert normalise_url(f"https://example.org/?a=1&{name}=x&b=2") == "https://example.org/?a=1&b=2"


def _refusal(written: str) -> BadUrl | None:
    try:
        normalise_url(written)
    except BadUrl as exc:
        return exc
    return None


ADDRESSES = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTP"]),
    st.one_of(
        st.sampled_from(["example.org", "Ex%41mple.org.", "münchen.example", "[::1]", "0x7f.1"]),
        st.text(max_size=12),
    ),
    st.sampled_from(["", ":80", ":443", ":08", ":99999"]),
    st.text(alphabet=st.one_of(st.sampled_from("/.%?&=#\\@aA2eEfFutm_"), st.characters())),
)


@given(ADDRESSES)
@example("https://example.org/?utm_source=a&&utm_medium=b")
@example("https://example.org/%%2e%2e/%2%65")
def test_normalising_twice_changes_nothing(written: str) -> None:
    """What is kept is its own spelling: normalise(normalise(x)) == normalise(x)."""
    try:
        kept = normalise_url(written)
    except BadUrl:
        return
    assert normalise_url(kept) == kept
    assert kept.isascii()
    assert len(kept) <= MAX_URL_CHARS
    assert re.fullmatch(r"https?://[^/?#@\\\s]+/[^#\\\s]*", kept)


@given(st.text())
def test_any_text_is_an_address_or_a_bad_url(written: str) -> None:
    """No text at all raises anything but BadUrl."""
    refused = _refusal(written)
    assert refused is None or refused.instead


@given(
    st.sampled_from(["", "http:", "https:", "ftp:", "HTTPS:"]),
    st.sampled_from(["", "/", "//", "///", "\\\\"]),
    st.text(max_size=3),
    st.sampled_from(["@example.org/", "@example.org:99999/", "@", "@[::1", " @example.org"]),
)
def test_no_message_repeats_a_password(scheme: str, slashes: str, user: str, end: str) -> None:
    """Whatever else is wrong, credentials never come back in a message."""
    password = "Zq7-hunter-Xw"
    for written in (
        f"{scheme}{slashes}{user}:{password}{end}",
        f"{scheme}{slashes}{password}:{user}{end}",
        f"{scheme}{slashes}{password}{end}",
    ):
        assert password.lower() not in str(_refusal(written)).lower()


def test_source_id_is_stable() -> None:
    """A source is named by the first 128 bits of the SHA-256 of its normalised address."""
    assert source_id("https://example.org/") == "8198d1bac40a1033653a78e48800cefc"
    assert source_id("https://example.org/a") != source_id("https://example.org/b")
