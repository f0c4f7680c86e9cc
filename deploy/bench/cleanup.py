#!/usr/bin/env python3
"""A day's expired flows are removed while people log in: do the logins notice?

    deploy/bench/cleanup.py [flows of a day, default 200000] [rounds, default 5] [seconds of a window, default 20] [rows or day, default day]

Windows of logins take turns: one in which nothing is to be removed, one in which the service's own job removes the flows. `day`: they
lie in the partition of their day, as services write them, and become due when the second window begins; `rows`: in the default
partition, as those of version 0.1.0. The figure is the ratio of the medians of all windows; what else the machine does falls on both.
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
"""

DAY = "SELECT make_flow_day(((now() - interval '400 days') AT TIME ZONE 'UTC')::date);"
IDS = {"day": "uuidv7(interval '-400 days')", "rows": "gen_random_uuid()"}

# One flow that is still open keeps the whole day.
OPEN = "UPDATE flow SET expires_at = now() + interval '1 day' WHERE id = (SELECT id FROM flow WHERE id < flow_id_floor(now() - interval '300 days') LIMIT 1);"
DUE = "UPDATE flow SET expires_at = now() - interval '399 days' WHERE id < flow_id_floor(now() - interval '300 days') AND expires_at > now();"
EXPIRED = "SELECT count(*) FROM flow WHERE issued_at < now() - interval '300 days'"


def window(stack, seconds):
    """Logins of four people; returns the seconds that each took, and CPU milliseconds of one."""
    def work(number, running):
        client, took = Client(stack.public_port), []
        while running():
            begun = time.perf_counter()
            status, _, _, answer = client.login("person%d@example.org" % number, PASSWORD)
            assert status == 200, (status, answer)
            took.append(time.perf_counter() - begun)
            time.sleep(0.1)
        return took

    cpu = stack.cpu_seconds()
    took = sum(together(4, seconds, work), [])
    return took, 1000 * (stack.cpu_seconds() - cpu) / len(took)


def seed(stack, kind, count):
    # As the service, which drops only what is its own; in one transaction, so that the job doesn't find the day before it is full.
    stack.sql("flow", "SET ROLE ostiary_flow; BEGIN;" + (DAY if kind == "day" else "") + SEED % (IDS[kind], count) + (OPEN if kind == "day" else "") + "COMMIT;")
    stack.sql("flow", "ANALYZE flow; CHECKPOINT;")


def tell(name, took, cpu):
    print("%-10s logins %5d, p50 %.1f ms, p99 %.1f ms, %.1f ms of CPU each" % (
        name, len(took), 1000 * quantile(took, 0.5), 1000 * quantile(took, 0.99), quantile(cpu, 0.5)), flush=True)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
    kind = sys.argv[4] if len(sys.argv) > 4 else "day"
    quiet, busy, quiet_cpu, busy_cpu, ratios = [], [], [], [], []
    with Postgres() as postgres, Stack(postgres, database={"cleanup": {"sleep": {"tables": "1s"}}}) as stack:
        for number in range(4):
            create(stack.admin_port, "person%d@example.org" % number, PASSWORD)
        window(stack, 3 * seconds)
        for _ in range(rounds):
            if kind == "day":
                seed(stack, kind, count)
            one, cpu = window(stack, seconds)
            quiet += one
            quiet_cpu.append(cpu)
            if kind == "day":
                stack.sql("flow", DUE)
            else:
                seed(stack, kind, count)
            other, cpu = window(stack, seconds)
            busy += other
            busy_cpu.append(cpu)
            ratios.append(quantile(other, 0.5) / quantile(one, 0.5))
            while int(stack.sql("flow", EXPIRED)) > 0:
                assert kind == "rows", "the day is still there"
                window(stack, seconds)
        tell("quiet", quiet, quiet_cpu)
        tell("meanwhile", busy, busy_cpu)
        print("p50 meanwhile: %.3f times, median of the rounds %.3f times (%s)" % (
            quantile(busy, 0.5) / quantile(quiet, 0.5), quantile(ratios, 0.5), ", ".join("%.3f" % each for each in ratios)))


main()
