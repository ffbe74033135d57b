"""Voices: how fast engines speak, and how like the speaker a clone is."""
