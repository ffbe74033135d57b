"""`make widget`: builds the chat of web sites, and says how large it is."""

from __future__ import annotations

import sys

from tests.widget.building import BUILT, build

if __name__ == "__main__":
    for name in build():
        sys.stdout.write(f"{name}\n")
    sizes = {path.name: path.stat().st_size for path in sorted(BUILT.iterdir())}
    sys.stdout.write(f"{sizes}\n{sum(sizes.values())} bytes in all\n")
