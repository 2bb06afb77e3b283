"""What changes from one release of the catalogue to another, in its answers first of all."""
