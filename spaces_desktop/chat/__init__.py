"""A thread of messages, wherever it is: rows, history, writing, the outbox, and growing replies.

A room that has threads gives four things and gets the rest:

- a `Place` for each thread: all of a community, or one conversation of it;
- calls (`api.ThreadCalls`) that are told `place.id`, and `post(item)` for the `Outbox`, which sends
  one `Pending` and gives the message, or None where that comes with the live events alone;
- a `Desk` for the session, out of those and its own `Drafts` and `Outbox`; a room names the `kind`
  its own are kept under, so that two rooms share one shelf;
- a `ThreadModel` for each open place, as it is or as a class of its own: what more can be done with
  a message is its `verbs` (by key) and its state's `verbs`; `barred` says why nobody may write.

On the screen a `ThreadPane` is all below a header: `show_thread` binds it to a model. What a room
adds is handed over as `above` and `below`.
"""
