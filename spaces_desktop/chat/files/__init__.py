"""Files on messages, as they are shown, listened to and saved."""
