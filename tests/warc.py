"""Write WARC files as Common Crawl's news crawl does: a gzip member a record."""

import gzip
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Record:
    url: str
    body: str | bytes = "<html></html>"
    status: str = "200 OK"
    at: str = "2025-11-02T03:04:05Z"
    kind: str = "response"
    headers: dict[str, str] = field(
        default_factory=lambda: {"Content-Type": "text/html; charset=UTF-8"}
    )

    def __bytes__(self) -> bytes:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        http = _head(f"HTTP/1.1 {self.status}", self.headers) + body
        head = {
            "WARC-Type": self.kind,
            "WARC-Record-ID": "<urn:uuid:6d3f2a9e-0000-4000-8000-000000000000>",
            "WARC-Target-URI": self.url,
            "WARC-Date": self.at,
            "Content-Type": f"application/http; msgtype={self.kind}",
            "Content-Length": str(len(http)),
        }
        return _head("WARC/1.0", head) + http + b"\r\n\r\n"


def _head(first: str, fields: dict[str, str]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode()


def write(path: Path, *records: Record, is_packed: bool = True) -> Path:
    info = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": "<urn:uuid:6d3f2a9e-0000-4000-8000-000000000001>",
        "WARC-Date": "2025-11-02T03:00:00Z",
        "Content-Type": "application/warc-fields",
        "Content-Length": "0",
    }
    members = [_head("WARC/1.0", info) + b"\r\n\r\n", *map(bytes, records)]
    path.write_bytes(b"".join(map(gzip.compress, members) if is_packed else members))
    return path
