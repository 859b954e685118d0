"""The two pictures that a film is laid on: paper in the house's look with the product's picture, and the one with its
code. No letters: those are burnt in with the captions, by a program that has typefaces."""

import io
from pathlib import Path
from typing import Final

import segno
from PIL import Image, ImageDraw, ImageOps

PAPER, INK, CINNABAR, LINE = "#fbf9f5", "#22252c", "#b3301c", "#e7e2d8"
SIZE: Final = (1080, 1920)
PICTURE: Final = (920, 600)
CODE: Final = 660
BORDER: Final = 4


def opening(picture: Path | None) -> Image.Image:
    sheet = _paper()
    if picture is not None:
        with Image.open(picture) as given:
            fitted = ImageOps.fit(given.convert("RGB"), PICTURE)
        corners = Image.new("L", PICTURE, 0)
        ImageDraw.Draw(corners).rounded_rectangle((0, 0, PICTURE[0] - 1, PICTURE[1] - 1), 24, fill=255)
        sheet.paste(fitted, (80, 680), corners)
    return sheet


def ending(url: str) -> Image.Image:
    """The code is dark on white with four empty modules around it, and readable with a quarter of it spoilt."""
    sheet, drawn = _paper(), io.BytesIO()
    code = segno.make(url, error="q")
    side, _height = code.symbol_size(scale=1, border=BORDER)
    code.save(drawn, kind="png", scale=CODE // side, border=BORDER)
    with Image.open(drawn) as squares:
        sheet.paste(squares.convert("RGB"), ((SIZE[0] - squares.width) // 2, 700))
    return sheet


def _paper() -> Image.Image:
    """With the mark of the house at the head: three rings, the middle one open."""
    sheet = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, SIZE[0], 14), fill=CINNABAR)
    for x, is_open in ((96, False), (150, True), (204, False)):
        box = (x - 18, 82, x + 18, 118)
        draw.ellipse(box, outline=CINNABAR, width=6, fill=None if is_open else CINNABAR)
    return sheet
