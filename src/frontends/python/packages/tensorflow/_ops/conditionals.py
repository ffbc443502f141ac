"""tf.cond and tf.case: branches of which a run executes one."""

import collections
import functools

from .. import _engine, _nest
from .._apply import outputs_made
from .._control_scope import ControlDependencies
from .._convert import convert
from .._dtypes import bool_, int32
from .._graph import GraphKeys, get_default_graph
from .._name_scope import name_scope
from .._operation import Operation
from .._tensor import Tensor
from . import arrays, math, reductions
from .control import assert_that, with_dependencies
from .tensor_arrays import from_flows, to_flow


class ControlFlowContext:
    """A branch or a loop, as the collections of the graph show it."""

    def __init__(self, number):
        self._number = number
        self.name = _engine.context_name(number)

    def __enter__(self):
        _engine.enter_context(self._number)

    def __exit__(self, *error):
        _engine.exit_context(self._number)
        return False


def switch(data, predicate):
    """(DATA if PREDICATE is false, DATA if it is true)."""
    with name_scope(None, 'Switch', [data, predicate]) as scope:
        data = convert(data, None, 'data', as_ref=True)
        predicate = convert(predicate, None, 'pred')
        if predicate.dtype.base_dtype is not bool_:
            raise TypeError(
                "Input 'pred' of 'Switch' Op has type %s that does not match expected type of bool."
                % predicate.dtype.name
            )
        kind = _engine.kind_of('Switch')
        code = _engine.binary(kind, data._id, predicate._id, scope)
        return outputs_made(_engine.check(code))


def merge(inputs):
    """The one of INPUTS, which are tensors, that is there."""
    with name_scope(None, 'Merge', inputs) as scope:
        is_ref = all(tensor.dtype._is_ref for tensor in inputs)
        kind = _engine.kind_of('RefMerge' if is_ref else 'Merge')
        ids = ','.join([str(tensor._id) for tensor in inputs])
        return outputs_made(_engine.check(_engine.node(kind, ids, scope)))[0]


def _prevent_fetching(tensors):
    _engine.prevent_fetching(','.join([str(tensor.op._id) for tensor in tensors]))


def cond(pred, true_fn=None, false_fn=None, strict=False, name=None, fn1=None, fn2=None):
    """The result of TRUE_FN if PRED is true in a run, else that of FALSE_FN; only that one runs."""
    true_fn = _function('true_fn', true_fn, 'fn1', fn1)
    false_fn = _function('false_fn', false_fn, 'fn2', fn2)
    if not callable(true_fn):
        raise TypeError('true_fn must be callable.')
    if not callable(false_fn):
        raise TypeError('false_fn must be callable.')
    with name_scope(name, 'cond', [pred]):
        if get_default_graph()._is_eager:
            result = true_fn() if pred else false_fn()
            return result if strict else _unpack_if_singleton(result)
        if isinstance(pred, bool):
            raise TypeError('pred must not be a Python bool')
        get_default_graph()._check_not_finalized()
        if_false, if_true = switch(pred, pred)
        pivot_true = arrays.identity(if_true, name='switch_t')
        pivot_false = arrays.identity(if_false, name='switch_f')
        pred = arrays.identity(pred, name='pred_id')
        _prevent_fetching([if_true, pivot_true, pivot_false, pred])
        return _merged(
            _branch(pred, pivot_true, 1, true_fn, 'true_fn'),
            _branch(pred, pivot_false, 0, false_fn, 'false_fn'),
            strict,
        )


def _function(name, function, old_name, old):
    if old is not None:
        if function is not None:
            raise TypeError('cond(): %s and %s may not be set simultaneously.' % (name, old_name))
        return old
    if function is None:
        raise TypeError('cond(): %s argument required' % name)
    return function


class _Branch:
    """What a branch returned, and the tensors that the Merge takes for it."""

    def __init__(self, context, original, result):
        self.context = context
        self.original = original
        self.result = result


def _branch(pred, pivot, side, function, name):
    context = ControlFlowContext(_engine.check(_engine.new_branch(pred._id, pivot._id, side)))
    with context:
        original = function()
        if original is None:
            raise ValueError('%s must have a return value.' % name)

        def output(value):
            if isinstance(value, Operation):
                return with_dependencies([value], pivot)
            tensor = convert(to_flow(value), as_ref=isinstance(value, Tensor))
            number = _engine.check(_engine.branch_output(context._number, tensor._id))
            return tensor.graph._tensor(number)

        result = _nest.map_structure(output, original, expand_composites=True)
        if not isinstance(result, (list, tuple)):
            result = [result]
        flat = _nest.flatten(result, expand_composites=True)
        _engine.exit_result(context._number, ','.join([str(tensor._id) for tensor in flat]))
    return _Branch(context, original, result)


def _unpack_if_singleton(value):
    return value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value


