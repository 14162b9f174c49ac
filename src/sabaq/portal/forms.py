"""Forms and their field template."""

from django.forms.renderers import TemplatesSetting


class FieldRenderer(TemplatesSetting):
    """Label, hint, reason, box."""
