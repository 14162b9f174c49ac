"""Jobs of nominations."""
