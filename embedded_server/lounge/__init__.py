"""Lounges: a member talks with a creator's agent, and subscribes."""
