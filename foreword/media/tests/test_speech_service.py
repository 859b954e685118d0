"""A service that speaks: asked in its form, and each way of its failing told apart."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from foreword.media.adapters.speech_service import SpeechFailed, SpeechService


@pytest.fixture
def speaking():
    """A server on this machine: what it was asked, and the status that it answers with."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.server.asked = (self.path, self.headers["Authorization"], body)
            self.send_response(self.server.status)
            self.end_headers()
            self.wfile.write(b"RIFF")

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.status = 200
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def service(server) -> SpeechService:
    return SpeechService(url=f"http://127.0.0.1:{server.server_port}/v1/", model="tts", key="secret", timeout=5)


def test_is_asked_for_one_sentence(speaking):
    assert service(speaking).spoken("Good morning.", "anna") == b"RIFF"
    asked = {"model": "tts", "voice": "anna", "input": "Good morning.", "response_format": "wav"}
    assert speaking.asked == ("/v1/audio/speech", "Bearer secret", asked)


def test_says_that_it_was_refused(speaking):
    speaking.status = 401
    with pytest.raises(SpeechFailed) as failed:
        service(speaking).spoken("Good morning.", "anna")
    assert failed.value.code == "refused"


@pytest.mark.parametrize(("url", "code"), [("ftp://speech.example", "address"), ("http://127.0.0.1:9", "silent")])
def test_says_why_there_is_no_sound(url, code):
    with pytest.raises(SpeechFailed) as failed:
        SpeechService(url=url, model="tts").spoken("Good morning.", "anna")
    assert failed.value.code == code
