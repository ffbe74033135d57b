"""Ways to make speech, each behind the one Protocol of `base.py`; they run in worker processes."""
