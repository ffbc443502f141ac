"""Gradient clipping with TensorFlow's structure, each call reported to the debugger."""

import collections.abc
import json

from _gradient_runtime import here

from .. import _dtypes as dtypes
from .. import _engine
from .._constant import constant
from .._convert import convert
from .._graph import get_default_graph
from .._indexed_slices import IndexedSlices
from .._name_scope import name_scope
from .._placement import colocate_with
from .._recipes import recalled
from . import activations, arrays, creation, math, reductions


def _values_of(t):
    return t.values if isinstance(t, IndexedSlices) else t


def _like(t, values):
    """VALUES in the form that T had."""
    return IndexedSlices(values, t.indices, t.dense_shape) if isinstance(t, IndexedSlices) else values


def _id_of_input(tensor, index):
    """The id of input INDEX of the node that makes an eager TENSOR; None where it is not kept, for what is
    clipped is no gradient."""
    inputs = tensor.op.inputs
    return inputs[index]._id if index < len(inputs) else None


def _report(op, pairs, thresholds, copies=(), norm=None):
    """THRESHOLDS and COPIES are pairs of a tensor and which input of its node holds the threshold; a copy is
    a further tensor that holds the one threshold, for a number becomes a constant wherever it is used.
    """
    graph = pairs[0][0].graph if pairs else get_default_graph()
    if not graph._is_eager:
        code = graph._within(
            _engine.clipped_nodes,
            op,
            ','.join(['%d,%d' % (raw._id, clipped._id) for raw, clipped in pairs]),
            ','.join([str(tensor._id) for tensor, _ in thresholds]),
            ','.join([str(index) for _, index in thresholds]),
            ','.join([str(tensor._id) for tensor, _ in copies]),
            ','.join([str(index) for _, index in copies]),
            '' if norm is None else str(norm._id),
        )
        _engine.check(code)
        return
    thresholds = [_id_of_input(*item) for item in thresholds]
    if None in thresholds:
        return
    copies = [_id_of_input(*item) for item in copies]
    report = {
        'op': op,
        'pairs': [[raw._id, clipped._id] for raw, clipped in pairs],
        'thresholds': thresholds,
        'copies': [item for item in copies if item is not None],
        'norm': None if norm is None else norm._id,
        'origin': here(),
    }
    _engine.check(graph._within(_engine.clipped, json.dumps(report)))


def clip_by_value(t, clip_value_min, clip_value_max, name=None):
    """min(t, max), then max(.., min): a min above the max wins."""
    return _like(t, _clip_by_value(t, clip_value_min, clip_value_max, name))


@recalled
def _clip_by_value(t, clip_value_min, clip_value_max, name):
    with name_scope(name, 'clip_by_value', [t, clip_value_min, clip_value_max]) as scope:
        values = convert(_values_of(t), name='t')
        below = math.minimum(values, clip_value_max)
        values.shape.merge_with(below.shape)
        clipped = math.maximum(below, clip_value_min, name=scope)
        values.shape.merge_with(clipped.shape)
    _report('clip_by_value', [(values, clipped)], [(clipped, 1), (below, 1)])
    return clipped


def clip_by_norm(t, clip_norm, axes=None, name=None):
    """t·clip_norm / max(‖t‖, clip_norm); the double `where` keeps the derivative at 0 finite."""
    return _like(t, _clip_by_norm(t, clip_norm, axes, name))


@recalled
def _clip_by_norm(t, clip_norm, axes, name):
    with name_scope(name, 'clip_by_norm', [t, clip_norm]) as scope:
        values = convert(_values_of(t), name='t')
        total = reductions.reduce_sum(values * values, axes, keepdims=True)
        positive = total > 0
        safe = arrays.where(positive, total, creation.ones_like(total))
        norm = arrays.where(positive, math.sqrt(safe), total)
        scaled = values * clip_norm
        values.shape.merge_with(scaled.shape)
        divisor = math.maximum(norm, clip_norm)
        clipped = arrays.identity(scaled / divisor, name=scope)
    _report('clip_by_norm', [(values, clipped)], [(scaled, 1)], [(divisor, 1)])
    return clipped


def _as_sequence(t_list):
    if not isinstance(t_list, collections.abc.Sequence) or isinstance(t_list, str):
        raise TypeError('t_list should be a sequence')
    return list(t_list)


def _all_values(t_list):
    return [
        None if t is None else convert(_values_of(t), name='t_%d' % i) for i, t in enumerate(t_list)
    ]


def global_norm(t_list, name=None):
    """√(2·Σ l2_loss(t)) over all that are not None."""
    return _global_norm(_as_sequence(t_list), name)


@recalled
def _global_norm(t_list, name):
    with name_scope(name, 'global_norm', [t for t in t_list if t is not None]):
        halves = []
        for value in _all_values(t_list):
            if value is not None:
                with colocate_with(value):
                    halves.append(activations.l2_loss(value))
        half = reductions.reduce_sum(arrays.stack(halves))
        return math.sqrt(half * constant(2.0, half.dtype), name='global_norm')


def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    """Each t times clip_norm·min(1/norm, 1/clip_norm); NaN everywhere when the norm is not finite."""
    t_list = _as_sequence(t_list)
    if use_norm is None:
        use_norm = global_norm(t_list, name)
    clipped = iter(_clip_by_global_norm(t_list, clip_norm, use_norm, name))
    return [None if t is None else _like(t, next(clipped)) for t in t_list], use_norm


@recalled
def _clip_by_global_norm(t_list, clip_norm, use_norm, name):
    """What is not None of T_LIST, clipped."""
    given = [t for t in t_list if t is not None]
    with name_scope(name, 'clip_by_global_norm', given + [clip_norm]) as scope:
        inverse_norm = 1.0 / use_norm
        inverse = constant(1.0, use_norm.dtype) / clip_norm
        finite_scale = clip_norm * math.minimum(inverse_norm, inverse)
        scale = arrays.where(
            math.is_finite(use_norm), finite_scale, constant(float('nan'), use_norm.dtype)
        )
        values = _all_values(t_list)
        clipped = [
            None if v is None else _scaled(v, scale, '%s_%d' % (scope, i)) for i, v in enumerate(values)
        ]
    pairs = [(v, c) for v, c in zip(values, clipped) if v is not None]
    _report('clip_by_global_norm', pairs, [(finite_scale, 0)], [(inverse, 1)], use_norm)
    return tuple([clipped for _, clipped in pairs])


def _scaled(value, scale, name):
    with colocate_with(value):
        return arrays.identity(value * scale, name=name)


def clip_by_average_norm(t, clip_norm, name=None):
    """t·clip_norm·min(n/‖t‖, 1/clip_norm), n the number of elements."""
    with name_scope(name, 'clip_by_average_norm', [t, clip_norm]) as scope:
        t = convert(t, name='t')
        count = math.cast(arrays.size(t), dtypes.float32)
        total = reductions.reduce_sum(t * t, creation.range_(arrays.rank(t)))
        inverse = math.rsqrt(total)
        scaled = t * clip_norm
        scaled_inverse = inverse * count
        reciprocal = constant(1.0) / clip_norm
        limit = math.minimum(scaled_inverse, reciprocal)
        clipped = arrays.identity(scaled * limit, name=scope)
    _report('clip_by_average_norm', [(t, clipped)], [(scaled, 1)], [(reciprocal, 1)])
    return clipped
