"""tf.while_loop: a body that a run executes until a condition is false."""

from .. import _engine, _nest
from .._constant import constant
from .._convert import convert
from .._graph import GraphKeys, get_default_graph
from .._indexed_slices import IndexedSlices, convert_or_slices
from .._name_scope import name_scope
from .._recipes import tensors_packed
from .._shapes import TensorShape
from . import math
from .conditionals import ControlFlowContext
from .tensor_arrays import from_flows, to_flow


def while_loop(
    cond,
    body,
    loop_vars,
    shape_invariants=None,
    parallel_iterations=10,
    back_prop=True,
    swap_memory=False,
    name=None,
    maximum_iterations=None,
    return_same_structure=False,
):
    """The loop variables after the last iteration."""
    if not callable(cond):
        raise TypeError('cond must be callable.')
    if not callable(body):
        raise TypeError('body must be callable.')
    if parallel_iterations < 1:
        raise TypeError('parallel_iterations must be a positive integer.')
    values = [value for value in _nest.flatten(loop_vars) if hasattr(value, 'graph')]
    with name_scope(name, 'while', values):
        if not loop_vars:
            raise ValueError('No loop variables provided')
        if maximum_iterations is not None:
            cond, body, loop_vars, maximum_iterations = _limited(
                cond, body, loop_vars, maximum_iterations, return_same_structure
            )
            if shape_invariants is not None:
                shape_invariants = (TensorShape([]), shape_invariants)
        if shape_invariants is not None:
            _nest.assert_same_structure(loop_vars, shape_invariants)
            shape_invariants = _nest.map_structure(_invariant, loop_vars, shape_invariants)
        if get_default_graph()._is_eager:
            result = _looped(cond, body, loop_vars, return_same_structure)
            return result if maximum_iterations is None else result[1]
        number = _engine.new_loop(parallel_iterations, bool(back_prop), bool(swap_memory))
        context = ControlFlowContext(_engine.check(number))
        graph = get_default_graph()
        graph._check_not_finalized()
        if _engine.is_outermost(context._number):
            graph.add_to_collection(GraphKeys.WHILE_CONTEXT, context)
        result = _build(
            graph, context, cond, body, loop_vars, shape_invariants, return_same_structure
        )
        return result if maximum_iterations is None else result[1]


def _looped(cond, body, loop_vars, return_same_structure):
    """Under eager execution: a loop of Python (control_flow_ops.while_loop)."""
    try_to_pack = len(loop_vars) == 1 and not return_same_structure
    packed = False
    structure = list(loop_vars)
    while cond(*loop_vars):
        loop_vars = body(*loop_vars)
        if try_to_pack and not isinstance(loop_vars, (list, tuple)):
            packed = True
            loop_vars = (loop_vars,)
        _nest.assert_same_structure(structure, list(loop_vars), expand_composites=True)
    loop_vars = _nest.map_structure(_as_tensor, loop_vars, expand_composites=True)
    return loop_vars[0] if packed else loop_vars


def _as_tensor(value):
    return value if hasattr(value, '_is_tensor_array') else convert(value)


def _limited(cond, body, loop_vars, limit, return_same_structure):
    """COND, BODY and LOOP_VARS with a counter before them that ends at LIMIT."""
    limit = convert(limit, name='maximum_iterations')
    if limit.shape.ndims != 0:
        raise ValueError('maximum_iterations must be a scalar, saw shape: %s' % limit.shape)
    counter = constant(0, dtype=limit.dtype, name='iteration_counter')
    if len(loop_vars) == 1 and not return_same_structure:
        return (
            lambda i, one: math.logical_and(i < limit, cond(one)),
            lambda i, one: (i + 1, body(one)),
            (counter, loop_vars[0]),
            limit,
        )
    return (
        lambda i, many: math.logical_and(i < limit, cond(*many)),
        lambda i, many: (i + 1, body(*many)),
        (counter, loop_vars),
        limit,
    )


def _invariant(variable, shape):
    if isinstance(variable, IndexedSlices):
        raise NotImplementedError(
            'A shape invariant of IndexedSlices is not evaluated by this engine'
        )
    return variable.shape if shape is None else shape


def _all_tensors(values):
    """VALUES as tensors, IndexedSlices by their parts."""
    return _nest.flatten([convert_or_slices(value) for value in values], expand_composites=True)


def _ids(tensors):
    return ','.join([str(tensor._id) for tensor in tensors])


def _answer(graph, code):
    _engine.check(code)
    codes = _engine.answered_tensors()
    return tensors_packed(graph, codes) if codes else []


def _shapes(tensors, invariants):
    if invariants is None:
        return [tensor.shape for tensor in tensors]
    flat = _nest.flatten(invariants)
    if not all(isinstance(shape, TensorShape) for shape in flat):
        raise ValueError('`shapes` must be a (possibly nested) list of shapes.')
    return flat


def _build(graph, context, cond, body, loop_vars, shape_invariants, return_same_structure):
    flat_vars = _nest.flatten(loop_vars, expand_composites=True)

    def packed(tensors):
        return _nest.pack_sequence_as(
            loop_vars, from_flows(flat_vars, tensors), expand_composites=True
        )

    initial = _all_tensors([to_flow(value) for value in _nest.flatten(loop_vars)])
    shapes = _shapes(initial, shape_invariants)
    with context:
        texts = ';'.join([shape._as_text() for shape in shapes])
        before = _answer(graph, _engine.begin_loop(context._number, _ids(initial), texts))
        condition = convert(cond(*packed(before)))
        code = _engine.loop_condition(context._number, _loop_condition(condition)._id)
        inside = packed(_answer(graph, code))
        result = body(*inside)
        if not _nest.is_sequence_or_composite(result):
            result = [result]
        _nest.assert_same_structure(list(inside), list(result), expand_composites=True)
        flat = [to_flow(value) for value in _nest.flatten(result, expand_composites=True)]
        exits = _answer(graph, _engine.finish_loop(context._number, _ids(_all_tensors(flat))))
    flat_result = _nest.flatten(result, expand_composites=True)
    answer = _nest.pack_sequence_as(result, from_flows(flat_result, exits), expand_composites=True)
    if return_same_structure or len(exits) != 1:
        return answer
    return answer[0]


def _loop_condition(condition):
    if condition.dtype.base_dtype.name != 'bool':
        raise TypeError(
            "Input 'input' of 'LoopCond' Op has type %s that does not match expected type of bool."
            % condition.dtype.name
        )
    return condition
