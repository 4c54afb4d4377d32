"""`ischia serve`: the whole site from one command, on this machine."""

import argparse
import contextlib
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from ischia.core.knowledge import load_knowledge

LOOPBACK = ("127.0.0.1", "localhost", "::1")

EXAMPLE = """example:
  ischia serve
  ischia serve --demo --port 8001       (with made-up people to try)
  ischia serve --personal               (your own computer: no accounts)
  ischia serve --host 0.0.0.0 --certificate ischia.crt --key ischia.key     (https for the phones at home)"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what `ischia serve` understands."""
    parser.add_argument("--demo", action="store_true", help="with made-up people to try")
    parser.add_argument("--personal", action="store_true", help="for one person on their own computer: no accounts")
    parser.add_argument("--port", type=int, default=8000, help="default 8000")
    parser.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: only this computer can reach it")
    parser.add_argument("--certificate", type=Path, metavar="FILE", help="serve https with this certificate (PEM)")
    parser.add_argument("--key", type=Path, metavar="FILE", help="the key of that certificate (PEM)")


def run(args: argparse.Namespace) -> int:
    """Prepare the database and the files, then serve until Ctrl-C."""
    if problem := _problem(args):
        print(f"ischia serve: {problem}", file=sys.stderr)
        return 2
    try:
        configure(args)
        _prepare(demo=args.demo)
        with _reminding():
            answer(args)
    except KeyboardInterrupt:
        print("\nStopped. Everything saved is kept.")
        return 130
    return 0


def _problem(args: argparse.Namespace) -> str:
    """Say why this cannot work, in one line that names what to change; empty when it can."""
    if not 0 < args.port < 65536:
        return f"--port: {args.port} is not allowed; use a whole number from 1 to 65535"
    if args.personal and args.host not in LOOPBACK:
        return f"--host: {args.host} is not allowed with --personal: without accounts, all who reach it see everything"
    if problem := _certificate_problem(args):
        return problem
    family = socket.AF_INET6 if ":" in args.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((args.host, args.port))
        except OSError as error:
            why = error.strerror or str(error)
            return f"--port: {args.port} on {args.host} cannot be used ({why.lower()}); try another, like --port 8080"
    return ""


def _certificate_problem(args: argparse.Namespace) -> str:
    """Say what is wrong with certificate and key; empty when both are there and fit, or neither was given."""
    if not args.certificate and not args.key:
        return ""
    if not args.certificate or not args.key:
        return "--certificate: needs --key as well, and the other way round; use two files in PEM form"
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(args.certificate, args.key)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        return f"--certificate: {args.certificate} with {args.key} cannot be used ({why}); use a pair in PEM form"
    return ""


def configure(args: argparse.Namespace) -> None:
    """Settings come from the environment only: the options of this command are set there first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ischia.web.settings")
    if args.demo:
        os.environ["ISCHIA_DEMO"] = "1"
    if args.personal:
        os.environ["ISCHIA_PERSONAL"] = "1"
    if args.certificate:
        os.environ.setdefault("ISCHIA_HTTPS", "1")
    if args.host not in LOOPBACK:
        os.environ.setdefault("ISCHIA_HOSTS", ",".join(_names_of_this_machine(args.host)))
    os.environ["ISCHIA_ADDRESS"] = os.environ.get("ISCHIA_ADDRESS") or _address(args)
    django.setup()


def _address(args: argparse.Namespace) -> str:
    """Where it is reached from this machine."""
    shown = "localhost" if args.host in (*LOOPBACK, "0.0.0.0", "::") else args.host  # noqa: S104
    return f"{'https' if args.certificate else 'http'}://{shown}:{args.port}"


def _names_of_this_machine(host: str) -> list[str]:
    """What people may type to reach this machine over the network at home."""
    name = socket.gethostname()
    found = {*LOOPBACK[:2], host, name, f"{name}.local"}
    with contextlib.suppress(OSError):  # a machine that does not know its own name is still reached by its number
        found.update(str(entry[4][0]) for entry in socket.getaddrinfo(name, None, socket.AF_INET))
    return sorted(found)


def _prepare(*, demo: bool) -> None:
    load_knowledge()  # one that cannot be read is told now and not to the first visitor
    call_command("migrate", verbosity=0, interactive=False)
    _collect_if_stale()
    if demo and "demo" in get_commands():
        call_command("demo")


def _collect_if_stale() -> None:
    """Gather the pages' files once per version of them: it takes seconds, and most starts change nothing."""
    root = Path(settings.STATIC_ROOT)
    stamp, now = root / ".stamp", _digest_of_static_files()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=root.exists())
    stamp.write_text(now)


def _digest_of_static_files() -> str:
    package = Path(settings.PACKAGE)
    files = sorted(file for file in package.rglob("static/**/*") if file.is_file())
    return sha256("\n".join(f"{file} {file.stat().st_mtime_ns}" for file in files).encode()).hexdigest()


@contextlib.contextmanager
def _reminding() -> Iterator[None]:
    """Send reminders and offer freed times meanwhile; in a program of its own, for a slow mail server slows no page."""
    with subprocess.Popen([sys.executable, "-m", "ischia.cli", "remind", "--watch"]) as watch:
        try:
            yield
        finally:
            watch.terminate()


def _close_connections() -> None:
    """Let go of the database before the workers are made: they are copies of this process, and two that share one
    connection read each other's answers."""
    connection.close()
    if hasattr(connection, "close_pool"):  # PostgreSQL alone has one
        connection.close_pool()


def answer(args: argparse.Namespace) -> None:
    """Answer until told to stop.

    SQLite has one writer: one thread answers; more would only wait for each other. PostgreSQL gets two a worker.
    """
    alone = connection.vendor == "sqlite"
    _close_connections()
    print(f"Ischia is at {_address(args)}  (Ctrl-C stops it)", flush=True)
    Granian(
        "ischia.web.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=1 if alone else max(2, os.cpu_count() or 1),
        blocking_threads=1 if alone else 2,
        websockets=False,
        ssl_cert=args.certificate,
        ssl_key=args.key,
        log_level=LogLevels.warning,
    ).serve()
    raise KeyboardInterrupt  # it returns only when it was told to stop
