"""tf.gradients: symbolic differentiation by the engine, with TensorFlow's checks around it."""

import enum
import json

from _gradient_runtime import here

from . import _engine
from ._convert import convert
from ._eager.mode import refuse_eager
from ._graph import get_default_graph
from ._indexed_slices import IndexedSlices, convert_or_slices
from ._name_scope import name_scope
from ._registered_gradients import build, slices_of, told
from ._ops.creation import zeros_like
from ._tensor import Tensor


class AggregationMethod:
    ADD_N = 0
    DEFAULT = ADD_N
    EXPERIMENTAL_TREE = 1
    EXPERIMENTAL_ACCUMULATE_N = 2


class UnconnectedGradients(enum.Enum):
    NONE = 'none'
    ZERO = 'zero'


def _as_list(value):
    return value if isinstance(value, (list, tuple)) else [value]


def gradients(
    ys,
    xs,
    grad_ys=None,
    name='gradients',
    colocate_gradients_with_ops=False,
    gate_gradients=False,
    aggregation_method=None,
    stop_gradients=None,
    unconnected_gradients=UnconnectedGradients.NONE,
):
    """One gradient per x: a Tensor, IndexedSlices or None."""
    found = find_gradients(
        ys,
        xs,
        grad_ys,
        name,
        gate_gradients,
        aggregation_method,
        stop_gradients,
        unconnected_gradients,
        colocate_gradients_with_ops,
    )
    losses = _as_list(ys)
    if grad_ys is None and len(losses) == 1:
        from ._training import reports

        reports.computed_gradients('tf.gradients', losses[0], _as_list(xs), found)
    return [item.gradient for item in found]


class Found:
    """The gradient of one x; when it is None, why and the engine's id of the op that cuts (or −1)."""

    __slots__ = ('gradient', 'reason', 'cut_by')

    def __init__(self, gradient, reason='', cut_by=-1):
        self.gradient = gradient
        self.reason = reason
        self.cut_by = cut_by


def find_gradients(
    ys,
    xs,
    grad_ys,
    name,
    gate_gradients,
    aggregation_method,
    stop_gradients,
    unconnected_gradients,
    colocates=False,
):
    """As `gradients`, with the reasons of the Nones."""
    refuse_eager(
        'tf.gradients is not supported when eager execution is enabled. Use tf.GradientTape instead.'
    )
    try:
        unconnected = UnconnectedGradients(unconnected_gradients)
    except ValueError:
        raise ValueError(
            'Unknown value for unconnected_gradients: %r' % unconnected_gradients
        ) from None
    ys = list(_as_list(ys))
    xs = [getattr(x, 'handle', x) for x in _as_list(xs)]
    stops = [] if stop_gradients is None else list(_as_list(stop_gradients))
    given = [None] * len(ys) if grad_ys is None else list(_as_list(grad_ys))
    values = [item for item in (*ys, *xs, *stops, *given) if item is not None]
    with name_scope(name, 'gradients', values) as scope:
        graph = get_default_graph()
        ys = [y.op if y is None else convert(_dense(y), None, 'y_%d' % i) for i, y in enumerate(ys)]
        xs = [x if type(x) is Tensor else _dense(convert_x(x, i)) for i, x in enumerate(xs)]
        if len(given) != len(ys):
            raise ValueError('Passed %d grad_ys for %d ys' % (len(given), len(ys)))
        given = [_grad_y(i, y, grad_y) for i, (y, grad_y) in enumerate(zip(ys, given))]
        aggregation = _aggregation(aggregation_method)
        call = {
            'ys': [y._id for y in ys],
            'xs': [x._id for x in xs],
            'gradYs': [None if item is None else told(item) for item in given],
            'stopGradients': [_stop(item)._id for item in stops],
            'gateGradients': bool(gate_gradients),
            'colocates': bool(colocates),
            'aggregation': aggregation,
            'name': scope,
            'origin': here(),
        }
        answers = build(graph, json.dumps(call), bool(gate_gradients), bool(colocates))
    found = [_found(graph, answer) for answer in answers]
    if unconnected is UnconnectedGradients.ZERO:
        for item, x in zip(found, xs):
            if item.gradient is None:
                item.gradient = zeros_like(x)
    return found


def convert_x(x, i):
    return convert(x, None, 'x_%d' % i, as_ref=True)


def _stop(item):
    """The output of the op at which to stop; of a Variable its reference, as `v.op` says."""
    return item if isinstance(item, Tensor) else item.op.outputs[0]


def _dense(value):
    return convert(value) if isinstance(value, IndexedSlices) else value


def _grad_y(i, y, grad_y):
    """GRAD_Y as a tensor that may be the gradient of Y; None stays for ones."""
    if grad_y is None:
        if not (y.dtype.is_floating or y.dtype.is_integer):
            # What TensorFlow's constant of ones says.
            raise TypeError("Expected %s, got 1 of type 'int' instead." % y.dtype.base_dtype.name)
        return None
    grad_y = convert_or_slices(grad_y, name='grad_y_%d' % i)
    if not (grad_y.dtype.is_floating or grad_y.dtype.is_integer):
        raise TypeError(
            'Gradient type %s generated for real or integer-valued tensor %s with type %s must be real '
            'or integer' % (grad_y.dtype.name, y, y.dtype.name)
        )
    return grad_y


def _aggregation(method):
    if method is None:
        return AggregationMethod.DEFAULT
    if method not in (0, 1, 2):
        raise ValueError('Invalid aggregation_method specified %s.' % method)
    return int(method)


def _found(graph, answer):
    kind = answer['kind']
    if kind == 'dense':
        return Found(graph._tensor(answer['id'], answer['info']))
    if kind == 'sparse':
        return Found(slices_of(graph, answer))
    return Found(None, answer['reason'], answer['cutBy'])


def hessians(
    ys,
    xs,
    name='hessians',
    colocate_gradients_with_ops=False,
    gate_gradients=False,
    aggregation_method=None,
):
    """By x the matrix of second derivatives of the sum of YS, of shape x.shape + x.shape."""
    from ._constant import constant
    from ._ops import arrays
    from ._ops.loops import while_loop
    from ._ops.tensor_arrays import TensorArray

    xs = _as_list(xs)
    first = gradients(
        ys,
        xs,
        colocate_gradients_with_ops=colocate_gradients_with_ops,
        gate_gradients=gate_gradients,
        aggregation_method=aggregation_method,
    )
    found = []
    for gradient, x in zip(first, xs):
        gradient = arrays.reshape(gradient, [-1])
        count = arrays.size(x)

        def body(j, rows, gradient=gradient, x=x):
            return j + 1, rows.write(j, gradients(gradient[j], x)[0])

        start = [constant(0, 'int32'), TensorArray(x.dtype, count)]
        _, rows = while_loop(lambda j, _, count=count: j < count, body, start)
        dims = arrays.shape(x)
        found.append(arrays.reshape(rows.stack(), arrays.concat((dims, dims), 0)))
    return found

