"""Real lines in tests: a listener in a thread, and waiting for what it does."""

import contextlib
import socket
import threading
import time

from django.db import connection


def wait_until(fact, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if fact():
            return True
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def listening(listener):
    ended, trouble = threading.Event(), []

    def run():
        try:
            listener.listen(ended)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
            trouble.append(error)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield trouble
    finally:
        ended.set()
        thread.join(20)


class Cut:
    """A line to the mail server that breaks after so many bytes of its answers."""

    def __init__(self, port):
        self.target, self.after = port, None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._pump, args=(client, server, None), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, client, self.after), daemon=True).start()

    def _pump(self, source, target, left):
        with contextlib.suppress(OSError):
            while data := source.recv(512):
                if left is not None and len(data) >= left:
                    target.sendall(data[:left])
                    break
                left = None if left is None else left - len(data)
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._listener.close()
