"""Programmes that others can adopt, their editions and sessions."""
