#!/usr/bin/env python3
"""Makes the store of version 0.1.0 that OlderStoreIT starts on: store.sql.gz and people.json, beside this file.

    git worktree add TREE 913f6df && TREE/ostiary build
    suite-tests/src/test/resources/store-0.1.0/make.py TREE

TREE is the built tree of that version. It runs on a PostgreSQL server of the system (`pg_config` on the PATH) whose pg_dump writes
the dump: schema and rows as plain SQL. What lives for a time lives for a hundred years, so that the store does not age. No mail
server listens, so each letter waits in the queue: one sealed with the default cipher, one with xchacha20-poly1305.
"""

import contextlib
import gzip
import http.cookiejar
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.realpath(__file__))
LONG = "876000h"
PASSWORD = "correct-Horse-battery-91"
SCHEMA = {
    "$id": "https://example.org/person.schema.json",
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "properties": {"traits": {
        "type": "object",
        "properties": {
            "email": {"type": "string", "format": "email", "ory.sh/kratos": {
                "credentials": {"password": {"identifier": True}, "code": {"identifier": True, "via": "email"}},
                "verification": {"via": "email"}, "recovery": {"via": "email"}}},
            "name": {"type": "string"}},
        "required": ["email"], "additionalProperties": False}},
}


class Refused(Exception):
    """An answer with a status of an error."""


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(public, admin, dsn, cipher, hasher):
    flow = {"lifespan": LONG}
    return {
        "dsn": dsn,
        "serve": {side: {"base_url": "http://127.0.0.1:%d/" % port, "host": "127.0.0.1", "port": port}
                  for side, port in (("public", public), ("admin", admin))},
        "identity": {"default_schema_id": "person", "schemas": [{"id": "person", "url": "file://person.schema.json"}]},
        "session": {"lifespan": LONG},
        "selfservice": {
            "default_browser_return_url": "http://127.0.0.1:4455/",
            "methods": {"password": {"config": {"haveibeenpwned_enabled": False}},
                        "code": {"enabled": True, "passwordless_enabled": True, "config": {"lifespan": LONG}}},
            "flows": {
                "login": flow, "settings": flow,
                "registration": {**flow, "enable_legacy_one_step": True, "after": {
                    "password": {"hooks": [{"hook": "session"}, {"hook": "show_verification_ui"}]}}},
                "verification": {**flow, "enabled": True, "use": "code"},
                "recovery": {**flow, "enabled": True, "use": "code"}}},
        "feature_flags": {"use_continue_with_transitions": True},
        "hashers": hasher,
        "ciphers": {"algorithm": cipher},
        "secrets": {"cookie": ["a-cookie-secret-for-tests-only"], "cipher": ["cipher-secret-for-tests-32-bytes"]},
        "courier": {"smtp": {"connection_uri": "smtp://127.0.0.1:%d/?disable_starttls=true" % free_port(),
                             "from_address": "no-reply@example.org"},
                    "message_retries": 1000},
    }


