"""`python -m spaces_desktop`: opens the app."""

from __future__ import annotations

import sys


def main() -> int:
    if getattr(sys, "frozen", False):
        # In a frozen app a worker process starts as this program and is turned round here.
        import multiprocessing

        multiprocessing.freeze_support()
    if sys.argv[1:2] == ["--server"]:
        # A frozen app has one program for both; this is how it starts its own server.
        import runpy

        del sys.argv[1]
        runpy.run_module("embedded_server", run_name="__main__", alter_sys=True)
        return 0
    from spaces_desktop.shell.application import run

    return run(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
