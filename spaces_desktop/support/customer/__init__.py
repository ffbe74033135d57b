"""The customer's side of support: finding a brand, one calm thread with it, and what came of it."""
