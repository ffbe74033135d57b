"""The window under measurement: frames, opening a club, memory over a long use."""