def _merged(true, false, strict):
    if not strict:
        true.original = _unpack_if_singleton(true.original)
        false.original = _unpack_if_singleton(false.original)
    _check_same_structure(true, false)
    if not true.result:
        raise ValueError('true_fn and false_fn must return at least one result.')
    flat_true = _nest.flatten(true.result, expand_composites=True)
    flat_false = _nest.flatten(false.result, expand_composites=True)
    for x, y in zip(flat_true, flat_false):
        if x.dtype.base_dtype is not y.dtype.base_dtype:
            raise ValueError(
                'Outputs of true_fn and false_fn must have the same type: %s, %s'
                % (x.dtype.name, y.dtype.name)
            )
    merges = [merge(pair) for pair in zip(flat_false, flat_true)]
    merges = from_flows(_nest.flatten(true.original, expand_composites=True), merges)
    if _engine.is_outermost(true.context._number):
        graph = get_default_graph()
        graph.add_to_collection(GraphKeys.COND_CONTEXT, true.context)
        graph.add_to_collection(GraphKeys.COND_CONTEXT, false.context)
    merged = _nest.pack_sequence_as(true.original, merges, expand_composites=True)
    return merged if strict else _unpack_if_singleton(merged)


def _check_same_structure(true, false):
    try:
        _nest.assert_same_structure(true.original, false.original, expand_composites=True)
    except TypeError as error:
        raise TypeError('Incompatible return types of true_fn and false_fn: {}'.format(error)) from None
    except ValueError as error:
        raise ValueError(
            'Incompatible return values of true_fn and false_fn: {}'.format(error)
        ) from None


def smart_cond(pred, true_fn=None, false_fn=None, name=None):
    """As `cond`; when PRED is known already, only that function is called."""
    if not callable(true_fn):
        raise TypeError('`true_fn` must be callable.')
    if not callable(false_fn):
        raise TypeError('`false_fn` must be callable.')
    value = smart_constant_value(pred)
    if value is None:
        return cond(pred, true_fn=true_fn, false_fn=false_fn, name=name)
    return true_fn() if value else false_fn()


def smart_constant_value(pred):
    """True or False if PRED is known while the graph is built, else None."""
    if isinstance(pred, Tensor):
        value = arrays.constant_value(pred)
        return None if value is None else bool(value)
    if isinstance(pred, bool):
        return pred
    if isinstance(pred, int) and pred in (0, 1):
        return bool(pred)
    raise TypeError(
        '`pred` must be a Tensor, or a Python bool, or 1 or 0. Found instead: %s' % type(pred)
    )


def case(pred_fn_pairs, default=None, exclusive=False, strict=False, name='case'):
    """The result of the first function whose predicate is true, else of DEFAULT."""
    predicates, actions = _verified(pred_fn_pairs, exclusive)
    if get_default_graph()._is_eager:
        # Predicates of Python are taken for tensors (control_flow_ops._case_verify_and_canonicalize_args).
        predicates = [convert(predicate) for predicate in predicates]
    with name_scope(name, 'case', list(predicates)):
        if default is None:
            default, predicates, actions = _default_action(predicates, actions)
        function = default
        for predicate, action in reversed(list(zip(predicates, actions))):
            function = functools.partial(
                cond, predicate, true_fn=action, false_fn=function, strict=strict
            )
        if not exclusive:
            return function()
        check = _assert_at_most_n_true(predicates, 1, 'Input error: exclusive=True')
        with ControlDependencies(get_default_graph(), [check]):
            return function()


def _verified(pairs, exclusive):
    if not isinstance(pairs, (list, tuple, dict)):
        raise TypeError('fns must be a list, tuple, or dict')
    if isinstance(pairs, collections.OrderedDict):
        pairs = pairs.items()
    elif isinstance(pairs, dict):
        pairs = sorted(pairs.items(), key=lambda item: item[0].name)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError('Each entry in pred_fn_pairs must be a 2-tuple')
        pred, function = pair
        if get_default_graph()._is_eager and isinstance(pred, bool):
            pass
        elif isinstance(pred, Tensor):
            if pred.dtype.base_dtype is not bool_:
                raise TypeError('pred must be Tensor of type bool: %s' % pred.name)
        else:
            raise TypeError('pred must be a Tensor, got: %s' % pred)
        if not callable(function):
            raise TypeError('fn for pred %s must be callable.' % pred.name)
    predicates, actions = zip(*pairs)
    return predicates, actions


def _assert_at_most_n_true(predicates, n, message):
    stacked = arrays.stack(predicates, name='preds_c')
    count = reductions.reduce_sum(math.cast(stacked, int32), name='num_true_conds')
    condition = math.less_equal(count, convert(n, name='n_true_conds'))
    names = ', '.join(getattr(p, 'name', '?') for p in predicates)
    text = '%s: more than %d conditions (%s) evaluated as True:' % (message, n, names)
    return assert_that(condition, data=[text, stacked], summarize=len(predicates))


def _default_action(predicates, actions):
    """The last action, with checks that its predicate is the true one."""
    k = len(predicates) - 1
    predicate, action = predicates[k], actions[k]
    others = predicates[:k]

    def default_action():
        message = (
            'Implementation error: selected default action #%d was called, but some of other '
            'predicates are True: ' % k
        )
        data = (
            'Input error: None of conditions evaluated as True:',
            arrays.stack(predicates, name='preds_c'),
        )
        checks = [
            _assert_at_most_n_true(others, 0, message),
            assert_that(predicate, data=data),
        ]
        with ControlDependencies(get_default_graph(), checks):
            return action()

    return default_action, others, actions[:k]
