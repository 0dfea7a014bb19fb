"""
A WACZ that somebody else wrote: only ever streamed, never unpacked to disk.

https://specs.webrecorder.net/wacz/1.1.1/ and https://specs.frictionlessdata.io/data-package/
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from claimcheck.archive.foreign_bytes import PIECE_BYTES, Budget, Damaged, Read

MAX_DIRECTORY_BYTES = 1024 * 1024
"""The ZIP's list of its files; `zipfile` reads it at once and takes ten times that for it."""

MAX_ENTRIES = 10_000
MAX_MANIFEST_BYTES = 512 * 1024
"""Nested brackets take forty times their size in memory; this lists 3,500 files."""

_MANIFEST = "datapackage.json"
_MANIFEST_DIGEST = "datapackage-digest.json"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_WARC_SUFFIXES = (".warc", ".warc.gz")
_ENCRYPTED = 0x1


class _Bounded:
    """A file that never gives much at once, whatever length the bytes themselves claim."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, count: int = -1) -> bytes:
        most = MAX_DIRECTORY_BYTES
        read = self._file.read(most + 1 if count < 0 or count > most else count)
        if len(read) > most:
            raise Damaged(f"its list of files takes more than {most} bytes")
        return read


@dataclass(frozen=True, slots=True)
class _Resource:
    """A file of the package as the manifest states it."""

    path: str
    algorithm: str
    digest: str
    size: int | None


class Wacz:
    """
    A package whose every listed file was read and agrees with its manifest.

    Raises Damaged for one that does not, and for whatever makes a ZIP a trap.
    """

    def __init__(self, file: BinaryIO, file_bytes: int) -> None:
        with _translated():
            self._zip = zipfile.ZipFile(cast(BinaryIO, _Bounded(file)))
        self._entries = _entries(self._zip)
        self._check(Budget(file_bytes))

    def warcs(self) -> tuple[str, ...]:
        """Give the names of the WARC files, in order."""
        return tuple(name for name in sorted(self._entries) if _is_warc(name))

    @contextmanager
    def opened(self, name: str) -> Iterator[Read]:
        """Open one of its files; its bytes are given in pieces."""
        with _translated():
            stream = self._zip.open(self._entries[name])
        with stream:
            yield _guarded(stream)

    def _check(self, budget: Budget) -> None:
        resources = _read_manifest(self._small(_MANIFEST))
        self._check_manifest_digest()
        for resource in resources:
            self._check_resource(resource, budget)
        unlisted = set(self.warcs()) - {resource.path for resource in resources}
        if unlisted or not self.warcs():
            raise Damaged("it holds no WARC, or one that its datapackage.json does not vouch for")

    def _check_resource(self, resource: _Resource, budget: Budget) -> None:
        if resource.path not in self._entries:
            raise Damaged(f"its datapackage.json lists {resource.path[:80]!r}, which is not there")
        digest = hashlib.new(resource.algorithm, usedforsecurity=False)
        size = 0
        with self.opened(resource.path) as read:
            while piece := read(PIECE_BYTES):
                budget.spend(len(piece))
                digest.update(piece)
                size += len(piece)
        if digest.hexdigest() != resource.digest or resource.size not in (None, size):
            raise Damaged(f"{resource.path[:80]!r} in it is not what its datapackage.json states")

    def _check_manifest_digest(self) -> None:
        if _MANIFEST_DIGEST not in self._entries:
            return
        stated = _json(self._small(_MANIFEST_DIGEST))
        actual = hashlib.sha256(self._small(_MANIFEST)).hexdigest()
        if not isinstance(stated, dict) or stated.get("hash") != f"sha256:{actual}":
            raise Damaged("its datapackage.json does not have the digest that is stated for it")

    def _small(self, name: str) -> bytes:
        if name not in self._entries:
            raise Damaged(f"it has no {name}, so it is no WACZ")
        content = bytearray()
        with self.opened(name) as read:
            while piece := read(PIECE_BYTES):
                content += piece
                if len(content) > MAX_MANIFEST_BYTES:
                    raise Damaged(f"its {name} is larger than {MAX_MANIFEST_BYTES} bytes")
        return bytes(content)


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_ENTRIES:
        raise Damaged(f"it has more than {MAX_ENTRIES} files")
    found = {info.filename: info for info in infos}
    if len(found) != len(infos):
        raise Damaged("it has two files of one name")
    for name, info in found.items():
        shown = f"{name[:80]!r} in it"
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
            raise Damaged(f"{shown} is named to lie outside of it")
        if info.flag_bits & _ENCRYPTED:
            raise Damaged(f"{shown} is encrypted")
        if info.compress_type not in _METHODS:
            raise Damaged(f"{shown} is compressed in another way than a WACZ may be")
    return found


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith(_WARC_SUFFIXES)


def _guarded(stream: IO[bytes]) -> Read:
    def read(count: int) -> bytes:
        with _translated():
            return stream.read(count)

    return read


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except Damaged:
        raise
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, OSError, OverflowError),
        *(NotImplementedError, RuntimeError, ValueError, KeyError),  # zipfile's many words for bad
    ) as exc:
        raise Damaged("its ZIP is damaged, or not one that a WACZ may be") from exc


def _read_manifest(raw: bytes) -> tuple[_Resource, ...]:
    manifest = _json(raw)
    listed = manifest.get("resources") if isinstance(manifest, dict) else None
    if not isinstance(listed, list) or not listed:
        raise Damaged("its datapackage.json lists no files")
    return tuple(map(_resource, listed))


def _resource(row: object) -> _Resource:
    path, stated, size = (
        (row.get("path"), row.get("hash"), row.get("bytes"))
        if isinstance(row, dict)
        else (None, None, None)
    )
    algorithm, _, digest = stated.partition(":") if isinstance(stated, str) else ("", "", "")
    if not isinstance(path, str) or algorithm not in ("sha256", "md5"):
        raise Damaged("its datapackage.json does not state a sha256 for every file")
    known_size = size if isinstance(size, int) and not isinstance(size, bool) else None
    return _Resource(path, algorithm, digest.lower(), known_size)


def _json(raw: bytes) -> object:
    try:
        found: object = json.loads(raw)
    except (ValueError, RecursionError) as exc:
        raise Damaged("its datapackage is no JSON that can be read") from exc
    return found
