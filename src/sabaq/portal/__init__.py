"""The shell around every page: base templates, components, public home, Desk, sign-in."""
