#!/usr/bin/env python3
"""Where do the processor's cycles of an operation go? A profile of every JVM of a warm suite, and what each process uses.

    deploy/bench/profile.py [kind: login (default) or registration] [to get warm, default 6000] [measured, default 2000]

Samples are those of Java Flight Recorder's `jdk.CPUTimeSample` (JDK 25, Linux), taken while the operations run. Each counts for the
first library on its stack, from the top, that is not the JDK's own; the JVM's own threads (compilers, collector) are not in them, so
their part is given apart, from the threads' times.
"""

import collections
import os
import re
import subprocess
import sys
import tempfile

from client import Client, create
from stack import PASSWORD, TICK, Postgres, Stack

PARTS = (
    ("the suite's own code", r"io\.ostiary\."),
    ("JSON", r"com\.fasterxml\."),
    ("PostgreSQL client", r"io\.vertx\.(pgclient|sqlclient)\."),
    ("Hibernate", r"org\.hibernate\."),
    ("REST (RESTEasy Reactive, Quarkus)", r"(org\.jboss\.resteasy|io\.quarkus)\."),
    ("Vert.x and Netty", r"io\.(vertx|netty)\."),
    ("Mutiny", r"io\.smallrye\.mutiny\."),
    ("Kafka", r"(org\.apache\.kafka|kafka)\."),
    ("password hash", r"(at\.favre|com\.password4j|de\.mkammerer|org\.bouncycastle)\."),
)


def jcmd(pid, *command):
    with open("/proc/%d/cmdline" % pid) as file:
        java = file.read().split("\0")[0]
    subprocess.run([os.path.join(os.path.dirname(java), "jcmd"), str(pid), *command], check=True, stdout=subprocess.DEVNULL)
    return os.path.join(os.path.dirname(java), "jfr")


def name(pid):
    """What a process is: the module of a JVM, or the program."""
    with open("/proc/%d/cmdline" % pid) as file:
        line = file.read().replace("\0", " ")
    module = re.search(r"([a-z]+-service|gateway|selfservice-ui|admin-console|dev-inbox)[/\\ ]", line)
    if "kafka.Kafka" in line or "BrokerMain" in line or "broker" in line:
        return "broker"
    if "java" in line.split(" ")[0]:
        return module.group(1) if module else "launcher"
    return os.path.basename(line.split(" ")[0].rstrip(":")) or "other"


def used(stack):
    """CPU seconds by process name, those of compilers apart."""
    total = collections.Counter()
    for pid in stack.processes():
        try:
            who = name(pid)
            for thread in os.listdir("/proc/%d/task" % pid):
                with open("/proc/%d/task/%s/stat" % (pid, thread)) as file:
                    stat = file.read()
                fields = stat.rpartition(")")[2].split()
                own = "compilers" if re.search(r"\(C[12] Compiler", stat) else who
                total[own] += (int(fields[11]) + int(fields[12])) * TICK
        except OSError:
            pass
    return total


def part(stack_lines):
    for line in stack_lines:
        for title, pattern in PARTS:
            if re.match(r"\s*" + pattern, line):
                return title
    return "JDK alone"


def samples(jfr, file):
    text = subprocess.run([jfr, "print", "--events", "jdk.CPUTimeSample", "--stack-depth", "64", file],
                          check=True, text=True, capture_output=True).stdout
    counted = collections.Counter()
    for event in text.split("jdk.CPUTimeSample {")[1:]:
        trace = event.partition("stackTrace = [")[2].partition("]")[0]
        if trace:
            counted[part(trace.strip().splitlines())] += 1
    return counted


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "login"
    warm, count = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 6000), (3, 2000)))
    with Postgres() as postgres, Stack(postgres) as stack:
        public = Client(stack.public_port)
        create(stack.admin_port, "ann@example.org", PASSWORD)

        def work(mark):
            if kind == "login":
                status = public.login("ann@example.org", PASSWORD)[0]
            else:
                flow = public.call("GET", "/self-service/registration/api")[2]
                status = public.call("POST", "/self-service/registration?flow=" + flow["id"], {
                    "method": "password", "traits": {"email": mark + "@example.org"}, "password": PASSWORD})[0]
            assert status == 200, status

        for number in range(warm):
            work("warm-%d" % number)
        folder, jvms = tempfile.mkdtemp(prefix="ostiary-bench-profile-"), {}
        for pid in stack.processes():
            if name(pid) in ("identity-service", "session-service", "flow-service", "courier-service", "gateway"):
                jvms[pid] = jcmd(pid, "JFR.start", "name=profile", "settings=none", "jdk.CPUTimeSample#enabled=true",
                                 "jdk.CPUTimeSample#throttle=2ms")
        before = used(stack)
        for number in range(count):
            work("measured-%d" % number)
        after = used(stack)
        print("CPU ms of a %s, by process" % kind)
        for who, seconds in (after - before).most_common():
            if seconds * 1000 / count >= 0.01:
                print("  %-18s %.2f" % (who, seconds * 1000 / count))
        for pid, jfr in jvms.items():
            who, file = name(pid), os.path.join(folder, "%d.jfr" % pid)
            jcmd(pid, "JFR.stop", "name=profile", "filename=" + file)
            found = samples(jfr, file)
            total = sum(found.values()) or 1
            print("%s, %d samples: %s" % (who, total, ", ".join(
                "%s %.0f %%" % (title, 100 * n / total) for title, n in found.most_common())))


main()
