"""The voice imprint: synthetic speech re-shaped to a speaker's pitch, timbre and breath by WORLD.

It is no neural clone and does not claim to be one: what speaks is espeak-ng, and the nearer it
comes to the speaker, the less clear it is.
"""
