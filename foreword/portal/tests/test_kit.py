"""The kit: what is vendored is what is listed, what is used is there, and pages stay light."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "foreword" / "kernel" / "static" / "kernel"
VENDORED = tomllib.loads((ROOT / "vendor.toml").read_text())["vendor"]
PUBLIC_CSS = ("tokens", "base", "layout", "components", "forms", "thread", "utilities")


def compressed(*paths: Path) -> int:
    return len(gzip.compress(b"".join(path.read_bytes() for path in paths)))


@pytest.mark.parametrize("package", VENDORED, ids=lambda package: package["package"])
def test_vendored_files_are_those_of_the_list(package):
    assert (ROOT / package["licence_file"]).is_file()
    for name, checksum in package["files"].items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == checksum


def test_every_icon_that_is_named_is_drawn():
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))
    named = set()
    templates = (ROOT / "foreword").rglob("templates/**/*.html")
    for template in templates:
        if "wagtailadmin" in template.read_text():  # the studio draws Wagtail's own
            continue
        named |= set(re.findall(r'(?<={% icon ")[a-z0-9-]+(?=")|(?<= icon=")[a-z0-9-]+(?=")', template.read_text()))
    assert named <= drawn


def test_styles_of_a_public_page_stay_small():
    assert compressed(*(STATIC / "css" / f"{name}.css" for name in PUBLIC_CSS)) < 35_000


def test_scripts_of_a_public_page_stay_small():
    scripts = [
        STATIC / "vendor" / "htmx.min.js",
        STATIC / "frame.js",
        STATIC / "marked-text.js",
        STATIC / "answer-box.js",
    ]
    assert compressed(*scripts, ROOT / "foreword/portal/static/portal/live-thread.js") < 45_000
