#!/usr/bin/python3
"""A mail server for the tests: says its port, then one JSON line for each letter it took.

smtp_box.py [USER PASSWORD] [--tls CERT KEY]; it takes nothing for nobody@…, and is busy
for the first letter to busy@….
"""
import asyncio
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

# Of what the tests do on purpose it would complain at length.
logging.disable()
warnings.simplefilter("ignore")
words = sys.argv[1:]
tls = None
if "--tls" in words:
    at = words.index("--tls")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(words[at + 1], words[at + 2])
    del words[at:]
busy = True


class Box:
    async def handle_RCPT(self, server, session, envelope, address, options):
        global busy
        if address.startswith("nobody@"):
            return "550 5.1.1 No such address"
        if address.startswith("busy@") and busy:
            busy = False
            return "451 4.3.0 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos,
                          "data": envelope.content.decode("ascii"),
                          "login": bool(session.authenticated), "tls": session.ssl is not None}),
              flush=True)
        return "250 Taken"


def knows(server, session, envelope, mechanism, auth_data):
    good = (isinstance(auth_data, LoginPassword)
            and [auth_data.login.decode(), auth_data.password.decode()] == words)
    return AuthResult(success=good, handled=False)


def one():
    return SMTP(Box(), authenticator=knows if words else None, auth_required=bool(words),
                auth_require_tls=False, tls_context=tls, hostname="box.test")


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(one, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
