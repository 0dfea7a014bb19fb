"""Who publishes an address: domains by the public suffix list, accounts on platforms, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.app import domains
from claimcheck.core.independence import original_url, publishers

PUBLISHERS = [
    # a domain, whatever the host
    ("https://www.example.com/a", "example.com"),
    ("https://news.example.com/b", "example.com"),
    # two labels are registered below this one
    ("https://www.example.co.uk/", "example.co.uk"),
    ("https://www.gov.uk/guidance", "www.gov.uk"),
    ("https://a.city.kobe.jp/", "city.kobe.jp"),
    # others can register below this one too
    ("https://someone.github.io/page", "someone.github.io"),
    # a domain in another script
    ("https://www.xn--fsqu00a.xn--55qx5d.cn/", "xn--fsqu00a.xn--55qx5d.cn"),
    # not on the list, an IP address, a bare name
    ("https://a.b.nosuchtop/", "b.nosuchtop"),
    ("http://192.0.2.1:8080/x", "192.0.2.1"),
    ("http://[2001:db8::1]/x", "2001:db8::1"),
    ("http://localhost:8000/x", "localhost"),
    # an account on a platform
    ("https://github.com/Owner/project/issues/1", "github.com/owner"),
    ("https://www.github.com/owner", "github.com/owner"),
    ("https://m.facebook.com/some.page/posts/1", "facebook.com/some.page"),
    ("https://www.linkedin.com/company/harbour/posts", "linkedin.com/company/harbour"),
    # a host of one's own there
    ("https://writer.substack.com/p/x", "writer.substack.com"),
    ("https://writer.medium.com/x", "writer.medium.com"),
    # no publisher in the address: each page for itself
    ("https://www.youtube.com/watch?v=1", "https://www.youtube.com/watch?v=1"),
    ("https://doi.org/10.1000/1", "https://doi.org/10.1000/1"),
    ("https://github.com/", "https://github.com/"),
    # a copy in the Wayback Machine is of whoever published the page
    ("https://web.archive.org/web/20200101000000id_/http://example.com/x", "example.com"),
    ("https://web.archive.org/web/2020/http:/example.com/x", "example.com"),
    (
        "https://web.archive.org/web/2020/https://web.archive.org/web/2019/http://example.com/x",
        "example.com",
    ),
]


@pytest.mark.parametrize(("url", "publisher"), PUBLISHERS)
def test_who_publishes_an_address(url: str, publisher: str) -> None:
    """The registrable domain, unless many publish on it."""
    assert publishers.publisher_of(domains.address_of(url)) == publisher


NAMED = [
    # a host name, in any letters
    ("ai-watching.com", "ai-watching.com"),
    ("News.Example.CO.UK", "example.co.uk"),
    # names that only look like one
    ("Node.js", None),
    ("A. B. Press", None),
    ("The Harbour Desk", None),
    ("co.uk", None),
    (None, None),
]


@pytest.mark.parametrize(("publisher", "domain"), NAMED)
def test_a_publisher_may_be_named_by_its_host(publisher: str | None, domain: str | None) -> None:
    """Only what stands below a suffix of the list is taken for a host."""
    assert domains.domain_named(publisher) == domain


NAMES = [
    # case, spaces and signs do not matter
    ("AI Watching", "aiwatching"),
    ("ai-watching", "aiwatching"),
    ("Ｔｈｅ　Ｐｏｓｔ", "thepost"),
    # nobody in particular, or nearly nothing
    ("News", None),
    ("AP", None),
    ("…", None),
    (None, None),
]


@pytest.mark.parametrize(("name", "folded"), NAMES)
def test_names_are_compared_by_their_letters(name: str | None, folded: str | None) -> None:
    """What reads alike is one name."""
    assert publishers.name_of(name) == folded


@given(st.text(max_size=300))
def test_no_address_is_too_odd(text: str) -> None:
    """Whatever stands in a page's links has some publisher, and asking never fails."""
    for url in (text, f"https://{text}", f"https://github.com/{text}"):
        address = domains.address_of(url)
        assert isinstance(publishers.publisher_of(address), str)
        assert original_url(original_url(url)) == original_url(url)
