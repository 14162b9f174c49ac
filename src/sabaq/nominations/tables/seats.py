"""Words and drawing of the seat ledger: kinds of entry, whose a pool is, the bars of the waterfall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sabaq.agreements.models import Target
from sabaq.platform.languages import in_language
from sabaq.platform.refusals import Sentence
from sabaq.platform.verbs import say

from ..domain.seats import Bar, Step, waterfall
from ..models import SeatPool
from ..queries.seats import EntryLine
from ..states import EntryKind

ENTRY_WORDS: dict[EntryKind, Sentence] = {
    EntryKind.GRANT: gettext_lazy("Granted"),
    EntryKind.AMEND: gettext_lazy("Amended"),
    EntryKind.SPLIT: gettext_lazy("Shared out"),
    EntryKind.GIVE_BACK: gettext_lazy("Given back"),
}
_FILLS = {
    Step.TOTAL: "f-ink",
    Step.RAISED: "f-got",
    Step.REDUCED: "f-wait",
    Step.EXPECTED: "f-next",
    Step.EXPECTED_TOTAL: "f-free",
}
# A chart with more changes than this is not read; the older ones are drawn as one bar.
_MOST_CHANGES = 6
_LINE, _BAR = 62, 24
# Per cent of the width for the longest bar; the rest is room for its number, also on a phone.
_WIDEST = 84

say("nominations.grant_seats", gettext_lazy("Seats granted"))
say("nominations.amend_seats", gettext_lazy("Seats amended"))
say("nominations.split_seats", gettext_lazy("Seats shared out"))
say("nominations.give_back_seats", gettext_lazy("Seats given back"))


def pool_name(pool: SeatPool) -> str:
    """Whose seats a pool holds, as plain text: an agency, a country or the edition."""
    owner = pool.institution or pool.country
    return str(in_language(owner.names)) if owner else _("The edition")


@dataclass(frozen=True)
class DrawnBar:
    """A bar with its place in the drawing: per cent across, pixels down. `number` stands after its end.

    `level` is where the total stands after it: from there a line goes down to the next bar.
    """

    label: str
    fill: str
    x: str
    width: str
    end: str
    level: str
    number: str
    y: int

    @property
    def label_y(self) -> int:
        """Where the label's line lies, above the bar."""
        return self.y - 9

    @property
    def number_y(self) -> int:
        """Where the number's line lies, in the middle of the bar."""
        return self.y + 17

    @property
    def bottom(self) -> int:
        """The lower edge of the bar."""
        return self.y + _BAR

    @property
    def next_top(self) -> int:
        """The upper edge of the bar below."""
        return self.y + _LINE


@dataclass(frozen=True)
class Waterfall:
    """The chart of an edition's seats: its finding, the same in one sentence with all numbers, and the bars."""

    finding: str
    description: str
    bars: list[DrawnBar]
    has_expected: bool

    @property
    def height(self) -> int:
        """Pixels."""
        return len(self.bars) * _LINE - 10


def _finding(first: int, total: int, expected: int) -> str:
    """What the chart says, as its title."""
    numbers = {"first": first, "total": total, "more": expected - total}
    raised = first != total
    if expected > total:
        more = ngettext("%(more)s more is expected", "%(more)s more are expected", expected - total) % numbers
        shape = _("From %(first)s seats to %(total)s; %(more)s") if raised else _("%(total)s seats granted; %(more)s")
        return shape % {**numbers, "more": more}
    if raised:
        return _("From %(first)s seats to %(total)s") % numbers
    return ngettext("%(total)s seat, granted at once", "%(total)s seats, granted at once", total) % numbers


def draw_waterfall(lines: Sequence[EntryLine], target: Target | None) -> Waterfall | None:
    """The chart of the register's changes and the target that is only expected; None without any seats."""
    changes = [line for line in lines if line.change]
    if not changes:
        return None
    earlier, shown = changes[:-_MOST_CHANGES], changes[-_MOST_CHANGES:]
    steps = ([earlier[-1].total] if earlier else []) + [line.change for line in shown]
    labels = ([_("Earlier entries together")] if earlier else []) + [line.entry.reason for line in shown]
    bars = waterfall(steps, expected=target.value if target else None)
    total = changes[-1].total
    expected = max(total, target.value if target else 0)
    scale = _WIDEST / (max(max(bar.start, bar.end) for bar in bars) or 1)
    drawn = [_drawn(bar, position, scale, labels) for position, bar in enumerate(bars)]
    described = "; ".join(f"{bar.label}: {bar.number}" for bar in drawn)
    return Waterfall(_finding(changes[0].change, total, expected), described, drawn, expected > total)


def _drawn(bar: Bar, position: int, scale: float, labels: Sequence[str]) -> DrawnBar:
    """One bar in its place; `scale` is per cent of the width for one seat, `labels` are the entries' reasons."""
    low, high = min(bar.start, bar.end) * scale, max(bar.start, bar.end) * scale
    is_sum = bar.step in {Step.TOTAL, Step.EXPECTED_TOTAL}
    sums = {
        Step.TOTAL: _("Granted in all"),
        Step.EXPECTED: _("Expected"),
        Step.EXPECTED_TOTAL: _("Expected in all"),
    }
    return DrawnBar(
        label=sums[bar.step] if bar.entry is None else labels[bar.entry],
        fill=_FILLS[bar.step],
        x=f"{low:.2f}%",
        width=f"{high - low:.2f}%",
        end=f"{high:.2f}%",
        level=f"{bar.end * scale:.2f}%",
        number=str(bar.end) if is_sum else f"{bar.change:+d}".replace("-", "−"),
        y=24 + position * _LINE,
    )
