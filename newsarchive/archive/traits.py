"""What articles are compared by, packed small: an article is compared with many."""

import json
from array import array

from newsarchive.text.kinship import Traits

_SETS = ("runs", "names", "figures", "settlements", "districts", "people")


def pack(traits: Traits) -> bytes:
    """Pack traits: the sizes of the sets, days and regency as JSON, then the hashes."""
    sets = [sorted(getattr(traits, name)) for name in _SETS]
    head = [[len(one) for one in sets], sorted(traits.days), traits.regency]
    numbers = array("I", [number for one in sets for number in one])
    return json.dumps(head).encode() + b"\n" + numbers.tobytes()


def unpack(packed: bytes) -> Traits:
    """Read packed traits."""
    head, _, rest = packed.partition(b"\n")
    sizes, days, regency = json.loads(head)
    numbers = array("I", rest)
    sets, start = {}, 0
    for name, size in zip(_SETS, sizes, strict=True):
        sets[name] = frozenset(numbers[start : start + size])
        start += size
    return Traits(days=frozenset(days), regency=regency, **sets)
