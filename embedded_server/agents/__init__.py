"""AI agents: listings, what they know, where they are linked, and how they answer."""
