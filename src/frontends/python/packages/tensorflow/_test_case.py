"""tf.test.TestCase: a unittest case with sessions, seeds and comparisons of arrays."""

import contextlib
import functools
import random
import re
import tempfile
import unittest

import numpy as np
from _gradient_runtime import log_once

from ._device_spec import canonical_name
from ._errors import OpError
from ._graph import reset_default_graph
from ._seed import set_random_seed
from ._accepted import ConfigProto
from ._session import Session, get_default_session
from ._state import current
from ._tensor import Tensor

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


class TestCase(unittest.TestCase):
    """Every test begins with an empty default graph and TensorFlow's seed of tests."""

    longMessage = False

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

    # -- comparisons ---------------------------------------------------------------------------

    def _array(self, value):
        if isinstance(value, Tensor):
            value = self.evaluate(value)
        return value if isinstance(value, np.ndarray) else np.array(value)

    def assertAllClose(self, a, b, rtol=1e-6, atol=1e-6, msg=None):
        """A and B, arrays or nests of them, differ by at most atol + rtol·|b|."""
        a = a._asdict() if hasattr(a, '_asdict') else a
        b = b._asdict() if hasattr(b, '_asdict') else b
        if isinstance(a, dict) != isinstance(b, dict):
            raise ValueError("Can't compare dict to non-dict, a vs b. %s" % (msg or ''))
        if isinstance(a, dict):
            self.assertCountEqual(a.keys(), b.keys(), msg)
            for key in a:
                self.assertAllClose(a[key], b[key], rtol, atol, msg)
            return
        if isinstance(a, (list, tuple)):
            try:
                self._arrays_close(a, b, rtol, atol, msg)
            except (ValueError, TypeError):
                if len(a) != len(b):
                    raise ValueError(
                        'Mismatched length: a has %d items, but b has %d items. %s'
                        % (len(a), len(b), msg or '')
                    ) from None
                for one, other in zip(a, b):
                    self.assertAllClose(one, other, rtol, atol, msg)
            return
        self._arrays_close(a, b, rtol, atol, msg)

    def _arrays_close(self, a, b, rtol, atol, msg):
        a, b = self._array(a), self._array(b)
        self.assertEqual(
            a.shape, b.shape, 'Shape mismatch: expected %s, got %s.' % (a.shape, b.shape)
        )
        if not np.allclose(a, b, rtol=rtol, atol=atol):
            np.testing.assert_allclose(
                a, b, rtol=rtol, atol=atol, err_msg=msg or '', equal_nan=True
            )

    def assertAllCloseAccordingToType(
        self,
        a,
        b,
        rtol=1e-6,
        atol=1e-6,
        float_rtol=1e-6,
        float_atol=1e-6,
        half_rtol=1e-3,
        half_atol=1e-3,
        bfloat16_rtol=1e-2,
        bfloat16_atol=1e-2,
        msg=None,
    ):
        a, b = self._array(a), self._array(b)
        if np.float32 in (a.dtype, b.dtype):
            rtol, atol = max(rtol, float_rtol), max(atol, float_atol)
        if np.float16 in (a.dtype, b.dtype):
            rtol, atol = max(rtol, half_rtol), max(atol, half_atol)
        self.assertAllClose(a, b, rtol, atol, msg)

    def assertNotAllClose(self, a, b, **options):
        try:
            self.assertAllClose(a, b, **options)
        except AssertionError:
            return
        raise AssertionError('The two values are close at all elements')

    def assertAllEqual(self, a, b, msg=None):
        a, b = self._array(a), self._array(b)
        self.assertEqual(
            a.shape, b.shape, 'Shape mismatch: expected %s, got %s.' % (a.shape, b.shape)
        )
        np.testing.assert_array_equal(a, b, err_msg=msg or '')

    def assertNotAllEqual(self, a, b, msg=None):
        try:
            self.assertAllEqual(a, b, msg)
        except AssertionError:
            return
        raise AssertionError('The two values are equal at all elements')

    def assertAllGreater(self, a, comparison_target):
        self.assertGreater(np.min(self._array(a)), comparison_target)

    def assertAllLess(self, a, comparison_target):
        self.assertLess(np.max(self._array(a)), comparison_target)

    def assertAllGreaterEqual(self, a, comparison_target):
        self.assertGreaterEqual(np.min(self._array(a)), comparison_target)

    def assertAllLessEqual(self, a, comparison_target):
        self.assertLessEqual(np.max(self._array(a)), comparison_target)

    def assertNear(self, f1, f2, err, msg=None):
        more = ' (%s)' % msg if msg is not None else ''
        self.assertTrue(f1 == f2 or abs(f1 - f2) <= err, '%f != %f +/- %f%s' % (f1, f2, err, more))

    def assertArrayNear(self, farray1, farray2, err, msg=None):
        self.assertEqual(len(farray1), len(farray2), msg=msg)
        for one, other in zip(farray1, farray2):
            self.assertNear(float(one), float(other), err, msg=msg)

    def assertNDArrayNear(self, ndarray1, ndarray2, err, msg=None):
        self.assertTrue(np.linalg.norm(ndarray1 - ndarray2) < err, msg=msg)

    def assertShapeEqual(self, np_array, tf_tensor, msg=None):
        if not isinstance(np_array, (np.ndarray, np.generic)):
            raise TypeError('np_array must be a Numpy ndarray or Numpy scalar')
        if not isinstance(tf_tensor, Tensor):
            raise TypeError('tf_tensor must be a Tensor')
        self.assertAllEqual(np_array.shape, tf_tensor.get_shape().as_list(), msg=msg)

    def assertStartsWith(self, actual, expected_start, msg=None):
        if not actual.startswith(expected_start):
            more = ' : %r' % msg if msg else ''
            self.fail('%r does not start with %r%s' % (actual, expected_start, more))

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
