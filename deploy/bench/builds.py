#!/usr/bin/env python3
"""What does this build cost beside another one? Both run at once, on a PostgreSQL server each, and take turns.

    deploy/bench/builds.py TREE [operations of a round, default 300] [rounds, default 6] [kinds, with semicolons, default all]

TREE is a built source tree of the other build (`git worktree add TREE COMMIT`, then `TREE/ostiary build`). The figure is CPU time of
every process of a suite per operation; what else the machine does falls on both. Two things are told apart: what the JVMs' compilers
use, which ends once a suite is warm, and what a suite uses without work, seen while the other one works.
"""

import os
import sys
import time

from client import Client, create, quantile
from stack import PASSWORD, Postgres, Stack


class Build:
    """One of the two, with a client of its own."""

    def __init__(self, name, stack):
        self.name, self.stack = name, stack
        self.public, self.admin = Client(stack.public_port), Client(stack.admin_port)
        self.identity = create(stack.admin_port, "ann@example.org", PASSWORD)
        self.token = self.login(None)
        for number in range(120):
            self.created("of-a-page-%d" % number)

    def login(self, mark):
        status, _, _, answer = self.public.login("ann@example.org", PASSWORD)
        assert status == 200, (status, answer)
        return answer["session_token"]

    def registered(self, mark):
        status, _, flow = self.public.call("GET", "/self-service/registration/api")
        assert status == 200, (status, flow)
        status, _, answer = self.public.call("POST", "/self-service/registration?flow=" + flow["id"], {
            "method": "password", "traits": {"email": mark + "@example.org"}, "password": PASSWORD})
        assert status == 200, (status, answer)

    def whoami(self, mark):
        self.expect(self.public, 200, "GET", "/sessions/whoami", headers={"X-Session-Token": self.token})

    def created(self, mark):
        self.expect(self.admin, 201, "POST", "/admin/identities", {"schema_id": "person", "traits": {"email": mark + "@example.org"}})

    def read(self, mark):
        self.expect(self.admin, 200, "GET", "/admin/identities/" + self.identity)

    def listed(self, mark):
        self.expect(self.admin, 200, "GET", "/admin/identities?page_size=100")

    @staticmethod
    def expect(client, wanted, *call, **more):
        status, _, answer = client.call(*call, **more)
        assert status == wanted, (status, answer)


KINDS = {
    "login": (1, Build.login),
    "registration": (1, Build.registered),
    "whoami": (10, Build.whoami),
    "admin create": (2, Build.created),
    "admin get": (5, Build.read),
    "admin list, 100": (1, Build.listed),
}


def used(build):
    """CPU milliseconds so far, the compilers' apart."""
    compilers = 1000 * build.stack.compiler_seconds()
    return 1000 * build.stack.cpu_seconds() - compilers, compilers


class Turn:
    """A round of one build: what an operation cost there, and what the other build used meanwhile without work."""

    def __init__(self, build, other, count, work, mark):
        begun, (before, compiled), (idle, _) = time.monotonic(), used(build), used(other)
        for number in range(count):
            work(build, "%s-%d" % (mark, number))
        after, compilers = used(build)
        self.seconds = (time.monotonic() - begun) / count
        self.cost, self.compilers = (after - before) / count, (compilers - compiled) / count
        self.idle_of_other = (used(other)[0] - idle) / (self.seconds * count)


def compare(builds, kinds, count, rounds):
    print("CPU ms per operation, median of %d rounds of %d; compilers, and what an idle suite uses, apart" % (rounds, count))
    idle = {build.name: [] for build in builds}
    for kind in kinds:
        times, work = KINDS[kind]
        turns = {build.name: [] for build in builds}
        # Three rounds to get warm are not counted.
        for number in range(rounds + 3):
            for build, other in (builds, builds[::-1]) if number % 2 else (builds[::-1], builds):
                turn = Turn(build, other, count * times, work, "%s-%d" % (kind.replace(" ", "").replace(",", ""), number))
                idle[other.name].append(turn.idle_of_other)
                if number >= 3:
                    turns[build.name].append(turn)
        here, there = (median(turn.cost - median(idle[build.name]) * turn.seconds for turn in turns[build.name]) for build in builds)
        print("%-16s here %.3f, there %.3f (%.2f times); compilers %.3f and %.3f" % (
            kind, here, there, here / there, *(median(turn.compilers for turn in turns[build.name]) for build in builds)), flush=True)
    print("%-16s here %.1f, there %.1f CPU ms a second" % ("idle", *(median(idle[build.name]) for build in builds)))


def median(values):
    return quantile(list(values), 0.5)


def main():
    tree = os.path.realpath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 6
    kinds = sys.argv[4].split(";") if len(sys.argv) > 4 else list(KINDS)
    with Postgres() as one, Postgres() as two, Stack(one) as here, Stack(two, home=tree) as there:
        compare((Build("here", here), Build("there", there)), kinds, count, rounds)


main()
