"""
A WACZ 1.1.1: WARC, index, page list and manifest in one ZIP that replays from where it lies.

https://specs.webrecorder.net/wacz/1.1.1/
"""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from claimcheck import __version__
from claimcheck.archive.delivery import Hashed
from claimcheck.archive.exporting import WantedGroup, copy_groups, write_warcinfo
from claimcheck.archive.folder import list_segments, translated
from claimcheck.archive.header import encode_url
from claimcheck.archive.zipnum import SortedLines, write_blocks

WACZ_VERSION = "1.1.1"

_MAX_PLAIN_BYTES = 2_000_000_000  # `zipfile` begins with ZIP64 a little later
_NO_MEANING = b"\x35\xd9\x02\x00\x01\x00"  # padding, as Android's zipalign writes it
_PIECE_BYTES = 1024 * 1024
_WARC_NAME = "data.warc.gz"
_INDEX_NAME = "index.cdx.gz"


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the page list: a capture as a reader would open it."""

    id: str
    url: str
    captured_at: datetime
    title: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a WACZ: attempts by segment and offset, pages in the order of the list."""

    title: str
    description: str
    wanted: Iterable[WantedGroup]
    pages: Iterable[Page]


def write_wacz(file: BinaryIO, folder: Path, contents: Contents, *, now: datetime) -> int:
    """
    Write the whole package; gives the number of records in its WARC.

    Both iterables are read once, attempts first; memory is bounded. The same archive gives the
    same bytes but for `now`. Raises ArchiveUnusable for an attempt that is damaged.
    """
    with zipfile.ZipFile(file, "w") as archive, ExitStack() as held:
        package = _Package(archive, now)
        lines, records = SortedLines(held), 1
        # Stored, so that a reader fetches a record by its range.
        with package.entry(f"archive/{_WARC_NAME}", max_bytes=_archive_bytes(folder)) as out:
            write_warcinfo(out, _WARC_NAME, now)
            for copied in copy_groups(folder, contents.wanted, out, name=_WARC_NAME):
                records += copied.records
                for line in copied.lines:
                    lines.add(line)
        data, pages = (held.enter_context(tempfile.TemporaryFile()) for _ in range(2))
        index = write_blocks(lines, data, data_name=_INDEX_NAME)
        pages.writelines(_page_lines(contents.pages))
        package.add(f"indexes/{_INDEX_NAME}", data)
        package.add("indexes/index.idx", BytesIO(index))
        package.add("pages/pages.jsonl", pages, method=zipfile.ZIP_DEFLATED)
        package.finish(contents.title, contents.description)
    return records


class _Package:
    """The ZIP being written, and what its manifest will say."""

    def __init__(self, archive: zipfile.ZipFile, now: datetime) -> None:
        self._archive = archive
        self._now = now.astimezone(UTC)
        self._resources: list[dict[str, Any]] = []

    @contextmanager
    def entry(
        self, path: str, *, max_bytes: int, method: int = zipfile.ZIP_STORED
    ) -> Iterator[Hashed]:
        """Add a file that the manifest lists, not larger than `max_bytes`."""
        info = self._info(path, method)
        info.file_size = max_bytes
        if max_bytes > _MAX_PLAIN_BYTES:
            # ZIP64 may then stand in the local header alone, and replayweb.page looks there
            # only if the central one has an extra field too.
            info.extra = _NO_MEANING
        with self._archive.open(info, "w") as stream:
            out = Hashed(cast(BinaryIO, stream))
            yield out
        self._resources.append(
            {
                "name": path.rpartition("/")[2],
                "path": path,
                "hash": f"sha256:{out.sha256}",
                "bytes": out.bytes,
            }
        )

    def add(self, path: str, content: IO[bytes], *, method: int = zipfile.ZIP_STORED) -> None:
        """Add a file that is finished already."""
        size = content.seek(0, SEEK_END)
        content.seek(0)
        with self.entry(path, max_bytes=size, method=method) as out:
            while piece := content.read(_PIECE_BYTES):
                out.write(piece)

    def finish(self, title: str, description: str) -> None:
        """Add the manifest, and the digest of the manifest."""
        moment = self._now.isoformat(timespec="seconds").replace("+00:00", "Z")
        manifest = _json(
            {
                "profile": "data-package",
                "wacz_version": WACZ_VERSION,
                "title": title,
                "description": description,
                "created": moment,
                "modified": moment,
                "software": f"claimcheck/{__version__}",
                "resources": self._resources,
            }
        )
        digest = f"sha256:{sha256(manifest).hexdigest()}"
        self._write("datapackage.json", manifest)
        self._write("datapackage-digest.json", _json({"path": "datapackage.json", "hash": digest}))

    def _write(self, path: str, content: bytes) -> None:
        self._archive.writestr(self._info(path, zipfile.ZIP_STORED), content)

    def _info(self, path: str, method: int) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self._now.timetuple()[:6])
        info.compress_type = method
        info.create_system = 3  # Unix, on every system: equal exports are equal bytes
        info.external_attr = 0o644 << 16
        return info


def _archive_bytes(folder: Path) -> int:
    """More than any export of the archive can hold."""
    with translated(f"the archive {folder} cannot be read"):
        return _PIECE_BYTES + sum(each.path.stat().st_size for each in list_segments(folder))


def _page_lines(pages: Iterable[Page]) -> Iterator[bytes]:
    yield _line({"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True})
    for page in pages:
        url = encode_url(page.url)
        moment = page.captured_at.astimezone(UTC).isoformat(timespec="seconds")
        yield _line(
            {
                "id": page.id,
                "url": url,
                "title": page.title or url,
                "ts": moment.replace("+00:00", "Z"),
                **({"text": page.text} if page.text else {}),
            }
        )


def _line(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode("ascii") + b"\n"


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, indent=2).encode("ascii") + b"\n"
