"""Starts a suite for a benchmark, and tells what its processes use.

A stack is `./ostiary serve --dev` with the quickstart's configuration, changed where a benchmark needs it. Everything runs on
this machine; CPU and memory count every process of the stack, PostgreSQL and the broker included.
"""

import contextlib
import glob
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time

HOME = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
TICK = 1.0 / os.sysconf("SC_CLK_TCK")
PASSWORD = "correct-Horse-battery-91"


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configuration(public, admin, **changes):
    """The configuration of a benchmark: passwords and codes, cheap hashes unless it is the hash that is measured."""
    ui = "http://127.0.0.1:4455"
    config = {
        "dsn": "memory",
        "serve": {
            "public": {"base_url": "http://127.0.0.1:%d/" % public, "host": "127.0.0.1", "port": public},
            "admin": {"base_url": "http://127.0.0.1:%d/" % admin, "host": "127.0.0.1", "port": admin},
        },
        "identity": {
            "default_schema_id": "person",
            "schemas": [{"id": "person", "url": "file://" + os.path.join(HOME, "deploy", "quickstart", "identity.schema.json")}],
        },
        "selfservice": {
            "default_browser_return_url": ui,
            "methods": {"password": {"config": {"haveibeenpwned_enabled": False}}},
            "flows": {
                "registration": {"enable_legacy_one_step": True, "after": {"password": {"hooks": [{"hook": "session"}]}}},
                "verification": {"enabled": True},
                "recovery": {"enabled": True},
            },
        },
        "courier": {"smtp": {"connection_uri": "smtp://127.0.0.1:9/?disable_starttls=true"}},
        "hashers": {"algorithm": "bcrypt", "bcrypt": {"cost": 4}},
        "log": {"level": "warning"},
    }
    config.update(changes)
    return config


class Postgres:
    """A PostgreSQL server of its own, with the programs that the local stack brings; PostgreSQL's clients come from the PATH."""

    def __init__(self, shared_buffers="1GB"):
        found = sorted(glob.glob(os.path.join(HOME, ".ostiary", "postgresql-*", "bin")))
        if not found:
            raise SystemExit("start the suite once before: ./ostiary quickstart --check")
        self.programs, self.port = found[-1], free_port()
        self.folder = tempfile.mkdtemp(prefix="ostiary-bench-postgres-")
        self.cluster, self.log = os.path.join(self.folder, "cluster"), os.path.join(self.folder, "postgresql.log")
        self._run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
        with open(os.path.join(self.cluster, "postgresql.conf"), "a") as file:
            file.write("port = %d\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 100\nshared_buffers = '%s'\n"
                       % (self.port, shared_buffers))
        self._run("pg_ctl", "start", "-w", "-l", self.log)
        self.dsn = "postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable" % self.port

    def _run(self, program, *arguments):
        # PostgreSQL refuses to run as root.
        namespace = ["unshare", "--user"] if os.getuid() == 0 else []
        subprocess.run(namespace + [os.path.join(self.programs, program), "-D", self.cluster, *arguments], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def restart(self, mode="immediate"):
        """Restarts it; `immediate` is a crash with recovery. Returns the seconds until it takes connections again."""
        begun = time.monotonic()
        self._run("pg_ctl", "restart", "-w", "-m", mode, "-l", self.log)
        return time.monotonic() - begun

    def processes(self):
        with open(os.path.join(self.cluster, "postmaster.pid")) as file:
            return {int(file.readline())}

    def sql(self, schema, statements):
        """Runs SQL with psql on a service's schema; returns its output without decoration."""
        return subprocess.run(
            ["psql", self.dsn, "-qAtX", "-v", "ON_ERROR_STOP=1"], input=statements, check=True, text=True, capture_output=True,
            env={**os.environ, "PGOPTIONS": "-c search_path=" + schema}).stdout

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self._run("pg_ctl", "stop", "-m", "immediate")


class Stack:
    """A running suite on a PostgreSQL server."""

    def __init__(self, postgres, home=HOME, **changes):
        """`home` is the built source tree; `changes` replace sections of the configuration."""
        self.postgres = postgres
        self.sql = postgres.sql
        self.folder = tempfile.mkdtemp(prefix="ostiary-bench-")
        changes.setdefault("dsn", postgres.dsn)
        self.public_port, self.admin_port = free_port(), free_port()
        path = os.path.join(self.folder, "ostiary.json")
        with open(path, "w") as file:
            json.dump(configuration(self.public_port, self.admin_port, **changes), file)
        self.log = open(os.path.join(self.folder, "serve.log"), "w+")
        self.process = subprocess.Popen(
            [os.path.join(home, "ostiary"), "serve", "-c", path, "--dev", "--data", os.path.join(self.folder, "data")],
            stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True)
        self.public = "http://127.0.0.1:%d" % self.public_port
        self.admin = "http://127.0.0.1:%d/admin" % self.admin_port
        self._await_ready()

    def _await_ready(self):
        end = time.monotonic() + 180
        while time.monotonic() < end:
            with open(self.log.name) as file:
                if re.search(r"^ready", file.read(), re.M):
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise SystemExit("the suite did not start, see " + self.log.name)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)

    def processes(self):
        """The process ids of everything that belongs to the stack."""
        parents = {}
        for path in glob.glob("/proc/[0-9]*/stat"):
            with contextlib.suppress(OSError):
                with open(path) as file:
                    stat = file.read()
                parents[int(path.split("/")[2])] = int(stat[stat.rindex(")") + 2:].split()[1])
        found, grown = {self.process.pid} | self.postgres.processes(), True
        while grown:
            more = {pid for pid, parent in parents.items() if parent in found} - found
            found |= more
            grown = bool(more)
        return found

    def cpu_seconds(self):
        """CPU time used so far by all processes that live now."""
        total = 0
        for pid in self.processes():
            with contextlib.suppress(OSError):
                with open("/proc/%d/stat" % pid) as file:
                    fields = file.read().rpartition(")")[2].split()
                total += int(fields[11]) + int(fields[12])
        return total * TICK

    def compiler_seconds(self):
        """The part of it that the JVMs' compilers used: much for hours after a start, nothing later."""
        total = 0
        for pid in self.processes():
            for path in glob.glob("/proc/%d/task/*/stat" % pid):
                with contextlib.suppress(OSError):
                    with open(path) as file:
                        stat = file.read()
                    if re.search(r"\(C[12] Compiler", stat):
                        fields = stat.rpartition(")")[2].split()
                        total += int(fields[11]) + int(fields[12])
        return total * TICK

    def memory_mib(self):
        """Proportional memory of all processes."""
        kib = 0
        for pid in self.processes():
            with contextlib.suppress(OSError):
                with open("/proc/%d/smaps_rollup" % pid) as file:
                    kib += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        return kib / 1024
