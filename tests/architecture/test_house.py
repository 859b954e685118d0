"""What the house promises about itself: imports, types, style, translations, migrations, the register of fields."""

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from foreword.kernel import privacy
from foreword.kernel.messages import catalogue

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
ROOMS = sorted(path.parent for path in (ROOT / "foreword").glob("*/apps.py"))


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    return "" if done.returncode == 0 else (done.stdout + done.stderr)[-4000:]


def test_imports_keep_their_directions():
    assert run(str(BIN / "lint-imports")) == ""


def test_types_hold():
    assert run(str(BIN / "mypy"), "--cache-dir", "var/mypy") == ""


def test_style_holds():
    assert run(str(BIN / "ruff"), "check", "--no-cache", ".") == ""


def test_format_holds():
    assert run(str(BIN / "ruff"), "format", "--check", "--no-cache", ".") == ""


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_phrase_has_its_chinese(room: Path):
    assert catalogue.untranslated(room) == []


def test_one_english_has_one_chinese_in_all_rooms():
    assert catalogue.divided(ROOT / "foreword") == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_field_is_described():
    assert privacy.undescribed() == []


def test_no_registry_address_is_committed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert "uv.lock" not in tracked
    pattern = re.compile(r"--(extra-)?index-url http|files\.pythonhosted|registry\.npmjs")
    named = [name for name in tracked if name.endswith((".txt", ".toml", ".json")) and (ROOT / name).exists()]
    assert [name for name in named if pattern.search((ROOT / name).read_text(errors="ignore"))] == []


def test_templates_run_nothing_inline():
    """The content security policy forbids it, and a page that only seems to work is worse than one that fails here."""
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")[^>]*>|\son[a-z]+=\"|\sstyle=\""
    )
    pages = [p for p in (ROOT / "foreword").rglob("*.html") if not {"mail", "wagtailadmin"} & set(p.parts)]
    assert [p.relative_to(ROOT).as_posix() for p in pages if inline.search(p.read_text(encoding="utf-8"))] == []
