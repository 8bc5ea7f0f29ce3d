"""Contestant vdirsyncer: its CalDAV storage, without the files and status database of the program around it.

Reads the names of steps, answers "ok <seconds> <items>" for each. It knows no sync-collection: every step lists
everything. item_types makes it list by calendar-query, which is much cheaper on some servers than its default.

usage: vdirsyncer_storage.py CALENDAR USER PASSWORD
"""

import asyncio
import importlib.metadata
import sys
import time

import aiohttp
from vdirsyncer.storage.dav import CalDAVStorage

known = {}


async def listing(storage):
    return len([href async for href, _ in storage.list()])


async def initial(storage):
    known.clear()
    return await changes(storage)


async def nochange(storage):
    return len([href async for href, etag in storage.list() if known.get(href) != etag])


async def changes(storage):
    wanted = [href async for href, etag in storage.list() if known.get(href) != etag]
    items = 0
    async for href, item, etag in storage.get_multi(wanted):
        known[href] = etag
        items += 1 if item.raw else 0
    return items


async def main(url, user, password):
    steps = {"listing": listing, "initial": initial, "nochange": nochange, "changes": changes}
    async with aiohttp.TCPConnector(limit_per_host=16) as connector:
        storage = CalDAVStorage(connector=connector, url=url, username=user, password=password, item_types=["VEVENT"])
        print("ready vdirsyncer", importlib.metadata.version("vdirsyncer"), flush=True)
        for line in sys.stdin:
            try:
                start = time.perf_counter()
                items = await steps[line.strip()](storage)
                print("ok", time.perf_counter() - start, items, flush=True)
            except Exception as error:
                print("error", type(error).__name__, str(error).replace("\n", " ")[:200], flush=True)


asyncio.run(main(*sys.argv[1:4]))
