"""Comparisons of arrays and tensors in a test, with TensorFlow's words (python/framework/test_util.py)."""

import collections.abc

import numpy as np

from ._tensor import Tensor


def _is_small(array):
    """Whether its contents are shown."""
    return array.ndim <= 3 or array.size < 500


def _chosen(a, b, mask):
    """The elements of both where MASK holds, and where that is; numbers are shown as they are."""
    if not a.ndim:
        return a, b, None
    where = np.where(mask)
    return a[where], b[where], where


class ArrayAssertions:
    """What a TestCase says of arrays; it evaluates tensors in the test's session."""

    def _array(self, value):
        if isinstance(value, Tensor):
            value = self.evaluate(value)
        if isinstance(value, np.ndarray):
            return value
        try:
            return np.array(value)
        except ValueError:
            # Rows of several lengths: TensorFlow 1.15's numpy made an array of lists.
            return np.array(value, object)

    def assertAllClose(self, a, b, rtol=1e-6, atol=1e-6, msg=None):
        """A and B, arrays or nests of them, differ by at most atol + rtol·|b|."""
        self._all_close(a, b, rtol, atol, '', msg or '')

    def _all_close(self, a, b, rtol, atol, path, msg):
        """PATH says where in the nests A and B are: `[key][0]`."""
        a = a._asdict() if hasattr(a, '_asdict') else a
        b = b._asdict() if hasattr(b, '_asdict') else b
        is_dict = isinstance(a, collections.abc.Mapping)
        if is_dict != isinstance(b, collections.abc.Mapping):
            raise ValueError("Can't compare dict to non-dict, a%s vs b%s. %s" % (path, path, msg))
        if is_dict:
            words = 'mismatched keys: a%s has keys %s, but b%s has keys %s. %s'
            self.assertCountEqual(
                a.keys(), b.keys(), words % (path, a.keys(), path, b.keys(), msg)
            )
            for key in a:
                self._all_close(a[key], b[key], rtol, atol, '%s[%s]' % (path, key), msg)
            return
        different = 'Mismatched value: a%s is different from b%s. %s' % (path, path, msg)
        if isinstance(a, (list, tuple)):
            try:
                self._arrays_close(self._array(a), self._array(b), rtol, atol, different)
            except (ValueError, TypeError):
                if len(a) != len(b):
                    raise ValueError(
                        'Mismatched length: a%s has %d items, but b%s has %d items. %s'
                        % (path, len(a), path, len(b), msg)
                    ) from None
                for place, (one, other) in enumerate(zip(a, b)):
                    self._all_close(one, other, rtol, atol, '%s[%d]' % (path, place), msg)
            return
        try:
            self._arrays_close(self._array(a), self._array(b), rtol, atol, different)
        except TypeError as error:
            words = 'Error: a%s has %s, but b%s has %s. %s' % (path, type(a), path, type(b), msg)
            error.args = (error.args[0] + ' : ' + words, *error.args[1:])
            raise

    def _arrays_close(self, a, b, rtol, atol, msg):
        words = 'Shape mismatch: expected %s, got %s' % (a.shape, b.shape)
        if a.shape != b.shape and _is_small(b):
            words += ' with contents %s' % b
        self.assertEqual(a.shape, b.shape, words + '.')
        if np.allclose(a, b, rtol=rtol, atol=atol):
            return
        far = np.logical_or(
            np.abs(a - b) > atol + rtol * np.abs(b), np.isnan(a) != np.isnan(b)
        )
        x, y, where = _chosen(a, b, far)
        lines = [msg] + ['not close where = %s' % (where,)] * bool(a.ndim)
        lines += [
            'not close lhs = %s' % x,
            'not close rhs = %s' % y,
            'not close dif = %s' % np.abs(x - y),
            'not close tol = %s' % (atol + rtol * np.abs(y)),
            'dtype = %s, shape = %s' % (a.dtype, a.shape),
        ]
        np.testing.assert_allclose(
            a, b, rtol=rtol, atol=atol, err_msg='\n'.join(lines), equal_nan=True
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
        if 'V' in (a.dtype.kind, b.dtype.kind):
            rtol, atol = max(rtol, bfloat16_rtol), max(atol, bfloat16_atol)
        self.assertAllClose(a, b, rtol, atol, msg)

    def assertNotAllClose(self, a, b, **options):
        try:
            self.assertAllClose(a, b, **options)
        except AssertionError:
            return
        raise AssertionError('The two values are close at all elements')

    def assertAllEqual(self, a, b, msg=None):
        msg = msg or ''
        a, b = self._array(a), self._array(b)
        words = 'Shape mismatch: expected %s, got %s.' % (a.shape, b.shape)
        if _is_small(b):
            words += ' Contents: %s. \n%s.' % (b, msg)
        else:
            words += ' %s' % msg
        self.assertEqual(a.shape, b.shape, words)
        same = a == b
        if a.dtype.kind in 'fV':
            same = np.logical_or(same, np.logical_and(np.isnan(a), np.isnan(b)))
        if np.all(same):
            return
        x, y, where = _chosen(a, b, np.logical_not(same))
        lines = [msg] + ['not equal where = %s' % (where,)] * bool(a.ndim)
        lines += ['not equal lhs = %s' % x, 'not equal rhs = %s' % y]
        np.testing.assert_array_equal(a, b, err_msg='\n'.join(lines))

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
