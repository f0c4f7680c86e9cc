#!/usr/bin/env python3
"""Web hooks whose program never ends, or whose receiver never answers: what do others notice who sign in meanwhile?

    deploy/bench/abused.py [seconds per window, default 30]

Eight workers begin flows with such a hook without pause. Meanwhile somebody else signs in ten times a second, each with a flow of
their own. Windows: nobody else, endless programs, outputs of 100 MB, a receiver that never answers, and nobody else again.
"""

import base64
import multiprocessing
import socketserver
import sys
import threading
import time

from client import Client, create, quantile, together
from stack import PASSWORD, Postgres, Stack, configuration

WORKERS = 8
RATE = 10
ENDLESS = "function(ctx) local fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(60)"
HUGE = "function(ctx) [std.repeat('0123456789', 10000) for i in std.range(1, 1000)]"


class Silent(socketserver.BaseRequestHandler):
    """A receiver that reads and never answers."""

    def handle(self):
        while self.request.recv(65_536):
            pass


def receiver():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def before(port, program):
    body = "base64://" + base64.b64encode(program.encode()).decode()
    return {"hooks": [{"hook": "web_hook", "config": {"url": "http://127.0.0.1:%d/" % port, "method": "POST", "body": body}}]}


def abused(port):
    """Flows that the logins don't need, each with a hook that does harm."""
    section = configuration(0, 0)["selfservice"]
    flows = section["flows"]
    flows["recovery"]["before"] = before(port, ENDLESS)
    flows["settings"] = {"before": before(port, HUGE)}
    flows["verification"]["before"] = before(port, "function(ctx) {}")
    return section


def sign_in(port, stop, results):
    """Signs in at a steady rate until it is stopped; seconds of each login from its beginning to its session."""
    client, due, took = Client(port), time.perf_counter(), []
    while not stop.is_set():
        begun = time.perf_counter()
        status, _, _, answer = client.login("ann@example.org", PASSWORD)
        assert status == 200, (status, answer)
        took.append(time.perf_counter() - begun)
        due = max(due + 1 / RATE, time.perf_counter())
        time.sleep(max(0, due - time.perf_counter()))
    results.put(took)


def window(stack, seconds, path, headers):
    """Seconds of the logins, and statuses and seconds of the flows that did not begin."""
    stop, results = multiprocessing.Event(), multiprocessing.Queue()
    process = multiprocessing.Process(target=sign_in, args=(stack.public_port, stop, results), daemon=True)
    process.start()

    def work(number, running):
        client, seen, took = Client(stack.public_port), {}, []
        while running() and path:
            begun = time.perf_counter()
            status, _, _ = client.call("GET", path, headers=headers)
            took.append(time.perf_counter() - begun)
            seen[status] = seen.get(status, 0) + 1
            if status in (429, 503):
                time.sleep(1)
        return seen, took

    if path:
        parts = together(WORKERS, seconds, work)
    else:
        time.sleep(seconds)
        parts = []
    stop.set()
    logins = results.get()
    process.join()
    seen = {}
    for part, _ in parts:
        for status, count in part.items():
            seen[status] = seen.get(status, 0) + count
    return logins, seen, [each for _, took in parts for each in took]


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    with Postgres() as postgres, Stack(postgres, selfservice=abused(receiver())) as stack:
        create(stack.admin_port, "ann@example.org", PASSWORD)
        _, _, _, session = Client(stack.public_port).login("ann@example.org", PASSWORD)
        own = {"X-Session-Token": session["session_token"]}
        window(stack, seconds, None, None)
        print("| meanwhile | logins: p50, p99, slowest, ms | flows refused, slowest s |\n| --- | --- | --- |")
        for name, path, headers in (
                ("nothing", None, None),
                ("programs that never end", "/self-service/recovery/api", None),
                ("outputs of 100 MB", "/self-service/settings/api", own),
                ("a receiver that never answers", "/self-service/verification/api", None),
                ("nothing", None, None)):
            logins, seen, took = window(stack, seconds, path, headers)
            print("| %s | %.1f, %.1f, %.1f (%d) | %s |" % (
                name, 1000 * quantile(logins, 0.5), 1000 * quantile(logins, 0.99), 1000 * max(logins), len(logins),
                "%s, %.1f" % (", ".join("%d: %d" % each for each in sorted(seen.items())), max(took)) if took else "-"), flush=True)
            time.sleep(3)


if __name__ == "__main__":
    main()
