"""A hostile page in the real web engine: run as a program, it prints what the page got as JSON.

`python -m tests.playground.hostile` needs no screen. It is a process of its own, for the engine's
flags count for a whole process.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from aiohttp import web
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

LAN = "10.99.0.1"
PATIENCE = 40.0
PAGES = Path(__file__).with_name("pages")
PAGE, INNER = ((PAGES / name).read_text("utf-8") for name in ("hostile.html", "inner.html"))


class Site:
    """Whoever is asked for something keeps what it was."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.done: dict[str, str] | None = None
        self.page = ""
        self.url = ""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        headers = {"Access-Control-Allow-Origin": "*"}
        if request.path == "/":
            return web.Response(text=self.page, content_type="text/html")
        if request.path == "/inner.html":
            return web.Response(text=INNER, content_type="text/html")
        if request.path == "/redirect":
            raise web.HTTPFound(request.query["to"])
        if request.path == "/done":
            self.done = json.loads(await request.text())
        return web.Response(text="secret", headers=headers)

    async def start(self, address: str) -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self.serve)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, address, 0).start()
        self.url = f"http://{address}:{runner.addresses[0][1]}"
        return runner


async def attack(lan: str | None) -> dict[str, Any]:
    """What the page got, what its victims were asked, and what the window was asked for."""
    from spaces_desktop.kernel.resources import resource
    from spaces_desktop.playground.page import engine
    from spaces_desktop.playground.page.addresses import Allowed
    from spaces_desktop.playground.page.proxy import BuiltInFile

    hostile, victim, neighbour = Site(), Site(), Site()
    runners = [await hostile.start("127.0.0.1"), await victim.start("127.0.0.1")]
    port = victim.url.rpartition(":")[2]
    victims = [victim.url, f"http://localhost:{port}", f"http://rebind.test:{port}"]
    victims += [f"http://[::ffff:127.0.0.1]:{port}", f"http://2130706433:{port}"]
    if lan is not None:
        runners.append(await neighbour.start(lan))
        victims.append(neighbour.url)
    hostile.page = PAGE.replace("VICTIM_ADDRESSES", json.dumps(victims))
    proxy = engine.proxy()
    proxy.allowed = Allowed(frozenset({hostile.url}))
    real = proxy.resolve

    async def resolve(host: str, at: int) -> list[str]:
        return ["127.0.0.1"] if host == "rebind.test" else await real(host, at)

    async def fetch(path: str) -> BuiltInFile:
        body = resource("playground", *path.strip("/").split("/")).read_bytes()
        return BuiltInFile(200, (("Content-Type", "text/javascript"),), body)

    proxy.resolve, proxy.fetch = resolve, fetch
    asked = await _show(hostile, proxy.allowed)
    for runner in runners:
        await runner.cleanup()
    return {
        "tried": hostile.done,
        "reached": victim.asked + neighbour.asked,
        "asked": asked,
        "hostile": hostile.asked,
    }


async def _show(hostile: Site, allowed: Any) -> dict[str, Any]:
    from PySide6.QtWebEngineWidgets import QWebEngineView

    from embedded_server.contracts.page_bridge import Done, Hello, Person, Say, SetState, Welcome
    from spaces_desktop.playground.page.bridge import Bridge
    from spaces_desktop.playground.page.guarding import Guard
    from spaces_desktop.playground.page.profile import page_profile
    from spaces_desktop.playground.page.web_page import WebPage

    bridge, guard = Bridge(), Guard(allowed)
    profile = page_profile(guard)
    page = WebPage(profile, bridge)
    view = QWebEngineView()
    view.setPage(page)
    view.resize(800, 600)
    view.show()
    asked: dict[str, Any] = {"powers": [], "links": [], "refused": [], "said": 0, "silenced": 0}
    page.power_asked.connect(
        lambda power, request: (asked["powers"].append(str(power)), request.deny())
    )
    page.link_asked.connect(asked["links"].append)
    guard.refused.connect(lambda url, why: asked["refused"].append(why))
    bridge.silenced.connect(lambda: asked.update(silenced=asked["silenced"] + 1))
    me = Person(
        id="p",
        name="Ann",
        is_me=True,
        is_host=True,
        is_connected=True,
        role=None,
        control_mode="human",
        agent_name=None,
    )

    def on_asked(message: object) -> None:
        if isinstance(message, Hello):
            bridge.tell(
                Welcome(
                    version=1,
                    space_name="Test",
                    definition={},
                    people=[me],
                    state_version=0,
                    state={},
                    language="en",
                    theme="light",
                )
            )
        elif isinstance(message, SetState):
            bridge.tell(Done(id=message.id, version=message.version + 1))
        elif isinstance(message, Say):
            asked["said"] += 1
            asked["stolen"] = asked.get("stolen", False) or message.text == "stolen"

    bridge.asked.connect(on_asked)
    page.open(f"{hostile.url}/")
    async with asyncio.timeout(PATIENCE):
        while hostile.done is None:  # noqa: ASYNC110  # the page says so to its own site
            await asyncio.sleep(0.05)
    # After that it tries to lead the window away.
    await asyncio.sleep(1.0)
    asked["where"] = page.url().toString().removeprefix(hostile.url)
    import shiboken6

    shiboken6.delete(view)
    shiboken6.delete(page)
    shiboken6.delete(profile)
    return asked


def main() -> int:
    import qasync

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        found = loop.run_until_complete(attack(sys.argv[1] if len(sys.argv) > 1 else None))
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
