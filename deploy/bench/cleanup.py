#!/usr/bin/env python3
"""1,000,000 expired flows are removed while people log in: do the logins notice?

    deploy/bench/cleanup.py [flows, default 1000000] [seconds of a window, default 40] [rows or day, default day]

Windows of logins: without expired flows; with them being removed by the service's own job, until they are gone. `day`: the flows
lie in the partition of their day, as services write them; `rows`: in the default partition, as those of version 0.1.0.
"""

import sys
import time

from client import Client, create, quantile, together
from stack import PASSWORD, Postgres, Stack

SEED = """
INSERT INTO flow (id, kind, type, state, version, requested_aal, refresh, request_url, issued_at, expires_at, created_at,
    updated_at, ui, context)
SELECT %s, 'login', 'api', 'choose_method', 1, 'aal1', false, 'http://127.0.0.1/self-service/login/api',
    now() - interval '400 days', now() - interval '399 days', now() - interval '400 days', now() - interval '400 days',
    (SELECT ui FROM flow LIMIT 1), '{}'
FROM generate_series(1, %d);
ANALYZE flow;
"""

DAY = "SELECT make_flow_day(((now() - interval '400 days') AT TIME ZONE 'UTC')::date);"
IDS = {"day": "uuidv7(interval '-400 days')", "rows": "gen_random_uuid()"}


def window(stack, seconds):
    def work(number, running):
        client, took = Client(stack.public_port), []
        while running():
            begun = time.perf_counter()
            status, _, _, answer = client.login("person%d@example.org" % number, PASSWORD)
            assert status == 200, (status, answer)
            took.append(time.perf_counter() - begun)
            time.sleep(0.1)
        return took

    return sum(together(4, seconds, work), [])


def left(stack):
    return int(stack.sql("flow", "SELECT count(*) FROM flow WHERE expires_at < now() - interval '300 days'"))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 40
    kind = sys.argv[3] if len(sys.argv) > 3 else "day"
    with Postgres() as postgres, Stack(postgres) as stack:
        for number in range(4):
            create(stack.admin_port, "person%d@example.org" % number, PASSWORD)
        window(stack, seconds)
        quiet = window(stack, seconds)
        stack.sql("flow", (DAY if kind == "day" else "") + SEED % (IDS[kind], count))
        begun, at_begin, busy = time.monotonic(), left(stack), []
        while left(stack) > 0:
            busy += window(stack, 5)
        took = time.monotonic() - begun
        after = window(stack, seconds)
        print("%d expired flows removed in %.0f s (%.0f/s)" % (at_begin, took, at_begin / took))
        for name, values in (("before", quiet), ("meanwhile", busy), ("after", after)):
            print("logins %-9s p50 %.1f ms, p99 %.1f ms, %d" % (
                name, 1000 * quantile(values, 0.5), 1000 * quantile(values, 0.99), len(values)))


main()
