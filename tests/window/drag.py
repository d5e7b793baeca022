#!/usr/bin/python3
"""A small window whose label can be dragged: it offers the files named on the command line as text/uri-list by XDND.

Prints one line for each step (ready, begin, accepted, sent, end, failed), so that whoever moves the mouse knows when to
go on. Its window is titled "drag source".
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def say(word):
    print(word, flush=True)


class Source:
    def __init__(self, files):
        self.uris = [Path(file).resolve().as_uri() for file in files]
        self.context = None
        self.accepted = False
        box = Gtk.EventBox()
        box.add(Gtk.Label(label="drag me"))
        target = Gtk.TargetEntry.new("text/uri-list", 0, 0)
        box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [target], Gdk.DragAction.COPY)
        box.connect("drag-begin", self.begin)
        box.connect("drag-data-get", self.send)
        box.connect("drag-end", self.end)
        box.connect("drag-failed", self.fail)
        window = Gtk.Window(title="drag source")
        window.set_default_size(160, 120)
        window.connect("destroy", Gtk.main_quit)
        window.connect("map-event", lambda *_: say("ready"))
        window.add(box)
        window.show_all()

    def begin(self, _widget, context):
        self.context, self.accepted = context, False
        # Toolkits tell a source nothing when the target agrees; the context knows.
        GLib.timeout_add(20, self.watch)
        say("begin")

    def watch(self):
        if self.context is None:
            return False
        accepted = int(self.context.get_selected_action()) != 0
        if accepted and not self.accepted:
            say("accepted")
        self.accepted = accepted
        return True

    def send(self, _widget, _context, data, _info, _time):
        data.set_uris(self.uris)
        say("sent")

    def end(self, _widget, _context):
        self.context = None
        say("end")

    def fail(self, _widget, _context, _result):
        say("failed")
        return False


Source(sys.argv[1:])
Gtk.main()
