"""What one writes in a thread: drafts, files, and the way out to the server."""
