"""The graph of a function (tf.function, defun): its body, traced once per kind of arguments.

As TensorFlow's framework/func_graph.py: names, captures, what may be returned. Variables stay those of eager
execution: here are their handles, and their values are where eager execution has them.
"""

from _gradient_runtime import on_reset

from .. import _engine
from .._constant import constant_node
from .._data.functions import FunctionGraph
from .._dtypes import resource
from .._graph import GraphKeys
from .._indexed_slices import IndexedSlices, convert_or_slices
from .._nest import flatten, pack_sequence_as
from .._ops import arrays
from .._ops.creation import placeholder
from .._state import current
from .._tensor import Tensor
from .tensor import EagerTensor

#: Up to this many elements an eager tensor becomes a constant where a function uses it.
_MOST_CONSTANT = 128

#: The functions that are being traced, innermost last.
_tracing = []


@on_reset
def _reset():
    _tracing.clear()


def variable_made(variable):
    """VARIABLE was made: the function that is being traced has made it, or may not have."""
    if _tracing:
        _tracing[-1]._made(variable)


class TracedGraph(FunctionGraph):
    """`made`: variables that the body makes, or None when it may make none."""

    def __init__(self, name, autographs, may_make=True):
        from .._graph import get_default_graph

        outer = get_default_graph()
        super().__init__(outer)
        self.function_name = name
        self.autographs = autographs
        self.may_make = may_make
        self.made = []
        #: Eager variables by key, in the order in which the body came to them.
        self.variables = {}
        steps = self._home._collections.get(GraphKeys.GLOBAL_STEP)
        if steps is not None:
            self._collections[GraphKeys.GLOBAL_STEP] = steps

    #: Variables, slots among them, belong to eager execution, or to the graph outside of all functions.
    _home = property(lambda self: self.outer._home)

    def _made(self, variable):
        if not self.may_make:
            raise ValueError(
                'tf.function-decorated function tried to create variables on non-first call.'
            )
        self.made.append(variable)

    def captured(self, tensor):
        inner = self._captures.get(tensor)
        if inner is not None:
            return inner
        if tensor.dtype is resource and tensor.graph is self._home:
            inner = self._handle(tensor)
        elif tensor.graph.building_function and tensor.graph not in self._around():
            from .._errors import InaccessibleTensorError

            raise InaccessibleTensorError(
                None,
                None,
                "The tensor '%s' cannot be accessed here: it is defined in another function or code block. "
                'Use return values, explicit Python locals or TensorFlow collections to access it. '
                'Defined in: %s; accessed from: %s.\n' % (tensor, tensor.graph, self),
            )
        else:
            inner = self._value(tensor)
        self._captures[tensor] = inner
        return inner

    def _around(self):
        graph = self.outer
        while graph is not None:
            yield graph
            graph = getattr(graph, 'outer', None)

    def _handle(self, tensor):
        """The handle of the same variable in this graph."""
        from .tape import _by_handle

        home = self._home
        code = _engine.check(self._within(_engine.function_handle, home._number, tensor._id))
        handle = self._tensor(code >> 10)
        variable = _by_handle.get((home._number, tensor._id))
        if variable is not None:
            self.variables[handle._id] = variable
            _by_handle[self._number, handle._id] = variable
            if variable.trainable:
                self._within(_engine.set_trainable, handle._id)
        return handle

    def _value(self, tensor):
        if type(tensor) is EagerTensor:
            count = 1
            for size in tensor._shape_tuple():
                count *= size
            if count <= _MOST_CONSTANT:
                return constant_node(tensor.numpy(), tensor.dtype, None, 'Const')
            return placeholder(tensor.dtype, tensor.shape, name='Placeholder')
        return placeholder(tensor.dtype.base_dtype, tensor.shape, name=tensor.op.name)

    def __str__(self):
        return 'FuncGraph(name=%s, id=%s)' % (self.function_name, id(self))

    def __repr__(self):
        return str(self)


def lifted(value):
    """The eager tensor for VALUE, a tensor of a function's body from which a variable is to start."""
    if not isinstance(value, Tensor) or value.graph._is_eager or value.graph._home is value.graph:
        return value
    from .concrete import Runs

    return Runs(value.graph)([value], [], [])[0]


class Trace:
    """FUNCTION traced: `inputs` stand for the tensors among its arguments, `outputs` for what it returns."""

    def __init__(self, function, name, args, kwargs, names, autographs, may_make, dims=None):
        self.function = function
        #: How it is run, once it has been.
        self.concrete = None
        #: A trace that was taken before.
        self.is_known = False
        self.graph = graph = TracedGraph(name, autographs, may_make)
        self.inputs = []
        _tracing.append(graph)
        try:
            with graph.as_default():
                given = [self._stand_in(arg, at, dims) for arg, at in zip(args, names)]
                named = {key: self._stand_in(kwargs[key], key, dims) for key in sorted(kwargs)}
                self.structure = function(*given, **{key: named[key] for key in kwargs})
                self._close()
        finally:
            _tracing.pop()
        self.captures = list(graph._captures)

    def _stand_in(self, value, name, dims):
        flat = []
        for item in flatten(value):
            kind = getattr(item, '_is_tensor_spec', False)
            if isinstance(item, Tensor) or kind:
                wanted = (item.name if kind else None) or name
                shape = item.shape if dims is None else dims[len(self.inputs)]
                item = placeholder(item.dtype.base_dtype, shape, name=_valid(wanted))
                self.inputs.append(item)
            flat.append(item)
        return pack_sequence_as(value, flat)

    def _close(self):
        """What must run is ordered, and waits to be run with what is returned."""
        graph = self.graph
        self.outputs = []
        leaves = []
        for item in flatten(self.structure):
            if item is not None:
                item = self._returned(item)
                self.outputs.append(item)
            leaves.append(item)
        self.leaves = leaves
        refused = _engine.branch_effects(0)
        if refused:
            raise NotImplementedError(
                'An assignment inside of tf.cond or tf.while_loop in tf.function (%s) is not evaluated by '
                'this engine' % refused
            )
        #: The nodes from here on are those of gradients.
        self.size = len(_engine.ids(_engine.nodes_from(0)))
        numbers = _engine.ids(_engine.order_effects(0))
        self.targets = [graph._operation(number) for number in numbers]
        for op in graph._collections.get(GraphKeys.TRAIN_OP, ()):
            if op not in self.targets:
                self.targets.append(op)
        self.is_stateful = bool(self.targets or graph.variables)

    def _returned(self, item):
        try:
            made = convert_or_slices(item)
        except (TypeError, ValueError):
            raise TypeError(
                'To be compatible with tf.contrib.eager.defun, Python functions must return zero or more '
                'Tensors; in compilation of %s, found return value of type %s, which is not a Tensor.'
                % (self.function, type(item))
            ) from None
        if isinstance(made, IndexedSlices):
            return made
        if made.graph is not self.graph:
            made = self.graph.captured(made)
        return arrays.identity(made)


def _valid(name):
    """NAME as one for an op."""
    kept = ''.join(one if one.isalnum() or one in '_./-' else '_' for one in name)
    return kept if kept[:1].isalnum() or kept[:1] == '.' else 'arg_' + kept
