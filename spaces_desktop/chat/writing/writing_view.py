"""Binds the composer to what one writes in a thread: draft, files, answering, changing, sending."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from spaces_desktop.chat.model import ThreadModel
from spaces_desktop.chat.writing.drafts import Draft
from spaces_desktop.chat.writing.length import left_words
from spaces_desktop.chat.writing.writing import answering, not_answering
from spaces_desktop.kernel.errors import Advice
from spaces_desktop.kernel.properties import Bindings
from spaces_desktop.widgets.composer import Composer


class WritingView(QObject):
    def __init__(self, composer: Composer, parent: QWidget) -> None:
        super().__init__(parent)
        self._composer = composer
        self._window = parent
        self._thread: ThreadModel | None = None
        self._is_loading = False
        self._bindings = Bindings()
        composer.changed.connect(self._on_changed)
        composer.submitted.connect(self._on_submitted)
        composer.banner_dropped.connect(self._on_banner_dropped)
        composer.edit_last_wanted.connect(self._on_edit_last)
        composer.attach_requested.connect(self._on_attach)
        composer.typed.connect(self._on_typed)
        composer.tray.removed.connect(self._on_removed)
        composer.tray.retried.connect(self._on_retried)
        composer.edit.files_given.connect(self.add_files)
        composer.edit.picture_given.connect(self._on_picture)

    def show_thread(self, thread: ThreadModel | None) -> None:
        """Go over to another thread; what is being written in the old one stays with it."""
        if self._thread is not None:
            self._thread.writing.editing = None
            self._thread.writing.keep()
            self._bindings.release()
        self._thread = thread
        if thread is None:
            return
        self._bindings.listen(thread.writing.draft_wanted, self._on_draft_wanted)
        self._bindings.listen(thread.attaching.changed, self._show_files)
        self._load(thread.writing.draft)
        self._bindings.bind(thread, "barred", lambda _words: self._look_at_text())
        self._bindings.bind(thread.writing, "slow_left", lambda _left: self._look_at_text())
        thread.attaching.resume()
        self._composer.edit.setFocus()

    def answer(self, row_id: str) -> None:
        """What is written from now on answers that message."""
        thread = self._thread
        message = None if thread is None else thread.message(row_id)
        if thread is None or message is None:
            return
        self._leave_editing()
        draft = answering(thread.writing.draft, message)
        thread.writing.set_draft(draft)
        self._composer.show_reply(draft.reply_author, draft.reply_text)
        self._composer.edit.setFocus()

    def change(self, row_id: str) -> None:
        """Change one's own message in the composer."""
        thread = self._thread
        message = None if thread is None else thread.message(row_id)
        if thread is None or message is None:
            return
        thread.writing.editing = message
        self._is_loading = True
        self._composer.show_files(())
        self._composer.show_editing(message.text)
        self._composer.set_text(message.text)
        self._is_loading = False
        self._look_at_text()
        self._composer.edit.setFocus()

    def insert(self, text: str) -> None:
        """Put something where the cursor stands."""
        self._composer.insert(text)

    def add_files(self, paths: object) -> None:
        if self._thread is not None and isinstance(paths, list) and self._takes_files():
            self._leave_editing()
            self._thread.attaching.add(paths)

    def _takes_files(self) -> bool:
        """Says why where nothing may be written now."""
        thread = self._thread
        if thread is None or not thread.barred:
            return thread is not None
        thread.show_act_advice(Advice(thread.barred), None)
        return False

    def _load(self, draft: Draft) -> None:
        self._is_loading = True
        self._composer.show_reply(draft.reply_author, draft.reply_text)
        self._composer.set_text(draft.text, draft.agent_id, private=draft.private)
        self._is_loading = False
        self._show_files()
        self._look_at_text()

    def _on_changed(self) -> None:
        thread = self._thread
        if thread is None or self._is_loading:
            return
        if thread.writing.editing is None:
            thread.writing.set_draft(
                replace(
                    thread.writing.draft,
                    text=self._composer.text,
                    agent_id=self._composer.asked_id,
                    private=self._composer.is_private,
                )
            )
        self._look_at_text()

    def _look_at_text(self) -> None:
        """What is too long is not sent: the text stays, and how much is too much is said."""
        if self._thread is None:
            return
        text = self._composer.text
        fits = self._thread.writing.check_length(text)
        words = left_words(text)
        if self._composer.asked_id and self._thread.attaching.files:
            words = self.tr(
                "Agents cannot read attached files yet. Remove the files, or send without asking."
            )
            fits = False
        # One's own message may be changed at any pace.
        writing = self._thread.writing
        slow = "" if writing.editing is not None else writing.slow_words
        self._composer.show_barred(self._thread.barred or slow)
        self._composer.show_left(words)
        self._composer.set_may_send(fits)

    def _on_submitted(self, text: str, asked_id: str, private: bool) -> None:
        thread = self._thread
        if thread is None:
            return
        editing = thread.writing.editing
        if editing is not None:
            self._leave_editing()
            if text != editing.text:
                thread.change(editing.id, text)
            return
        draft = replace(thread.writing.draft, text=text, agent_id=asked_id, private=private)
        thread.submit(draft)
        self._load(thread.writing.draft)

    def _on_banner_dropped(self) -> None:
        thread = self._thread
        if thread is None:
            return
        if thread.writing.editing is not None:
            self._leave_editing()
        else:
            thread.writing.set_draft(not_answering(thread.writing.draft))
            self._composer.show_reply("", "")
        self._composer.edit.setFocus()

    def _leave_editing(self) -> None:
        if self._thread is not None and self._thread.writing.editing is not None:
            self._thread.writing.editing = None
            self._load(self._thread.writing.draft)

    def _on_edit_last(self) -> None:
        if self._thread is not None and self._thread.writing.editing is None:
            mine = self._thread.newest_of_mine()
            if mine is not None:
                self.change(mine.id)

    def _on_draft_wanted(self, draft: Draft) -> None:
        """A message that was refused comes back, over what has been begun since."""
        thread = self._thread
        if thread is None:
            return
        thread.writing.editing = None
        begun = thread.writing.draft
        both = "\n".join(text for text in (draft.text, begun.text.strip()) if text)
        thread.writing.set_draft(replace(draft, text=both, files=(*draft.files, *begun.files)))
        self._load(thread.writing.draft)
        self._composer.edit.setFocus()

    def _on_attach(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Attach files"))
        dialog.setObjectName("attach_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(one) for one in names]))
        dialog.finished.connect(lambda _result: self._composer.take_keyboard())
        dialog.open()

    def _on_typed(self) -> None:
        if self._thread is not None and not self._is_loading:
            self._thread.typing.typed()

    def _on_picture(self, picture: QImage) -> None:
        if self._thread is not None and self._takes_files():
            self._leave_editing()
            self._thread.attaching.add_picture(picture)

    def _on_removed(self, file_id: str) -> None:
        if self._thread is not None:
            self._thread.attaching.remove(file_id)

    def _on_retried(self, file_id: str) -> None:
        if self._thread is not None:
            self._thread.attaching.retry(file_id)

    def _show_files(self) -> None:
        if self._thread is not None and self._thread.writing.editing is None:
            self._composer.show_files(self._thread.attaching.chips)
            self._look_at_text()
