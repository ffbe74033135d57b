"""A space that is being made or changed: what is typed, kept on the disk while it is typed."""

from __future__ import annotations

import logging
from uuid import uuid4

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from embedded_server.contracts.playground import CreateSpace, EditSpace, Space
from spaces_desktop.kernel.acting import guarded
from spaces_desktop.kernel.errors import Advice, ApiError, advise
from spaces_desktop.kernel.properties import Observed
from spaces_desktop.kernel.shelf import Shelf
from spaces_desktop.kernel.tasks import Tasks
from spaces_desktop.playground.api import SpaceCalls
from spaces_desktop.playground.editor.definition import Checked, Fault, check, refused, write
from spaces_desktop.playground.editor.templates import Template

log = logging.getLogger(__name__)

KIND = "playground/draft"
NEW = "new"
CHECK_AFTER_MS, WRITE_AFTER_MS = 120, 500


class SpaceDraft(Struct, frozen=True, kw_only=True):
    """All that the editor holds; `template` is "" until one is chosen."""

    name: str = ""
    description: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    definition: str = "{}"
    is_public: bool = False
    max_participants: int = 0
    """0 for no limit."""
    template: str = ""


class EditorModel(QObject):
    form_advice_changed = Signal(object)
    busy_changed = Signal(bool)
    draft_changed = Signal(object)
    checked_changed = Signal(object)
    refused_at_changed = Signal(object)
    saved = Signal(object)
    """The space, as it is from now on."""

    form_advice = Observed[Advice | None](None)
    busy = Observed(False)
    draft = Observed(SpaceDraft())
    checked = Observed(Checked({}))
    """What the definition is, shortly after it was typed."""
    refused_at = Observed[Fault | None](None)
    """What the server has not taken of the definition."""

    def __init__(
        self,
        space: Space | None,
        calls: SpaceCalls,
        tasks: Tasks,
        shelf: Shelf,
        parent: QObject | None = None,
    ) -> None:
        """`space` is the one that is changed; None for a new one."""
        super().__init__(parent)
        self.space = space
        self._calls = calls
        self._tasks = tasks
        self._shelf = shelf
        self._key = uuid4().hex
        self._name = NEW if space is None else space.id
        self._before = SpaceDraft() if space is None else _draft_of(space)
        kept = _kept(shelf, self._name)
        self.was_kept = kept is not None and kept != self._before
        self.draft = kept or self._before
        self.checked = check(self.draft.definition)
        self._check_soon = self._timer(CHECK_AFTER_MS, self.check)
        self._write_soon = self._timer(WRITE_AFTER_MS, self.flush)

    def close(self) -> None:
        """What was typed and not saved is there again the next time."""
        self.flush()
        self._check_soon.stop()

    @property
    def is_changed(self) -> bool:
        return self.draft != self._before

    def begin_with(self, template: Template) -> None:
        text = write(template.definition)
        self.change(definition=text, template=template.key)
        self.check()

    def change(self, **values: object) -> None:
        """Take what was typed."""
        self.draft = msgspec.convert(msgspec.structs.asdict(self.draft) | values, SpaceDraft)
        if "definition" in values:
            self.refused_at = None
            self._check_soon.start()
        if not self._write_soon.isActive():
            self._write_soon.start()

    def edited(self) -> None:
        self.form_advice = None

    def check(self) -> None:
        self._check_soon.stop()
        self.checked = check(self.draft.definition)

    def discard(self) -> None:
        """Go back to how it was."""
        self.draft = self._before
        self.was_kept = False
        self.form_advice = self.refused_at = None
        self.check()
        self.flush()

    def flush(self) -> None:
        self._write_soon.stop()
        if self.is_changed:
            value = msgspec.json.encode(self.draft)
            self._shelf.put_soon(KIND, self._name, value)
        else:
            self._shelf.remove_soon(KIND, self._name)

    def save(self) -> None:
        if self.busy:
            return
        self.check()
        words = self._first_fault()
        if words is not None:
            self.form_advice = words
            return
        self.busy = True
        doing = guarded(self, self._save, log, "space")
        self._tasks.spawn(doing, name="save space", key=f"save space {self._name}")

    def _first_fault(self) -> Advice | None:
        if not self.draft.name.strip():
            return Advice(self.tr("Give it a name first."), field="name")
        if self.checked.faults:
            fault = self.checked.faults[0]
            words = self.tr("Line {line} of the definition: {words}")
            return Advice(words.format(line=fault.line, words=fault.words), field="definition")
        return None

    async def _save(self) -> None:
        draft, value = self.draft, self.checked.value or {}
        limit = draft.max_participants or None
        form: CreateSpace | EditSpace
        try:
            if self.space is None:
                form = CreateSpace(
                    name=draft.name,
                    description=draft.description,
                    category=draft.category.strip() or None,
                    tags=list(draft.tags),
                    definition=value,
                    is_public=draft.is_public,
                    max_participants=limit,
                )
                # The same words are made once, however often they are sent; others are another.
                done = await self._calls.create(form, f"{self._key}-{hash(draft)}")
            else:
                form = EditSpace(
                    name=draft.name,
                    description=draft.description,
                    category=draft.category.strip() or None,
                    tags=list(draft.tags),
                    definition=value,
                    is_public=draft.is_public,
                    max_participants=limit,
                )
                done = await self._calls.edit(self.space.id, form)
        except ApiError as error:
            told = advise(error)
            self.refused_at = refused(draft.definition, told.field, told.text)
            raise
        self._before = self.draft = replace(_draft_of(done), template=draft.template)
        self.flush()
        self.saved.emit(done)

    def _timer(self, after: int, act: object) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after)
        made.timeout.connect(act)
        return made


def _draft_of(space: Space) -> SpaceDraft:
    return SpaceDraft(
        name=space.name,
        description=space.description,
        category=space.category or "",
        tags=tuple(space.tags),
        definition=write(space.definition),
        is_public=space.is_public,
        max_participants=space.max_participants or 0,
        template="saved",
    )


def _kept(shelf: Shelf, name: str) -> SpaceDraft | None:
    for known, value in shelf.load(KIND):
        if known == name:
            try:
                return msgspec.json.decode(value, type=SpaceDraft)
            except msgspec.MsgspecError as error:
                log.warning("a draft of a space could not be read: %s", error)
    return None
