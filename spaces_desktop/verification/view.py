"""The room of verification: for admins what waits, for a creator the page of one community."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from embedded_server.contracts.events import Event, EventType
from embedded_server.contracts.verification import Verification
from spaces_desktop.kernel.notices import Severity
from spaces_desktop.verification.api import VerificationCalls
from spaces_desktop.verification.application_view import VerificationView
from spaces_desktop.verification.applying import ApplicationModel
from spaces_desktop.verification.review_view import ReviewView
from spaces_desktop.verification.reviewing import ReviewModel
from spaces_desktop.verification.words import is_news, outcome
from spaces_desktop.widgets.panes import Empty
from spaces_desktop.widgets.rooms import Badge, Context

KEY = "verification"


class VerificationRoom(QStackedWidget):
    def __init__(self, calls: VerificationCalls, context: Context) -> None:
        super().__init__()
        self.setObjectName("verification_room")
        self._calls = calls
        self._context = context
        self._page: tuple[ApplicationModel, VerificationView] | None = None
        self._empty = Empty(
            self.tr("Choose a community"),
            self.tr("Verification is asked for from the settings of an official community."),
            picture="verification",
            themes=context.themes,
        )
        self.addWidget(self._empty)
        self._review: ReviewModel | None = None
        self.review: ReviewView | None = None
        self.badge: Badge | None = None
        if context.me.is_admin:
            self._build_review()
        self._unsubscribe = context.live.subscribe(EventType.VERIFICATION_UPDATED, self._on_news)

    def start(self) -> None:
        if self._review is not None:
            self._review.start()

    def close_room(self) -> None:
        self._unsubscribe()
        self._leave_page()
        if self._review is not None and self.review is not None:
            self.review.release()
            self._review.close()

    def open(self, thing: str, inner: str = "") -> None:
        """A community's id for its creator's page, "" for what waits; `inner` is a request."""
        if thing:
            self._open_page(thing)
            return
        self._leave_page()
        if self._review is None or self.review is None:
            self.setCurrentWidget(self._empty)
            return
        self.setCurrentWidget(self.review)
        if inner:
            self._review.choose(inner)

    def knows(self, thing: str) -> bool:
        """Whether the page of that community is open."""
        return self._page is not None and self._page[0].community_id == thing

    @property
    def page(self) -> VerificationView | None:
        return None if self._page is None else self._page[1]

    def approve(self) -> None:
        if self.review is not None and self.currentWidget() is self.review:
            self.review.approve()

    def reject(self) -> None:
        if self.review is not None and self.currentWidget() is self.review:
            self.review.reject()

    def go_on(self) -> None:
        if self.review is not None and self.currentWidget() is self.review:
            self.review.go_on()

    def _build_review(self) -> None:
        context = self._context
        self._review = ReviewModel(self._calls, context.live, context.tasks, self)
        self.review = ReviewView(self._review, context.themes)
        self.review.told.connect(context.notices.post)
        self.addWidget(self.review)
        self.badge = Badge(self)
        self._review.found.changed.connect(self._on_found)

    def _on_found(self) -> None:
        if self._review is not None and self.badge is not None:
            self.badge.is_filled = True
            self.badge.count = len(self._review.found.items)
            self.badge.filled.emit()

    def _open_page(self, community_id: str) -> None:
        if not self.knows(community_id):
            self._leave_page()
            context = self._context
            model = ApplicationModel(community_id, self._calls, context.live, context.tasks, self)
            view = VerificationView(model, context.themes)
            self._page = (model, view)
            self.addWidget(view)
            model.load()
        if self._page is not None:
            self.setCurrentWidget(self._page[1])

    def _leave_page(self) -> None:
        if self._page is None:
            return
        model, view = self._page
        self._page = None
        view.release()
        model.close()
        self.removeWidget(view)
        view.deleteLater()
        model.deleteLater()

    def _on_news(self, data: Verification, _event: Event) -> None:
        """Its creator is told, wherever they are in the window."""
        if is_news(data, self._context.me.id) and not (
            self.isVisible() and self.knows(data.community_id)
        ):
            severity = Severity.INFO if data.status == "approved" else Severity.WARNING
            self._context.notices.post(outcome(data), severity)
