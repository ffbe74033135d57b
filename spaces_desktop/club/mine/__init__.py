"""One's own clubs: the list, how one stands in them, and what they cost."""
