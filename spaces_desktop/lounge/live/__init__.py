"""The live room of a lounge: hearing each other, and who is there."""
