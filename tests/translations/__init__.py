"""The strings of the window and their translations."""
