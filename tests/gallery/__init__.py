"""The state gallery: every screen in its states, with made-up data, to be looked at."""
