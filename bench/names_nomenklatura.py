"""Scores pairs of names with nomenklatura's logic-v2, in the Python that has it: JSON in and out, nothing of Sabaq."""

from __future__ import annotations

import json
import resource
import sys
import time


def main() -> None:
    """Read groups of [schema, a, b], write their scores and CPU seconds."""
    began = time.process_time()
    from followthemoney import EntityProxy
    from nomenklatura.matching import get_algorithm
    from nomenklatura.matching.types import ScoringConfig

    algorithm, config = get_algorithm("logic-v2"), ScoringConfig.defaults()
    loaded = time.process_time() - began

    def entity(schema: str, name: str) -> EntityProxy:
        return EntityProxy.from_dict({"id": name, "schema": schema, "properties": {"name": [name]}})

    answer = {}
    for group, rows in json.load(sys.stdin).items():
        began = time.process_time()
        scores = [algorithm.compare(entity(schema, a), entity(schema, b), config).score for schema, a, b in rows]
        answer[group] = {"scores": scores, "seconds": time.process_time() - began}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"groups": answer, "loading": loaded, "peak_mb": peak}))


if __name__ == "__main__":
    main()
