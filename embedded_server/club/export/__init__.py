"""A club as one file: written in pages, so that it may be of any size."""
