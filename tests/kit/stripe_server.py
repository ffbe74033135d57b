"""A stand-in for Stripe: makes checkout sessions as a script says, and signs what it tells."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

SECRET = "whsec_test"
Answer = Callable[[web.Request, dict[str, str]], Awaitable[web.StreamResponse]]


def signed(event: dict[str, Any], *, secret: str = SECRET, age: int = 0) -> dict[str, Any]:
    """The body and headers of a notice, as arguments of a request."""
    payload = json.dumps(event).encode()
    at = int(time.time()) - age
    mac = hmac.new(secret.encode(), f"{at}.".encode() + payload, hashlib.sha256).hexdigest()
    return {"data": payload, "headers": {"Stripe-Signature": f"t={at},v1={mac}"}}


class StripeServer:
    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []
        self.keys: list[str] = []
        self.script: list[int | None] = []
        """The status of each next answer; None never answers. Without one, all goes well."""
        self._sessions: dict[str, str] = {}
        self._events = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/v1/checkout/sessions", self._make)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._gone = asyncio.Event()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._gone.set()
        await self._runner.cleanup()

    async def _make(self, request: web.Request) -> web.StreamResponse:
        fields = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(fields)
        key = request.headers["Idempotency-Key"]
        self.keys.append(key)
        status = self.script.pop(0) if self.script else 200
        if status is None:
            await self._gone.wait()
            return web.Response()
        if status != 200:
            body = {"error": {"type": "api_error", "message": "no", "code": "scripted"}}
            return web.json_response(body, status=status)
        session = self._sessions.setdefault(key, f"cs_test_{len(self._sessions)}")
        return web.json_response(
            {
                "id": session,
                "object": "checkout.session",
                "url": f"https://checkout.stripe.com/c/pay/{session}",
            }
        )

    def event(self, what: str = "completed", **session: Any) -> dict[str, Any]:
        """Of the session that was made last, paid in full unless `session` says otherwise."""
        self._events += 1
        last = self.asked[-1]
        return {
            "id": f"evt_{self._events}",
            "object": "event",
            "type": f"checkout.session.{what}",
            "data": {
                "object": {
                    "id": f"cs_test_{len(self._sessions) - 1}",
                    "client_reference_id": last["client_reference_id"],
                    "amount_total": int(last["line_items[0][price_data][unit_amount]"]),
                    "currency": last["line_items[0][price_data][currency]"],
                    "payment_status": "paid",
                    **session,
                }
            },
        }
