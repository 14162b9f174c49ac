"""Lists of nominations as spreadsheets."""
