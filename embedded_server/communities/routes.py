"""Handlers of communities, memberships, invites and audit."""

from __future__ import annotations

from typing import Any

from embedded_server.accounts import service as accounts
from embedded_server.accounts.service import Person
from embedded_server.communities.service import invites, members, settings, views
from embedded_server.communities.service.access import TOPIC_RULES, acts, exists
from embedded_server.communities.store import CommunityValue, MembershipValue
from embedded_server.contracts import communities as contract
from embedded_server.contracts.base import UNSET, Page
from embedded_server.contracts.communities import (
    AuditEntry,
    Community,
    CreateCommunity,
    CreateInvite,
    EditCommunity,
    EditMember,
    EditMembership,
    Invite,
    InviteFacts,
    Join,
    Membership,
    Role,
)
from embedded_server.kernel import paging
from embedded_server.kernel.clock import to_wire
from embedded_server.kernel.database import Reader, Transaction
from embedded_server.kernel.http import Call, Repeated
from embedded_server.kernel.server import Slice

_ID = "communityId"


def _view(reader: Reader, call: Call[Any], community: CommunityValue) -> Community:
    viewer = call.caller.user_id if call.caller else None
    return views.community_views(reader, [community], viewer, call.server.unread)[0]


def _own(reader: Reader, call: Call[Any], held: MembershipValue) -> Membership:
    caller = call.user
    person = Person(caller.username, caller.display_name)
    return views.own_membership_view(reader, held, person, call.server.unread)


async def browse(call: Call[None]) -> Page[Community]:
    viewer = call.caller.user_id if call.caller else None

    def read(reader: Reader) -> Page[Community]:
        found, cursor = settings.browse(reader, call.query, viewer)
        items = views.community_views(reader, found, viewer, call.server.unread)
        return Page(items=items, next_cursor=cursor, has_more=cursor is not None)

    return await call.server.database.read(read)


async def create(call: Call[CreateCommunity]) -> Community | Repeated[Community]:
    user_id, key = call.user.user_id, call.key(call.body.client_id)

    def write(tx: Transaction) -> tuple[Community, bool]:
        community, new = settings.create(tx, user_id, call.body, key)
        return _view(tx, call, community), new

    community, new = await call.server.database.write(write)
    return community if new else Repeated(community)


async def read(call: Call[None]) -> Community:
    community_id = call.id(_ID)
    return await call.server.database.read(
        lambda reader: _view(reader, call, exists(reader, community_id))
    )


async def edit(call: Call[EditCommunity]) -> Community:
    community_id, user_id = call.id(_ID), call.user.user_id
    changed = await call.server.database.write(
        lambda tx: _view(
            tx,
            call,
            settings.edit(
                tx,
                community_id,
                user_id,
                call.body,
                call.server.has_agent,
                call.server.on_new_name,
            ),
        )
    )
    if call.body.retention_days is not UNSET:
        call.server.on_retention()
    return changed


async def delete(call: Call[None]) -> None:
    community_id, user_id = call.id(_ID), call.user.user_id

    def write(tx: Transaction) -> None:
        settings.delete(tx, community_id, user_id)
        for told in call.server.on_deleted:
            told(tx, community_id)

    await call.server.database.write(write)


async def join(call: Call[Join]) -> Membership | Repeated[Membership]:
    community_id, user_id, key = call.id(_ID), call.user.user_id, call.key(None)

    def write(tx: Transaction) -> tuple[Membership, bool]:
        held, new = members.join(
            tx, community_id, user_id, call.body, call.server.charge_entry, key
        )
        return _own(tx, call, held), new

    membership, new = await call.server.database.write(write)
    return membership if new else Repeated(membership)


async def leave(call: Call[None]) -> None:
    community_id, user_id = call.id(_ID), call.user.user_id

    def write(tx: Transaction) -> None:
        members.leave(tx, community_id, user_id)
        call.server.on_seat(tx, community_id, user_id)

    await call.server.database.write(write)


async def renew(call: Call[Join]) -> Membership:
    community_id, user_id = call.id(_ID), call.user.user_id
    body, server, key = call.body, call.server, call.key(None)

    def write(tx: Transaction) -> Membership:
        held = members.renew(tx, community_id, user_id, body, server.charge_renewal, key)
        return _own(tx, call, held)

    return await server.database.write(write)


async def edit_membership(call: Call[EditMembership]) -> Membership:
    community_id, user_id = call.id(_ID), call.user.user_id
    return await call.server.database.write(
        lambda tx: _own(tx, call, members.edit_own(tx, community_id, user_id, call.body))
    )


async def list_members(call: Call[None]) -> Page[Membership]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    list_name = f"members:{community_id}"
    after = paging.text_position(list_name, call.query.cursor)

    def read(reader: Reader) -> Page[Membership]:
        found = members.members(reader, community_id, user_id, after, size + 1)
        page = paging.page(found, size, list_name, lambda held: held.user_id)
        people = accounts.people_of(reader, [held.user_id for held in page.items])
        items = [
            views.membership_view(
                held,
                people.get(held.user_id, Person()),
                call.server.presence.status(held.user_id),
            )
            for held in page.items
        ]
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def edit_member(call: Call[EditMember]) -> Membership:
    community_id, user_id, target = call.id(_ID), call.user.user_id, call.id("userId")

    def write(tx: Transaction) -> Membership:
        held = members.edit_member(tx, community_id, user_id, target, call.body)
        call.server.on_seat(tx, community_id, target)
        return views.membership_view(held, accounts.people_of(tx, [target])[target])

    return await call.server.database.write(write)


