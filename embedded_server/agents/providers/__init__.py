"""What answers for an agent: each kind of provider behind one Protocol."""
