"""tf.test.TestCase: a unittest case with sessions, seeds and comparisons of arrays."""

import contextlib
import functools
import random
import re
import tempfile
import unittest

import numpy as np
from _gradient_runtime import log_once

from ._accepted import ConfigProto
from ._array_assertions import ArrayAssertions
from ._device_spec import canonical_name
from ._errors import OpError
from ._graph import reset_default_graph
from ._seed import set_random_seed
from ._session import Session, get_default_session
from ._state import current

DEFAULT_GRAPH_SEED = 87654321

# Names that Python had when TensorFlow 1.15 was written.
for _old, _new in (
    ('assertEquals', 'assertEqual'),
    ('assertNotEquals', 'assertNotEqual'),
    ('assertAlmostEquals', 'assertAlmostEqual'),
    ('assertNotAlmostEquals', 'assertNotAlmostEqual'),
    ('assert_', 'assertTrue'),
    ('assertRaisesRegexp', 'assertRaisesRegex'),
    ('assertRegexpMatches', 'assertRegex'),
    ('assertNotRegexpMatches', 'assertNotRegex'),
):
    if not hasattr(unittest.TestCase, _old):
        setattr(unittest.TestCase, _old, getattr(unittest.TestCase, _new))


def _config(config, force_gpu):
    """What a test's session is made with: a device that is missing is no error (test_util.py)."""
    made = ConfigProto() if config is None else config
    if config is None:
        made.allow_soft_placement = not force_gpu
    return made


@contextlib.contextmanager
def _constrained(session, use_gpu, force_gpu):
    """SESSION and its graph as the default, on the CPU unless the test wants another device."""
    graph = session.graph
    device = '/device:GPU:0' if force_gpu else None if use_gpu else '/device:CPU:0'
    with graph.as_default(), session.as_default():
        with contextlib.nullcontext() if device is None else graph.device(device):
            yield


