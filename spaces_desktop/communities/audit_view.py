"""What staff of a community did, newest first, as a plain list for its creator."""

from __future__ import annotations

from PySide6.QtWidgets import QListWidget, QWidget

from embedded_server.contracts.communities import AuditEntry
from spaces_desktop.communities.settings import SettingsModel
from spaces_desktop.kernel.moments import full
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.panes import Empty, column
from spaces_desktop.widgets.states import StateStack
from spaces_desktop.widgets.theme import Themes


class AuditPage(QWidget):
    def __init__(self, model: SettingsModel, themes: Themes) -> None:
        super().__init__()
        self._model = model
        self._bindings = Bindings()
        layout = column(self, 8, 0)
        self._list = QListWidget()
        self._list.setObjectName("audit_list")
        self._list.setAccessibleName(self.tr("Moderation log"))
        self._list.setWordWrap(True)
        none = Empty(
            "",
            self.tr("Mutes, removals and changes to the club are listed here."),
            picture="history",
            themes=themes,
        )
        states = StateStack(self._list, themes, none, name="audit")
        states.retry_requested.connect(model.audit.load)
        states.more_requested.connect(model.audit.more)
        layout.addWidget(states)
        states.follow(self._bindings, model.audit)
        self._bindings.listen(model.audit.changed, self._show)

    def _show(self) -> None:
        self._list.clear()
        self._list.addItems([self._words(one) for one in self._model.audit.items])

    def _words(self, one: AuditEntry) -> str:
        sentences = {
            "member.role": self.tr("{actor} changed {target}’s role"),
            "member.muted": self.tr("{actor} muted {target}"),
            "member.unmuted": self.tr("{actor} unmuted {target}"),
            "member.removed": self.tr("{actor} removed {target}"),
            "member.banned": self.tr("{actor} banned {target}"),
            "member.unbanned": self.tr("{actor} unbanned {target}"),
            "message.deleted": self.tr("{actor} deleted a message by {target}"),
            "message.pinned": self.tr("{actor} pinned a message"),
            "message.unpinned": self.tr("{actor} unpinned a message"),
            "message.reported": self.tr("{actor} reported a message by {target}"),
            "report.resolved": self.tr("{actor} closed a report"),
            "live_room.opened": self.tr("{actor} opened the live room"),
            "live_room.closed": self.tr("{actor} closed the live room"),
            "live_room.muted": self.tr("{actor} muted {target} in the live room"),
            "live_room.unmuted": self.tr("{actor} unmuted {target} in the live room"),
            "live_room.removed": self.tr("{actor} took {target} out of the live room"),
            "live_room.let_back": self.tr("{actor} let {target} into the live room again"),
            "invite.created": self.tr("{actor} created an invite"),
            "invite.withdrawn": self.tr("{actor} revoked an invite"),
            "agent.linked": self.tr("{actor} added the agent {target}"),
            "agent.changed": self.tr("{actor} changed what the agent {target} costs or reads"),
            "agent.unlinked": self.tr("{actor} removed the agent {target}"),
            "agent.taught": self.tr("{actor} taught the agent {target} an answer"),
            "support.settings": self.tr("{actor} changed how customer service works"),
            "fee.refunded": self.tr("{actor} paid money back to {target}"),
            "verification.requested": self.tr("{actor} asked for verification"),
            "verification.withdrawn": self.tr("{actor} withdrew the request for verification"),
            "verification.approved": self.tr("{actor} verified {target}"),
            "verification.rejected": self.tr("{actor} rejected the request for verification"),
            "verification.suspended": self.tr(
                "{actor} changed the name to {target}, which suspended the badge"
            ),
            "verification.restored": self.tr("{actor} went back to the verified name {target}"),
            "community.edited": self.tr("{actor} changed the settings"),
        }
        words = sentences.get(one.act, self.tr("{actor}: {act}"))
        until = ""
        if one.act == "member.muted" and one.detail:
            words = self.tr("{actor} muted {target} until {time}")
            until = full(one.detail)
        target = one.target_name or self.tr("somebody")
        said = words.format(actor=one.actor_name, target=target, act=one.act, time=until)
        return f"{full(one.at)}   {said}"
