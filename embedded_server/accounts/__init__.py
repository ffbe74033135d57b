"""The server's people: first set-up, sign-up, sign-in, and who they are."""
