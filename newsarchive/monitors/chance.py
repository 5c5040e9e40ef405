"""How likely a count is: tails for small counts that vary more than pure chance."""

import math

# Below this the variance is the mean's: Poisson.
_POISSON = 1.01


def at_most(count: int, mean: float, dispersion: float) -> float:
    """Give the chance of so few, or fewer, where `mean` are expected.

    `dispersion` is variance by mean: 1 is Poisson, more is a negative binomial.
    """
    if mean <= 0:
        return 1.0
    if dispersion < _POISSON:
        terms = [
            k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(count + 1)
        ]
    else:
        size = mean / (dispersion - 1)
        terms = [_negative_binomial(k, size, dispersion) for k in range(count + 1)]
    return min(1.0, sum(map(math.exp, terms)))


def share_at_most(part: int, whole: int, before: tuple[int, int], trust: int) -> float:
    """Give the chance of so small a part, where `before` is an earlier part and whole.

    Beta-binomial: an earlier whole counts for at most `trust`, since articles of one day
    are alike.
    """
    yes, no = _prior(before, trust)
    return min(
        1.0, sum(math.exp(_beta_binomial(k, whole, yes, no)) for k in range(part + 1))
    )


def share_at_least(part: int, whole: int, before: tuple[int, int], trust: int) -> float:
    """Give the chance of so large a part."""
    earlier_part, earlier_whole = before
    turned = (earlier_whole - earlier_part, earlier_whole)
    return share_at_most(whole - part, whole, turned, trust)


def _prior(before: tuple[int, int], trust: int) -> tuple[float, float]:
    part, whole = before
    scale = min(1.0, trust / whole)
    return part * scale + 0.5, (whole - part) * scale + 0.5


def _negative_binomial(k: int, size: float, dispersion: float) -> float:
    return (
        math.lgamma(k + size)
        - math.lgamma(size)
        - math.lgamma(k + 1)
        - size * math.log(dispersion)
        + k * math.log1p(-1 / dispersion)
    )


def _beta_binomial(k: int, n: int, yes: float, no: float) -> float:
    return (
        math.lgamma(n + 1)
        - math.lgamma(k + 1)
        - math.lgamma(n - k + 1)
        + _beta(k + yes, n - k + no)
        - _beta(yes, no)
    )


def _beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
