"""Customer service of official communities: conversations, the queue, and what staff work with."""
