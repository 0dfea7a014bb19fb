"""A file for somebody else: whole and on stable storage, or not there at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO

from claimcheck.archive.folder import sync_folder
from claimcheck.errors import BadInput

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
_ELSEWHERE = "name a file in a folder with room that you may write to, with -o"


class Hashed:
    """Passes bytes on and knows how many they were and their SHA-256."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = sha256()
        self.bytes = 0

    @property
    def sha256(self) -> str:
        """The digest of everything written, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, data: bytes, /) -> None:
        """Write all of it."""
        self._out.write(data)
        self._digest.update(data)
        self.bytes += len(data)


def refuse_taken(path: Path, *, force: bool) -> None:
    """Raise BadInput when a file could not be put there."""
    if path.is_dir() or not path.parent.is_dir():
        raise BadInput(f"{path}: not a file in a folder that exists", next_step=_ELSEWHERE)
    if not force and os.path.lexists(path):
        raise _taken(path)


@contextmanager
def new_file(path: Path, *, force: bool) -> Iterator[BufferedRandom]:
    """
    Open a file that appears under its name when the block ends well, and not before.

    It can be read and sought in. Raises BadInput for a name that is taken, unless `force`,
    and for a disk that refuses.
    """
    refuse_taken(path, force=force)
    partial = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _publish(partial, path, force=force)
    except OSError as exc:
        raise BadInput(
            f"{path} cannot be written: {(exc.strerror or str(exc)).lower()}", next_step=_ELSEWHERE
        ) from exc
    finally:
        partial.unlink(missing_ok=True)


def _publish(partial: Path, path: Path, *, force: bool) -> None:
    if force:
        partial.replace(path)
    else:
        _publish_new(partial, path)
    sync_folder(path.parent)


def _publish_new(partial: Path, path: Path) -> None:
    """A link, unlike a rename, never takes the place of a file that came meanwhile."""
    try:
        path.hardlink_to(partial)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as exc:
        if exc.errno not in _NO_LINKS:
            raise
        refuse_taken(path, force=False)  # a memory stick knows no links
        partial.rename(path)


def _taken(path: Path) -> BadInput:
    return BadInput(f"{path} is there already", next_step="name another file, or give --force")
