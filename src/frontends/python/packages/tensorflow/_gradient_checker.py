"""tf.test.compute_gradient: the Jacobian that the gradients give, beside one of central differences.

What is computed, in which type and in which order: python/ops/gradient_checker.py and
gradient_checker_v2.py of TensorFlow 1.15.
"""

import numpy as np

from ._constant import constant
from ._convert import convert
from ._dtypes import as_dtype, bfloat16, float16, float32, float64
from ._gradients import gradients
from ._indexed_slices import IndexedSlices
from ._ops import arrays
from ._session import get_default_session

_TYPES = (float16, bfloat16, float32, float64)


def _size(shape):
    if isinstance(shape, int):
        return shape
    size = 1
    for dim in shape:
        size *= int(dim)
    return size


def _check_type(dtype, message):
    assert dtype.base_dtype in _TYPES, message


def _theoretical(run, x_shape, x_type, y_shape, y_type, is_sparse):
    """RUN(dy) gives the gradient of x, or its (indices, values), for the incoming gradient DY."""
    row_size = _size(x_shape[1:]) if not isinstance(x_shape, int) else 1
    size = _size(y_shape)
    jacobian = np.zeros((_size(x_shape), size), dtype=x_type.as_numpy_dtype)
    dy = np.zeros(y_shape, dtype=y_type.as_numpy_dtype)
    for column in range(size):
        flat = np.zeros(size, dtype=y_type.as_numpy_dtype)
        flat[column] = 1
        found = run(flat.reshape(dy.shape))
        if not is_sparse:
            jacobian[:, column] = found.ravel()
            continue
        for index, values in zip(*found):
            begin = int(index) * row_size
            jacobian[begin : begin + row_size, column] += np.ravel(values)
    if not size:
        found = run(dy)
        wanted = (x_shape,) if isinstance(x_shape, int) else tuple(x_shape)
        if found.shape != wanted:
            raise ValueError(
                'Empty gradient has wrong shape: expected %s, got %s' % (wanted, found.shape)
            )
        if np.any(found):
            raise ValueError('Empty tensor with nonzero gradients')
    return jacobian


def _numeric(run, x, x_type, y_size, y_type, delta):
    """RUN(x) gives y. One row per element of X, moved up and down by DELTA."""
    scale = np.asarray(2 * delta, dtype=y_type.as_numpy_dtype)[()]
    jacobian = np.zeros((x.size, y_size), dtype=x_type.as_numpy_dtype)
    shape = x.shape
    for row in range(x.size):
        up = np.array(x).reshape(-1)
        down = np.array(x).reshape(-1)
        up[row] += delta
        above = run(up.reshape(shape))
        down[row] -= delta
        below = run(down.reshape(shape))
        jacobian[row, :] = np.ravel((above - below) / scale)
    return jacobian


def _gradient_nodes(x, y, y_shape):
    """(gradient of x, the constant that stands for the incoming gradient)."""
    with x.graph.as_default():
        start = constant(1.0, shape=y_shape, dtype=y.dtype)
        incoming = arrays.identity(start)
    return gradients(y, x, incoming)[0], start


def _pair(x, x_shape, dx, y, y_shape, dy, x_init_value, delta, extra):
    x_type, y_type = as_dtype(x.dtype).base_dtype, as_dtype(y.dtype).base_dtype
    _check_type(x_type, "Don't support type %s for x" % as_dtype(x.dtype).name)
    _check_type(y_type, "Don't support type %s for y" % as_dtype(y.dtype).name)
    if x_init_value is not None:
        given = list(x_init_value.shape)
        assert list(x_shape) == given, 'x_shape = %s, init_data shape = %s' % (x_shape, given)
        data = x_init_value
    else:
        data = np.random.random_sample(x_shape).astype(x_type.as_numpy_dtype)
    session = get_default_session()
    is_sparse = isinstance(dx, IndexedSlices)
    wanted = [dx.indices, dx.values] if is_sparse else dx
    assert is_sparse or hasattr(dx, 'op'), 'dx = ' + str(dx)

    def backward(incoming):
        return session.run(wanted, feed_dict={**extra, x: data, dy: incoming})

    def forward(value):
        return y.eval(feed_dict={**extra, x: value})

    theoretical = _theoretical(backward, x_shape, x_type, y_shape, y_type, is_sparse)
    start = np.asarray(data, dtype=x_type.as_numpy_dtype)
    return theoretical, _numeric(forward, start, x_type, _size(y_shape), y_type, delta)


