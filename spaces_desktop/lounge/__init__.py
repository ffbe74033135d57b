"""Lounges: talking with a creator's AI in the creator's voice, and what the creator does for it.

A lounge's page has tabs. Talk is the room's own; each other one is a `PageKind` (key, title, who
may see it, how it is made for one community) and plugs in by one line in `lounge/tabs.py`: a
function of the shell's `Context` that gives it. Its widget is made when somebody first goes there,
and let go of (`Made.release`) when they leave the lounge. A tab is gone to by
`context.visit("lounges", COMMUNITY_ID, KEY)`, and `may` is asked again whenever the community or
one's membership changes.
"""
