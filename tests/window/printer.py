"""A printer of its own: CUPS and, behind it, a simulated IPP printer, both private to one folder and to this machine.

Nothing of the system is touched: CUPS and its queue live in the folder and end with the test, and so do a message bus and Avahi,
without which the simulator does not start, where the system runs none. Needs (Debian): cups-daemon cups-client cups-filters cups-ipp-utils avahi-daemon dbus.
"""

import socket
import subprocess

TOOLS = ["dbus-daemon", "avahi-daemon", "cupsd", "ippeveprinter", "lpadmin", "lp", "lpstat", "cancel", "cupsdisable", "cupsenable", "pdfinfo"]
QUEUE = "Office"

BUS = """<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>
"""

AVAHI = """[server]
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
"""

CUPSD = """LogLevel warn
Listen {folder}/cups.sock
Browsing No
DefaultAuthType None
WebInterface No
<Location />
Allow all
</Location>
<Location /admin>
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""

FILES = """ServerRoot {folder}
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/requests
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
SystemGroup root
"""


# Short: a socket's path may be no longer than 107 bytes.
FOLDER = "ipp"


def environment(folder):
    """What a program must be started with in order to print to a printer of that desktop's folder."""
    return {"CUPS_SERVER": f"{folder}/{FOLDER}/cups.sock"}


class Printer:
    """The printer, on a desktop (see run.py) whose programs were started in its environment."""

    def __init__(self, desktop, wait_for):
        self.desktop, self.wait_for = desktop, wait_for
        self.folder = desktop.folder / FOLDER
        # The filters of CUPS run as another user, and read their description of the printer here.
        desktop.folder.chmod(0o755)
        self.jobs = self.folder / "jobs"
        for folder in (self.folder, self.jobs, *(self.folder / name for name in ("cache", "state", "requests"))):
            folder.mkdir(mode=0o755)
        for name, text in (("bus.conf", BUS), ("avahi.conf", AVAHI), ("cupsd.conf", CUPSD), ("files.conf", FILES)):
            (self.folder / name).write_text(text.format(folder=self.folder))
        # A second Avahi would not start beside the system's, where that runs: then the simulator speaks to it.
        if subprocess.run(["avahi-daemon", "--check"], capture_output=True, timeout=10).returncode != 0:
            desktop.env["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={self.folder}/bus"
            desktop.start("dbus-daemon", f"--config-file={self.folder}/bus.conf", "--nofork")
            wait_for("the message bus", (self.folder / "bus").exists)
            quiet = ["--no-drop-root", "--no-chroot", "--no-rlimits", "--no-proc-title"]
            desktop.start("avahi-daemon", "-f", str(self.folder / "avahi.conf"), *quiet)
        self.port = free_port()
        self.process = wait_for("the printer", self.start)
        desktop.start("cupsd", "-f", "-c", str(self.folder / "cupsd.conf"), "-s", str(self.folder / "files.conf"))
        wait_for("CUPS", (self.folder / "cups.sock").exists)
        address = f"ipp://localhost:{self.port}/ipp/print"
        wait_for("the queue", lambda: self.has_queue(address))
        desktop.run("lpadmin", "-d", QUEUE)

    def start(self):
        """Starts the simulated printer; nothing while Avahi is not ready, without which it ends at once."""
        options = ["-d", str(self.jobs), "-k", "-r", "off", "-n", "localhost", "-f", "application/pdf", QUEUE]
        process = self.desktop.start("ippeveprinter", "-p", str(self.port), *options)
        return self.wait_for("the printer", lambda: "ended" if process.poll() is not None else self.answers() and process, 10) != "ended" and process

    def answers(self):
        with socket.socket() as client:
            client.settimeout(1)
            return client.connect_ex(("localhost", self.port)) == 0

    def has_queue(self, address):
        self.desktop.run("lpadmin", "-p", QUEUE, "-E", "-v", address, "-m", "everywhere")
        return QUEUE in self.desktop.run("lpstat", "-e").split()

    def job(self, seen, run):
        """The next job after those seen, once it has arrived whole: its file."""

        def whole():
            new = sorted(set(self.jobs.glob("*.pdf")) - seen)
            return new[0] if new and "Pages:" in run("pdfinfo", str(new[0])) else None

        return self.wait_for("the job at the printer", whole)


def free_port():
    with socket.socket() as server:
        server.bind(("localhost", 0))
        return server.getsockname()[1]
