"""
An archived page made harmless: it is shown, but it does nothing and asks for nothing.

Run as a process of its own (`render`), since no parser holds against every page: nesting and
open formatting can cost the square of a page's length in time and memory.
"""

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from functools import lru_cache
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from claimcheck.core.urls import BadUrl, normalise_url

MAX_CPU_SECONDS = 10
MAX_WALL_SECONDS = 30
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
"""A page of a megabyte takes 0.4 seconds and 52 MB, of seven 3 seconds and 180 MB."""

MAX_ROUNDS = 4
"""Times that markup may turn into other markup when it is written and read again."""

# What runs, embeds, loads, redirects or animates an address. Templates may become shadow trees.
_DROPPED_NAMES = (
    "script template iframe frame object embed applet param base portal fencedframe audio video "
    "source track bgsound noembed noframes animate animatecolor animatemotion animatetransform set "
    "discard mpath foreignobject feimage annotation-xml mglyph malignmark handler listener"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
# Elements of SVG within which HTML begins anew: the hiding place of markup that changes meaning.
_DROPPED_IN_SVG = frozenset({"style", "title", "desc", "image"})

_HTML_ATTRIBUTES = (
    "abbr align alt bgcolor border cellpadding cellspacing char charoff charset checked "
    "class clear color cols colspan compact coords datetime dir disabled face for frame headers "
    "height hidden high hspace id label lang low max media min multiple name noshade nowrap open "
    "optimum placeholder readonly rel reversed role rows rowspan rules scope selected shape size "
    "span start style summary tabindex title type usemap valign value vspace width wrap"
)
_SVG_ATTRIBUTES = (
    "clip-path clip-rule clippathunits cx cy d dominant-baseline dx dy fill fill-opacity fill-rule "
    "font-family font-size font-weight fx fy gradienttransform gradientunits letter-spacing "
    "marker-end marker-mid marker-start mask offset opacity patterntransform patternunits points "
    "preserveaspectratio r rotate rx ry spreadmethod stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-opacity stroke-width text-anchor textlength transform vector-effect viewbox "
    "visibility x x1 x2 xmlns y y1 y2"
)
_KEPT_ATTRIBUTES = frozenset(f"{_HTML_ATTRIBUTES} {_SVG_ATTRIBUTES}".split())
_LINKS = frozenset({"a", "area"})
_IMAGE_DATA = ("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp")


class Unshowable(ValueError):
    """The page cannot be made harmless within bounds of time and memory."""


@dataclass(frozen=True, slots=True)
class Site:
    """
    Where a page came from, and where its links and its parts are looked for instead.

    `link_prefix` and `part_prefix` are paths of ours that an address is appended to.
    """

    url: str
    link_prefix: str
    part_prefix: str


def render(text: str, site: Site) -> str:
    """
    Make a page harmless in a process of its own, bounded in time and memory.

    Raises Unshowable when the bounds are met or the markup never comes to rest.
    """
    given = json.dumps(asdict(site)).encode() + b"\n" + text.encode("utf-8", "replace")
    command = [sys.executable, "-m", __spec__.name]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; the page is on its stdin only
            command, input=given, capture_output=True, timeout=MAX_WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as exc:
        raise Unshowable("the page takes too long to be read") from exc
    if done.returncode:
        raise Unshowable("the page is built so that it cannot be read within bounds")
    return done.stdout.decode("utf-8", "replace")


def neutralise(text: str, site: Site) -> str:
    """
    Rewrite a page so that nothing in it runs, loads from outside or leads outside.

    Links lead to the archive, images and style sheets come from it; scripts, frames, forms'
    targets, event handlers and whatever else is not known to be harmless are gone. Doing it
    twice changes nothing. Raises Unshowable when it would, MAX_ROUNDS times over.
    """
    for _ in range(MAX_ROUNDS):
        written = _neutralise_once(text, site)
        if written == text:
            return written
        text = written
    raise Unshowable("the page's markup changes its meaning each time it is read")


def _neutralise_once(text: str, site: Site) -> str:
    parser = LexborHTMLParser(text)
    root = parser.root
    if root is None or root.html is None:
        return ""
    base = _base(parser, site)
    # A list, not the call stack: a page may nest 60,000 deep.
    pending: list[tuple[LexborNode | None, bool]] = [(root, False)]
    while pending:
        node, in_svg = pending.pop()
        if node is None:
            continue
        pending.append((node.next, in_svg))
        if node.is_text_node:
            continue
        name = (node.tag or "").lower()
        if _is_dropped(node, name, in_svg=in_svg):
            node.decompose()
        elif name == "plaintext":  # it never ends, however it is written
            node.replace_with(_preformatted(node))
        else:
            _clean_attributes(node, name, base, site)
            pending.append((node.child, in_svg or name == "svg"))
    # What stands around the root, comments mostly, is left out; without the doctype a browser
    # would lay the page out as it did in the nineties.
    return ("<!DOCTYPE html>" if _has_doctype(root) else "") + (root.html or "")


def _has_doctype(root: LexborNode) -> bool:
    before = root.prev
    while before is not None and before.tag != "-doctype":
        before = before.prev
    return before is not None


def _base(parser: LexborHTMLParser, site: Site) -> str:
    first = parser.css_first("base[href]")
    href = first.attributes.get("href") if first is not None else None
    return _joined(site.url, href or "") or site.url


def _is_dropped(node: LexborNode, name: str, *, in_svg: bool) -> bool:
    if name == "link":
        words = (node.attributes.get("rel") or "").lower().split()
        return "stylesheet" not in words or "alternate" in words
    if name == "meta":
        return (node.attributes.get("name") or "").lower() != "viewport"
    known = name in _DROPPED or (in_svg and name in _DROPPED_IN_SVG)
    return known or not node.is_element_node


def _preformatted(node: LexborNode) -> LexborNode:
    (block,) = LexborHTMLParser("<pre></pre>").css("pre")
    block.insert_child(node.text(deep=True))
    return block


def _clean_attributes(node: LexborNode, name: str, base: str, site: Site) -> None:
    given = dict(node.attributes)
    kept = {key: value for key, value in given.items() if _is_kept(key.lower())}
    kept |= _addresses(name, given, base, site)
    if name == "link":
        kept["rel"] = "stylesheet"
    if name == "meta":
        kept = {"name": "viewport", "content": given.get("content")}
    for key in given.keys() - kept.keys():
        del node.attrs[key]
    for key, value in kept.items():
        if key not in given or given[key] != value:
            node.attrs[key] = value


def _is_kept(key: str) -> bool:
    return key in _KEPT_ATTRIBUTES or key.startswith("aria-")


def _addresses(
    name: str, given: dict[str, str | None], base: str, site: Site
) -> dict[str, str | None]:
    """The address that an element may keep, led into the archive; most may keep none."""
    href = (given.get("href") or given.get("xlink:href") or "").strip()
    if name == "use":
        return {"href": href} if href.startswith("#") else {}
    if name in _LINKS:
        return _link(href, base, site)
    if name == "link":
        return _present("href", _led(site.part_prefix, base, href))
    if name == "img":
        src = (given.get("src") or "").strip()
        kept = src if _is_image_data(src) else _led(site.part_prefix, base, src)
        return _present("src", kept)
    return {}


def _link(href: str, base: str, site: Site) -> dict[str, str | None]:
    if href.startswith("#"):
        return {"href": href}
    led = _led(site.link_prefix, base, href)
    # The whole window follows, so that no other page is shown under this one's heading.
    return {"href": led, "target": "_top"} if led else {}


def _present(key: str, value: str | None) -> dict[str, str | None]:
    return {key: value} if value else {}


def _is_image_data(src: str) -> bool:
    return src.lower().startswith(_IMAGE_DATA)


def _led(prefix: str, base: str, address: str) -> str | None:
    """The address as it is found in the archive; None for what cannot be captured."""
    if address.startswith(prefix):  # led there in an earlier round
        return address
    url = _joined(base, address)
    if url is None:
        return None
    fragment = address.partition("#")[2]
    return prefix + url + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=10_000)
def _joined(base: str, address: str) -> str | None:
    """
    One address written at another, normalised; None for what is no web address.

    Tabs and line breaks go and spaces are escaped, as in https://url.spec.whatwg.org.
    """
    written = "".join(address.split("\n")).replace("\r", "").replace("\t", "").replace(" ", "%20")
    if not written:
        return None
    try:
        return normalise_url(urljoin(base, written.replace("\\", "/")))
    except (BadUrl, ValueError):
        return None


def main() -> int:
    """Read a site as JSON on one line and then a page; write it back harmless."""
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    site = Site(**json.loads(sys.stdin.buffer.readline()))
    text = sys.stdin.buffer.read().decode("utf-8")
    try:
        sys.stdout.buffer.write(neutralise(text, site).encode("utf-8", "replace"))
    except (Unshowable, MemoryError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
