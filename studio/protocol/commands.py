"""What a client may ask: Command. Sent by web/src, decoded by edge/socket.py, carried out by
actors/session.py."""

from msgspec import Struct


class _Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class Hello(_Command, frozen=True, tag="hello"):
    """First frame of every socket. `last_seq` is the newest event that the client has folded, 0 for none."""

    protocol: int
    session_id: str
    last_seq: int


class Prompt(_Command, frozen=True, tag="prompt"):
    """`model` is the id of the model to write this turn, null to leave the choice to the router.
    `attachments` are ids of pictures that were uploaded to the session."""

    text: str
    model: str | None = None
    attachments: list[str] = []


class Refine(_Command, frozen=True, tag="refine"):
    """Writes this version anew with a larger model, as a version of its own. `model` as in prompt."""

    version: int
    model: str | None = None


class PinModel(_Command, frozen=True, tag="pin_model"):
    """The id of the model that writes from now on in this session; null: the router chooses again."""

    model: str | None


class Continue(_Command, frozen=True, tag="continue"):
    """Goes on with the newest turn if it was cut off, failed or cancelled."""


class Cancel(_Command, frozen=True, tag="cancel"):
    """Stops the running turn; what there is stays as a draft version."""


class EditFile(_Command, frozen=True, tag="edit_file"):
    """The user's own change of one file: makes a version. `base_version` is what the user edited."""

    path: str
    text: str
    base_version: int


class Restore(_Command, frozen=True, tag="restore"):
    """Makes a new version with the content of an old one."""

    version: int


class Fork(_Command, frozen=True, tag="fork"):
    """Makes a new session of this owner that starts from a version of this one, also while a turn runs.
    The answer is `fork_made`."""

    version: int


class PreviewError(_Command, frozen=True, tag="preview_error"):
    """The finished component threw in the user's own preview."""

    version: int
    message: str
    stack: str


Command = Hello | Prompt | Refine | PinModel | Continue | Cancel | EditFile | Restore | Fork | PreviewError