def compute_gradient(
    x, x_shape, y, y_shape, x_init_value=None, delta=1e-3, init_targets=None, extra_feed_dict=None
):
    """(theoretical, numeric) Jacobian of Y by X, one row per element of X; a list of them for a list."""
    extra = dict(extra_feed_dict or {})
    is_list = isinstance(x, list)
    nodes = [_gradient_nodes(one, y, y_shape) for one in x] if is_list else None
    if init_targets is not None:
        assert isinstance(init_targets, (list, tuple))
        for init in init_targets:
            init.run()
    if not is_list:
        dx, dy = _gradient_nodes(x, y, y_shape)
        return _pair(x, x_shape, dx, y, y_shape, dy, x_init_value, delta, extra)
    values = [None] * len(x) if x_init_value is None else x_init_value
    return [
        _pair(one, shape, dx, y, y_shape, dy, value, delta, extra)
        for one, shape, (dx, dy), value in zip(x, x_shape, nodes, values)
    ]


def _largest(pairs):
    error = 0
    for theoretical, numeric in pairs:
        if theoretical.size or numeric.size:
            error = np.maximum(error, np.fabs(theoretical - numeric).max())
    return error


def compute_gradient_error(
    x, x_shape, y, y_shape, x_init_value=None, delta=1e-3, init_targets=None, extra_feed_dict=None
):
    """The largest difference between the two Jacobians of `compute_gradient`."""
    found = compute_gradient(
        x, x_shape, y, y_shape, x_init_value, delta, init_targets, extra_feed_dict
    )
    return _largest([found] if isinstance(found, tuple) else found)


# -- of a function: TensorFlow's second version -----------------------------------------------------


def compute_gradient_of(f, x, delta=1e-3):
    """(theoretical, numeric) Jacobians of F, a list by the arguments in the list X."""
    from ._ops.creation import placeholder

    if not isinstance(x, list):
        raise ValueError(
            '`x` must be a list when passed to `compute_gradient`, but got: ' + str(type(x))
        )
    session = get_default_session()
    tensors = [convert(one) for one in x]
    values = [np.asarray(session.run(tensor)) for tensor in tensors]
    inputs = [placeholder(tensor.dtype) for tensor in tensors]
    y = f(*inputs)

    def forward(given):
        return session.run(y, feed_dict=dict(zip(inputs, given)))

    first = forward(values)
    y_type = as_dtype(first.dtype)
    _check_type(y_type, 'Cannot compute gradient for unsupported type %s of y' % y_type.name)
    dy = placeholder(y_type)
    found = []
    for place, tensor in enumerate(tensors):
        x_type = tensor.dtype.base_dtype
        _check_type(
            x_type,
            'Cannot compute gradient for unsupported type %s of argument %s' % (x_type.name, place),
        )
        dx = gradients(y, inputs[place], dy)[0]
        is_sparse = isinstance(dx, IndexedSlices)
        wanted = [dx.indices, dx.values] if is_sparse else dx

        def backward(incoming, wanted=wanted):
            return session.run(wanted, feed_dict={**dict(zip(inputs, values)), dy: incoming})

        def moved(value, place=place):
            return forward([*values[:place], value, *values[place + 1 :]])

        value = values[place]
        theoretical = _theoretical(backward, value.shape, x_type, first.shape, y_type, is_sparse)
        found.append((theoretical, _numeric(moved, value, x_type, first.size, y_type, delta)))
    return tuple(zip(*found))


def max_error(grad1, grad2):
    """The largest difference between the Jacobians of two lists."""
    return _largest(zip(grad1, grad2))
