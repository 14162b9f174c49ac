"""The drawing of small bars and lines as numbers: what the chart tags write into SVG attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 150, 38
# The line's box inside the picture: left, right, top, bottom.
_LEFT, _RIGHT, _TOP, _BOTTOM = 2.0, 142.0, 5.0, 33.0
# Between what is held and who waits beyond it, in per cent of the bar.
_GAP = 1.0


@dataclass(frozen=True)
class Bars:
    """A meter in per cent of its width: `total` drawn hollow, `got` filled, `waiting` hatched from `waiting_from`."""

    total: float
    got: float
    waiting: float
    waiting_from: float


def meter_bars(got: int, total: int, *, waiting: int = 0, scale: int = 0) -> Bars:
    """How long each bar is, with `scale` (the largest total plus waiting of a table) as the whole width."""
    whole = max(scale, total + waiting, got + waiting, 1)
    room = 100.0 - (_GAP if waiting else 0.0)

    def share(count: int) -> float:
        return round(count / whole * room, 2)

    end = share(max(got, total))
    return Bars(share(total), share(got), share(waiting), round(end + (_GAP if waiting else 0.0), 2))


@dataclass(frozen=True)
class Spark:
    """Two SVG paths, the target's in steps and the delivered one, and the point where delivery stands now."""

    aim: str
    got: str
    x: float
    y: float


def spark_paths(values: Sequence[float], target: float | Sequence[float]) -> Spark:
    """A small line from `values`, equally spaced in time, against one target or one target for each moment."""
    aims = list(target) if isinstance(target, Sequence) else [target, target]
    top = max([*values, *aims, 1])

    def points(numbers: Sequence[float]) -> list[tuple[float, float]]:
        step = (_RIGHT - _LEFT) / max(len(numbers) - 1, 1)
        return [
            (round(_LEFT + step * i, 1), round(_BOTTOM - (_BOTTOM - _TOP) * number / top, 1))
            for i, number in enumerate(numbers)
        ]

    def path(line: list[tuple[float, float]], *, stepped: bool) -> str:
        if not line:
            return ""
        parts = [f"M{line[0][0]} {line[0][1]}"]
        parts += [f"H{x}V{y}" if stepped else f"L{x} {y}" for x, y in line[1:]]
        return "".join(parts)

    got = points(values)
    x, y = got[-1] if got else (_LEFT, _BOTTOM)
    return Spark(path(points(aims), stepped=True), path(got, stepped=False), x, y)
