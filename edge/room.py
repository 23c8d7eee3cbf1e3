"""How much a browser may keep here: sessions and bytes, and none at all when the disk is nearly full.

Anyone gets a cookie, and with another one another share: what keeps the disk from filling up is the last of
the three. Asked before anything is stored, by cluster/gateway.py and edge/uploads.py.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from stores.contract import Store
from studio import protocol
from studio.ids import OwnerId

MB = 1_000_000


_STORE_LITTLE = (protocol.Cancel, protocol.PreviewError)  # once a turn, once a version


@dataclass(frozen=True, slots=True)
class Room:
    store: Store
    data_dir: Path
    user_sessions: int
    user_mb: int
    free_mb: int

    async def refuses(self, owner: OwnerId, command: protocol.Command, *, new: bool) -> protocol.Error | None:
        """What to answer a command that may store nothing any more. `new`: its session is not there yet."""
        if isinstance(command, _STORE_LITTLE):
            return None
        why = await self.refusal(owner, begins=new or isinstance(command, protocol.Fork))
        return None if why is None else protocol.Error("bad_request", why, False)

    async def refusal(self, owner: OwnerId, *, begins: bool) -> str | None:
        """Why nothing more of this browser is stored, in a line for its user. `begins`: another session."""
        if shutil.disk_usage(self.data_dir).free < self.free_mb * MB:
            return (
                "The server's disk is nearly full, so nothing new is stored. What there is stays and can be "
                "looked at. Whoever runs this server can make room, or set ATELIER_FREE_MB."
            )
        kept = await self.store.kept(owner)
        if begins and kept.sessions >= self.user_sessions:
            return (
                f"This browser has {kept.sessions} sessions here, as many as it may. Go on in one of them, "
                "delete some in the list of sessions, or ask whoever runs this server to raise "
                "ATELIER_USER_SESSIONS."
            )
        if kept.size_bytes >= self.user_mb * MB:
            return (
                f"The sessions of this browser take {kept.size_bytes // MB} MB here, and {self.user_mb} MB "
                "is the most. Delete some in the list of sessions, or ask whoever runs this server to raise "
                "ATELIER_USER_MB."
            )
        return None
