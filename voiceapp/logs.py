"""Logs: one line per event on standard error, as JSON or for eyes, and never the end of a call.

- Event names are static words: `log.info("report saved", status=…)`. What varies goes into keys.
- What a caller said, or could be known by, goes only into the keys in `PERSONAL`; it is hidden unless the
  administrator asks for it.
- Logging cannot fail and cannot wait. A line that standard error will not take at once is dropped
  and counted.
"""

import io
import logging
import os
import select
import sys
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager
from json import dumps
from typing import Any, cast

import structlog
from structlog.contextvars import bound_contextvars, merge_contextvars
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

PERSONAL = frozenset({"words", "value", "caller_id", "text", "number", "place"})
"""Keys whose values are hidden. Everything personal in a log line must be under one of these."""

HIDDEN = "[hidden]"


def configure(*, json: bool, level: str, show_personal: bool = False) -> None:
    """Set up logging for the whole process; may be called again. `level`: "debug", "info", "warning"…

    Without it, warnings and worse go to standard error for eyes: a command's output is never mixed with them.
    """
    _set_up(json=json, level=level, show_personal=show_personal)
    _take_over_library_logging()


def _set_up(*, json: bool, level: str, show_personal: bool) -> None:
    output = _LossyStderr()
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False) if json else _console()
    steps: list[Processor] = [
        merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    if not show_personal:
        steps.append(hide_personal)
    structlog.configure(
        processors=[_Unfailing([*steps, renderer])],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: output,
        cache_logger_on_first_use=False,  # so that loggers made before this call follow it
    )


def get_logger(name: str) -> FilteringBoundLogger:
    """A logger whose lines carry `part=name`."""
    return cast(FilteringBoundLogger, structlog.get_logger(part=name))


def bind_call(call_id: str) -> AbstractContextManager[None]:
    """`with bind_call(call.id):` lines logged inside, by this task or those it starts, have the call id."""
    return cast(AbstractContextManager[None], bound_contextvars(call_id=call_id))


def hide_personal(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace what is under a personal key, however deep; None stays, for it tells that nothing was known."""
    return {key: _hide(key, value) for key, value in event.items()}


def _hide(key: object, value: object) -> object:
    if key in PERSONAL:
        return value if value is None else HIDDEN
    if isinstance(value, Mapping):
        return {inner_key: _hide(inner_key, inner) for inner_key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hide(None, inner) for inner in value]
    return value


class _Unfailing:
    """All steps as one that gives a line whatever happens: a value whose repr fails costs only its line."""

    def __init__(self, steps: list[Processor]) -> None:
        self._steps = steps

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> str:
        name = event.get("event")
        try:
            result: Any = event
            for step in self._steps:
                result = step(logger, method, result)
            return str(result)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a line, the call goes on
            of = name if isinstance(name, str) else None
            return dumps({"event": "log line failed", "of": of, "error": type(error).__name__})


class _LossyStderr:
    """Standard error that neither raises nor blocks: it may be a pipe whose reader is gone, or asleep.

    A pipe that polls writable takes `PIPE_BUF` bytes at once (POSIX); more is never given to it in one go.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._dropped = 0
        self._torn = False  # the last line was cut off in the middle

    def msg(self, line: str) -> None:
        with self._lock:
            try:
                self._write(line)
            except Exception:  # noqa: BLE001 - there is nobody left to tell, and the call goes on
                self._dropped += 1

    debug = info = warning = warn = error = critical = exception = fatal = log = msg

    def _write(self, line: str) -> None:
        try:
            descriptor = sys.stderr.fileno()
        except io.UnsupportedOperation:  # not a file: somebody captures what we write
            sys.stderr.write(line + "\n")
            return
        if self._dropped:
            line = f"{dumps({'event': 'log lines dropped', 'lines': self._dropped})}\n{line}"
        left = ("\n" * self._torn + line + "\n").encode("utf-8", "backslashreplace")
        poll = select.poll()
        poll.register(descriptor, select.POLLOUT)
        begun = False
        while left:
            if not poll.poll(0):
                self._torn = self._torn or begun
                raise BlockingIOError("standard error is not read")
            left = left[os.write(descriptor, left[: select.PIPE_BUF]) :]
            begun = True
        self._dropped, self._torn = 0, False


def _console() -> Processor:
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )


class _FromLibraries(logging.Handler):
    """Takes warnings of libraries into our lines. Only the template of a message is kept: what a library
    fills in may be personal (a header, a number)."""

    def emit(self, record: logging.LogRecord) -> None:
        log = get_logger(record.name)
        template = _without_digits(str(record.msg))
        log.log(record.levelno, "library message", template=template, exc_info=record.exc_info)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: the default prints to standard error, which may be what failed."""


def _take_over_library_logging() -> None:
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.handlers = [_FromLibraries(logging.WARNING)]
    root.setLevel(logging.WARNING)


def _without_digits(template: str) -> str:
    """Libraries that format their messages themselves may have put a telephone number in."""
    return "".join("#" if character.isdigit() else character for character in template)


_set_up(json=False, level="warning", show_personal=False)
