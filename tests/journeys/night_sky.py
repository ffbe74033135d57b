"""The photograph that the people in the README's pictures admire; drawn, not taken."""

from __future__ import annotations

import random
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter


def night(size: tuple[int, int] = (1200, 800)) -> bytes:
    """A night sky over hills, as nobody has photographed it."""
    wide, tall = size
    chance = random.Random(7)
    sky = Image.new("RGB", size)
    draw = ImageDraw.Draw(sky)
    for y in range(tall):
        low = y / tall
        draw.line(
            (0, y, wide, y), (8 + int(30 * low**2), 12 + int(38 * low**2), 34 + int(52 * low))
        )
    band = Image.new("RGB", size)
    glow = ImageDraw.Draw(band)
    for _ in range(900):
        along = chance.random()
        across = wide * (0.1 + 0.85 * along) + chance.gauss(0, 50)
        down = tall * (0.95 - 0.95 * along) + chance.gauss(0, 65)
        half = chance.uniform(8, 46)
        tint = chance.choice(((46, 40, 60), (36, 40, 66), (58, 46, 52)))
        glow.ellipse((across - half, down - half, across + half, down + half), tint)
    band = band.filter(ImageFilter.GaussianBlur(38))
    stars = Image.new("RGB", size)
    dots = ImageDraw.Draw(stars)
    for _ in range(700):
        across, down, light = chance.uniform(0, wide), chance.uniform(0, tall), chance.random() ** 4
        half, shade = 0.6 + 1.9 * light, int(110 + 145 * light)
        spot = (across - half, down - half, across + half, down + half)
        dots.ellipse(spot, (shade, shade, 255))
    sky = ImageChops.add(ImageChops.add(sky, band), stars)
    draw = ImageDraw.Draw(sky)
    for height, tint in ((0.80, (14, 20, 34)), (0.88, (7, 10, 18))):
        hill: list[tuple[float, float]] = [(0, tall)]
        level = tall * height
        for x in range(0, wide + 20, 20):
            level += chance.gauss(0, 4) + (tall * height - level) * 0.02
            hill.append((x, level))
        draw.polygon([*hill, (wide, tall)], tint)
    draw.pieslice((820, 590, 960, 730), 180, 360, (4, 6, 12))
    draw.rectangle((820, 658, 960, 740), (4, 6, 12))
    out = BytesIO()
    sky.save(out, "JPEG", quality=88)
    return out.getvalue()
