"""The drawing of small bars and lines as numbers: what the chart tags write into SVG attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 150, 38
# The line's box inside the picture: left, right, top, bottom.
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.0, 150.0, 5.0, 33.0
# How far apart two numbers have to stand so that both can be read.
_APART = 14.0
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
class Mark:
    """A number beside the end of a line: `kind` is "aim" or "got", `y` its height in per cent of the picture."""

    kind: str
    y: float
    number: float


@dataclass(frozen=True)
class Spark:
    """Two SVG paths, the target's in steps and the delivered one, where delivery stands now, and the last numbers."""

    aim: str
    got: str
    x: float
    y: float
    marks: tuple[Mark, ...]


def _marks(aim: tuple[float, float] | None, got: tuple[float, float] | None) -> tuple[Mark, ...]:
    """The numbers of the last target and delivery, each given as (height, number); one where both are the same."""
    ends = [(kind, *end) for kind, end in (("aim", aim), ("got", got)) if end]
    if aim and got and aim[1] == got[1]:
        ends = ends[1:]
    ends.sort(key=lambda end: end[1])
    heights = [height for _kind, height, _number in ends]
    if len(heights) == 2 and heights[1] - heights[0] < _APART:
        upper = min(max((sum(heights) - _APART) / 2, _TOP), _BOTTOM - _APART)
        heights = [upper, upper + _APART]
    return tuple(
        Mark(kind, round(height / HEIGHT * 100, 1), number)
        for (kind, _height, number), height in zip(ends, heights, strict=True)
    )


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

    got, aim = points(values), points(aims)
    x, y = got[-1] if got else (_LEFT, _BOTTOM)
    marks = _marks((aim[-1][1], aims[-1]) if aim else None, (y, values[-1]) if got else None)
    return Spark(path(aim, stepped=True), path(got, stepped=False), x, y, marks)