@contextlib.contextmanager
def postgres(folder):
    programs = subprocess.run(["pg_config", "--bindir"], check=True, text=True, capture_output=True).stdout.strip()
    port, cluster = free_port(), os.path.join(folder, "cluster")
    # PostgreSQL refuses to run as root.
    own = ["unshare", "--user"] if os.getuid() == 0 else []

    def run(program, *arguments):
        subprocess.run(own + [os.path.join(programs, program), *arguments], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    run("initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
    with open(os.path.join(cluster, "postgresql.conf"), "a") as file:
        file.write("port = %d\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n" % port)
    run("pg_ctl", "-D", cluster, "start", "-w", "-l", os.path.join(folder, "log"))
    try:
        yield port, os.path.join(programs, "pg_dump")
    finally:
        run("pg_ctl", "-D", cluster, "stop", "-m", "fast")


@contextlib.contextmanager
def suite(tree, folder, dsn, cipher, hasher):
    """A running suite; gives a function that calls it: (side, method, path, body, headers) -> JSON."""
    ports = {"public": free_port(), "admin": free_port()}
    with open(os.path.join(folder, "person.schema.json"), "w") as file:
        json.dump(SCHEMA, file)
    config = os.path.join(folder, "ostiary.json")
    with open(config, "w") as file:
        json.dump(configuration(ports["public"], ports["admin"], dsn, cipher, hasher), file)
    with open(os.path.join(folder, "serve.log"), "w+") as log:
        process = subprocess.Popen([os.path.join(tree, "ostiary"), "serve", "-c", config, "--dev", "--data", os.path.join(folder, "data")],
                                   stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            end = time.monotonic() + 600
            while "\nready" not in "\n" + open(log.name).read():
                assert process.poll() is None and time.monotonic() < end, open(log.name).read()
                time.sleep(0.2)

            def call(side, method, path, body=None, jar=None, **headers):
                opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar if jar is not None else http.cookiejar.CookieJar()))
                request = urllib.request.Request(
                    "http://127.0.0.1:%d%s" % (ports[side], path), None if body is None else json.dumps(body).encode(), method=method,
                    headers={"Content-Type": "application/json", "Accept": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}})
                try:
                    return json.load(opener.open(request, timeout=60))
                except urllib.error.HTTPError as error:
                    raise Refused((path, error.code, error.read())) from error

            yield call
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def register(call, email):
    """Registers; what is told of the person: a session token, and the verification that waits for its letter."""
    flow = call("public", "GET", "/self-service/registration/api")
    answer = call("public", "POST", "/self-service/registration?flow=" + flow["id"],
                  {"method": "password", "password": PASSWORD, "traits": {"email": email}})
    shown = [each["flow"]["id"] for each in answer["continue_with"] if each["action"] == "show_verification_ui"]
    return {"email": email, "id": answer["identity"]["id"], "session": answer["session"]["id"],
            "session_token": answer["session_token"], "verification": shown[0]}


def warm_up(call, name):
    """A machine that is busy answers 503 until the suite is warm: somebody registers until it no longer does."""
    for number in range(60):
        try:
            register(call, "%s-%d@example.org" % (name, number))
            return
        except Refused:
            time.sleep(1)


def browser(call, person):
    """Signs the person in as a browser, and keeps the cookie of the session."""
    jar = http.cookiejar.CookieJar()
    flow = call("public", "GET", "/self-service/login/browser", jar=jar)
    token = [node["attributes"]["value"] for node in flow["ui"]["nodes"] if node["attributes"].get("name") == "csrf_token"][0]
    call("public", "POST", "/self-service/login?flow=" + flow["id"],
         {"method": "password", "identifier": person["email"], "password": PASSWORD, "csrf_token": token}, jar=jar)
    person["session_cookie"] = [cookie.value for cookie in jar if cookie.name == "ory_kratos_session"][0]
    # A form that is open while the operator upgrades.
    person["login"] = call("public", "GET", "/self-service/login/api")["id"]
    return person


def main():
    tree = os.path.realpath(sys.argv[1])
    bcrypt = {"algorithm": "bcrypt", "bcrypt": {"cost": 4}}
    argon2 = {"algorithm": "argon2", "argon2": {"memory": "8MB", "iterations": 1, "parallelism": 1}}
    with tempfile.TemporaryDirectory() as folder, postgres(folder) as (port, dump):
        dsn = "postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable" % port
        with suite(tree, folder, dsn, "aes", bcrypt) as call:
            warm_up(call, "first")
            ann = browser(call, register(call, "ann@example.org"))
            call("admin", "POST", "/admin/identities", {"schema_id": "person", "traits": {"email": "no-password@example.org"}})
        with suite(tree, folder, dsn, "xchacha20-poly1305", argon2) as call:
            warm_up(call, "second")
            bob = browser(call, register(call, "bob@example.org"))
            queued = call("admin", "GET", "/admin/courier/messages?page_size=250")
            assert {"queued"} == {each["status"] for each in queued} and len(queued) >= 4, queued
        sql = subprocess.run([dump, dsn, "--inserts", "--rows-per-insert=100", "--no-comments", "-n", "identity", "-n", "session", "-n", "flow",
                              "-n", "courier"], check=True, capture_output=True).stdout
        # Commands of psql, which are no SQL.
        sql = b"".join(line for line in sql.splitlines(True) if not line.startswith(b"\\"))
    with open(os.path.join(HERE, "store.sql.gz"), "wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as file:
        file.write(sql)
    with open(os.path.join(HERE, "people.json"), "w") as file:
        json.dump({"password": PASSWORD, "others": ["no-password@example.org"], "people": [ann, bob]}, file, indent=2)
        file.write("\n")


main()
