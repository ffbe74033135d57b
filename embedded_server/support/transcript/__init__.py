"""A conversation as one file: as text, as a page to print, and for programs."""
