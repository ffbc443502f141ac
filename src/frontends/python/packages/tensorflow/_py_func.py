"""tf.py_func: a node that calls a Python function in the middle of a run."""

import numpy as _np
from _gradient_runtime import last_user_line, on_reset

from . import _engine, _host_calls, _nest
from ._arrays import heap_elements, numpy_name, result, scalar_result
from ._convert import convert_all
from ._dtypes import as_dtype, code_of
from ._graph import get_default_graph
from ._graph_scopes import GraphScope
from ._graph_elements import graph_of_inputs

_functions = {}  # token -> (function, numbers of the outputs' types)


@on_reset
def _reset():
    _functions.clear()
    _engine.causes.clear()


#: How TensorFlow's kernels spell the types of arrays.
_SPELLED = {'float32': 'float', 'float64': 'double', 'float16': 'half', 'object': 'string'}

#: The error of a run by the exception that the function raised; UnknownError for any other.
_KINDS = (
    (StopIteration, 'OutOfRangeError'),
    (MemoryError, 'ResourceExhaustedError'),
    (NotImplementedError, 'UnimplementedError'),
    ((ValueError, TypeError), 'InvalidArgumentError'),
)


def py_func(func, inp, Tout, stateful=True, name=None):
    """FUNC of the arrays of INP: one tensor of the type TOUT, or a list for a list of types."""
    if not callable(func):
        raise ValueError('Expected func to be callable, got func of type {}'.format(type(func)))
    if get_default_graph()._is_eager:
        return _called_eagerly(func, inp)
    is_list = isinstance(Tout, (list, tuple))
    types = [_type(item) for item in (Tout if is_list else [Tout])]
    token = 'pyfunc_%d' % len(_functions)
    codes = [code_of(dtype) for dtype in types]
    _functions[token] = (func, codes)
    op_type = 'PyFunc' if stateful else 'PyFuncStateless'
    if not isinstance(inp, (list, tuple)):
        raise TypeError("Expected list for 'input' argument to '%s' Op, not %s." % (op_type, inp))
    graph = graph_of_inputs(inp) or get_default_graph()
    operation = graph._within(_make, graph, bool(stateful), inp, token, codes, name or op_type)
    outputs = operation.outputs
    if not outputs:
        return operation
    return outputs if is_list else outputs[0]


def _called_eagerly(func, inp):
    """The types of what FUNC gives are what they are (script_ops.py_func_common)."""
    from ._convert import convert

    results = _nest.flatten(func(*[_np.array(value) for value in inp]))
    results = [value if value is None else convert(value) for value in results]
    return results[0] if len(results) == 1 else results


def numpy_function(func, inp, Tout, name=None):
    return py_func(func, inp, Tout, stateful=True, name=name)


def _type(item):
    try:
        return as_dtype(item)
    except TypeError:
        raise TypeError("Expected DataType for argument 'Tout' not %r." % (item,)) from None


def _make(graph, stateful, inputs, token, codes, name):
    graph._check_not_finalized()
    with GraphScope(graph, name) as scope:
        ids = ','.join(str(tensor._id) for tensor in convert_all(inputs, name='input'))
        types = ','.join(map(str, codes))
        code = _engine.check(_engine.call_node(stateful, ids, token, types, scope))
    return graph._operation(code >> 10)


def _call(token):
    """What the engine calls in a run: 0, or -1 after it has been told why."""
    try:
        return _host_calls.call(token) if _host_calls.is_host(token) else _called(token)
    except BaseException as error:
        _engine.causes.append(error)
        kind = next((kind for cls, kind in _KINDS if isinstance(error, cls)), 'UnknownError')
        _engine.fail_call(kind, '%s: %s' % (type(error).__name__, error))
        return -1


def _called(token):
    function, codes = _functions[token]
    if last_user_line() is None:
        name = getattr(function, '__name__', type(function).__name__)
        _engine.fail_call(
            'FailedPreconditionError',
            'tf.py_func cannot call %s any more: the loss file has ended, and its Python functions '
            'with it' % name,
        )
        return -1
    results = function(*[_argument(i) for i in range(_engine.argument_count())])
    if isinstance(results, bytes):
        results = [results]
    single = not isinstance(results, (list, tuple))
    if single and results is None:
        results = []
    elif single:
        results = [results]
    arrays = [_array(value) for value in results]
    if len(arrays) != len(codes):
        return _refuse(
            '%s returns %d values, but expects to see %d values.' % (token, len(arrays), len(codes))
        )
    for i, (items, code) in enumerate(zip(arrays, codes)):
        wanted = _SPELLED.get(numpy_name(code), numpy_name(code))
        if _spelled(items) != wanted:
            return _refuse(
                '%d-th value returned by %s is %s, but expects %s'
                % (i, token, _spelled(items), wanted)
            )
        layout, address, keep = heap_elements(items)
        _engine.give_result(layout, code, ','.join(map(str, items.shape)), address)
        del keep
    return 0


def _refuse(message):
    _engine.fail_call('InvalidArgumentError', message)
    return -1


def _argument(index):
    dims = _engine.argument_dims(index)
    code = _engine.argument_type(index)
    if not dims:
        return scalar_result(code, _engine.argument_scalar(index))
    return result(
        code,
        tuple([int(dim) for dim in dims.split(',')]),
        lambda address: _engine.copy_argument(index, address),
    )


def _array(value):
    if isinstance(value, (str, bytes)):
        return _np.asarray(value, dtype=object)
    return _np.asarray(value)


def _spelled(items):
    name = items.dtype.name
    return _SPELLED.get(name, name)


_engine.set_caller(_call)
