"""Archived pages made harmless."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from claimcheck.web import replay_html
from claimcheck.web.replay_html import Site, Unshowable, neutralise

SITE = Site(
    url="https://news.example.org/world/page?id=1",
    link_prefix="/memento/20260324090000/",
    part_prefix="/part/secret/20260324090000/",
)
PART = "/part/secret/20260324090000/https://news.example.org"
LINK = "/memento/20260324090000/https://news.example.org"


def body_of(text: str) -> str:
    """Give what the body holds after a page was made harmless."""
    found = re.search(r"<body>(.*)</body>", neutralise(text, SITE), re.S)
    assert found
    return found[1]


# markup, and what is left of it in the body
REWRITTEN = [
    # what runs
    ("<p onclick=x() ONLOAD=y>a</p><script>z</script>", "<p>a</p>"),
    ("<a href=' java\nscript:x'>a</a>", "<a>a</a>"),
    ("<a href=data:text/html,x>a</a>", "<a>a</a>"),
    ("<svg><script>x</script><animate attributeName=href to=//e/></svg>", "<svg></svg>"),
    ("<template shadowrootmode=open><img src=x></template>a", "a"),
    # what loads or embeds
    ("<iframe src=x></iframe><object data=x></object><embed src=x>", ""),
    ("<video src=x poster=y><source src=z></video><audio src=x></audio>a", "a"),
    ("<img src=i.png srcset='j.png 2x' alt=A>", f'<img src="{PART}/world/i.png" alt="A">'),
    ("<img src=data:image/gif;base64,R0lG>", '<img src="data:image/gif;base64,R0lG">'),
    ("<img src='data:image/svg+xml,<svg/>'>", "<img>"),
    ("<table background=x><tr><td>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    ("<input type=image src=x>", '<input type="image">'),
    # where links lead
    ("<a href=/b#c ping=//e target=x>a</a>", f'<a href="{LINK}/b#c" target="_top">a</a>'),
    ("<a href=#c>a</a>", '<a href="#c">a</a>'),
    ("<a href='//other.example.org/a b'>a</a>", None),
    ("<a href=mailto:x@example.org>a</a>", "<a>a</a>"),
    ("<a href='http://[::bad'>a</a>", "<a>a</a>"),
    ("<svg><a xlink:href=/b>a</a></svg>", f'<svg><a href="{LINK}/b" target="_top">a</a></svg>'),
    ("<svg><use href=http://e.example.org/#a /><use href=#b /></svg>", None),
    # where forms send
    ("<form action=x method=post><button formaction=y>a</form>", None),
    # what is only text stays as it is
    ("<p class=c style='color: red' dir=rtl>&lt;b&gt; &amp;</p>", None),
    ("<plaintext>a <b>", "<pre>a &lt;b&gt;</pre>"),
]


@pytest.mark.parametrize("number", range(len(REWRITTEN)))
def test_markup_is_harmless(number: int) -> None:
    """What runs, loads or leads outside is gone or leads into the archive; the rest stays."""
    markup, left = REWRITTEN[number]
    written = body_of(markup)
    assert left is None or written == left
    assert_harmless(neutralise(markup, SITE))


def test_what_is_read_stays() -> None:
    """Text, structure, style and the layout mode of a page are kept."""
    page = "<!DOCTYPE html><html lang=de><head><title>T</title><style>p{}</style></head>"
    page += "<body><p class=c style='color: red'>a <b>b</b></p><noscript><i>n</i></noscript>"
    written = neutralise(page, SITE)
    assert written == (
        '<!DOCTYPE html><html lang="de"><head><title>T</title><style>p{}</style></head>'
        '<body><p class="c" style="color: red">a <b>b</b></p><noscript><i>n</i></noscript>'
        "</body></html>"
    )


def test_head_loads_nothing() -> None:
    """Of a head's links and declarations only style sheets and the viewport stay."""
    page = "<!-- c --><head><base href=/b/><meta http-equiv=refresh content='0;url=//e/'>"
    page += "<meta name=viewport content=width=1><meta charset=x>"
    page += "<link rel='dns-prefetch preconnect prefetch preload icon' href=//e/>"
    page += "<link rel=stylesheet href=a.css><link rel='alternate stylesheet' href=b.css></head>"
    assert neutralise(page, SITE) == (
        '<html><head><meta name="viewport" content="width=1">'
        f'<link rel="stylesheet" href="{PART}/b/a.css"></head><body></body></html>'
    )


def assert_harmless(page: str) -> None:
    """Nothing in a page may run or name an address outside the archive."""
    parser = LexborHTMLParser(page)
    for name in ("script", "iframe", "object", "embed", "base", "meta[http-equiv]", "template"):
        assert not parser.css(name), name
    for node in parser.css("*"):
        for key, value in node.attributes.items():
            assert not key.lower().startswith("on"), key
            assert key.lower() not in ("srcset", "action", "formaction", "ping", "background")
            if key.lower() in ("href", "src", "xlink:href"):
                assert re.match(r"/memento/|/part/|#|data:image/", value or ""), value


TANGLE = (
    "<svg> <math> <mtext> <mglyph> <style> </style> <table> <td> <form> <a> </a> <p> </p> "
    "<noscript> </noscript> <title> </title> <select> <option> <textarea> </textarea> <xmp> "
    "</xmp> <template> <!-- --> <![CDATA[ ]]> <plaintext> <br> </br> <foreignObject> <desc> "
    "<frameset> <body> <html> <img/src=x/onerror=y> <a/href=javascript:z> <script> </script> "
    "<link/rel=preload/href=//e> \" ' > &lt; &#60; a </svg> </math> <annotation-xml> "
    "<iframe/srcdoc=x> <nobr> <b> </b> <i> <listing> </table> <caption> <select> <input>"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TANGLE.split()), max_size=14))
def test_twice_is_once(parts: list[str]) -> None:
    """However markup is tangled, what comes out is harmless, and stays so when read again."""
    try:
        written = neutralise("".join(parts), SITE)
    except Unshowable:
        return
    assert neutralise(written, SITE) == written
    assert_harmless(written)


def test_bounds_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that costs the square of its length is given up, and takes nobody with it."""
    monkeypatch.setattr(replay_html, "MAX_WALL_SECONDS", 1)
    with pytest.raises(Unshowable):
        replay_html.render("<div>" * 400_000, SITE)
    monkeypatch.undo()
    assert "<p>a</p>" in replay_html.render("<p>a</p>", SITE)
