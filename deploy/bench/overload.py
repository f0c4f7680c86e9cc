#!/usr/bin/env python3
"""64 workers log in at once with Argon2id at 64 MiB: what happens to memory, throughput, refusals and whoami.

    deploy/bench/overload.py [seconds per window, default 20]

Windows: whoami alone; the pool with as many workers as keep it busy; 64 workers; the same again with memory watched. A worker that is refused waits as long
as Retry-After says, as a client should.
"""

import multiprocessing
import random
import sys
import threading
import time

from client import Client, create, quantile, together
from stack import PASSWORD, Postgres, Stack

WORKERS = 64
HASHERS = {"algorithm": "argon2", "argon2": {
    "memory": "64MB", "iterations": 2, "parallelism": 1, "salt_length": 16, "key_length": 32,
    "expected_duration": "500ms", "expected_deviation": "500ms", "dedicated_memory": "1GB"}}


def logins(stack, workers, seconds):
    """Seconds of the logins that passed and of those that were refused, and other statuses."""

    def work(number, running):
        client, passed, refused, other, flow = Client(stack.public_port), [], [], [], None
        time.sleep(random.random())
        while running():
            flow = flow or client.begin_login()
            status, took, headers, _ = client.submit_login(flow, "person%d@example.org" % (number % 8), PASSWORD)
            if status == 429:
                refused.append(took)
                time.sleep(float(headers["Retry-After"]))
                continue
            flow = None
            if status == 200:
                passed.append(took)
            else:
                other.append(status)
        return passed, refused, other

    parts = together(workers, seconds, work)
    return [sum((part[kind] for part in parts), []) for kind in range(3)]


def ask(port, token, stop, results):
    """Asks whoami a hundred times a second until it is stopped."""
    client, due, took = Client(port), time.perf_counter(), []
    while not stop.is_set():
        begun = time.perf_counter()
        status, _, _ = client.call("GET", "/sessions/whoami", headers={"X-Session-Token": token})
        assert status == 200, status
        took.append(time.perf_counter() - begun)
        due += 0.01
        time.sleep(max(0, due - time.perf_counter()))
    results.put(took)


class Probe:
    """whoami at a steady rate, from a process of its own."""

    def __init__(self, port, token):
        self.stopped, self.results = multiprocessing.Event(), multiprocessing.Queue()
        multiprocessing.Process(target=ask, args=(port, token, self.stopped, self.results), daemon=True).start()

    def stop(self):
        self.stopped.set()
        return self.results.get()


class Memory(threading.Thread):
    """Samples the proportional memory each 100 ms."""

    def __init__(self, stack):
        super().__init__(daemon=True)
        self.stack, self.running, self.samples = stack, True, []

    def run(self):
        while self.running:
            self.samples.append(self.stack.memory_mib())
            time.sleep(0.1)

    def stop(self):
        self.running = False
        self.join()
        return max(self.samples)


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 20
    with Postgres() as postgres, Stack(postgres, hashers=HASHERS) as stack:
        for number in range(8):
            create(stack.admin_port, "person%d@example.org" % number, PASSWORD)
        _, _, _, session = Client(stack.public_port).login("person0@example.org", PASSWORD)
        token = session["session_token"]
        for workers in (3, WORKERS):
            logins(stack, workers, seconds)
        time.sleep(3)

        probe = Probe(stack.public_port, token)
        time.sleep(seconds)
        quiet_whoami = probe.stop()

        passed, refused, other = logins(stack, 3, seconds)
        quiet = len(passed) / seconds
        print("quiet pool: %.1f logins/s, p50 %.0f ms, refused %d, other %s" % (
            quiet, 1000 * quantile(passed, 0.5), len(refused), other))

        probe = Probe(stack.public_port, token)
        passed, refused, other = logins(stack, WORKERS, seconds)
        whoami = probe.stop()
        print("%d workers: %.1f logins/s (%.0f %% of quiet), p50 %.0f ms; refused %d, answered in p50 %.1f p99 %.1f ms; other %s" % (
            WORKERS, len(passed) / seconds, 100 * len(passed) / seconds / quiet, 1000 * quantile(passed, 0.5),
            len(refused), 1000 * quantile(refused, 0.5), 1000 * quantile(refused, 0.99), other))
        print("whoami p99: %.1f ms quiet, %.1f ms meanwhile" % (
            1000 * quantile(quiet_whoami, 0.99), 1000 * quantile(whoami, 0.99)))

        # A window of its own: reading the memory of all processes ten times a second takes a good part of a core.
        time.sleep(5)
        memory, watch = stack.memory_mib(), Memory(stack)
        watch.start()
        logins(stack, WORKERS, seconds)
        peak = watch.stop()
        print("proportional memory: %.0f MiB before, %.0f MiB at most (+%.0f)" % (memory, peak, peak - memory))


if __name__ == "__main__":
    main()
