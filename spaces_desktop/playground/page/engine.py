"""The web engine: whether it is there, and how it is started; imported when a page is first shown.

Its flags count once, for the whole process, so the proxy is started first and the engine after it.
"""

from __future__ import annotations

import importlib.util
import os

from spaces_desktop.playground.page.proxy import Proxy

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_proxy: Proxy | None = None


def is_installed() -> bool:
    return importlib.util.find_spec("PySide6.QtWebEngineCore") is not None


def proxy() -> Proxy:
    """The process's one proxy, running; the engine is told of it. Raises OSError."""
    global _proxy
    if _proxy is None:
        started = Proxy()
        port = started.start()
        os.environ[_FLAGS] = " ".join([os.environ.get(_FLAGS, ""), *_flags(port)]).strip()
        _proxy = started
    return _proxy


def _flags(port: int) -> list[str]:
    flags = [
        f"--proxy-server=http://127.0.0.1:{port}",
        # Without this the engine goes to loopback past the proxy.
        "--proxy-bypass-list=<-loopback>",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        # A page that hangs takes no other one with it.
        "--site-per-process",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-features=AutofillServerCommunication,DnsOverHttps,MediaRouter",
        "--no-pings",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # The engine's own sandbox refuses to work for root; only tests run as root.
        flags.append("--no-sandbox")
    return flags
