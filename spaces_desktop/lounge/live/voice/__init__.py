"""Voices from microphone to loudspeaker: no Qt here, and nothing that waits for the window."""
