"""Jobs of cohorts."""
