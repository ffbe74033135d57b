"""A club's thread: what `chat` has, and reactions, pins, votes, prices and slow mode."""
