"""Serves one Xandikos store with HTTP Basic authentication and a principal for each user.

Xandikos has no authentication of its own and a single principal, so each user gets an application of
their own over the common store.

usage: basic_auth.py STORE PORT USER:PASSWORD...
"""

import sys

from aiohttp import BasicAuth, web
from xandikos.web import WELLKNOWN_DAV_PATHS, RedirectDavHandler, XandikosApp, XandikosBackend

CHALLENGE = {"WWW-Authenticate": 'Basic realm="xandikos"'}


def main(store, port, *accounts):
    backend = XandikosBackend(store)
    passwords = dict(account.split(":", 1) for account in accounts)
    applications = {}
    for user in passwords:
        principal = f"/{user}/"
        backend._mark_as_principal(principal)
        backend.create_principal(principal, create_defaults=True)
        applications[user] = XandikosApp(backend, current_user_principal=principal, strict=True)

    async def answer(request):
        try:
            given = BasicAuth.decode(request.headers.get("Authorization", ""), encoding="utf-8")
        except ValueError:
            return web.Response(status=401, headers=CHALLENGE)
        if passwords.get(given.login) != given.password:
            return web.Response(status=401, headers=CHALLENGE)
        if request.path.split("/")[1] not in ("", given.login):
            return web.Response(status=403)
        return await applications[given.login].aiohttp_handler(request, "/")

    server = web.Application(client_max_size=64 << 20)
    for path in WELLKNOWN_DAV_PATHS:
        server.router.add_route("*", path, RedirectDavHandler("/").__call__)
    # Xandikos reads the path from a match of this name.
    server.router.add_route("*", "/{path_info:.*}", answer)
    web.run_app(server, host="127.0.0.1", port=int(port), print=None)


main(*sys.argv[1:])
