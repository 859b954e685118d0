"""A small FTP server that keeps its files in memory: enough of RFC 959 to be written to, and no more."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

USER: Final = "library"
PASSWORD: Final = "sandbox-password"  # noqa: S105 - a key to nothing
LARGEST: Final = 20_000_000


class FtpSandbox(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Session)
        self.files: dict[str, bytes] = {}
        self.refuses = ""
        """A command that is answered with 450: not now."""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


@contextmanager
def running_ftp() -> Iterator[FtpSandbox]:
    server = FtpSandbox()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Session(socketserver.StreamRequestHandler):
    server: FtpSandbox

    def handle(self) -> None:
        self.user, self.let_in, self.folder, self.renamed = "", False, "/", ""
        self.door: socket.socket | None = None
        self._say("220 sandbox")
        while line := self.rfile.readline(4096).decode("utf-8", "replace").strip():
            command, _space, rest = line.partition(" ")
            command = command.upper()
            if command == "QUIT":
                return
            if command == self.server.refuses:
                self._say("450 Not now")
            elif not self.let_in and command not in {"USER", "PASS"}:
                self._say("530 Not logged in")
            else:
                getattr(self, f"do_{command}", self._unknown)(rest)

    def do_USER(self, rest: str) -> None:  # noqa: N802 - FTP's names
        self.user = rest
        self._say("331 Password required")

    def do_PASS(self, rest: str) -> None:  # noqa: N802
        self.let_in = (self.user, rest) == (USER, PASSWORD)
        self._say("230 Welcome" if self.let_in else "530 Login incorrect")

    def do_PWD(self, _rest: str) -> None:  # noqa: N802
        self._say(f'257 "{self.folder}"')

    def do_CWD(self, rest: str) -> None:  # noqa: N802
        self.folder = f"/{rest.strip('/')}"
        self._say("250 OK" if rest != "missing" else "550 No such folder")

    def do_TYPE(self, _rest: str) -> None:  # noqa: N802
        self._say("200 OK")

    def do_PASV(self, _rest: str) -> None:  # noqa: N802
        self.door = socket.create_server(("127.0.0.1", 0))
        port = self.door.getsockname()[1]
        self._say(f"227 Entering Passive Mode (127,0,0,1,{port // 256},{port % 256})")

    def do_STOR(self, rest: str) -> None:  # noqa: N802
        if self.door is None:
            self._say("425 Use PASV first")
            return
        self._say("150 Send it")
        line, _address = self.door.accept()
        content = b""
        while len(content) < LARGEST and (part := line.recv(65536)):
            content += part
        line.close()
        self.door.close()
        self.server.files[self._path(rest)] = content
        self._say("226 Stored")

    def do_RNFR(self, rest: str) -> None:  # noqa: N802
        self.renamed = self._path(rest)
        self._say("350 To what" if self.renamed in self.server.files else "550 No such file")

    def do_RNTO(self, rest: str) -> None:  # noqa: N802
        """Not onto a file that is there, as on many servers."""
        if self._path(rest) in self.server.files:
            self._say("553 Exists")
            return
        self.server.files[self._path(rest)] = self.server.files.pop(self.renamed)
        self._say("250 Renamed")

    def do_DELE(self, rest: str) -> None:  # noqa: N802
        known = self.server.files.pop(self._path(rest), None)
        self._say("550 No such file" if known is None else "250 Deleted")

    def _path(self, name: str) -> str:
        return f"{self.folder.rstrip('/')}/{name}"

    def _unknown(self, _rest: str) -> None:
        self._say("502 Not here")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
