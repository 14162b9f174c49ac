"""Promise against delivery, counted from records. Reads only."""
