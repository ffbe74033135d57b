"""What whoever hosts a space begins with: the ready-made club and its guide."""
