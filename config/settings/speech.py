"""Who reads products aloud, and the programs of this machine that do it. None comes with Foreword."""

from config.environment import text

FOREWORD_SPEAKER = text("SPEAKER", "espeak-ng")
"""espeak-ng, piper, http (a service in the OpenAI form), or empty: nobody."""
FOREWORD_SPEAKER_VOICES = {"en": text("SPEAKER_VOICE"), "zh": text("SPEAKER_VOICE_ZH")}
FOREWORD_ESPEAK = text("ESPEAK", "espeak-ng")
FOREWORD_PIPER = text("PIPER", "piper")
FOREWORD_FFMPEG = text("FFMPEG", "ffmpeg")

FOREWORD_SPEECH_URL = text("SPEECH_URL")
"""Up to and without /audio/speech, such as http://127.0.0.1:8880/v1."""
FOREWORD_SPEECH_MODEL = text("SPEECH_MODEL", "tts-1")
FOREWORD_SPEECH_KEY = text("SPEECH_KEY")
