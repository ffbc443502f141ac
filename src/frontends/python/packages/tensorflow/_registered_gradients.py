"""tf.RegisterGradient and its kin: gradient functions that the program writes, and where they hold."""

import json

from _gradient_runtime import last_user_line, on_reset

from . import _engine
from ._indexed_slices import IndexedSlices
from ._state import current
from ._tensor import Tensor

_functions = {}  # name -> gradient function, None for "not differentiable"
_lines = {}  # name -> line of its registration
_counted = 0


@on_reset
def _reset():
    global _counted
    _functions.clear()
    _lines.clear()
    _counted = 0


def unique_number():
    """A number that no other call in this run gets, as TensorFlow's ops.uid()."""
    global _counted
    _counted += 1
    return _counted - 1


def _register(name, function):
    if name in _functions or _engine.is_registered_gradient(name):
        where = 'line %s' % _lines[name] if name in _lines else 'TensorFlow itself'
        raise KeyError(
            "Registering two gradient with name '%s'! (Previous registration was in %s)"
            % (name, where)
        )
    _functions[name] = function
    _lines[name] = last_user_line()
    _engine.register_gradient(name, function is not None)


def forget(name):
    """Nobody asks for the gradient function NAME any more."""
    if _functions.pop(name, None) is not None:
        _lines.pop(name, None)
        _engine.forget_gradient(name)


class RegisterGradient:
    """`@tf.RegisterGradient('Name')`: the decorated function (op, *grads) is the gradient of ops of
    the type 'Name', and of those for which gradient_override_map says so."""

    def __init__(self, op_type):
        if not isinstance(op_type, str):
            raise TypeError('op_type must be a string')
        self._op_type = op_type

    def __call__(self, f):
        _register(self._op_type, f)
        return f


def no_gradient(op_type):
    """Ops of the type OP_TYPE hand no gradient back."""
    if not isinstance(op_type, str):
        raise TypeError('op_type must be a string')
    _register(op_type, None)


def get_gradient_function(op):
    """The function (op, *grads) that builds the gradient of OP; None when it has no inputs."""
    if not op.inputs:
        return None
    name = op._gradient_type() or op.type
    if name in _functions:
        return _functions[name]
    if not _engine.is_registered_gradient(name):
        raise LookupError('gradient registry has no entry for: %s' % name)
    return _built_in if _engine.is_differentiable(name) else None


def _built_in(op, *grads):
    """The engine's own rule, asked through tf.gradients of this one op."""
    from ._gradients import gradients

    inputs = op.inputs
    return gradients(op.outputs, inputs, list(grads), stop_gradients=inputs)


class GradientOverrideMap:
    """`with graph.gradient_override_map({'Relu': 'Name'}):` - for ops made inside."""

    def __init__(self, graph, op_type_map):
        self._graph = graph
        self._map = op_type_map

    def __enter__(self):
        if not isinstance(self._map, dict):
            raise TypeError('op_type_map must be a dictionary mapping strings to strings')
        for item in self._map.items():
            if not all(isinstance(name, str) for name in item):
                raise TypeError('op_type_map must be a dictionary mapping strings to strings')
        names = self._graph._gradient_override_map
        self._before = dict(names)
        names.update(self._map)
        self._tell()

    def __exit__(self, *error):
        names = self._graph._gradient_override_map
        names.clear()
        names.update(self._before)
        self._tell()
        return False

    def _tell(self):
        graph = self._graph
        graph._within(_engine.set_gradient_overrides, json.dumps(graph._gradient_override_map))


def build(graph, call, gated, colocates=False):
    """The engine's gradients for CALL (JSON) in GRAPH, calling the program's functions where wanted."""
    return answered(graph, _engine.gradients, call, gated, colocates)


def answered(graph, function, call, gated=False, colocates=False):
    """As `build`, by the engine's FUNCTION."""
    code = _engine.check(function(call))
    while code:
        wanted = json.loads(_engine.wanted_function())
        try:
            results = _call(graph, wanted, gated, colocates)
            answer = [told(result) for result in results]
        except BaseException:
            _engine.abandon_gradients()
            raise
        code = _engine.check(_engine.resume_gradients(json.dumps(answer)))
    return json.loads(_engine.gradient_answers())


def _call(graph, wanted, gated, colocates):
    op = _Recorded(graph, wanted) if graph._is_eager else graph._operation(wanted['node'])
    grads = [_arrived(graph, gradient) for gradient in wanted['gradients']]
    outer = graph._scope
    devices = graph._device_scopes
    if colocates:  # beside the op, whatever device scopes are around
        graph._device_scopes = ()
        graph._open_placings += 1
    graph._scope = wanted['scope']
    try:
        results = _functions[wanted['name']](op, *grads)
        results = list(results) if isinstance(results, (list, tuple)) else [results]
        inputs = op.inputs
        if len(results) != len(inputs):
            raise ValueError(
                'Num gradients %d generated for op %s do not match num inputs %d'
                % (len(results), op.node_def, len(inputs))
            )
        if gated and sum(result is not None for result in results) > 1:
            results = [_converted(result) for result in results]
        return results
    finally:
        graph._scope = outer
        graph._device_scopes = devices
        graph._open_placings -= colocates
        if current.graph is graph:
            _engine.set_scope(wanted['scope'])


class _Recorded:
    """The op of a tape as a gradient function sees it."""

    def __init__(self, graph, wanted):
        self.inputs = [graph._tensor(number) for number in wanted['inputs']]
        self.outputs = [graph._tensor(number) for number in wanted['outputs']]
        self.node_def = self.type = self.name = wanted['name']


def _arrived(graph, gradient):
    if gradient is None:
        return None
    if gradient['kind'] == 'dense':
        return graph._tensor(gradient['id'])
    return slices_of(graph, gradient)


def slices_of(graph, answer):
    """The IndexedSlices that the engine names by the ids of its parts."""
    shape = answer['shape']
    return IndexedSlices(
        graph._tensor(answer['values']),
        graph._tensor(answer['indices']),
        None if shape < 0 else graph._tensor(shape),
    )


def _converted(result):
    from ._convert import convert

    if result is None or isinstance(result, (Tensor, IndexedSlices)):
        return result
    return convert(result)


def told(result):
    """A gradient as the engine reads it."""
    if result is None:
        return {'kind': 'none'}
    if isinstance(result, Tensor):
        return {'kind': 'dense', 'id': result._id}
    if isinstance(result, IndexedSlices):
        shape = result.dense_shape
        return {
            'kind': 'sparse',
            'values': result.values._id,
            'indices': result.indices._id,
            'shape': -1 if shape is None else shape._id,
        }
    result.name  # what TensorFlow asks first  # noqa: B018
    raise TypeError('gradients have to be either all Tensors or all IndexedSlices')
