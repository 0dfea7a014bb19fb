"""Reads PDF and Word files in a process with limits: a hostile one ends that and nothing else."""

import json
import resource
import subprocess
import sys
from dataclasses import fields

from claimcheck.core import content_coding, settling
from claimcheck.core.documents import Document, read_document
from claimcheck.core.http_message import ResponseMessage

MAX_CPU_SECONDS = 20
MAX_WALL_SECONDS = 60
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
MAX_FILE_BYTES = 64 * 1024 * 1024


def read_message(message: ResponseMessage, url: str) -> Document:
    """Read the document in an answer, apart where it has to be."""
    document = settling.read_message(message, url)
    if not document.is_read_apart:
        return document
    decoded = content_coding.read_content(message, max_bytes=MAX_FILE_BYTES + 1)
    return read_apart(decoded.content, message.header("content-type"), url)


def read_apart(content: bytes, media_type: str | None, url: str) -> Document:
    """
    Read a document as `read_document` does, within limits on time and memory.

    Never raises for what the file holds: one that breaks the limits comes back unread, with the
    reason in a sentence.
    """
    if len(content) > MAX_FILE_BYTES:
        return _unread(f"it is larger than {MAX_FILE_BYTES // 2**20} MiB")
    head = json.dumps([media_type, url]).encode() + b"\n"
    try:
        ended = subprocess.run(
            [sys.executable, "-I", "-m", "claimcheck.app.reading_apart"],
            input=head + content,
            capture_output=True,
            timeout=MAX_WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _unread(f"reading it took longer than {MAX_WALL_SECONDS} seconds")
    if ended.returncode != 0:
        return _unread("reading it took more time or memory than is allowed, or broke the reader")
    given = json.loads(ended.stdout)
    spans = {name: tuple(map(tuple, given[name])) for name in ("main", "pages")}
    return Document(**(given | spans | {"links": tuple(given["links"])}))


def _unread(why: str) -> Document:
    return Document(text="", unread_reason=f"{why}; open the archived copy to check it by hand")


def main() -> int:
    """Read type and address as JSON on one line and then a file; write the document as JSON."""
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    media_type, url = json.loads(sys.stdin.buffer.readline())
    try:
        document = read_document(sys.stdin.buffer.read(), media_type, url)
    except MemoryError:
        return 1
    given = {field.name: getattr(document, field.name) for field in fields(document)}
    sys.stdout.write(json.dumps(given))
    return 0


if __name__ == "__main__":
    sys.exit(main())
