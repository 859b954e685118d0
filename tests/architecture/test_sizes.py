"""The budgets of the house: a file holds one thought. Exceptions stand here, each with its reason."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "foreword"
BANNED = {"utils.py", "helpers.py", "misc.py", "common.py"}
EXCEPTIONS: dict[str, str] = {}


def files(pattern: str, *, without: tuple[str, ...] = ("migrations", "vendor")) -> list[Path]:
    found = [path for folder in (ROOMS, ROOT / "config") for path in folder.rglob(pattern)]
    return [path for path in found if not set(without) & set(path.parts)]


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def too_long(pattern: str, limit: int) -> list[str]:
    named = {path.relative_to(ROOT).as_posix(): length(path) for path in files(pattern)}
    return [f"{name}: {lines}" for name, lines in named.items() if lines > limit and name not in EXCEPTIONS]


@pytest.mark.parametrize(("pattern", "limit"), [("*.py", 300), ("*.html", 100), ("*.css", 200), ("*.js", 80)])
def test_no_file_is_over_its_budget(pattern: str, limit: int):
    assert too_long(pattern, limit) == []


def test_most_modules_are_small():
    sizes = sorted(length(path) for path in files("*.py", without=("migrations", "tests")))
    assert sizes[len(sizes) // 2] <= 60
    assert sizes[int(len(sizes) * 0.9)] <= 200


@pytest.mark.parametrize(("kind", "limit"), [(ast.FunctionDef, 40), (ast.AsyncFunctionDef, 40), (ast.ClassDef, 250)])
def test_no_function_or_class_is_over_its_budget(kind: type[ast.AST], limit: int):
    over = []
    for path in files("*.py", without=("migrations", "tests")):
        nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kind)]
        long = [node for node in nodes if node.end_lineno - node.lineno + 1 > limit]
        over += [f"{path.relative_to(ROOT)}:{node.lineno} {node.name}" for node in long]
    assert over == []


def test_nothing_is_called_utils():
    assert [str(path) for path in files("*.py") if path.name in BANNED] == []


def test_django_signals_stay_out_of_our_rooms():
    """Between rooms only events travel. Wagtail's own signals are heard in the media room alone."""
    users = [
        p for p in files("*.py") if "django.dispatch" in p.read_text() or "django.db.models.signals" in p.read_text()
    ]
    assert [path.relative_to(ROOT).as_posix() for path in users if "media" not in path.parts] == []


def test_every_decision_has_a_status():
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert decisions
    assert [path.name for path in decisions if "Status:" not in path.read_text(encoding="utf-8")] == []


def test_every_room_says_what_it_is_for():
    rooms = [path.parent for path in ROOMS.glob("*/apps.py")]
    lacking = [room.name for room in rooms if not (room / "README.md").exists()]
    assert lacking == []
    assert [room.name for room in rooms if length(room / "README.md") > 40] == []
