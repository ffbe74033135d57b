"""Playgrounds: spaces with a page that people share, and the live sessions in them.

The room shows spaces. A session of one is shown by `SessionPane` (`session/view.py`), which is made
for `(context, space_id, session_id)` when somebody goes to
`context.visit("playground", SPACE_ID, SESSION_ID)`, stays while they look elsewhere in the app, and
is let go of (`release`) when another session takes its place, when it says `left`, and at the end.
"""
