"""What the playground slice adds to the shell: the playgrounds room."""

from __future__ import annotations

from spaces_desktop.playground.api import PlaygroundApi
from spaces_desktop.playground.finding import (
    INVITE,
    JOIN,
    KEY,
    PLAY,
    PlaygroundsBadge,
    about,
    entries,
)
from spaces_desktop.playground.model import PlaygroundsModel
from spaces_desktop.playground.session.pages import in_the_engine, look_at
from spaces_desktop.playground.session.view import SessionPane
from spaces_desktop.playground.view import PlaygroundsView
from spaces_desktop.widgets.rooms import Context, Room


def build(context: Context) -> Room:
    model = PlaygroundsModel(
        PlaygroundApi(context.http),
        context.live,
        context.tasks,
        context.me.id,
        context.keep,
        context.shelf,
        context.http.where,
    )
    view = PlaygroundsView(
        model,
        context.themes,
        context.visit,
        lambda space_id, session_id: SessionPane(context, space_id, session_id),
        lambda url: look_at(in_the_engine(context.http, context.tasks), url),
    )
    model.setParent(view)

    def close() -> None:
        view.release()
        model.close()

    return Room(
        KEY,
        view.tr("Playgrounds"),
        "playgrounds",
        view,
        view.open,
        model.start,
        close,
        badge=PlaygroundsBadge(model, view),
        entries=lambda: entries(model, context.visit),
        shortcuts=view.shortcuts(),
        about=lambda thing: about(model, thing),
        fleeting=frozenset({INVITE, PLAY, JOIN}),
    )
