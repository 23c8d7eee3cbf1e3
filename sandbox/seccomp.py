"""Which system calls a box may make, as an engine's profile and as a BPF program. Used by the drivers.

Everything that Node needs to run our agent is allowed (syscalls.json: name → number on x86-64 and aarch64).
Not there: socket and connect, so that the network stays shut even if its namespace were lost; memfd_create,
which defeats noexec; ptrace, process_vm_*, io_uring, bpf, mounts, keys; clone that makes namespaces.
"""

import json
import struct
from collections.abc import Iterable
from pathlib import Path

_NUMBERS: dict[str, tuple[int | None, int | None]] = json.loads(
    (Path(__file__).parent / "syscalls.json").read_text(encoding="ascii")
)
# Column of syscalls.json, AUDIT_ARCH (linux/audit.h), number of clone, number of clone3 by machine.
_MACHINES = {"x86_64": (0, 0xC000003E, 56, 435), "aarch64": (1, 0xC00000B7, 220, 435)}
NAMESPACE_FLAGS = 0x7E020080  # CLONE_NEW* of linux/sched.h
_X32_BIT = 0x40000000

_EPERM, _ENOSYS = 1, 38
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
# Codes of linux/bpf_common.h: load a word, jump if equal / greater / greater or equal / bits set, return.
_LOAD, _EQUAL, _GREATER, _AT_LEAST, _BITS, _RETURN = 0x20, 0x15, 0x25, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCH, _AT_FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data


def profile() -> str:
    """The profile that a container engine takes, as JSON text. clone3 hides its flags in memory, so it is
    said to be missing and the C library falls back to clone."""
    clone_flags = {"index": 0, "value": NAMESPACE_FLAGS, "valueTwo": 0, "op": "SCMP_CMP_MASKED_EQ"}
    return json.dumps(
        {
            "defaultAction": "SCMP_ACT_ERRNO",
            "archMap": [
                {"architecture": "SCMP_ARCH_X86_64", "subArchitectures": []},
                {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": []},
            ],
            "syscalls": [
                {"names": sorted(set(_NUMBERS) - {"clone"}), "action": "SCMP_ACT_ALLOW"},
                {"names": ["clone"], "action": "SCMP_ACT_ALLOW", "args": [clone_flags]},
                {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": _ENOSYS},
            ],
        }
    )


def bpf(machine: str) -> bytes | None:
    """The same as `struct sock_filter[]` for a kernel of `machine` (as platform.machine() names it); None if
    we have no numbers for it."""
    known = _MACHINES.get(machine)
    if known is None:
        return None
    column, arch, clone, clone3 = known
    numbers = (entry[column] for name, entry in _NUMBERS.items() if name != "clone")
    code = [
        _step(_LOAD, _AT_ARCH),
        _step(_EQUAL, arch, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _AT_NUMBER),
        _step(_AT_LEAST, _X32_BIT, 0, 1),
        _step(_RETURN, _ERRNO | _EPERM),
        _step(_EQUAL, clone3, 0, 1),
        _step(_RETURN, _ERRNO | _ENOSYS),
        _step(_EQUAL, clone, 0, 4),
        _step(_LOAD, _AT_FIRST_ARGUMENT),
        _step(_BITS, NAMESPACE_FLAGS, 0, 1),
        _step(_RETURN, _ERRNO | _EPERM),
        _step(_RETURN, _ALLOW),
    ]
    for low, high in _ranges(number for number in numbers if number is not None):
        code += [_step(_AT_LEAST, low, 0, 2), _step(_GREATER, high, 1, 0), _step(_RETURN, _ALLOW)]
    return b"".join([*code, _step(_RETURN, _ERRNO | _EPERM)])


def _step(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, operand)


def _ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers, both ends included."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
