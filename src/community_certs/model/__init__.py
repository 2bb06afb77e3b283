"""What the catalogue and an answer hold."""
