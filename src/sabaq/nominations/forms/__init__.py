"""What the forms of nominations ask for."""
