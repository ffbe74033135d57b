"""The loaded part of a thread: pages of its past, what comes in live, and what was read."""
