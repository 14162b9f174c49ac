"""The page of a national chain: a choice in words for the focal point, and refusals on the same page."""

import pytest
from django.test import Client

from sabaq.nominations.models import NationalChain, Nomination
from sabaq.people.models import Person
from sabaq.platform.audit import history_of

URL = "/chains/KG/"


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_the_focal_point_chooses_the_chain_in_words(world, sign_in):
    client = sign_in("focal_point")
    page = client.get(URL)
    assert (page.context["chains"], page.context["present"]) == (
        ["focal_point", "agency_officer focal_point"], "focal_point",
    )  # fmt: skip
    assert "The agency first: its officer forwards to you" in page.content.decode()
    done = client.post(URL, {"chain": "agency_officer focal_point"}, follow=True)
    assert (said(done), done.context["present"]) == (["The national chain was set."], "agency_officer focal_point")
    chain = NationalChain.objects.get()
    assert (chain.country_id, chain.steps) == ("KG", ["agency_officer", "focal_point"])
    assert history_of(chain.country).get().verb == "nominations.set_national_chain"


@pytest.mark.parametrize("answer", ["", "focal_point agency_officer", "x"])
def test_another_order_is_refused(world, sign_in, answer):
    shown = sign_in("focal_point").post(URL, {"chain": answer}, follow=True)
    assert said(shown) == ["This order of steps is not known. Choose one of the chains offered."]
    assert not NationalChain.objects.exists()


def test_nominations_on_their_way_are_not_lost(world, sign_in, at):
    Nomination.objects.create(
        edition=world.edition, person=Person.objects.create(), country_id="KG", agency=world.agency,
        sender_state="proposed", priority=1, nominated_at=at,
    )  # fmt: skip
    shown = sign_in("focal_point").post(URL, {"chain": "agency_officer focal_point"}, follow=True)
    assert said(shown) == [
        "Nominations of this country are on their way along the present chain. "
        "Forward or withdraw them first, then change the chain."
    ]


@pytest.mark.parametrize("role", ["secretary", "foreign_focal_point", "officer", "manager", "participant"])
def test_nobody_else_sets_it(world, sign_in, role):
    client = sign_in(role)
    assert (client.get(URL).status_code, client.post(URL, {"chain": "focal_point"}).status_code) == (403, 403)
    assert Client().get(URL)["Location"] == "/sign-in/?next=/chains/KG/"
    assert sign_in("focal_point").get("/chains/XX/").status_code == 404


@pytest.mark.parametrize(("role", "shown"), [("focal_point", True), ("officer", False)])
def test_the_mandate_of_a_focal_point_leads_to_it(world, sign_in, role, shown):
    assert (URL in sign_in(role).get("/mandates/").content.decode()) == shown
