"""Replies from any server that speaks OpenAI's chat completions: OpenAI itself, Ollama, llama.cpp,
vLLM, LM Studio and many more."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from embedded_server.agents.providers.base import ReplyRequest
from embedded_server.agents.providers.clients import Clients, Endpoint
from embedded_server.agents.providers.failures import RETRIED, code_of, failure
from embedded_server.agents.providers.prompt import Prompt, build_prompt
from embedded_server.contracts.turns import Citation, Usage
from embedded_server.kernel.turn_types import ProviderError, ReplyEnd

if TYPE_CHECKING:
    from openai import AsyncOpenAI, AsyncStream
    from openai.types.chat import ChatCompletionChunk

log = logging.getLogger(__name__)
_MACHINE_WORD = re.compile(r"[a-z0-9_.-]{1,40}")

RETRIES = 2
BACKOFF_SECONDS = (0.5, 2.0)
MOST_RETRY_AFTER = 10.0

_MARK = re.compile(r"\[(\d{1,2})\]")


class OpenAIProvider:
    def __init__(
        self,
        clients: Clients,
        endpoint: Endpoint,
        model: str,
        backoff: tuple[float, ...] = BACKOFF_SECONDS,
    ) -> None:
        self._clients = clients
        self._endpoint = endpoint
        self._model = model
        self._backoff = backoff

    async def reply(self, request: ReplyRequest) -> AsyncIterator[str | ReplyEnd]:
        """Raises ProviderError; its words hold nothing of the endpoint."""
        client = await self._clients.take(self._endpoint)
        # Only now, when it has been imported on a thread.
        import openai

        reading = _Reading()
        try:
            prompts = _prompts(request)
            while not reading.saw_chunks:
                stream = await self._open(client, prompts)
                try:
                    async for chunk in stream:
                        text = reading.take(chunk)
                        if text:
                            yield text
                finally:
                    await stream.close()
                if not reading.saw_chunks:
                    _expect_refusal(stream, reading, prompts)
            if not reading.text:
                raise failure("provider_failed")
            yield ReplyEnd(reading.usage(self._model), _citations(request, "".join(reading.text)))
        except openai.OpenAIError as error:
            raise self._told(error, bool(reading.text)) from None
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            # Not JSON, or JSON of another shape than a completion's.
            log.warning("an agent's model sent what cannot be read: %s", type(error).__name__)
            raise failure("provider_rubbish") from None
        finally:
            await self._clients.give_back(self._endpoint)

    async def _open(
        self, client: AsyncOpenAI, prompts: list[Prompt]
    ) -> AsyncStream[ChatCompletionChunk]:
        """The stream of a reply to the first of `prompts`; one that is refused is taken out.

        Nothing of the reply has been read, so a failure may be retried.
        """
        import openai

        options: dict[str, Any] = {"stream_options": {"include_usage": True}}
        tries = 0
        while True:
            try:
                stream: AsyncStream[ChatCompletionChunk] = await client.chat.completions.create(
                    model=self._model,
                    messages=[
                        {"role": "system", "content": prompts[0].system},
                        {"role": "user", "content": prompts[0].user},
                    ],
                    stream=True,
                    **options,
                )
                return stream
            except openai.OpenAIError as error:
                if _is_refused(error):
                    if options:
                        # Some servers know no stream_options; they answer without a count.
                        options = {}
                        continue
                    if len(prompts) > 1:
                        del prompts[0]
                        continue
                wait = self._pause(error, tries)
                if wait is None:
                    raise
                tries += 1
                await asyncio.sleep(wait)

    def _pause(self, error: Any, tries: int) -> float | None:
        """Seconds until the next try; None where there is none."""
        if tries >= RETRIES or code_of(error, started=False) not in RETRIED:
            return None
        wait = self._backoff[min(tries, len(self._backoff) - 1)]
        response = getattr(error, "response", None)
        if response is not None:
            asked = _seconds(response.headers.get("retry-after"))
            if asked > MOST_RETRY_AFTER:
                return None
            wait = max(wait, asked)
        return wait

    def _told(self, error: Any, started: bool) -> ProviderError:
        code = code_of(error, started=started)
        # What the server said in its own words may quote the key or the question, so the host's
        # log has only its status and its machine words.
        words = [str(getattr(error, name, None)) for name in ("status_code", "code", "type")]
        told = ", ".join(word for word in words if word != "None" and _MACHINE_WORD.fullmatch(word))
        log.warning("an agent's model failed: %s (%s: %s)", code, type(error).__name__, told)
        return failure(code)


class _Reading:
    """What has come of a reply. Servers differ: everything but the text may be missing or odd."""

    def __init__(self) -> None:
        self.saw_anything = False
        self.saw_chunks = False
        self.text: list[str] = []
        self._model: str | None = None
        self._usage: Any = None

    def take(self, chunk: ChatCompletionChunk) -> str:
        """The text of one chunk; empty for roles, reasoning, tools and counts."""
        self.saw_anything = True
        choices = getattr(chunk, "choices", None)
        if isinstance(choices, list) or getattr(chunk, "object", None) is not None:
            self.saw_chunks = True
        model = getattr(chunk, "model", None)
        if isinstance(model, str) and model:
            self._model = model
        self._usage = getattr(chunk, "usage", None) or self._usage
        for choice in choices or ():
            delta = getattr(choice, "delta", None)
            content = getattr(delta, "content", None)
            if isinstance(content, str) and content:
                self.text.append(content)
                return content
        return ""

    def usage(self, model: str) -> Usage:
        return Usage(
            model=(self._model or model)[:200],
            prompt_tokens=_count(getattr(self._usage, "prompt_tokens", None)),
            completion_tokens=_count(getattr(self._usage, "completion_tokens", None)),
        )


def _prompts(request: ReplyRequest) -> list[Prompt]:
    """The prompt, and a lean one for models whose context it does not fit in."""
    full, lean = build_prompt(request), build_prompt(request, lean=True)
    return [full, lean] if len(lean.user) < len(full.user) else [full]


def _is_refused(error: Any) -> bool:
    return getattr(error, "status_code", None) in (400, 413, 422)


def _expect_refusal(
    stream: AsyncStream[ChatCompletionChunk], reading: _Reading, prompts: list[Prompt]
) -> None:
    """An empty stream is how llama.cpp's Python server refuses a prompt that is too long for it;
    anything else without a chunk of a completion is rubbish."""
    kind = stream.response.headers.get("content-type", "")
    if reading.saw_anything or not kind.startswith("text/event-stream"):
        raise failure("provider_rubbish")
    if len(prompts) == 1:
        raise failure("provider_refused")
    del prompts[0]


def _count(found: object) -> int | None:
    is_number = isinstance(found, int) and not isinstance(found, bool)
    return found if is_number and isinstance(found, int) and 0 <= found < 2**53 else None


def _seconds(header: str | None) -> float:
    try:
        return max(0.0, float(header or 0))
    except ValueError:
        # A date, as HTTP also allows: too rare among model servers to be worth the parsing.
        return 0.0


def _citations(request: ReplyRequest, text: str) -> list[Citation]:
    """The passages whose marks the model really wrote."""
    marks = {int(mark) for mark in _MARK.findall(text)}
    return [
        Citation(
            number=passage.number,
            document_id=passage.document_id,
            title=passage.title,
            passage=passage.text,
        )
        for passage in request.passages
        if passage.number in marks
    ]
