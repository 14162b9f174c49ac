"""The small network with one member, so that its secretariat serves Kyrgyzstan and nothing else."""

import pytest

from sabaq.network.models import Membership


@pytest.fixture
def world(world):
    Membership.objects.create(network=world.network, institution=world.agency)
    return world
