"""A voice for tests: says a tone, a tenth of a second for each sign, and writes down what it was given."""

import math
import stat
import struct
import sys
import wave
from pathlib import Path

import pytest

from foreword.media.actions import create_product, make_next

TEXTS = {
    "en": {
        "title": "Your first week",
        "summary": "Small visits.",
        "body": "Bring your card.\n\n## At the gate\n\nShow it.",
    },
    "zh-hans": {"title": "在图书馆的第一周", "summary": "几次小小的到访。", "body": "带上校园卡。"},
}
VOICE = f"""#!{sys.executable}
import math, struct, sys, wave
text = sys.stdin.read()
with open(sys.argv[0] + ".said", "a") as said:
    said.write(text + "\\n")
with wave.open(sys.argv[4], "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    tone = [int(9000 * math.sin(n / 6)) for n in range(1600 * max(1, len(text)))]
    file.writeframes(struct.pack(f"<{{len(tone)}}h", *tone))
"""


@pytest.fixture
def voice(settings, tmp_path) -> Path:
    """piper's face: `-m MODEL -f FILE`, the text from a pipe."""
    settings.MEDIA_ROOT = tmp_path / "media"
    program = tmp_path / "piper"
    program.write_text(VOICE)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    settings.FOREWORD_SPEAKER, settings.FOREWORD_PIPER = "piper", str(program)
    settings.FOREWORD_SPEAKER_VOICES = {"en": "tone.onnx", "zh": "tone.onnx"}
    return program


@pytest.fixture
def english(topics):
    return next(page for page in create_product(key="first-week", texts=TEXTS, topic="borrowing") if page.lang == "en")


def times_read(voice: Path) -> int:
    said = Path(f"{voice}.said")
    return said.read_text().count("Your first week") if said.exists() else 0


def make_all() -> None:
    while make_next() is not None:
        pass


def tone(path: Path, *, seconds: float = 1.0, channels: int = 1, width: int = 2) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(16000)
        samples = [int(9000 * math.sin(n / 6)) for n in range(int(16000 * seconds))]
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples) * channels)
    return path
