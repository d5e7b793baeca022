#!/usr/bin/python3
"""The real window: starts the program under its own X server and window manager, and uses it as a person would.

    /usr/bin/python3 tests/window/run.py target/release/gangmu [folder for pictures]

A report is dropped on the window by another process, by the XDND protocol; its title must show up in the program's log, and
a file that cannot be read must be refused without harm to the one beside it. Then Ctrl+P must give a PDF whose text reads back
in Chinese: with no printer to the viewer, with one through CUPS to a simulated IPP printer (printer.py). A stopped printer, one
that cannot be reached and a job that ends unprinted later must be told of, not waited for.
Fails, never skips, when something it needs is missing. Needs (Debian): xvfb openbox xdotool x11-utils imagemagick
poppler-utils python3-gi gir1.2-gtk-3.0, what printer.py needs, and what the program itself needs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import printer

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "assets/samples/report-2022.txt"
TITLE = "2022年工作总结和2023年工作计划"
TOOLS = ["Xvfb", "openbox", "xdotool", "xprop", "import", "pdftotext", *printer.TOOLS]
# What the printed page must say: where its numbers come from, and one of them.
PRINTED = ["数据来源", "澄渡区", "工业"]

# A fake viewer keeps what it gets, whole or not at all.
KEEP = 'cp "$file" "$PRINTED/part" && mv "$PRINTED/part" "$PRINTED/%s"\n'


class Failure(Exception):
    pass


def wait_for(what, ready, seconds=30):
    """Asks `ready` until it gives something true, and gives that."""
    deadline = time.monotonic() + seconds
    while True:
        found = ready()
        if found:
            return found
        if time.monotonic() > deadline:
            raise Failure(f"waited {seconds} s for {what}")
        time.sleep(0.05)  # between two looks, not instead of one


def output(*command, **options):
    """What a command prints; empty when it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, **options)
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


class Lines:
    """A file that another process appends to, read line by line."""

    def __init__(self, path):
        self.path = path

    def all(self):
        return self.path.read_text(errors="replace").splitlines() if self.path.exists() else []

    def after(self, seen, word):
        """The first line after the first `seen` that begins with the word."""
        return next((line for line in self.all()[seen:] if line.startswith(word)), None)


