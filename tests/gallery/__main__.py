"""`make gallery`: a picture of every screen in its states, both themes and both languages.

`python -m tests.gallery [--to FOLDER] [--only WORD] [--scale PERCENT …] [--quick]`
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*.debug=false;qt.qpa.*=false")

from tests.gallery.album import picture_name, write_page
from tests.gallery.camera import LANGUAGES, THEMES, Camera
from tests.gallery.screens import all_screens
from tests.kit.desktop import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("gallery"))
    parser.add_argument("--only", default="", help="screens whose name holds this word")
    parser.add_argument("--scale", type=int, nargs="+", default=[100], help="of letters, percent")
    parser.add_argument("--quick", action="store_true", help="English and light only")
    given = parser.parse_args()
    folder: Path = given.to
    folder.mkdir(parents=True, exist_ok=True)
    screens = [one for one in all_screens() if given.only in one.name]
    sets = [
        (theme, language, scale)
        for scale in given.scale
        for language in LANGUAGES[: 1 if given.quick else None]
        for theme in THEMES[: 1 if given.quick else None]
    ]
    taken = 0
    for theme, language, scale in sets:
        with Camera(theme, language, scale) as camera:
            for screen in screens:
                for shot, make in screen.shots.items():
                    file = folder / picture_name(screen, shot, theme, language, scale)
                    run(camera.take(screen, make, file))
                    taken += 1
        sys.stdout.write(f"{theme}, {language}, {scale} %: {len(screens)} screens\n")
        sys.stdout.flush()
    page = write_page(folder, screens, sets)
    sys.stdout.write(f"{taken} pictures; look at {page}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
