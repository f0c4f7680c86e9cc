#!/usr/bin/env python3
"""Clients that mean harm, each at addresses of their own (127.x.y.z): what do others notice, and what does the gateway take?

    deploy/bench/hostile.py [seconds per attack, default 20]

Attacks, one after the other: 2,000 connections that send a byte of a request's head now and then; bodies of 100 MB; bodies of
100,000 properties, sent to registration; heads of 64 KB and of 5,000 fields. Meanwhile whoami is asked a hundred times a second
from 127.0.0.1, and the gateway's memory is read each second.
"""

import contextlib
import json
import os
import random
import re
import resource
import selectors
import socket
import sys
import threading
import time

from client import Client, create, quantile
from overload import Probe
from stack import PASSWORD, Postgres, Stack

SLOW = 2_000
WORKERS = 8


def address():
    """An address of this machine that nobody else in the run has, most likely."""
    return "127.%d.%d.%d" % (random.randint(1, 254), random.randint(0, 255), random.randint(1, 254))


def connect(port, timeout=10):
    connection = socket.socket()
    connection.settimeout(timeout)
    connection.bind((address(), 0))
    connection.connect(("127.0.0.1", port))
    return connection


def status(connection):
    """The status of the answer; 0 when the connection was closed without one."""
    with contextlib.suppress(OSError):
        found = re.match(rb"HTTP/1\.1 (\d+)", connection.recv(4096))
        if found:
            return int(found.group(1))
    return 0


class Counted(dict):
    def add(self, what):
        self[what] = self.get(what, 0) + 1


def slow(stack, running, seen):
    """Keeps so many connections open and feeds each a byte every few seconds; a closed one is opened again."""
    selector, head = selectors.DefaultSelector(), b"GET /sessions/whoami HTTP/1.1\r\nHost: a\r\nX-Slow: "
    begun, closed = {}, []
    while running():
        while len(begun) < SLOW and running():
            try:
                connection = connect(stack.public_port, 2)
                connection.send(head)
                connection.setblocking(False)
                selector.register(connection, selectors.EVENT_READ)
                begun[connection] = time.monotonic()
            except OSError:
                seen.add("refused")
                break
        seen["open at most"] = max(seen.get("open at most", 0), len(begun))
        for key, _ in selector.select(0.05):
            connection = key.fileobj
            seen.add("closed with %d" % status(connection))
            closed.append(time.monotonic() - begun.pop(connection))
            selector.unregister(connection)
            connection.close()
        for connection in random.sample(list(begun), min(100, len(begun))):
            with contextlib.suppress(OSError):
                connection.send(b"a")
    if closed:
        seen["closed after, p50 s"] = round(quantile(closed, 0.5), 1)
    for connection in begun:
        connection.close()


def repeated(send):
    """Eight workers that send the same again and again."""

    def attack(stack, running, seen):
        def work():
            while running():
                connection = None
                try:
                    connection = connect(stack.public_port)
                    send(stack, connection, running)
                    seen.add(status(connection))
                except OSError:
                    # The gateway may close while there is more to send.
                    seen.add(status(connection) if connection else "not connected")
                finally:
                    if connection:
                        connection.close()

        threads = [threading.Thread(target=work) for _ in range(WORKERS)]
        [each.start() for each in threads]
        [each.join() for each in threads]

    return attack


def head(path, length, kind="application/json"):
    return ("POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nAccept: application/json\r\nContent-Length: %d\r\n\r\n"
            % (path, kind, length)).encode()


