"""
The smallest sensible Scrapy spider that writes WARC, for capture.py to compare with.

    scrapy runspider capture_scrapy.py -a list=urls.txt -a warc=out.warc.gz

Bodies stay as they were received (no decompression), as in the best case for it: one request and
one response record a page, written by warcio with digests.
"""

from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import scrapy
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class ArchivingSpider(scrapy.Spider):
    """Fetches every address of a list and archives the answers."""

    name = "archiving"
    custom_settings = {  # noqa: RUF012 - Scrapy's own way to be told
        "CONCURRENT_REQUESTS": 64,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "RETRY_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "ERROR",
        "ROBOTSTXT_OBEY": False,
        "COOKIES_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": {"Accept": "*/*", "Accept-Encoding": "gzip"},
    }

    def __init__(self, list: str, warc: str) -> None:
        super().__init__()
        self.urls = Path(list).read_text().split()
        self.file = Path(warc).open("wb")  # noqa: SIM115 - closed when the spider is
        self.writer = WARCWriter(self.file, gzip=True)

    async def start(self):
        """Ask for every page."""
        for url in self.urls:
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response):
        """Archive one answer."""
        status = f"{response.status} {HTTPStatus(response.status).phrase}"
        self._write("response", response.url, StatusAndHeaders(
            status, _pairs(response.headers), protocol="HTTP/1.1"), response.body)  # fmt: skip
        line = f"GET {response.url.split('/', 3)[3]} HTTP/1.1"
        self._write("request", response.url, StatusAndHeaders(
            line, _pairs(response.request.headers), is_http_request=True), b"")  # fmt: skip

    def _write(self, kind, url, head, body):
        record = self.writer.create_warc_record(
            url, kind, payload=BytesIO(body), http_headers=head, length=len(body)
        )
        self.writer.write_record(record)

    def closed(self, reason):
        """Close the file."""
        self.file.close()


def _pairs(headers):
    return [(name.decode(), value.decode()) for name in headers for value in headers.getlist(name)]
