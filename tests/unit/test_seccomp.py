"""The list of system calls: the program that the kernel gets is run here, instruction by instruction."""

import json
import struct

import pytest

from sandbox.seccomp import NAMESPACE_FLAGS, bpf, profile

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
# Machine, its AUDIT_ARCH; numbers of read, clone, clone3; of socket, connect, ptrace, memfd_create, unshare.
MACHINES = {
    "x86_64": (0xC000003E, 0, 56, 435, (41, 42, 101, 319, 272)),
    "aarch64": (0xC00000B7, 63, 220, 435, (198, 203, 117, 279, 97)),
}


def answer(machine: str, arch: int, number: int, argument: int = 0) -> int:
    """What the filter says to a call."""
    code = bpf(machine)
    assert code is not None
    steps = list(struct.iter_unpack("=HBBI", code))
    data = struct.pack("<IIQQ", number, arch, 0, argument)
    word = at = 0
    while True:
        kind, if_true, if_false, operand = steps[at]
        at += 1
        match kind:
            case 0x20:
                (word,) = struct.unpack_from("<I", data, operand)
            case 0x06:
                return operand
            case 0x15 | 0x25 | 0x35 | 0x45:
                holds = {0x15: word == operand, 0x25: word > operand, 0x35: word >= operand}
                at += if_true if holds.get(kind, word & operand != 0) else if_false
            case _:
                raise AssertionError(f"no such instruction: {kind:#x}")


@pytest.mark.parametrize("machine", MACHINES)
def test_what_node_needs_is_allowed_and_the_rest_refused(machine):
    arch, read, clone, clone3, refused = MACHINES[machine]
    assert answer(machine, arch, read) == ALLOW
    assert [answer(machine, arch, number) for number in refused] == [EPERM] * len(refused)
    assert answer(machine, arch, 9999) == EPERM
    assert answer(machine, arch, clone3) == ENOSYS
    threads = 0x3D0F00  # the flags with which a C library makes one
    assert answer(machine, arch, clone, threads) == ALLOW
    for bit in range(32):
        if NAMESPACE_FLAGS >> bit & 1:
            assert answer(machine, arch, clone, threads | 1 << bit) == EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_of_another_machine_end_the_program(machine):
    _, read, *_ = MACHINES[machine]
    assert answer(machine, 0x40000003, read) == KILL


def test_the_numbering_for_small_pointers_is_refused():
    assert answer("x86_64", MACHINES["x86_64"][0], 0x40000000) == EPERM


def test_the_engine_gets_the_same_list():
    rules = json.loads(profile())
    assert rules["defaultAction"] == "SCMP_ACT_ERRNO"
    allowed = {
        name for rule in rules["syscalls"] if rule["action"] == "SCMP_ACT_ALLOW" for name in rule["names"]
    }
    assert {"read", "execve", "futex", "clone"} <= allowed
    assert not allowed & {"socket", "connect", "ptrace", "memfd_create", "unshare", "mount", "bpf", "clone3"}


def test_an_unknown_machine_has_no_filter():
    assert bpf("riscv64") is None
