#!/usr/bin/env python3
"""What the same work costs with 10,000 and with 1,000,000 identities, and which plans PostgreSQL makes.

    deploy/bench/million.py [small, default 10000] [large, default 1000000] [seconds of a window, default 20]

Each identity has a password, two identifiers, an address to verify, one to recover by, and a session. Figures are CPU
milliseconds per operation over all processes. At the end every statement of the same work is explained by PostgreSQL's
auto_explain: a sequential scan of a table that grows with the identities is an error.
"""

import os
import random
import re
import sys
import time

from client import Client, create, together
from stack import PASSWORD, Postgres, Stack

GROWING = "identity|credentials|credential_identifier|verifiable_address|recovery_address|session|session_device|identity_snapshot|flow(?:_default|_[0-9]+)?"

SEED_IDENTITY = """
SELECT config->>'hashed_password' AS hash FROM credentials WHERE type = 'password' LIMIT 1 \\gset
CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS id, 'seeded' || n || '@example.org' AS email
    FROM generate_series({first}, {last}) n;
INSERT INTO identity (id, version, schema_id, traits, state, state_changed_at, created_at, updated_at)
    SELECT id, 1, 'person', jsonb_build_object('email', email), 'active', now(), now(), now() FROM made;
INSERT INTO credentials (identity_id, type, config, version, created_at, updated_at)
    SELECT id, 'password', jsonb_build_object('hashed_password', :'hash'), 1, now(), now() FROM made;
INSERT INTO credentials (identity_id, type, config, version, created_at, updated_at)
    SELECT id, 'code', jsonb_build_object('addresses', jsonb_build_array(jsonb_build_object('channel', 'email', 'address', email))),
        1, now(), now() FROM made;
INSERT INTO credential_identifier (type, identifier, identity_id) SELECT 'password', email, id FROM made;
INSERT INTO credential_identifier (type, identifier, identity_id) SELECT 'code', email, id FROM made;
INSERT INTO verifiable_address (id, identity_id, via, value, verified, status, created_at, updated_at)
    SELECT gen_random_uuid(), id, 'email', email, false, 'pending', now(), now() FROM made;
INSERT INTO recovery_address (id, identity_id, via, value, created_at, updated_at)
    SELECT gen_random_uuid(), id, 'email', email, now(), now() FROM made;
VACUUM ANALYZE;
COPY (SELECT id FROM made) TO STDOUT;
"""

SEED_SESSION = """
CREATE TEMP TABLE made (id uuid);
COPY made FROM STDIN;
{ids}
\\.
INSERT INTO identity_snapshot (identity_id, version, state, available_aal, body, updated_at)
    SELECT id, 1, 'active', 'aal1', json_build_object('id', id, 'schema_id', 'person'), now() FROM made;
INSERT INTO session (id, identity_id, token_sha256, aal, authentication_methods, authenticated_at, issued_at, expires_at, attempt_id)
    SELECT gen_random_uuid(), id, sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'aal1', '[]', now(), now(),
        now() + interval '1 day', gen_random_uuid() FROM made;
INSERT INTO session_device (id, session_id, ip_address, user_agent, location, created_at)
    SELECT gen_random_uuid(), id, '127.0.0.1', 'seed', '', now() FROM session;
VACUUM ANALYZE;
"""


