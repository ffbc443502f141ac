"""What the assertions of tf.test.TestCase and numpy.testing say when they fail."""

import collections

import numpy as np
import tensorflow as tf

Pair = collections.namedtuple('Pair', 'x y')
a = np.array([[1.0, 2.0, np.nan], [4.0, np.inf, 6.0]], np.float32)
b = np.array([[1.0, 2.5, np.nan], [4.0, np.inf, 5.123456789]], np.float32)
big = np.linspace(0, 1, 2000)
case = tf.test.TestCase('setUp')


def attempt(words, function, *arguments, **options):
    print('--', words)
    try:
        function(*arguments, **options)
        print('passes')
    except Exception as error:
        print(type(error).__name__, str(error))


for words, left, right in (
    ('matrices', a, b), ('same', a, a), ('shapes', a, b[0]), ('numbers', 1.0, 1.5), ('integers', [1, 2, 3], [1, 2, 4]),
    ('lists', [1.0, [2.0, 3.0]], [1.0, [2.0, 3.5]]), ('lengths', [[1.0], [2.0, 3.0]], [[1.0], [2.0, 3.0], [4.0]]),
    ('dicts', {'p': {'q': [1.0, 2.0]}}, {'p': {'q': [1.0, 2.1]}}), ('keys', {'p': 1.0}, {'q': 1.0}),
    ('dict and list', {'p': 1.0}, [1.0]), ('tuples', Pair(1.0, [2.0]), Pair(1.0, [2.5])),
    ('NaN against a number', a, np.where(np.isnan(a), 0, a)), ('long', big, big + 0.1), ('zeros', [0.0, 0.0], [0.0, 1e-3]),
    ('halves', np.array([1, 2], np.float16), np.array([1, 2.01], np.float16)),
    ('four dimensions', np.zeros([5, 5, 5, 5]), np.zeros([5, 5, 5, 4])),
):
    attempt('close: ' + words, case.assertAllClose, left, right)
    if not isinstance(left, (dict, Pair)) and words not in ('lists', 'lengths'):
        attempt('equal: ' + words, case.assertAllEqual, left, right)
attempt('with a message', case.assertAllClose, a, b, msg='of mine')
attempt('with a message', case.assertAllEqual, a, b, msg='of mine')
attempt('tolerances', case.assertAllClose, a, b, rtol=0.05, atol=0.01)
attempt('by type', case.assertAllCloseAccordingToType, a.astype(np.float16), b.astype(np.float16))
attempt('not close', case.assertNotAllClose, a, a)
attempt('not equal', case.assertNotAllEqual, [1], [1])
attempt('greater', case.assertAllGreater, [1, 2], 1)
attempt('less', case.assertAllLess, [1, 2], 2)
attempt('near', case.assertNear, 1.0, 1.5, 0.1, 'of mine')
attempt('array near', case.assertArrayNear, [1.0, 2.0], [1.0, 2.5], 0.1)
attempt('shape', case.assertShapeEqual, a, tf.zeros([2, 2]))

for words, left, right in (
    ('matrices', a, b), ('shapes', a, b[0]), ('numbers', 1.0, 1.1), ('NaN', [1.0, np.nan], [np.nan, 1.0]),
    ('infinities', [1.0, np.inf], [1.0, -np.inf]), ('scalar', 1.0, [1.0, 1.00001]), ('integers', [1, 2, 3], [1, 2, 4]),
    ('digits', np.array([1.123456789, 2.0]), np.array([1.123456780, 2.0])), ('bools', [True, False], [True, True]),
    ('long', big, big + 1e-5), ('tall', np.arange(12.0).reshape(6, 2), np.ones([6, 2])),
):
    attempt('array_equal: ' + words, np.testing.assert_array_equal, left, right)
    attempt('allclose: ' + words, np.testing.assert_allclose, left, right)
    attempt('almost: ' + words, np.testing.assert_array_almost_equal, left, right)
    attempt('decimals: ' + words, np.testing.assert_almost_equal, left, right, decimal=9)
    if words not in ('bools', 'shapes'):
        attempt('less: ' + words, np.testing.assert_array_less, left, right)
attempt('assert_equal', np.testing.assert_equal, 1, 2)
attempt('assert_equal', np.testing.assert_equal, [1, [2, 3]], [1, [2, 4]], 'of mine')
attempt('assert_equal', np.testing.assert_equal, {'p': 1}, {'p': 2})
attempt('assert_equal', np.testing.assert_equal, a, b, err_msg='of mine')
attempt('allclose', np.testing.assert_allclose, a, b, rtol=1e-3, err_msg='of mine')
# Steps: 0
