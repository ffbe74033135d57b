"""Clubs: group chat, its history and search, and agents that answer in it."""
