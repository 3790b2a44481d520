"""Spread a sum over places: exact, seeded by names, the same on every machine."""

import hashlib
from collections.abc import Mapping

SEED = "tonghop-samples-1"


def noise(*key: str) -> float:
    """A number in [0, 1) that depends on the key alone, so one place never moves another."""
    digest = hashlib.sha256("/".join((SEED, *key)).encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48


def between(low: float, high: float, *key: str) -> float:
    """A number from `low` to `high` that depends on the key alone."""
    return low + (high - low) * noise(*key)


def apportion(
    total: int,
    weights: Mapping[str, float],
    *,
    floor: int = 0,
    caps: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Whole shares by weight that add up to `total`; at least `floor`, at most the cap of each."""
    shares = dict.fromkeys(weights, floor)
    left = total - floor * len(weights)
    while left:
        open_places = [k for k in weights if caps is None or shares[k] < caps[k]]
        if left < 0 or not open_places:
            raise ValueError(f"{total} cannot be spread: {left} left over")
        scale = left / sum(weights[k] for k in open_places)
        whole = {k: int(weights[k] * scale) for k in open_places}
        if not any(whole.values()):
            # What is left is smaller than the number of places: the largest fractions get one each.
            ranked = sorted(open_places, key=lambda k: (-weights[k], k))
            whole = dict.fromkeys(ranked[:left], 1)
        for k, share in whole.items():
            given = share if caps is None else min(share, caps[k] - shares[k])
            shares[k] += given
            left -= given
    return shares


def persons(households: int, size: float) -> int:
    """Members of so many households; none exactly where there is no household."""
    return max(households, round(households * size)) if households else 0
