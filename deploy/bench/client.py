"""A client of the suite, one connection each, and the figures of a run."""

import http.client
import json
import threading
import time

# A connection that was idle for longer is not used again: the gateway may be about to close it.
IDLE_SECONDS = 20


class Client:
    """Calls one port over one connection that is kept."""

    def __init__(self, port):
        self.port = port
        self.connection = None
        self.used = 0

    def call(self, method, path, body=None, headers=None):
        """Returns status, headers and the body read as JSON (text where it is none)."""
        if self.connection is not None and time.monotonic() - self.used > IDLE_SECONDS:
            self.connection.close()
            self.connection = None
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        data = None if body is None else json.dumps(body)
        try:
            self.connection.request(method, path, data, {"Content-Type": "application/json", **(headers or {})})
            answer = self.connection.getresponse()
            text = answer.read()
            self.used = time.monotonic()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise
        try:
            return answer.status, answer.headers, json.loads(text) if text else None
        except ValueError:
            return answer.status, answer.headers, text

    def begin_login(self):
        """Begins a login as a native app; returns the flow's id."""
        status, _, flow = self.call("GET", "/self-service/login/api")
        assert status == 200, (status, flow)
        return flow["id"]

    def submit_login(self, flow, identifier, password):
        """Sends the password; returns status, seconds, headers and answer."""
        begun = time.perf_counter()
        status, headers, answer = self.call("POST", "/self-service/login?flow=" + flow, {
            "method": "password", "identifier": identifier, "password": password})
        return status, time.perf_counter() - begun, headers, answer

    def login(self, identifier, password):
        """Begins a login and sends the password; returns as `submit_login`."""
        return self.submit_login(self.begin_login(), identifier, password)


def create(port, email, password):
    """Creates an identity at the admin port; returns its id."""
    status, _, body = Client(port).call("POST", "/admin/identities", {
        "schema_id": "person", "traits": {"email": email}, "credentials": {"password": {"config": {"password": password}}}})
    assert status == 201, (status, body)
    return body["id"]


def quantile(values, share):
    """The value that `share` of the values don't exceed; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def together(workers, seconds, work):
    """Runs `work(number, still_running)` in that many threads; returns what they returned."""
    end = time.monotonic() + seconds
    results = [None] * workers

    def run(number):
        results[number] = work(number, lambda: time.monotonic() < end)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
