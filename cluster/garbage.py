"""How often Python looks for cycles in a process that relays streams. Called by cluster/remote.py."""

import gc

# So many new objects before the newest are looked through, so many such looks before older ones are too. With
# Python's own 700, 10, 10 a tenth of the CPU of 100 streams goes into looks that find next to nothing.
THRESHOLDS = (20_000, 20, 50)


def settle_garbage() -> None:
    """What is there by now stays: a look through the SDKs' objects stops every stream for 0.1 s."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
