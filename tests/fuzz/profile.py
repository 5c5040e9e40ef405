"""How much is fuzzed: a little in every run of the tests, more by `make fuzz`."""

import os

from hypothesis import HealthCheck, Phase, settings

# Of each test; other ones in each round of `make fuzz`, the same ones otherwise.
ASKED_FOR = int(os.environ.get("FUZZ_EXAMPLES", "0"))

# A case that takes long is not made smaller: each try would take as long.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)

# Processor time is measured by the tests themselves: a busy machine is no finding.
fuzz = settings(
    deadline=None,
    derandomize=not ASKED_FOR,
    max_examples=ASKED_FOR or 60,
    phases=PHASES if ASKED_FOR else tuple(Phase),
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
