"""Sabaq: the platform on which a network of academies of governance runs its cooperation."""
