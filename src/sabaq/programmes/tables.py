"""Words of programmes: how an edition stands, and what its history says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sabaq.platform.stand import Stand
from sabaq.platform.verbs import say

from .states import EditionState

EDITION_STANDS: dict[EditionState, Stand] = {
    EditionState.PLANNED: Stand("none", _("Planned")),
    EditionState.OPEN: Stand("open", _("Open for nominations")),
    EditionState.PLACED: Stand("most", _("People placed")),
    EditionState.RUNNING: Stand("some", _("Running")),
    EditionState.ENDED: Stand("done", _("Ended")),
}

say("programmes.create_programme", _("Programme created"))
say("programmes.plan_edition", _("Edition planned"))
say("programmes.add_session", _("Session added"))
say("programmes.change_capacity", _("Room changed"))
say("programmes.adopt_edition", _("Edition adopted by the Network"))
say("programmes.extend_nominations", _("Closing day changed"))
say("programmes.open_nominations", _("Nominations opened"))
say("programmes.settle_placement", _("Placement settled"))
say("programmes.start_edition", _("Edition started"))
say("programmes.end_edition", _("Edition ended"))
