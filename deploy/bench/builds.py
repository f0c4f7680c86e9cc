#!/usr/bin/env python3
"""What does this build cost beside another one? Both run at once, on a PostgreSQL server each, and take turns.

    deploy/bench/builds.py TREE [operations of a round, default 300] [rounds, default 6]

TREE is a built source tree of the other build (`git worktree add TREE COMMIT`, then `TREE/ostiary build`). The figure is CPU
time of every process of a suite per operation; what else the machine does falls on both.
"""

import os
import sys

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


def per_operation(build, count, work, mark):
    before = build.stack.cpu_seconds()
    for number in range(count):
        work(build, "%s-%d" % (mark, number))
    return 1000 * (build.stack.cpu_seconds() - before) / count


def compare(builds, count, rounds):
    print("CPU ms per operation, median of %d rounds of %d" % (rounds, count))
    for kind, (times, work) in KINDS.items():
        figures = {build.name: [] for build in builds}
        # Three rounds to get warm are not counted.
        for turn in range(rounds + 3):
            for build in builds if turn % 2 else builds[::-1]:
                cost = per_operation(build, count * times, work, "%s-%d" % (kind.replace(" ", "").replace(",", ""), turn))
                if turn >= 3:
                    figures[build.name].append(cost)
        here, other = (quantile(figures[build.name], 0.5) for build in builds)
        print("%-16s here %.3f, there %.3f (%.2f times)" % (kind, here, other, here / other), flush=True)


def main():
    tree = os.path.realpath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 6
    with Postgres() as one, Postgres() as two, Stack(one) as here, Stack(two, home=tree) as there:
        compare((Build("here", here), Build("there", there)), count, rounds)


main()
