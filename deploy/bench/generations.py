#!/usr/bin/env python3
"""What does the older contract cost beside the current one? The same people, one stack, two pairs of ports.

    deploy/bench/generations.py [operations of a round, default 400] [rounds, default 6]

Rounds of logins, registrations and whoami by either contract take turns after a warm-up, so that what else the machine does
falls on both. The figure is CPU time of every process of the suite per operation.
"""

import sys

from client import Client, create, quantile
from stack import PASSWORD, Postgres, Stack, free_port


def registration(client, path, extra, traits):
    status, _, flow = client.call("GET", "/self-service/registration/api")
    assert status == 200, (status, flow)
    status, _, answer = client.call("POST", path % flow["id"], {**extra, **traits, "password": PASSWORD})
    assert status == 200, (status, answer)


class Current:
    name = "current"

    def __init__(self, port):
        self.client = Client(port)

    def login(self, email):
        status, _, _, answer = self.client.login(email, PASSWORD)
        assert status == 200, (status, answer)
        return answer["session_token"]

    def register(self, email):
        registration(self.client, "/self-service/registration?flow=%s", {"method": "password"}, {"traits": {"email": email}})


class Older:
    name = "v0.5"

    def __init__(self, port):
        self.client = Client(port)

    def login(self, email):
        flow = self.client.begin_login()
        status, _, answer = self.client.call("POST", "/self-service/login/methods/password?flow=" + flow, {
            "identifier": email, "password": PASSWORD})
        assert status == 200, (status, answer)
        return answer["session_token"]

    def register(self, email):
        registration(self.client, "/self-service/registration/methods/password?flow=%s", {}, {"traits.email": email})


def whoami(view, token):
    status, _, answer = view.client.call("GET", "/sessions/whoami", headers={"X-Session-Token": token})
    assert status == 200, (status, answer)


def per_operation(stack, count, work):
    before = stack.cpu_seconds()
    for number in range(count):
        work(number)
    return 1000 * (stack.cpu_seconds() - before) / count


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    public, admin = free_port(), free_port()
    older = {"public": {"host": "127.0.0.1", "port": public}, "admin": {"host": "127.0.0.1", "port": admin}}
    with Postgres() as postgres, Stack(postgres, ostiary={"serve": {"v05": older}}) as stack:
        create(stack.admin_port, "ann@example.org", PASSWORD)
        views = (Current(stack.public_port), Older(public))
        tokens = {view.name: view.login("ann@example.org") for view in views}
        kinds = {
            "login": (1, lambda view, mark: view.login("ann@example.org")),
            "registration": (1, lambda view, mark: view.register("%s@example.org" % mark)),
            "whoami": (10, lambda view, mark: whoami(view, tokens[view.name])),
        }
        print("CPU ms per operation, median of %d rounds of %d (whoami %d)" % (rounds, count, 10 * count))
        for kind, (times, work) in kinds.items():
            figures = {view.name: [] for view in views}
            # Two rounds to get warm are not counted.
            for turn in range(rounds + 2):
                for view in views if turn % 2 else views[::-1]:
                    cost = per_operation(stack, count * times, lambda number, view=view, turn=turn: work(
                        view, "%s-%d-%d" % (view.name.replace(".", ""), turn, number)))
                    if turn >= 2:
                        figures[view.name].append(cost)
            current, old = (quantile(figures[view.name], 0.5) for view in views)
            print("%-12s current %.3f, v0.5 %.3f (%.2f times)" % (kind, current, old, old / current), flush=True)


main()