class TestCase(ArrayAssertions, unittest.TestCase):
    """Every test begins with an empty default graph and TensorFlow's seed of tests."""

    _temp_dir = None

    def __init__(self, methodName='runTest'):
        super().__init__(methodName)
        self._cached = None

    def setUp(self):
        self._close_cached()
        random.seed(DEFAULT_GRAPH_SEED)
        np.random.seed(DEFAULT_GRAPH_SEED)
        # A test that failed inside `with graph.as_default()` may have left it there.
        current.graphs.clear()
        reset_default_graph()
        set_random_seed(DEFAULT_GRAPH_SEED)
        if self.id().endswith('.test_session'):
            self.skipTest('Not a test.')

    def tearDown(self):
        self._close_cached()

    def _close_cached(self):
        if self._cached is not None:
            self._cached[0].close()
            self._cached = None

    # -- sessions ------------------------------------------------------------------------------

    def evaluate(self, tensors):
        """Values of TENSORS, by the default session or the test's own."""
        session = get_default_session()
        if session is not None:
            return session.run(tensors)
        with self.test_session() as session:
            return session.run(tensors)

    @contextlib.contextmanager
    def session(self, graph=None, config=None, use_gpu=False, force_gpu=False):
        with Session(graph=graph, config=_config(config, force_gpu)) as session:
            with _constrained(session, use_gpu, force_gpu):
                yield session

    @contextlib.contextmanager
    def cached_session(self, graph=None, config=None, use_gpu=False, force_gpu=False):
        """The one session of this test, which stays open until the test ends."""
        session = self._cached_session(graph, config, force_gpu, True)
        with _constrained(session, use_gpu, force_gpu):
            yield session

    @contextlib.contextmanager
    def test_session(self, graph=None, config=None, use_gpu=False, force_gpu=False):
        if graph is not None:
            with self.session(graph, config, use_gpu, force_gpu) as session:
                yield session
            return
        session = self._cached_session(graph, config, force_gpu, False)
        with _constrained(session, use_gpu, force_gpu):
            yield session

    def _cached_session(self, graph, config, force_gpu, is_strict):
        if self._cached is None:
            session = Session(graph=graph, config=_config(config, force_gpu))
            self._cached = (session, graph, config, force_gpu)
        session, *made_with = self._cached
        if is_strict:
            for name, now, then in zip(
                ('graph', 'config', 'force_gpu value'), (graph, config, force_gpu), made_with
            ):
                if now is not then:
                    raise ValueError(
                        'The %s used to get the cached session is different than the one that was '
                        'used to create the session. Maybe create a new session with self.session()'
                        % name
                    )
        return session

    @contextlib.contextmanager
    def assertRaisesWithPredicateMatch(self, exception_type, expected_err_re_or_predicate):
        """The block must raise EXCEPTION_TYPE with a message that matches."""
        wanted = expected_err_re_or_predicate
        try:
            yield
            self.fail(exception_type.__name__ + ' not raised')
        except Exception as error:
            fits = isinstance(error, exception_type)
            if fits and callable(wanted):
                fits = wanted(error)
            elif fits:
                text = str(error)
                if isinstance(error, OpError) and error.op is not None:
                    text += '\nCaused by: ' + error.op.name
                fits = re.search(wanted, text)
            if not fits:
                raise AssertionError(
                    'Exception of type %s: %s' % (str(type(error)), str(error))
                ) from None

    def assertRaisesOpError(self, expected_err_re_or_predicate):
        return self.assertRaisesWithPredicateMatch(OpError, expected_err_re_or_predicate)

    assertItemsEqual = unittest.TestCase.assertCountEqual

    def assertAllInRange(
        self, target, lower_bound, upper_bound, open_lower_bound=False, open_upper_bound=False
    ):
        target = self._array(target)
        if not np.issubdtype(target.dtype, np.floating) and not np.issubdtype(target.dtype, np.integer):
            raise AssertionError(
                'The value of %s does not have an ordered numeric type, instead it has type: %s'
                % (target, target.dtype)
            )
        for value in target.ravel().tolist():
            above = value > lower_bound if open_lower_bound else value >= lower_bound
            below = value < upper_bound if open_upper_bound else value <= upper_bound
            if not (above and below):
                left, right = '(' if open_lower_bound else '[', ')' if open_upper_bound else ']'
                raise AssertionError(
                    '%r is outside of the range %s%s, %s%s'
                    % (value, left, lower_bound, upper_bound, right)
                )

    def assertAllInSet(self, target, expected_set):
        others = sorted({v for v in self._array(target).ravel().tolist() if v not in expected_set})
        if others:
            raise AssertionError(
                '%d unique element(s) are not in the set %s: %s' % (len(others), expected_set, others)
            )

    def assertDTypeEqual(self, target, expected_dtype):
        self.assertEqual(self._array(target).dtype, expected_dtype)

    def assertDeviceEqual(self, device1, device2, msg=None):
        one, other = canonical_name(device1), canonical_name(device2)
        self.assertEqual(one, other, 'Devices %s and %s are not equal. %s' % (one, other, msg))

    def get_temp_dir(self):
        if self._temp_dir is None:
            self._temp_dir = tempfile.mkdtemp()
        return self._temp_dir

    # Of absltest.

    def assertEmpty(self, container, msg=None):
        self.assertLen(container, 0, msg)

    def assertNotEmpty(self, container, msg=None):
        if not len(container):
            self.fail('%r has length of 0.%s' % (container, ' : %r' % msg if msg else ''))

    def assertLen(self, container, expected_len, msg=None):
        if len(container) != expected_len:
            more = ' : %r' % msg if msg else ''
            self.fail('%r has length of %d, expected %d.%s' % (container, len(container), expected_len, more))

    def assertBetween(self, value, minv, maxv, msg=None):
        self.assertLessEqual(minv, value, msg)
        self.assertGreaterEqual(maxv, value, msg)


def deprecated_graph_mode_only(func=None):
    """Tests of graph mode: this engine has no other."""
    return func if func is not None else lambda decorated: decorated


run_deprecated_v1 = deprecated_graph_mode_only


def run_v1_only(reason, func=None):
    if not isinstance(reason, str):
        raise ValueError("'reason' should be string, got {}".format(type(reason)))
    return deprecated_graph_mode_only(func)


def run_in_graph_and_eager_modes(
    func=None, config=None, use_gpu=True, reset_test=True, assert_no_eager_garbage=False
):
    """The test in graph mode, inside its session; of its run in eager mode the log says that it is not
    evaluated."""

    def decorator(test):
        if isinstance(test, type):
            raise ValueError(
                '`run_in_graph_and_eager_modes` only supports test methods. Did you mean to use '
                '`run_all_in_graph_and_eager_modes`?'
            )

        @functools.wraps(test)
        def decorated(self, *arguments, **options):
            message = 'The eager half of test_util.run_in_graph_and_eager_modes is not evaluated by this engine'
            log_once(message, message + ' (line {line})')
            with self.test_session(use_gpu=use_gpu, config=config):
                test(self, *arguments, **options)

        return decorated

    return decorator if func is None else decorator(func)


def run_all_in_graph_and_eager_modes(cls):
    for name in dir(cls):
        skips = name.startswith(('testSkipEager', 'test_skip_eager')) or name == 'test_session'
        value = getattr(cls, name)
        if name.startswith('test') and not skips and callable(value):
            setattr(cls, name, run_in_graph_and_eager_modes(value))
    return cls
