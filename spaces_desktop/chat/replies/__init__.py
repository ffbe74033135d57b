"""Replies of an AI in a thread: how they grow, end and fail."""
