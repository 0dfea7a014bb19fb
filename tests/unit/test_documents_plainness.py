"""Of which pages a tree is built, and what is taken out of them before."""

import tracemalloc

import pytest

from claimcheck.core.documents.plainness import MAX_SIGNS, MAX_SIGNS_WITH_SCRIPTS, plain_source

NAMES = [f"{chr(97 + number % 26)}{number}" for number in range(60_000)]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * (MAX_SIGNS + 1),  # nested, which takes time by the square
        "<p " + " ".join(NAMES) + ">x",  # so do attributes
        "<p " + " ".join(f"{name}='>'" for name in NAMES) + ">x",  # however short they look
        "<p " + " ".join(name + ("='<b>'" if name[0] == "a" else "") for name in NAMES) + ">x",
        ("<p " + " ".join(NAMES[:900]) + ">x") * 60,
        # each block reopens what was left open
        "<p>" + "".join(f"<b a={number}>" for number in range(300)) + "</p>" + "<p>x</p>" * 3_000,
        "".join(f"<b/a={number}>" for number in range(3_000)) + "<p>x</p>" * 3_000,
        "".join(f"<B\fa='>' b='</b>{n}'>" for n in range(3_000)) + "<p>x</p>" * 3_000,
        "".join(f"<b a={number}><table></b></table>" for number in range(3_000)) + "<p>x" * 3_000,
        "".join(f"<b a={number}><a title='></b>'>" for number in range(3_000)) + "<p>x" * 3_000,
        "<p " + " ".join(f"{name}='\">' b{name}=\"'>\"" for name in NAMES) + ">x",
        "<p " + " ".join(f"{name}=   '>'" for name in NAMES) + ">x",
        "word " * 200_000,
    ],
    ids=[
        *("nested", "attributes", "values", "tags in values", "many tags"),
        *("open", "slashes", "form feeds", "out of scope", "end in a value"),
        *("quotes in quotes", "white space", "words"),
    ],
)
def test_no_tree_is_built_of_a_hostile_page(page: str) -> None:
    """What would keep a tree builder busy, or fill the memory, is told without building one."""
    assert plain_source(page.encode()) is None


SCRIPT = "<script>" + "if (a < b) x = \"<p class='>'>\";" * 9_000 + "</script>"


@pytest.mark.parametrize(
    ("page", "lean"),
    [
        ("<p>a</p>", "<p>a</p>"),
        (f"<p>a</p>{SCRIPT}<p>b</p>", "<p>a</p><p>b</p>"),
        (f"<p>a</p>{SCRIPT[:-9]}", "<p>a</p>"),  # never closed
        (f"{SCRIPT}<p title='<script>'>a</p><i title='</script>'>b</i>",
         "<p title='<script>'>a</p><i title='</script>'>b</i>"),  # no scripts
        (f"{SCRIPT}<textarea><!-- a</textarea><!-- b --><svg><style/></svg>c",
         "<textarea><!-- a</textarea><svg><style/></svg>c"),
        (f"{SCRIPT}<script type='application/ld+json'>{{}}</script>",
         "<script type='application/ld+json'>{}</script>"),
        # signs within values do not hide where tags end, if others show it
        ("<p title='>' class=\"a > b\">a</p>" * 200, "<p title='>' class=\"a > b\">a</p>" * 200),
        # a quote that begins no value
        ("<p>the 'til" + "<p class=a>b</p>\n" * 9_000,
         "<p>the 'til" + "<p class=a>b</p>\n" * 9_000),
        # tags within that do not keep an element from ending
        ("".join(f"<i a={n}><svg><path d='a'/></svg></i>" for n in range(2_000)),
         "".join(f"<i a={n}><svg><path d='a'/></svg></i>" for n in range(2_000))),
        # the same element left open often is reopened three times at most
        ("<p><b>" * 3_000, "<p><b>" * 3_000),
    ],
)  # fmt: skip
def test_scripts_are_taken_out_where_they_alone_speak_against_a_tree(page: str, lean: str) -> None:
    """Nothing that a reader sees goes with them, and no trick makes it go."""
    assert (plain_source(page.encode()) or b"").decode() == lean


@pytest.mark.parametrize("part", ["<b ", "<b x", "<script>", "<!--", "<textarea>", '<b ="', "</b "])
def test_unfinished_markup_is_looked_at_once(part: str) -> None:
    """What never ends takes no time by the square: a hundred thousand beginnings, and an answer."""
    page = (part * 100_000 + "a" * 300_000).encode()
    assert len(plain_source(page) or b"") <= len(page)


def test_a_page_of_very_many_tags_is_not_put_together_anew() -> None:
    """Its pieces would take many times its own memory, and no script is why it has so many."""
    page = (
        b"<script>"
        + b"if (a < b) x = 1;" * 9
        + b"</script>"
        + b"<td>1" * (MAX_SIGNS_WITH_SCRIPTS + 1)
    )
    tracemalloc.start()
    try:
        assert plain_source(page) is None
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < len(page)
