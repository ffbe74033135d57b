"""Voices, as the server mounts them."""

from __future__ import annotations

from embedded_server.contracts import voice as contract
from embedded_server.kernel.database import Transaction
from embedded_server.kernel.server import Server, Slice
from embedded_server.voice import service
from embedded_server.voice.routes import samples, voices
from embedded_server.voice.studio import studio_of


async def on_start(server: Server) -> None:
    studio = studio_of(server)
    await server.database.write(service.voices.fail_unfinished)

    def deleted(tx: Transaction, community_id: str) -> None:
        service.voices.on_deleted(tx, community_id, server.on_voice_withdrawn)
        tx.after(lambda: studio.over(community_id))

    server.on_deleted.append(deleted)
    studio.keeper.tidying.start(server.tasks, server.clock)


SLICE = Slice(
    "voice",
    {
        contract.ENGINES: voices.engines,
        contract.SAMPLES: samples.listed,
        contract.ADD_SAMPLE: samples.add,
        contract.DELETE_SAMPLE: samples.delete,
        contract.SAMPLE_AUDIO: samples.audio,
        contract.STATEMENT: voices.statement,
        contract.VOICE: voices.read,
        contract.CONSENT: voices.consent,
        contract.BUILD: voices.build,
        contract.CANCEL_BUILD: voices.cancel,
        contract.PUBLISH: voices.publish,
        contract.PREVIEW: voices.preview,
        contract.WITHDRAW: voices.withdraw,
        contract.CHECK: voices.check,
    },
    on_start=on_start,
    may_fetch=service.may_fetch,
)
