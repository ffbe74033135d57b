"""Turns that are spoken: text is cut into sentences, and their sound is heard while it is made."""
