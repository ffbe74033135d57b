"""Talking with a lounge's AI: by voice and in writing, what it says back, and the day's time."""