class Desktop:
    """An X server with a window manager, and the processes on it. Ends them all when left."""

    def __init__(self, folder):
        self.folder = folder
        self.stack = ExitStack()
        self.env = {
            "HOME": str(folder / "home"),
            "LANG": "zh_CN.UTF-8",
            "PATH": f"{folder / 'bin'}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "PRINTED": str(folder / "printed"),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "NO_AT_BRIDGE": "1",
            "TMPDIR": str(folder / "tmp"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            **printer.environment(folder),
        }
        for name in ("home", "bin", "run", "printed", "tmp"):
            (folder / name).mkdir(mode=0o700)

    def __enter__(self):
        read, write = os.pipe()
        self.start("Xvfb", "-displayfd", str(write), "-screen", "0", "1500x900x24", "-nolisten", "tcp", pass_fds=[write])
        os.close(write)
        # The server writes its number once it takes clients, and closes the pipe if it dies.
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure("the X server did not start: " + (self.folder / "Xvfb.err").read_text(errors="replace")[-400:])
        self.env["DISPLAY"] = f":{number}"
        self.start("openbox")
        wait_for("the window manager", lambda: "window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        return self

    def __exit__(self, *_):
        self.stack.close()

    def start(self, *command, name=None, **options):
        name = name or Path(command[0]).name
        with open(self.folder / f"{name}.out", "ab") as out, open(self.folder / f"{name}.err", "ab") as err:
            process = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, stdout=out, stderr=err, **options)
        self.stack.callback(end, process)
        return process

    def run(self, *command):
        return output(*command, env=self.env)

    def mouse(self, *arguments):
        self.run("xdotool", *map(str, arguments))

    def window(self, *search):
        found = self.run("xdotool", "search", "--onlyvisible", *search).split()
        return found[-1] if found else None

    def place(self, window, x, y, width=None, height=None):
        """Moves a window and waits until it is there. Gives its centre as the server tells it."""
        if width:
            self.run("xdotool", "windowsize", window, str(width), str(height))
        self.run("xdotool", "windowmove", window, str(x), str(y))

        def centre():
            shell = dict(line.split("=", 1) for line in self.run("xdotool", "getwindowgeometry", "--shell", window).splitlines() if "=" in line)
            at = [int(shell.get(key, -1)) for key in ("X", "Y", "WIDTH", "HEIGHT")]
            there = abs(at[0] - x) < 40 and abs(at[1] - y) < 60
            return (at[0] + at[2] // 2, at[1] + at[3] // 2) if there else None

        return wait_for("a window to move", centre)

    def ctrl_p(self, window):
        self.run("xdotool", "windowactivate", "--sync", window)
        self.run("xdotool", "key", "--clearmodifiers", "ctrl+p")

    def picture(self, path):
        self.run("import", "-window", "root", str(path))


def end(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def command(desktop, name, script):
    """Puts a command of this name first on the path."""
    path = desktop.folder / "bin" / name
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)


def drop(desktop, files, onto, log, expect):
    """Drags the files from another process onto the window until the log tells of it; gives that line."""
    name = f"drag-{files[0].stem}"
    source = desktop.start("/usr/bin/python3", str(ROOT / "tests/window/drag.py"), *map(str, files), name=name)
    said = Lines(desktop.folder / f"{name}.out")
    wait_for("the drag source", lambda: said.after(0, "ready") or source.poll() is not None)
    if source.poll() is not None:
        raise Failure("the drag source did not start: " + (desktop.folder / f"{name}.err").read_text()[-400:])
    window = wait_for("the drag source's window", lambda: desktop.window("--name", "^drag source$"))
    at = desktop.place(window, 1300, 700)
    before = len(log.all())
    for _ in range(5):
        try:
            drag(desktop, said, at, onto)
            line = wait_for(f"“{expect}” in the log", lambda: log.after(before, expect), 20)
            end(source)
            return line
        except Failure as failure:
            # A person would try again too; the button must be up for that.
            desktop.mouse("mouseup", 1)
            print(f"  once more: {failure}", flush=True)
    raise Failure("the drop never arrived; the drag source said: " + " ".join(said.all()))


def drag(desktop, said, source, onto):
    """One drag with the mouse, each step once the source has told of the one before."""
    seen = len(said.all())
    (x, y), (to_x, to_y) = source, onto
    desktop.mouse("mousemove", x, y, "mousedown", 1)
    for step in range(1, 6):
        desktop.mouse("mousemove", x - 6 * step, y - 6 * step)
    wait_for("the drag to begin", lambda: said.after(seen, "begin"), 5)
    for step in range(1, 11):
        desktop.mouse("mousemove", x + (to_x - x) * step // 10, y + (to_y - y) * step // 10)
    shake = iter(range(10_000))

    def accepted():
        desktop.mouse("mousemove", to_x + next(shake) % 7, to_y)
        return said.after(seen, "accepted")

    wait_for("the window to accept the drag", accepted, 10)
    desktop.mouse("mouseup", 1)
    wait_for("the drag to end", lambda: said.after(seen, "end"), 10)


def text_of(path):
    """The text of a PDF that was printed."""
    if not path.read_bytes().startswith(b"%PDF-"):
        raise Failure(f"{path.name} is no PDF")
    text = output("pdftotext", "-layout", str(path), "-")
    for words in PRINTED:
        if words not in text:
            raise Failure(f"the printed page does not say {words}; it says:\n{text}")
    return text


def pages_of(path):
    """How many pages a PDF has."""
    return next(line.split()[1] for line in output("pdfinfo", str(path)).splitlines() if line.startswith("Pages:"))


def through_cups(desktop, window, log, pages):
    """Prints as a person would: Ctrl+P, and Enter on the sheet. The job arrives; a printer that does not print is told of."""
    for name in ("lpstat", "lp"):
        (desktop.folder / "bin" / name).unlink()
    office = printer.Printer(desktop, wait_for)

    def told(job, kinds):
        """A message of one of these kinds about the job with this number: others may still be told of as well."""

        def wanted(line):
            return line.startswith(tuple(f"message print.{kind}" for kind in kinds)) and f"{printer.QUEUE}-{job}" in line

        return wait_for(f"a message about job {job}", lambda: next(filter(wanted, log.all()), None))

    def message(job):
        before = len(log.all())
        desktop.ctrl_p(window)
        wait_for("the sheet", lambda: log.after(before, "printers "))
        desktop.run("xdotool", "key", "Return")
        return told(job, ["queued", "held", "failed"])

    said = message(1)
    if not said.startswith("message print.queued"):
        raise Failure(f"a printer that prints: {said}")
    job = office.job(set(), output)
    text_of(job)
    if pages_of(job) != pages:
        raise Failure(f"{pages_of(job)} pages arrived, of {pages}")
    print(f"{said}\n  {job.name} arrived with {pages} page(s)", flush=True)

    # Not while it still prints: the next would wait behind it.
    wait_for("the job to be done", lambda: desktop.run("lpstat", "-W", "completed"))
    desktop.run("cupsdisable", printer.QUEUE)
    stopped = message(2)
    desktop.run("cancel", "-a", printer.QUEUE)
    desktop.run("cupsenable", printer.QUEUE)
    end(office.process)
    gone = message(3)
    # The second job was taken, and then taken back at the queue, after the program had told of it.
    dropped = told(2, ["dropped"])
    for case, said in (("stopped", stopped), ("out of reach", gone)):
        if not said.startswith("message print.held"):
            raise Failure(f"a printer {case}: {said}")
        print(f"{case}: {said}", flush=True)
    print(f"taken back later: {dropped}", flush=True)


def test(program, desktop, pictures):
    # No printer; what would open in the viewer is kept.
    command(desktop, "lpstat", "exit 1\n")
    command(desktop, "lp", "echo 'lp: Error - no default destination available.' >&2; exit 1\n")
    command(desktop, "xdg-open", 'file=$1\n' + KEEP % "viewer.pdf")

    log = Lines(desktop.folder / "log")
    desktop.env["GANGMU_LOG"] = str(log.path)
    running = desktop.start(str(program), name="gangmu")

    def alive():
        if running.poll() is not None:
            raise Failure(f"the program ended with {running.returncode}: " + (desktop.folder / "gangmu.err").read_text(errors="replace")[-800:])
        return True

    window = wait_for("the program's window", lambda: alive() and desktop.window("--pid", str(running.pid)), 60)
    onto = desktop.place(window, 0, 20, 1240, 820)
    print("window: up", flush=True)

    try:
        line = drop(desktop, [SAMPLE], onto, log, f"imported {SAMPLE.name} ")
        if TITLE not in line:
            raise Failure(f"the log does not give the report's title: {line}")
        print(f"drop: {line}", flush=True)

        # One file nobody can read among good ones: named and refused, the other goes on.
        broken = desktop.folder / "broken.bin"
        broken.write_bytes(bytes(range(256)) * 8)
        before = len(log.all())
        other = SAMPLE.with_name("report-2021.txt")
        print(f"drop: {drop(desktop, [broken, other], onto, log, f'imported {other.name} ')}", flush=True)
        print(f"drop: {wait_for('the refusal', lambda: log.after(before, f'failed {broken.name} '))}", flush=True)

        desktop.ctrl_p(window)
        seen = desktop.folder / "printed/viewer.pdf"
        wait_for("the page in the viewer", seen.exists)
        text = text_of(seen)
        print("Ctrl+P without a printer, to the viewer:\n" + "\n".join("    " + line for line in text.splitlines() if line.strip()), flush=True)
        print(wait_for("the message", lambda: log.after(before, "message print.opened")), flush=True)
        shutil.copy(seen, pictures / "window-printed.pdf")

        started = time.monotonic()
        through_cups(desktop, window, log, pages_of(seen))
        print(f"printed and refused in {time.monotonic() - started:.1f} s", flush=True)
        desktop.picture(pictures / "window.png")
        alive()
    except (Failure, subprocess.SubprocessError):
        desktop.picture(pictures / "window-failed.png")
        print("the log says:\n" + "\n".join("    " + line for line in log.all()), flush=True)
        print((desktop.folder / "gangmu.err").read_text(errors="replace")[-2000:], flush=True)
        raise


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    program = Path(sys.argv[1]).resolve()
    pictures = Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "target/pictures").resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing or not program.exists():
        print(f"window test: could not run, missing: {' '.join(missing) or program}")
        return 1
    with tempfile.TemporaryDirectory(prefix="gangmu-window-") as folder:
        try:
            with Desktop(Path(folder)) as desktop:
                test(program, desktop, pictures)
        except (Failure, subprocess.SubprocessError) as failure:
            print(f"window test: FAILED: {failure}")
            return 1
    print("window test: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
