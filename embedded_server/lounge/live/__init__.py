"""The live room of a lounge: people hear each other, through one WebSocket each."""
