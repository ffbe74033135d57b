"""Ways to turn speech into text, each behind the one Protocol of `base.py`."""
