"""Sound: playing what people sent."""
