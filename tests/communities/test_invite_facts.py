"""What an invite tells whoever holds it, before they have an account."""

from __future__ import annotations

from embedded_server.contracts import communities
from tests.kit.server import LocalHost


async def test_an_invite_says_where_it_leads_to_whoever_holds_it(host: LocalHost) -> None:
    place = await host.admin.create()
    made = await host.admin.post(communities.CREATE_INVITE.url(communityId=place))
    code = made.json["code"]
    stranger = host.stranger()
    found = await stranger.get(communities.READ_INVITE.url(code=code))
    assert found.status == 200, found.json
    assert found.json["communityId"] == place
    assert found.json["inviterName"] == host.admin.user["displayName"]
    assert (found.json["memberCount"], found.json["feeCents"]) == (1, 0)
    nothing = await stranger.get(communities.READ_INVITE.url(code="NOSUCHCODE"))
    assert (nothing.status, nothing.code) == (404, "not_found")
    await host.admin.delete(communities.DELETE_INVITE.url(communityId=place, code=code))
    gone = await stranger.get(communities.READ_INVITE.url(code=code))
    assert (gone.status, gone.code) == (410, "invite_gone")
