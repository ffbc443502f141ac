"""tf.test"""

import sys as _sys
import unittest as _unittest

from ._gradient_checker import compute_gradient, compute_gradient_error
from ._missing import getter
from ._test_case import TestCase


class TestsFailed(SystemExit):
    """Ends the file at the line at which its first failing test failed."""


class _Result(_unittest.TextTestResult):
    first = None

    def _note(self, error):
        if self.first is None:
            self.first = error[1]

    def addError(self, test, err):
        self._note(err)
        super().addError(test, err)

    def addFailure(self, test, err):
        self._note(err)
        super().addFailure(test, err)


def main(argv=None):
    """Runs the tests of the file; their outcome goes to stderr, as unittest writes it."""
    run = _unittest.main(
        argv=_sys.argv if argv is None else argv,
        exit=False,
        testRunner=_unittest.TextTestRunner(resultclass=_Result),
    )
    if run.result.wasSuccessful():
        raise SystemExit(0)
    first = run.result.first
    ended = TestsFailed(1)
    raise ended if first is None else ended.with_traceback(first.__traceback__)


def is_gpu_available(cuda_only=False, min_cuda_compute_capability=None):
    return False


def is_built_with_cuda():
    return False


def gpu_device_name():
    return ''


__getattr__ = getter('tf.test')
