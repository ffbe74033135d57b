"""Handlers of recordings."""

from __future__ import annotations

from aiohttp import web

from embedded_server.contracts.base import Page
from embedded_server.contracts.voice import VoiceSample
from embedded_server.kernel.http import Call, Repeated
from embedded_server.voice.service import samples as service
from embedded_server.voice.studio import studio_of

_COMMUNITY, _SAMPLE = "communityId", "sampleId"


async def listed(call: Call[None]) -> Page[VoiceSample]:
    community_id, caller = call.id(_COMMUNITY), call.user
    found = await call.server.database.read(
        lambda reader: service.listed(reader, community_id, caller)
    )
    # As many as a lounge may have fit on one page.
    return Page(items=found, next_cursor=None, has_more=False)


async def add(call: Call[None]) -> VoiceSample | Repeated[VoiceSample]:
    community_id, caller, server = call.id(_COMMUNITY), call.user, call.server
    studio = studio_of(server)
    call.pace()
    call.key(None)
    # Before anything of the body is read, and again with the change: the upload may take minutes.
    await server.database.read(lambda reader: service.may_add(reader, community_id, caller))
    async with studio.keeper.place(caller.user_id):
        uploaded = await studio.keeper.receive(call.request)
        key = call.key(uploaded.client_id)
        try:
            made, is_new = await server.database.write(
                lambda tx: service.add(tx, community_id, caller, uploaded, key, server.secrets.mac)
            )
        except Exception:
            # Not where this is cancelled: the row may be on its way to the disk already.
            await studio.keeper.remove(uploaded.file_ids)
            raise
        if not is_new:
            await studio.keeper.remove(uploaded.file_ids)
            return Repeated(made)
    if made.has_statement:
        sample = await server.database.read(
            lambda reader: service.find(reader, community_id, made.id)
        )
        server.tasks.spawn(studio.builder.check(sample), "voice: a statement")
    return made


async def delete(call: Call[None]) -> None:
    community_id, caller, sample_id = call.id(_COMMUNITY), call.user, call.id(_SAMPLE)
    await call.server.database.write(lambda tx: service.delete(tx, community_id, caller, sample_id))
    studio_of(call.server).keeper.tidying.ask()


async def audio(call: Call[None]) -> web.StreamResponse:
    community_id, caller, sample_id = call.id(_COMMUNITY), call.user, call.id(_SAMPLE)
    found = await call.server.database.read(
        lambda reader: service.readable(reader, community_id, caller, sample_id)
    )
    return await studio_of(call.server).keeper.send(call.request, found)
