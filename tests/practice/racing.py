"""Many clients at once against the real server, over real HTTP.

The server is the one of `ischia serve` in a process of its own, on the database of the tests: one thread on SQLite,
several processes on PostgreSQL. Two times are measured. *The answer*: how long one client waited, by the clock. *The
work*: the processor time that the server's processes spent on a round, which a busy machine blurs less.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import Any

from django.db import connection

ROUNDS = int(os.environ.get("ISCHIA_RACE_ROUNDS", "2"))
# What `ischia serve` does once the database and the pages' files are ready; here they are, or are not needed. As there,
# the database was asked before the workers are made: none of them may go on with that connection.
START = "import argparse, sys; from ischia.cli import serve as s; p = argparse.ArgumentParser(); s.add_arguments(p); "
START += "args = p.parse_args(); s.configure(args); s.connection.ensure_connection(); s.answer(args)"
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Answer:
    status: int
    said: Any
    waited: float  # seconds


@dataclass
class Visitor:
    """A client with cookies of its own, and a connection that stays open."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    line: HTTPConnection | None = None

    def arrive(self) -> "Visitor":
        """Get the device's secret and the word that a form needs."""
        self.token = self.ask("GET", "/api/ticket/").said["csrf"]
        return self

    def ask(self, method: str, path: str, document: object = None) -> Answer:
        began = time.perf_counter()
        try:
            answer = self.send(method, path, document).getresponse()
        except (BrokenPipeError, ConnectionResetError):  # the server had hung up on a line that was silent for long
            self.leave()
            answer = self.send(method, path, document).getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        text = answer.read()
        plain = answer.headers.get_content_type() == "application/json"
        return Answer(answer.status, json.loads(text) if plain else text.decode(), time.perf_counter() - began)

    def send(self, method: str, path: str, document: object = None) -> HTTPConnection:
        if self.line is None:
            self.line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"X-CSRFToken": self.token, "Content-Type": "application/json"}
        self.line.request(method, path, None if document is None else json.dumps(document), headers)
        return self.line

    def hang_up_after(self, path: str, document: object) -> None:
        """Send, and be gone before the answer comes."""
        self.send("POST", path, document).close()
        self.line = None

    def leave(self) -> None:
        if self.line:
            self.line.close()
            self.line = None


@dataclass(frozen=True)
class Server:
    port: int
    process: int

    def work(self) -> float:
        """Seconds of processor time that the server and its workers have spent."""
        return sum(map(_processor_time, [self.process, *_children(self.process)]))


def _processor_time(process: int) -> float:
    stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / TICKS


def _children(process: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has ended meanwhile
            continue
        if parent == process:
            child = int(stat.parent.name)
            yield child
            yield from _children(child)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def database_url() -> str:
    """The database that this process is connected to, as an address."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@contextmanager
def serving(var: Path, url: str) -> Iterator[Server]:
    """The server on a database that is there, until the end of the block."""
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": url, "ISCHIA_VAR": str(var)}
    words = [sys.executable, "-c", START, "--port", str(port)]
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            if Visitor(port).ask("GET", "/health/").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not start")


def at_once(calls: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Make all these calls at the same moment; the answers in the order of the calls."""
    start = Barrier(len(calls))

    def make(call: Callable[[], Answer]) -> Answer:
        start.wait(60)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(make, calls))
