"""What the shell shows around every page."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Context of the base template."""
    return {}
