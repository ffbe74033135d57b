"""Sign-in tokens in the system's keyring, or where there is none in a file only its owner reads."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

SERVICE = "Spaces Desktop"


class Keyring(Protocol):
    """The part of the `keyring` package that is used."""

    def get_password(self, service_name: str, username: str) -> str | None: ...
    def set_password(self, service_name: str, username: str, password: str) -> None: ...
    def delete_password(self, service_name: str, username: str) -> None: ...


class Keychain:
    """Keyrings may ask the person or a bus, so every call runs in a thread."""

    def __init__(self, folder: Path, keyring: Keyring | None = None) -> None:
        self._file = folder / "tokens.json"
        self._keyring = keyring

    async def read(self, account: str) -> str | None:
        return await asyncio.to_thread(self._read, account)

    async def write(self, account: str, token: str) -> None:
        await asyncio.to_thread(self._write, account, token)

    async def forget(self, account: str) -> None:
        await asyncio.to_thread(self._forget, account)

    def _backend(self) -> Keyring:
        if self._keyring is None:
            import keyring

            self._keyring = keyring
        return self._keyring

    def _read(self, account: str) -> str | None:
        try:
            found = self._backend().get_password(SERVICE, account)
        except Exception as error:  # noqa: BLE001 - keyring backends raise whatever they like
            log.info("no keyring to read from: %s", type(error).__name__)
            found = None
        return found if found is not None else self._load().get(account)

    def _write(self, account: str, token: str) -> None:
        try:
            self._backend().set_password(SERVICE, account, token)
        except Exception as error:  # noqa: BLE001 - keyring backends raise whatever they like
            log.info("no keyring to write to: %s", type(error).__name__)
            self._save(self._load() | {account: token})
        else:
            self._drop_from_file(account)

    def _forget(self, account: str) -> None:
        try:
            self._backend().delete_password(SERVICE, account)
        except Exception as error:  # noqa: BLE001 - keyring backends raise whatever they like
            log.info("nothing deleted from a keyring: %s", type(error).__name__)
        self._drop_from_file(account)

    def _drop_from_file(self, account: str) -> None:
        stored = self._load()
        if stored.pop(account, None) is not None:
            self._save(stored)

    def _load(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(key): value for key, value in found.items() if isinstance(value, str)}

    def _save(self, stored: dict[str, str]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._file.with_suffix(".new")
        draft.unlink(missing_ok=True)
        # Created with its permissions: at no moment may another user read it.
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(stored, out)
        draft.replace(self._file)
