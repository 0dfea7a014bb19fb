"""Who publishes an address: the domain, or the account on a platform that many publish on."""

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from urllib.parse import urlsplit

from claimcheck.core.independence.values import Address


class Platform(Enum):
    """How a platform tells its publishers apart."""

    ACCOUNT = 1  # by the first part of the path
    ACCOUNT_OF_KIND = 2  # by the first two: /company/name
    HOST = 3  # by a host name of their own
    PAGE = 4  # not at all in the address: each page stands for itself


# fmt: off
_PLATFORMS = {
    **dict.fromkeys((
        "x.com", "twitter.com", "facebook.com", "instagram.com", "threads.net", "threads.com",
        "tiktok.com", "pinterest.com", "t.me", "vk.com", "weibo.com", "truthsocial.com",
        "github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "huggingface.co",
        "medium.com", "note.com", "qiita.com", "zenn.dev", "dev.to", "hashnode.com",
        "mastodon.social", "patreon.com", "behance.net", "issuu.com",
    ), Platform.ACCOUNT),
    **dict.fromkeys(("linkedin.com", "bsky.app"), Platform.ACCOUNT_OF_KIND),
    **dict.fromkeys((
        "substack.com", "wordpress.com", "tumblr.com", "livejournal.com", "typepad.com",
        "beehiiv.com", "ghost.io", "wixsite.com", "squarespace.com", "weebly.com", "over-blog.com",
        "medium.site", "notion.site", "webflow.io", "readthedocs.io", "fandom.com",
    ), Platform.HOST),
    **dict.fromkeys((
        # resolvers and shorteners: they lead to other people's pages
        "doi.org", "hdl.handle.net", "handle.net", "bit.ly", "t.co", "goo.gl", "tinyurl.com",
        "ow.ly", "lnkd.in", "buff.ly", "dlvr.it", "amzn.to", "purl.org", "w3id.org", "n2t.net",
        # archives and document hosts
        "archive.org", "archive.today", "archive.ph", "archive.is", "perma.cc", "ghostarchive.org",
        "docs.google.com", "drive.google.com", "sites.google.com", "news.google.com",
        "dropbox.com", "scribd.com", "slideshare.net", "documentcloud.org",
        # videos and forums: the channel does not stand in a video's address
        "youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "twitch.tv", "reddit.com",
        "quora.com", "news.ycombinator.com", "stackexchange.com", "stackoverflow.com",
        # papers and preprints of many
        "arxiv.org", "biorxiv.org", "medrxiv.org", "chemrxiv.org", "osf.io", "ssrn.com",
        "zenodo.org", "figshare.com", "researchgate.net", "academia.edu", "semanticscholar.org",
        "openreview.net", "jstor.org", "pubmed.ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov",
        "europepmc.org", "hal.science", "repec.org", "scholar.google.com",
        # wires for anybody's press release
        "prnewswire.com", "businesswire.com", "globenewswire.com", "newswire.com", "prweb.com",
        "einpresswire.com", "accesswire.com", "prtimes.jp", "presseportal.de", "ots.at",
    ), Platform.PAGE),
}
# fmt: on

_WAYBACK = re.compile(r"https?://web\.archive\.org/web/[0-9]{1,14}(?:[a-z]{2}_)?/(https?:/.+)")
_MAX_ADDRESS_CHARS = 2_500
_NOT_LETTERS = re.compile(r"[\W_]++")
_MIN_NAME_CHARS = 3
_NO_NAMES = frozenset({"home", "homepage", "blog", "news", "website", "index", "press", "untitled"})


def original_url(url: str) -> str:
    """Give the address of the page that a copy in the Wayback Machine shows; else the same."""
    if len(url) > _MAX_ADDRESS_CHARS:
        return url
    while found := _WAYBACK.fullmatch(url):  # a copy of a copy is of the same page
        url = found[1].replace(":/", "://", 1).replace(":///", "://", 1)
    return url


@lru_cache(maxsize=50_000)  # asked several times of each source, and of the same ones by claims
def publisher_of(address: Address) -> str:
    """Name who publishes an address, so that the same publisher has the same name."""
    host = _host_of(address.url)
    platform = _PLATFORMS.get(host) or _PLATFORMS.get(address.domain)
    if platform is None:
        return address.domain
    if platform is Platform.HOST:
        return host
    if platform is Platform.PAGE:
        return address.url
    if host not in (address.domain, f"m.{address.domain}", f"mobile.{address.domain}"):
        return host
    return _account(address, platform.value)


def is_platform(address: Address) -> bool:
    """Whether many publish there, so that a link to it may be a button for sharing."""
    return (_PLATFORMS.get(_host_of(address.url)) or _PLATFORMS.get(address.domain)) is not None


def name_of(publisher: str | None) -> str | None:
    """Fold a publisher's name to its letters; None for what names nobody in particular."""
    if not publisher:
        return None
    letters = _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", publisher[:200]).casefold())
    return letters if len(letters) >= _MIN_NAME_CHARS and letters not in _NO_NAMES else None


def label_of(address: Address) -> str | None:
    """Fold what a publisher chose of its domain: `ai-watching.com` reads as `aiwatching`."""
    if publisher_of(address) != address.domain:
        return None
    return name_of(address.domain.partition(".")[0])


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _account(address: Address, parts: int) -> str:
    path = [part for part in urlsplit(address.url).path.split("/") if part]
    if len(path) < parts:
        return address.url
    return "/".join((address.domain, *path[:parts])).casefold()
