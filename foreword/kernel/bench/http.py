"""The least of an HTTP client: one kept connection, asynchronous, so that the load costs little beside the server."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

HOST: Final = "127.0.0.1"
SECONDS: Final = 20.0


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """One request and its answer. OSError when the connection breaks; the next call makes a new one."""
        try:
            async with asyncio.timeout(SECONDS):
                reader = await self._request(method, path, body, headers or {})
                status, fields = await read_head(reader)
                answer = Answer(status, fields, await _body(reader, fields))
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            self.close()
            raise ConnectionError(str(error)) from error
        if fields.get("connection") == "close":
            self.close()
        return answer

    async def events(self, path: str, last: int) -> AsyncIterator[tuple[str, int, bytes]]:
        """A stream as (event, id, data), until it ends or breaks."""
        reader = await self._request("GET", path, b"", {"Last-Event-ID": str(last)})
        status, _ = await read_head(reader)
        if status != 200:
            raise ConnectionError(f"status {status}")
        buffer = b""
        async for chunk in _chunks(reader):
            *blocks, buffer = (buffer + chunk).split(b"\n\n")
            for block in blocks:
                fields = dict(line.split(b": ", 1) for line in block.split(b"\n") if b": " in line)
                if b"data" in fields:
                    yield fields.get(b"event", b"message").decode(), int(fields.get(b"id", 0)), fields[b"data"]

    async def _request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> asyncio.StreamReader:
        if self._writer is None or self._writer.is_closing() or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection(HOST, self._port)
        fields = {"Host": f"{HOST}:{self._port}", "Content-Length": str(len(body)), **headers}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
        self._writer.write("\r\n".join(lines).encode() + body)
        await self._writer.drain()
        return self._reader

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


async def read_head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = [line.split(": ", 1) for line in lines if ": " in line]
    return int(status.split(" ", 2)[1]), {name.lower(): value for name, value in pairs}


async def _body(reader: asyncio.StreamReader, fields: dict[str, str]) -> bytes:
    if fields.get("transfer-encoding") == "chunked":
        body = b"".join([chunk async for chunk in _chunks(reader)])
        await reader.readline()
        return body
    return await reader.readexactly(int(fields.get("content-length", 0)))


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int(await reader.readline() or b"0", 16):
        yield (await reader.readexactly(size + 2))[:-2]
