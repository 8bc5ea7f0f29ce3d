"""Contestant python-caldav: reads the names of steps, answers "ok <seconds> <items>" for each.

It gets the kindest treatment its interface allows: Basic authentication without being asked first, the calendar
address without discovery, bodies by calendar-query or one multiget.

usage: python_caldav.py CALENDAR USER PASSWORD
"""

import importlib.metadata
import sys
import time

import caldav
from requests.auth import HTTPBasicAuth



class Client(caldav.DAVClient):
    """Sends sync-collection with Depth 0 as RFC 6578 wants; this version sends 1, which strict servers refuse."""

    def report(self, url, query="", depth=0):
        return super().report(url, query, 0 if b"sync-collection" in query else depth)


url, user, password = sys.argv[1:4]
calendar = caldav.Calendar(client=Client(url=url, auth=HTTPBasicAuth(user, password)), url=url)
token = None


def listing():
    return len(list(calendar.objects_by_sync_token()))


def initial():
    global token
    token = calendar.objects_by_sync_token().sync_token
    return sum(1 for event in calendar.events() if event.data)


def nochange():
    return len(list(calendar.objects_by_sync_token(token)))


def changes():
    global token
    found = calendar.objects_by_sync_token(token)
    bodies = calendar.calendar_multiget([item.url for item in found])
    token = found.sync_token
    return sum(1 for event in bodies if event.data)


steps = {"listing": listing, "initial": initial, "nochange": nochange, "changes": changes}
print("ready python-caldav", importlib.metadata.version("caldav"), flush=True)
for line in sys.stdin:
    try:
        start = time.perf_counter()
        items = steps[line.strip()]()
        print("ok", time.perf_counter() - start, items, flush=True)
    except Exception as error:
        print("error", type(error).__name__, str(error).replace("\n", " ")[:200], flush=True)
