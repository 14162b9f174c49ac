"""Foreign keys point downward, and every personal field is declared."""

from __future__ import annotations

from django.apps import apps

from sabaq.people.models import Person
from sabaq.platform.personal import PersonalField

from . import tree


def own_models():
    """The models of this project."""
    return [model for model in apps.get_models() if model.__module__.startswith("sabaq.")]


def layer(model) -> int:
    """How deep a model's package lies; larger is lower."""
    return tree.LAYERS.index(model.__module__.split(".")[1])


def test_foreign_keys_point_downward():
    upward = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model.__module__.startswith("sabaq.")
        if layer(field.related_model) < layer(model)
    ]
    assert upward == []


def hangs_on_a_person(model) -> bool:
    """True for the person and for every model with a key to a person or to a model that declares personal fields."""
    related = {field.related_model for field in model._meta.get_fields() if field.concrete and field.is_relation}
    return model is Person or Person in related or hasattr(model, "personal")


def test_every_field_about_a_person_is_declared_or_said_to_be_impersonal():
    undeclared = {}
    for model in own_models():
        if not hangs_on_a_person(model):
            continue
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        personal, impersonal = set(getattr(model, "personal", ())), set(getattr(model, "impersonal", ()))
        assert personal & impersonal == set(), model
        if names != personal | impersonal:
            undeclared[model.__name__] = sorted(names ^ (personal | impersonal))
    assert undeclared == {}


def test_a_declaration_says_everything():
    for model in own_models():
        for name, field in getattr(model, "personal", {}).items():
            assert isinstance(field, PersonalField), (model, name)
            assert field.kind, field.basis
            assert field.purpose.strip() != ""
            assert field.keep_days > 0
