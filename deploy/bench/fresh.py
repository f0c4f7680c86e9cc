#!/usr/bin/env python3
"""What do the first logins of a suite cost that has just started, beside those of a warm one?

    deploy/bench/fresh.py [first, default 100] [to get warm, default 12000] [measured warm, default 1000]

CPU milliseconds of every process, with the compilers (which are most of what a fresh JVM pays for) and without, less what the suite
uses without work.
"""

import sys
import time

from client import Client, create
from stack import PASSWORD, Postgres, Stack


def used(stack):
    compilers = stack.compiler_seconds()
    return stack.cpu_seconds(), compilers


def main():
    first, warm, count = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((1, 100), (2, 12000), (3, 1000)))
    with Postgres() as postgres, Stack(postgres) as stack:
        public = Client(stack.public_port)
        create(stack.admin_port, "ann@example.org", PASSWORD)

        def logins(number):
            """CPU of so many logins: all, compilers, seconds they took."""
            begun, (total, compilers) = time.monotonic(), used(stack)
            for _ in range(number):
                assert public.login("ann@example.org", PASSWORD)[0] == 200
            after = used(stack)
            return after[0] - total, after[1] - compilers, time.monotonic() - begun

        fresh = logins(first)
        logins(warm)
        hot = logins(count)
        # What compilers still do for the logins before is over by then.
        time.sleep(20)
        total, compilers = used(stack)
        time.sleep(20)
        after = used(stack)
        idle = (after[0] - total - (after[1] - compilers)) / 20
        costs = []
        for title, (cpu, compiled, seconds), number in (("fresh", fresh, first), ("warm", hot, count)):
            whole, without = ((each - idle * seconds) * 1000 / number for each in (cpu, cpu - compiled))
            costs.append((whole, without))
            print("%-6s %d logins: %.1f ms each, %.1f without the compilers; %.1f ms of wall time" % (
                title, number, whole, without, seconds * 1000 / number))
        print("ratio  %.1f, %.1f without the compilers; idle %.0f CPU ms a second" % (
            costs[0][0] / costs[1][0], costs[0][1] / costs[1][1], idle * 1000))


main()
