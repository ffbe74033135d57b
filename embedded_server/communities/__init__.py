"""Communities of all three types: membership, roles, moderation, invites and audit."""
