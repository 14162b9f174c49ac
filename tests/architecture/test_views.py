"""Every view names a permission or says public; every template speaks through the catalogue and has nothing inline."""

from __future__ import annotations

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from sabaq.platform.permissions import all_permissions
from sabaq.platform.web import PUBLIC

from . import tree


def patterns(resolver=None):
    """Every URL pattern of the project, nested ones too."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        elif isinstance(entry, URLPattern):
            yield entry


def test_every_view_names_a_registered_permission_or_says_public():
    known = {PUBLIC, *all_permissions()}
    undeclared = {str(p.pattern): getattr(p.callback, "permission", None) for p in patterns()}
    assert len(undeclared) > 20
    assert {url: name for url, name in undeclared.items() if name not in known} == {}


TEMPLATES = sorted(tree.SOURCE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=tree.place)
def test_a_template_has_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\sstyle=|<style|\son\w+=\"|<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=tree.place)
def test_a_template_says_nothing_that_cannot_be_translated(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"{% comment.*?endcomment %}|{#.*?#}", "", text, flags=re.S)
    text = re.sub(r"{% (blocktranslate|blocktrans)\b.*?{% end\1 %}", "", text, flags=re.S)
    text = re.sub(r"{% block width %}\w+{% endblock %}", "", text)
    text = re.sub(r"<(code|kbd|svg)\b.*?</\1>|<!--.*?-->|<b lang=\"en\">Sabaq</b>", "", text, flags=re.S)
    spoken = re.findall(r"\s(?:placeholder|aria-label|title|alt|data-label)=\"([^\"{]*[A-Za-z]{2}[^\"{]*)\"", text)
    text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>|&\w+;", "", text, flags=re.S)
    words = [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in {"Sabaq", "XLSX", "CSV", "PDF"}]
    assert spoken + words == []