async def remove_member(call: Call[None]) -> None:
    community_id, user_id, target = call.id(_ID), call.user.user_id, call.id("userId")

    def write(tx: Transaction) -> None:
        members.remove(tx, community_id, user_id, target)
        call.server.on_seat(tx, community_id, target)

    await call.server.database.write(write)


async def list_bans(call: Call[None]) -> Page[Membership]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    list_name = f"bans:{community_id}"
    after = paging.text_position(list_name, call.query.cursor)

    def read(reader: Reader) -> Page[Membership]:
        found = members.banned(reader, community_id, user_id, after, size + 1)
        page = paging.page(found, size, list_name, lambda held: held.user_id)
        people = accounts.people_of(reader, [held.user_id for held in page.items])
        items = [
            views.membership_view(held, people.get(held.user_id, Person())) for held in page.items
        ]
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def ban(call: Call[None]) -> None:
    community_id, user_id, target = call.id(_ID), call.user.user_id, call.id("userId")

    def write(tx: Transaction) -> None:
        members.ban(tx, community_id, user_id, target)
        call.server.on_seat(tx, community_id, target)

    await call.server.database.write(write)


async def unban(call: Call[None]) -> None:
    community_id, user_id, target = call.id(_ID), call.user.user_id, call.id("userId")
    await call.server.database.write(lambda tx: members.unban(tx, community_id, user_id, target))


def _base_url(call: Call[Any]) -> str:
    return f"{call.request.scheme}://{call.request.host}"


async def list_invites(call: Call[None]) -> Page[Invite]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    list_name = f"invites:{community_id}"
    before = paging.text_position(list_name, call.query.cursor)

    def read(reader: Reader) -> Page[Invite]:
        found = invites.open_invites(reader, community_id, user_id, before, size + 1)
        page = paging.page(found, size, list_name, lambda invite: invite.id)
        items = [views.invite_view(invite, _base_url(call)) for invite in page.items]
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


async def create_invite(call: Call[CreateInvite]) -> Invite | Repeated[Invite]:
    community_id, user_id = call.id(_ID), call.user.user_id
    key = call.key(call.body.client_id)
    invite, new = await call.server.database.write(
        lambda tx: invites.create(tx, community_id, user_id, call.body, key)
    )
    view = views.invite_view(invite, _base_url(call))
    return view if new else Repeated(view)


async def delete_invite(call: Call[None]) -> None:
    community_id, user_id = call.id(_ID), call.user.user_id
    code = call.parameters["code"]
    await call.server.database.write(lambda tx: invites.withdraw(tx, community_id, user_id, code))


async def read_invite(call: Call[None]) -> InviteFacts:
    call.pace_arrival()
    code = call.parameters["code"]

    def read(reader: Reader) -> InviteFacts:
        invite, community, inviter = invites.facts(reader, code)
        pays = invite.role is Role.MEMBER
        due = community.join_fee_cents + community.monthly_fee_cents
        return InviteFacts(
            community_id=community.id,
            community_name=community.name,
            type=community.type,
            inviter_name=inviter,
            member_count=community.member_count,
            role=invite.role,
            fee_cents=due if pays else 0,
        )

    return await call.server.database.read(read)


async def accept_invite(call: Call[Join]) -> Membership | Repeated[Membership]:
    user_id, code, key = call.user.user_id, call.parameters["code"], call.key(None)

    def write(tx: Transaction) -> tuple[Membership, bool]:
        held, new = invites.accept(tx, code, user_id, call.body, call.server.charge_entry, key)
        if held.role is not Role.MEMBER:
            call.server.on_seat(tx, held.community_id, user_id)
        return _own(tx, call, held), new

    membership, new = await call.server.database.write(write)
    return membership if new else Repeated(membership)


async def audit(call: Call[None]) -> Page[AuditEntry]:
    community_id, user_id, size = call.id(_ID), call.user.user_id, call.query.page_size
    list_name = f"audit:{community_id}"
    before = paging.text_position(list_name, call.query.cursor)

    def read(reader: Reader) -> Page[AuditEntry]:
        found = acts(reader, community_id, user_id, before, size + 1)
        page = paging.page(found, size, list_name, lambda entry: entry.id)
        names = accounts.names_of(reader, {entry.actor_id for entry in page.items})
        items = [
            AuditEntry(
                id=entry.id,
                at=to_wire(entry.at),
                actor_id=entry.actor_id,
                actor_name=names.get(entry.actor_id, ""),
                act=entry.act,
                target_id=entry.target_id,
                target_name=entry.target_name,
                detail=entry.detail,
            )
            for entry in page.items
        ]
        return Page(items=items, next_cursor=page.next_cursor, has_more=page.has_more)

    return await call.server.database.read(read)


SLICE = Slice(
    "communities",
    {
        contract.LIST: browse,
        contract.CREATE: create,
        contract.READ: read,
        contract.EDIT: edit,
        contract.DELETE: delete,
        contract.JOIN: join,
        contract.LEAVE: leave,
        contract.RENEW: renew,
        contract.EDIT_MEMBERSHIP: edit_membership,
        contract.MEMBERS: list_members,
        contract.EDIT_MEMBER: edit_member,
        contract.REMOVE_MEMBER: remove_member,
        contract.BANS: list_bans,
        contract.BAN: ban,
        contract.UNBAN: unban,
        contract.INVITES: list_invites,
        contract.CREATE_INVITE: create_invite,
        contract.DELETE_INVITE: delete_invite,
        contract.READ_INVITE: read_invite,
        contract.ACCEPT_INVITE: accept_invite,
        contract.AUDIT: audit,
    },
    topics=TOPIC_RULES,
    vouch=invites.vouch,
    claim=invites.claim,
    on_rename=members.announce_everywhere,
)
