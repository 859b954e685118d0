"""A folder on another computer, reached by FTP: what many display controllers and campus sites still take.

As in `folder`, a file is whole or not there: it is sent under another name, and then renamed.
"""

import io
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ftplib import FTP, FTP_TLS, Error, all_errors, error_perm, error_temp
from typing import ClassVar, Final

from django.utils.translation import gettext_lazy as _

from foreword.channels.outward.folder import FORM, Files, file_content, file_name
from foreword.channels.outward.interface import (
    Access,
    Done,
    Outgoing,
    Permanent,
    Result,
    Retry,
    Setback,
    Setting,
    Trouble,
    Unknown,
)

TIMEOUT: Final = 20
PORT: Final = 21
NOT_LET_IN: Final = ("530", "331", "332")
NOT_THERE: Final = "550"


class Ftp(Files):
    kind = "ftp"
    name = _("Folder by FTP")
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("host", _("Computer"), _("Its name or number, with :port where it is not 21")),
        Setting("folder", _("Folder there"), required=False),
        Setting(
            "tls",
            _("Sealed line"),
            _("Without it, name and password can be read on their way."),
            default="yes",
            choices=(("yes", _("Yes, by TLS")), ("no", _("No"))),
        ),
        Setting("user", _("User name")),
        Setting("password", _("Password"), secret=True),
        FORM,
    )

    def publish(self, access: Access, outgoing: Outgoing) -> Result:
        name = file_name(access, outgoing)
        with _line(access) as ftp:
            ftp.storbinary(f"STOR {name}.part", io.BytesIO(file_content(access, outgoing)))
            with suppress(error_perm):  # many servers rename onto nothing that is there
                ftp.delete(name)
            ftp.rename(f"{name}.part", name)
        return Done(remote_id=name)

    def withdraw(self, access: Access, remote_id: str) -> Result:
        with _line(access) as ftp:
            try:
                ftp.delete(remote_id)
            except error_perm as refusal:
                if not str(refusal).startswith(NOT_THERE):
                    raise
        return Done()

    def check(self, access: Access) -> Result:
        with _line(access) as ftp:
            return Done(said=ftp.pwd())


@contextmanager
def _line(access: Access) -> Iterator[FTP]:
    """Logged in, and in the folder. What is repeated here leaves the same, so that no error is a riddle for long."""
    host, _colon, port = access.config["host"].partition(":")
    sealed = access.config["tls"] == "yes"
    ftp = FTP_TLS(timeout=TIMEOUT, context=ssl.create_default_context()) if sealed else FTP(timeout=TIMEOUT)  # noqa: S321 - chosen
    try:
        ftp.connect(host, int(port) if port.isdecimal() else PORT)
        ftp.login(access.config["user"], access.secrets.get("password", ""))
        if isinstance(ftp, FTP_TLS):
            ftp.prot_p()
        if folder := access.config["folder"]:
            ftp.cwd(folder)
        yield ftp
    except all_errors as error:
        raise Setback(_verdict(error)) from error
    finally:
        ftp.close()


def _verdict(error: BaseException) -> Result:
    said = str(error)[:300] if isinstance(error, Error) else type(error).__name__
    if isinstance(error, error_perm):
        return Permanent(Trouble.KEY if said.startswith(NOT_LET_IN) else Trouble.NOT_ALLOWED, said)
    if isinstance(error, error_temp):
        return Retry(Trouble.BUSY, said)
    if isinstance(error, ConnectionRefusedError | TimeoutError):
        return Retry(Trouble.UNREACHABLE, said)
    return Unknown(Trouble.SILENT, said)
