"""Playgrounds: spaces, and the sessions that people share in them."""
