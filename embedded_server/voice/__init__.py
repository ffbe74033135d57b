"""Voices: recordings and consent, engines that speak and listen, and the clips they made."""
