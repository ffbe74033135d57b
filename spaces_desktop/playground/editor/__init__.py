"""Making a space and changing it: what it is, and the definition that its page is told."""
