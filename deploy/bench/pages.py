#!/usr/bin/env python3
"""How many pages a registration touches, and what a look at young identities costs, among 1,000,000 identities.

    deploy/bench/pages.py [identities, default 1000000] [registrations, default 2000] [ids: time or random, default time] [TREE, default this one]

After a checkpoint PostgreSQL writes each page whole when it is first changed, and counts that: so the pages of the first
registrations after one are told apart from those that many of them share. `random` gives the identities that are there ids
without a time (UUIDv4), as version 0.1.0 did; TREE is a built source tree of another version. Reads are of the identities that came last (1 %) and of any.
"""

import random
import sys
import time

from client import Client, together
from stack import HOME, PASSWORD, Postgres, Stack

SEED = """
CREATE TEMP TABLE made AS SELECT n, {id} AS id, 'seeded' || n || '@example.org' AS email FROM generate_series(1, {count}) n;
INSERT INTO identity (id, version, schema_id, traits, state, state_changed_at, created_at, updated_at)
    SELECT id, 1, 'person', jsonb_build_object('email', email), 'active', now(), now(), now() FROM made ORDER BY n;
INSERT INTO credentials (identity_id, type, config, version, created_at, updated_at)
    SELECT id, 'password', '{{"hashed_password": "$2a$04$0000000000000000000000000000000000000000000000000000."}}', 1, now(), now()
    FROM made ORDER BY n;
INSERT INTO credential_identifier (type, identifier, identity_id) SELECT 'password', email, id FROM made ORDER BY n;
INSERT INTO verifiable_address (id, identity_id, via, value, verified, status, created_at, updated_at)
    SELECT {id}, id, 'email', email, false, 'pending', now(), now() FROM made ORDER BY n;
INSERT INTO recovery_address (id, identity_id, via, value, created_at, updated_at)
    SELECT {id}, id, 'email', email, now(), now() FROM made ORDER BY n;
VACUUM ANALYZE;
COPY (SELECT id FROM made ORDER BY n) TO STDOUT;
"""

SEED_SNAPSHOTS = """
CREATE TEMP TABLE made (n bigserial, id uuid);
COPY made (id) FROM STDIN;
{ids}
\\.
INSERT INTO identity_snapshot (identity_id, version, state, available_aal, body, updated_at)
    SELECT id, 1, 'active', 'aal1', json_build_object('id', id, 'schema_id', 'person'), now() FROM made ORDER BY n;
INSERT INTO session (id, identity_id, token_sha256, aal, authentication_methods, authenticated_at, issued_at, expires_at, attempt_id)
    SELECT {id}, id, sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'aal1', '[]', now(), now(),
        now() + interval '1 day', gen_random_uuid() FROM made ORDER BY n;
VACUUM ANALYZE;
"""


def warm_up(stack, count):
    """A machine that is busy answers 503 right after a start; what did not work is left out."""
    client = Client(stack.public_port)
    for number in range(count):
        status, _, flow = client.call("GET", "/self-service/registration/api")
        if status == 200:
            status, _, _ = client.call("POST", "/self-service/registration?flow=" + flow["id"], {
                "method": "password", "password": PASSWORD, "traits": {"email": "warm%d@example.org" % number}})
        if status != 200:
            time.sleep(1)


def register(stack, count, prefix):
    client = Client(stack.public_port)
    for number in range(count):
        status, _, flow = client.call("GET", "/self-service/registration/api")
        assert status == 200, (status, flow)
        status, _, answer = client.call("POST", "/self-service/registration?flow=" + flow["id"], {
            "method": "password", "password": PASSWORD, "traits": {"email": "%s%d@example.org" % (prefix, number)}})
        assert status == 200, (status, answer)


def pages(stack, count, prefix):
    """Pages written whole and bytes of the log, for each of the registrations after a checkpoint."""
    stack.sql("public", "CHECKPOINT")
    stack.sql("public", "SELECT pg_stat_reset_shared('wal')")
    register(stack, count, prefix)
    stack.sql("public", "SELECT pg_stat_force_next_flush()")
    images, size = stack.sql("public", "SELECT wal_fpi, wal_bytes FROM pg_stat_wal").strip().split("|")
    return int(images) / count, float(size) / count


def reads(stack, ids, seconds):
    """CPU milliseconds of a look at an identity, and the blocks that PostgreSQL reads from outside its buffers for it."""
    def work(_, running):
        client, count = Client(stack.admin_port), 0
        while running():
            status, _, answer = client.call("GET", "/admin/identities/" + random.choice(ids))
            assert status == 200, (status, answer)
            count += 1
        return count

    missed = "SELECT sum(blks_read) FROM pg_stat_database"
    before, cpu = int(stack.sql("public", missed)), stack.cpu_seconds()
    count = sum(together(4, seconds, work))
    return 1000 * (stack.cpu_seconds() - cpu) / count, (int(stack.sql("public", missed)) - before) / count


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    new_id = "gen_random_uuid()" if len(sys.argv) > 3 and sys.argv[3] == "random" else "uuidv7()"
    home = sys.argv[4] if len(sys.argv) > 4 else HOME
    with Postgres(shared_buffers="128MB") as postgres, Stack(postgres, home=home) as stack:
        warm_up(stack, 1_000)
        print("%-42s %6.1f pages %8.0f bytes of log" % ("a registration among few", *pages(stack, count, "few")))
        ids = [line for line in stack.sql("identity", SEED.format(id=new_id, count=size)).split("\n") if len(line) == 36]
        stack.sql("session", SEED_SNAPSHOTS.format(id=new_id, ids="\n".join(ids)))
        register(stack, 200, "again")
        print("%-42s %6.1f pages %8.0f bytes of log" % ("a registration among %d" % size, *pages(stack, count, "many")))
        for name, some in (("any of them", ids), ("one of the last 1 %", ids[-size // 100:])):
            reads(stack, some, 10)
            print("%-42s %6.3f ms %11.2f blocks from outside the buffers" % ("a look at " + name, *reads(stack, some, 20)))


main()