class Work:
    """The operations to be measured, on the seeded identities."""

    def __init__(self, stack):
        self.stack, self.ids, self.tokens = stack, [], []

    def seed(self, last):
        output = self.stack.sql("identity", SEED_IDENTITY.format(first=len(self.ids) + 1, last=last))
        fresh = [line for line in output.split("\n") if len(line) == 36]
        self.stack.sql("session", SEED_SESSION.format(ids="\n".join(fresh)))
        self.ids += fresh
        self.near_end = sorted(self.ids)[-500]
        client = Client(self.stack.public_port)
        for _ in range(100):
            status, _, _, answer = client.login(self.email(), PASSWORD)
            assert status == 200, (status, answer)
            self.tokens.append(answer["session_token"])

    def email(self):
        return "seeded%d@example.org" % random.randint(1, len(self.ids))

    def admin(self, path):
        def call(clients):
            status, _, answer = clients[1].call("GET", path())
            assert status == 200 and answer, (status, answer)
        return call

    def login(self, clients):
        status, _, _, answer = clients[0].login(self.email(), PASSWORD)
        assert status == 200, (status, answer)

    def whoami(self, clients):
        status, _, answer = clients[0].call("GET", "/sessions/whoami", headers={"X-Session-Token": random.choice(self.tokens)})
        assert status == 200, (status, answer)

    def operations(self):
        return {
            "list, first page": self.admin(lambda: "/admin/identities?page_size=100"),
            "list, near the end": self.admin(lambda: "/admin/identities?page_size=100&page_token=" + self.near_end),
            "get by id": self.admin(lambda: "/admin/identities/" + random.choice(self.ids)),
            "get by identifier": self.admin(lambda: "/admin/identities?credentials_identifier=" + self.email()),
            "login": self.login,
            "whoami": self.whoami,
        }

    def measure(self, operation, seconds):
        """CPU milliseconds per operation, and how many there were."""

        def work(_, running):
            clients, count = (Client(self.stack.public_port), Client(self.stack.admin_port)), 0
            while running():
                operation(clients)
                count += 1
            return count

        before = self.stack.cpu_seconds()
        count = sum(together(4, seconds, work))
        return 1000 * (self.stack.cpu_seconds() - before) / count, count


def explained(work):
    """Runs the work with auto_explain on new connections; returns the plans' scans of growing tables."""
    stack = work.stack
    for setting in ("session_preload_libraries = auto_explain", "auto_explain.log_min_duration = 0",
                    "auto_explain.log_nested_statements = on"):
        stack.sql("public", "ALTER SYSTEM SET " + setting)
    stack.sql("public", "SELECT pg_reload_conf(); SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
    time.sleep(8)
    log = stack.postgres.log
    start = os.path.getsize(log)
    clients = Client(stack.public_port), Client(stack.admin_port)
    for operation in work.operations().values():
        for _ in range(10):
            operation(clients)
    for number in range(10):
        create(stack.admin_port, "explained%d@example.org" % number, PASSWORD)
        for path in ("/admin/sessions?active=true", "/admin/sessions", "/admin/identities/%s/sessions" % work.ids[number],
                     "/admin/identities?preview_credentials_identifier_similar=seeded77", "/admin/courier/messages"):
            assert clients[1].call("GET", path)[0] == 200, path
        token = {"X-Session-Token": work.tokens[number]}
        assert clients[0].call("GET", "/sessions", headers=token)[0] == 200
        assert clients[1].call("DELETE", "/admin/identities/%s/sessions" % work.ids[-number - 1])[0] in (204, 404)
        assert clients[1].call("DELETE", "/admin/identities/%s" % work.ids[-number - 1])[0] == 204
    time.sleep(3)
    with open(log) as file:
        file.seek(start)
        plans = file.read()
    scans = re.findall(r"((?:Seq|Index|Index Only|Bitmap Heap) Scan)(?: Backward)?(?: using \w+)? on (%s)\b" % GROWING, plans)
    return sorted({(table, kind): scans.count((kind, table)) for kind, table in scans}.items()), plans


def main():
    small = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    large = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
    with Postgres() as postgres, Stack(postgres) as stack:
        create(stack.admin_port, "template@example.org", PASSWORD)
        work, figures = Work(stack), []
        for size in (small, large):
            work.seed(size)
            for operation in work.operations().values():
                work.measure(operation, seconds)
            figures.append({name: work.measure(operation, seconds)[0] for name, operation in work.operations().items()})
        print("%-20s %12d %12d   ratio" % ("CPU ms", small, large))
        for name, first in figures[0].items():
            print("%-20s %12.3f %12.3f   %.2f" % (name, first, figures[1][name], figures[1][name] / first))
        scans, plans = explained(work)
        for (table, kind), count in scans:
            print("%-22s %-18s %d" % (table, kind, count))
        with open(os.path.join(stack.folder, "plans.log"), "w") as file:
            file.write(plans)
        print("plans: " + file.name)
        sys.exit(1 if any(kind == "Seq Scan" for (_, kind), _ in scans) else 0)


main()
