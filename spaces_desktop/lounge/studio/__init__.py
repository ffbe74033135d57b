"""The creator's voice studio: recorded, consented, built, heard, published, withdrawn."""
