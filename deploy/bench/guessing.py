#!/usr/bin/env python3
"""What gets through of guesses at passwords: one password sprayed over many accounts from one network, and many guesses at one
account from as many networks. Then the owner signs in: from a browser that is known, from one that is not, and after an operator
lifted the limits.

Usage: guessing.py [--accounts 1000] [--networks 1000] [--clients 8]
The proxy on this machine is trusted, so networks stand in X-Forwarded-For.
"""

import argparse
import collections
import http.cookies
import threading
import time
import urllib.parse
import uuid

import client
import stack

WRONG = "correct-Horse-battery-92"


def guess(connection, network, identifier, password=WRONG):
    headers = {"X-Forwarded-For": network}
    _, _, flow = connection.call("GET", "/self-service/login/api", None, headers)
    status, _, _ = connection.call("POST", "/self-service/login?flow=" + flow["id"], {
        "method": "password", "identifier": identifier, "password": password}, headers)
    return status


def run(port, clients, guesses):
    """Makes the guesses, some at once; returns how often each status came, and the seconds."""
    left, lock, seen = collections.deque(guesses), threading.Lock(), collections.Counter()

    def work():
        connection = client.Client(port)
        while True:
            with lock:
                if not left:
                    return
                network, identifier = left.popleft()
            status = guess(connection, network, identifier)
            with lock:
                seen[status] += 1

    begun = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen, time.monotonic() - begun


class Browser:
    """Shows no pages, but keeps its cookies and asks for JSON."""

    def __init__(self, port, network):
        self.connection = client.Client(port)
        self.network = network
        self.cookies = {}

    def call(self, method, path, body=None):
        headers = {"X-Forwarded-For": self.network, "Accept": "application/json",
                   "Cookie": "; ".join("%s=%s" % each for each in self.cookies.items())}
        status, answered, body = self.connection.call(method, path, body, headers)
        for line in answered.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                self.cookies[name] = morsel.value
                if not morsel.value:
                    del self.cookies[name]
        return status, body

    def sign_in(self, identifier, password):
        _, flow = self.call("GET", "/self-service/login/browser")
        token = next(node["attributes"]["value"] for node in flow["ui"]["nodes"] if node["attributes"]["name"] == "csrf_token")
        return self.call("POST", "/self-service/login?flow=" + flow["id"], {
            "method": "password", "identifier": identifier, "password": password, "csrf_token": token})[0]

    def sign_out(self):
        _, body = self.call("GET", "/self-service/logout/browser")
        address = urllib.parse.urlsplit(body["logout_url"])
        self.call("GET", address.path + "?" + address.query)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--accounts", type=int, default=1000)
    arguments.add_argument("--networks", type=int, default=1000)
    arguments.add_argument("--clients", type=int, default=8)
    options = arguments.parse_args()
    with stack.Postgres() as postgres, stack.Stack(postgres) as suite:
        public, admin = suite.public_port, suite.admin_port
        owner = "owner@example.org"
        identity = client.create(admin, owner, stack.PASSWORD)
        known = Browser(public, "10.255.0.1")
        assert known.sign_in(owner, stack.PASSWORD) == 200
        known.sign_out()

        sprayed, seconds = run(public, options.clients, [
            ("10.200.0.%d" % (1 + i % 250), "%s@example.org" % uuid.uuid4()) for i in range(options.accounts)])
        print("1 password at %d accounts from 1 network: %d looked at, %d refused, %.1f s" % (
            options.accounts, sprayed[400], sprayed[429], seconds))
        guessed, seconds = run(public, options.clients, [
            ("10.%d.%d.1" % (i // 250, i % 250), owner) for i in range(options.networks)])
        print("1 account from %d networks: %d looked at, %d refused, %.1f s" % (
            options.networks, guessed[400], guessed[429], seconds))
        print("the owner, in a browser that is not known: %d" % Browser(public, "10.254.0.1").sign_in(owner, stack.PASSWORD))
        print("the owner, in a browser that is known: %d" % known.sign_in(owner, stack.PASSWORD))
        client.Client(admin).call("DELETE", "/admin/identities/%s/limits" % identity)
        print("the owner, in a browser that is not known, once it was lifted: %d" % Browser(
            public, "10.254.0.1").sign_in(owner, stack.PASSWORD))


if __name__ == "__main__":
    main()