def large_body(chunked):
    part = b"x" * 65_536

    def send(stack, connection, running):
        path = "/self-service/login?flow=00000000-0000-4000-8000-000000000000"
        if chunked:
            connection.sendall(("POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                                "Transfer-Encoding: chunked\r\n\r\n" % path).encode())
        else:
            connection.sendall(head(path, 100_000_000))
        for _ in range(100_000_000 // len(part)):
            if not running():
                return
            connection.sendall(b"10000\r\n" + part + b"\r\n" if chunked else part)

    return send


def many_properties(as_form):
    """A flow is begun anew each time, as somebody would who wants the body to be looked at."""
    traits = {"k%d" % number: 1 for number in range(100_000)}
    body = ("&".join("traits.k%d=1" % number for number in range(100_000)) if as_form
            else json.dumps({"method": "password", "password": PASSWORD, "traits": traits})).encode()

    def send(stack, connection, running):
        _, _, flow = Client(stack.public_port).call("GET", "/self-service/registration/api")
        if not flow or "id" not in flow:
            return
        kind = "application/x-www-form-urlencoded" if as_form else "application/json"
        connection.sendall(head("/self-service/registration?flow=" + flow["id"], len(body), kind) + body)

    return send


def large_head(fields):
    lines = ("X-%d: 1\r\n" % number for number in range(fields)) if fields > 1 else ["X-Long: " + "a" * 65_536 + "\r\n"]
    sent = ("GET /sessions/whoami HTTP/1.1\r\nHost: a\r\n" + "".join(lines) + "\r\n").encode()

    def send(stack, connection, running):
        connection.sendall(sent)

    return send


ATTACKS = {
    "2,000 slow connections": slow,
    "100 MB bodies": repeated(large_body(False)),
    "100 MB bodies, chunked": repeated(large_body(True)),
    "100,000 properties, JSON": repeated(many_properties(False)),
    "100,000 properties, form": repeated(many_properties(True)),
    "heads of 64 KB": repeated(large_head(1)),
    "heads of 5,000 fields": repeated(large_head(5_000)),
}


def gateway(stack):
    """The gateway's process."""
    for pid in stack.processes():
        with contextlib.suppress(OSError):
            if "/gateway/" in os.readlink("/proc/%d/cwd" % pid):
                return pid
    raise SystemExit("there is no gateway among the processes")


def resident_mib(pid):
    """Resident memory of one process: what it made itself, and all with the pages of files that it reads."""
    with open("/proc/%d/status" % pid) as file:
        text = file.read()
    return tuple(int(re.search(name + r":\s+(\d+)", text).group(1)) / 1024 for name in ("RssAnon", "VmRSS"))


def under(stack, token, seconds, attack):
    """Runs an attack; returns what it saw, the seconds of whoami meanwhile, and the gateway's memory at most."""
    pid, seen, memory = gateway(stack), Counted(), []
    end = time.monotonic() + seconds
    thread = threading.Thread(target=attack, args=(stack, lambda: time.monotonic() < end, seen))
    probe = Probe(stack.public_port, token)
    thread.start()
    while thread.is_alive():
        memory.append(resident_mib(pid))
        thread.join(1)
    return seen, probe.stop(), max(memory)


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20
    resource.setrlimit(resource.RLIMIT_NOFILE, (8_192, max(8_192, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    with Postgres() as postgres, Stack(postgres) as stack:
        create(stack.admin_port, "ann@example.org", PASSWORD)
        _, _, _, session = Client(stack.public_port).login("ann@example.org", PASSWORD)
        token, before = session["session_token"], stack.processes()
        under(stack, token, seconds, lambda *ignored: time.sleep(seconds))
        print("| attack | whoami p50, p99, slowest, ms | gateway MiB, with files | answers |\n| --- | --- | --- | --- |")
        for name, attack in {"none": lambda *ignored: time.sleep(seconds), **ATTACKS}.items():
            seen, took, memory = under(stack, token, seconds, attack)
            print("| %s | %.1f, %.1f, %.1f | %.0f, %.0f | %s |" % (
                name, 1000 * quantile(took, 0.5), 1000 * quantile(took, 0.99), 1000 * max(took), *memory,
                ", ".join("%s: %s" % each for each in sorted(seen.items(), key=str))), flush=True)
            time.sleep(3)
        lost = before - stack.processes()
        print("\nprocesses that ended meanwhile: %s" % (len(lost) or "none"))


if __name__ == "__main__":
    main()
