#!/usr/bin/env python3
"""PostgreSQL is restarted under 60 admin creations a second: what do clients see, and is anything lost?

    deploy/bench/restart.py [seconds, default 25]

The restart is `pg_ctl restart -m immediate`, 8 s after the start: a crash with recovery. Every creation that was
answered with 201 must be there afterwards.
"""

import collections
import sys
import threading
import time

from client import Client, create, quantile
from stack import PASSWORD, Postgres, Stack

RATE = 60


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 25
    with Postgres() as postgres, Stack(postgres) as stack:
        for number in range(200):
            create(stack.admin_port, "warm%d@example.org" % number, PASSWORD)
        statuses, without_advice, created, took, lock = collections.Counter(), 0, [], [], threading.Lock()
        numbers, begun = iter(range(10 ** 9)), time.monotonic()

        def work():
            nonlocal without_advice
            client = Client(stack.admin_port)
            while True:
                with lock:
                    number = next(numbers)
                due = begun + number / RATE
                if due > begun + seconds:
                    return
                time.sleep(max(0, due - time.monotonic()))
                sent = time.monotonic()
                status, headers, body = client.call("POST", "/admin/identities", {
                    "schema_id": "person", "traits": {"email": "made%d@example.org" % number}})
                with lock:
                    statuses[status] += 1
                    took.append(time.monotonic() - sent)
                    if status == 201:
                        created.append(body["id"])
                    elif headers["Retry-After"] is None:
                        without_advice += 1

        workers = [threading.Thread(target=work) for _ in range(64)]
        for worker in workers:
            worker.start()
        time.sleep(8)
        away = postgres.restart()
        for worker in workers:
            worker.join()
        client = Client(stack.admin_port)
        lost = [each for each in created if client.call("GET", "/admin/identities/" + each)[0] != 200]
        print("PostgreSQL away for %.1f s; statuses %s; failures without Retry-After %d; p50 %.0f ms, longest %.1f s" % (
            away, dict(statuses), without_advice, 1000 * quantile(took, 0.5), max(took)))
        print("acknowledged %d, lost %d" % (len(created), len(lost)))
        sys.exit(1 if lost or set(statuses) - {201, 503} or without_advice else 0)


main()
