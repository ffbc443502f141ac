"""tf.train.Coordinator: asks threads to stop and waits for them. Here nothing runs beside the script."""

import contextlib

from .. import _errors


class Coordinator:
    def __init__(self, clean_stop_exception_types=None):
        kinds = clean_stop_exception_types
        self._clean = tuple(kinds) if kinds is not None else (_errors.OutOfRangeError,)
        self._stopped = False
        self._error = None
        self._joined = False

    def _is_clean(self, error):
        return isinstance(error, self._clean)

    def request_stop(self, ex=None):
        """Asks everybody to stop; EX is raised again by join, unless it is a clean end."""
        if self._stopped:
            return
        if isinstance(ex, tuple):
            ex = ex[1]
        if ex is not None and not self._is_clean(ex):
            self._error = ex
        self._joined = False
        self._stopped = True

    def clear_stop(self):
        self._joined = False
        self._error = None
        self._stopped = False

    def should_stop(self):
        return self._stopped

    @contextlib.contextmanager
    def stop_on_exception(self):
        try:
            yield
        except Exception as error:
            self.request_stop(error)

    def wait_for_stop(self, timeout=None):
        """Nobody else can ask for a stop while this waits."""
        return self._stopped

    def register_thread(self, thread):
        """Takes a thread into account; none runs by itself."""

    def join(self, threads=None, stop_grace_period_secs=120, ignore_live_threads=False):
        self._joined = True
        self.raise_requested_exception()

    @property
    def joined(self):
        return self._joined

    def raise_requested_exception(self):
        error = self._error
        if error is not None:
            self._error = None
            raise error
