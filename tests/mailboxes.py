"""A real IMAP server for the tests: a Dovecot of their own, in a temporary folder, that can be killed and come back."""

import getpass
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from imapclient import IMAPClient

USER, PASSWORD = "ask", "secret"


class Dovecot:
    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.port = _free_port()
        self.process: subprocess.Popen | None = None
        owner = "nobody" if os.geteuid() == 0 else getpass.getuser()
        self.owner = pwd.getpwnam(owner)
        for name in ("mail", "run", "state"):
            (folder / name).mkdir(parents=True)
        os.chown(folder / "mail", self.owner.pw_uid, self.owner.pw_gid)
        for parent in (folder, *folder.parents):
            if parent.stat().st_uid == os.geteuid() and parent != Path("/tmp"):  # nobody has to get through
                parent.chmod(parent.stat().st_mode | 0o711)
        self.settings = folder / "dovecot.conf"
        self.settings.write_text(self._settings())

    def _settings(self) -> str:
        us, ours = pwd.getpwuid(os.geteuid()).pw_name, grp.getgrgid(os.getegid()).gr_name
        internal = f"default_internal_user = {us}\ndefault_login_user = {us}\ndefault_internal_group = {ours}\n"
        if os.geteuid() == 0:  # then Dovecot changes to users of its own
            internal = ""
        return f"""
base_dir = {self.folder}/run
state_dir = {self.folder}/state
log_path = {self.folder}/log
protocols = imap
ssl = no
disable_plaintext_auth = no
{internal}
mail_location = maildir:{self.folder}/mail/%u
mail_uid = {self.owner.pw_uid}
mail_gid = {self.owner.pw_gid}
first_valid_uid = 1
first_valid_gid = 0
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={self.owner.pw_uid} gid={self.owner.pw_gid} home={self.folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {self.port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""

    def start(self) -> None:
        command = [self.program, "-F", "-c", str(self.settings)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                with IMAPClient("127.0.0.1", self.port, ssl=False, timeout=5) as client:
                    client.login(USER, PASSWORD)
                    return
            except Exception:  # noqa: BLE001 - not yet
                time.sleep(0.1)
        log = self.folder / "log"
        raise RuntimeError(f"Dovecot did not start: {log.read_text()[-2000:] if log.exists() else ''}")

    def kill(self) -> None:
        """All of it at once, as a power cut would."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for path in (self.folder / "run").glob("*"):
            if path.is_socket() or path.name == "master.pid":
                path.unlink(missing_ok=True)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(15)

    def deliver(self, content: bytes, folder: str = "INBOX") -> None:
        with IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10) as client:
            client.login(USER, PASSWORD)
            client.append(folder, content)

    def wipe(self) -> None:
        """The mailbox as after a restore: the same mails under other numbers and another UIDVALIDITY."""
        for path in (self.folder / "mail").rglob("dovecot*"):
            path.unlink() if path.is_file() else shutil.rmtree(path)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
