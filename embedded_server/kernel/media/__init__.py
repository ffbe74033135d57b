"""Files that people send: received in a stream, typed by their content, served safely."""
