"""Agreements with their versions and approvals, commitments and the indicators that measure them."""
