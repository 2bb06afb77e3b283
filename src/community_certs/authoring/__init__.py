"""What maintainers and CI need: strict YAML, models, checks, compile, release."""
