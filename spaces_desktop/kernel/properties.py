"""Observable state: declared once on a model, bound once by a view, unbound on a swap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast, overload

from PySide6.QtCore import QObject

T = TypeVar("T")


class Observed(Generic[T]):
    """A property that emits `<name>_changed` with the new value when it really changed."""

    def __init__(self, default: T) -> None:
        self._default = default
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        if not hasattr(owner, f"{name}_changed"):
            raise TypeError(f"{owner.__name__}.{name} needs a signal {name}_changed before it")
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Observed[T]: ...

    @overload
    def __get__(self, instance: QObject, owner: type) -> T: ...

    def __get__(self, instance: QObject | None, owner: type) -> Observed[T] | T:
        if instance is None:
            return self
        return cast(T, instance.__dict__.get(self._name, self._default))

    def __set__(self, instance: QObject, value: T) -> None:
        if instance.__dict__.get(self._name, self._default) == value:
            return
        instance.__dict__[self._name] = value
        getattr(instance, f"{self._name}_changed").emit(value)


class Bindings:
    """The connections of one view to its model, so that they can be let go together."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], None]] = []

    def bind(self, model: QObject, name: str, apply: Callable[[Any], object]) -> None:
        """Call `apply` with the value now and whenever it changes."""
        self.listen(getattr(model, f"{name}_changed"), apply)
        apply(getattr(model, name))

    def listen(self, signal: Any, slot: Callable[..., object]) -> None:
        connection = signal.connect(slot)
        self._undo.append(lambda: _disconnect(connection))

    def release(self) -> None:
        while self._undo:
            self._undo.pop()()


def _disconnect(connection: Any) -> None:
    QObject.disconnect(connection)
