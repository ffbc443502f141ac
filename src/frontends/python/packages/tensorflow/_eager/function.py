"""tf.function and tf.contrib.eager.defun: Python functions that are traced once per kind of arguments.

As TensorFlow's eager/def_function.py and eager/function.py: when a function is traced anew, which variables
it may make, and the words of what is refused are theirs. AutoGraph is not here: a tensor that is taken for a
Python bool, or iterated over, says so.
"""

import functools
import weakref

from .._graph import get_default_graph
from .._nest import flatten
from .._tensor import Tensor
from .concrete import Concrete
from .in_graph import call_in_graph
from .signature import Signature, key_of
from .traced import Trace

_eagerly = {'all': False}


def run_functions_eagerly(run_eagerly):
    """tf.config.experimental_run_functions_eagerly"""
    _eagerly['all'] = bool(run_eagerly)


def _name_of(function):
    while isinstance(function, functools.partial):
        function = function.func
    return getattr(function, '__name__', type(function).__name__)


class _Traced:
    """What tf.function and defun have in common: traces by the kind of the arguments."""

    def __init__(self, python_function, input_signature, autograph, relax_shapes, name=None):
        self._python_function = python_function
        self._signature = Signature(python_function, input_signature)
        self._autograph = autograph
        self._relax_shapes = relax_shapes
        self._name = name or _name_of(python_function)
        self._traces = {}
        self._relaxed = {}
        self._missed = set()
        self._by_instance = weakref.WeakKeyDictionary()

    python_function = property(lambda self: self._python_function)
    input_signature = property(lambda self: self._signature.specs)

    def __get__(self, instance, owner):
        """A method is traced anew for every object."""
        if instance is None:
            return self
        if instance not in self._by_instance:
            held = weakref.ref(instance)
            function = self._python_function

            @functools.wraps(function)
            def bound(*args, **kwargs):
                return function(held(), *args, **kwargs)

            made = self._again(bound)
            made._signature.names = made._signature.names[1:]
            made._signature._defaults = {
                place - 1: value for place, value in made._signature._defaults.items()
            }
            self._by_instance[instance] = made
        return self._by_instance[instance]

    def _traced(self, args, kwargs, may_make):
        """(the trace for these arguments, the tensors among them)"""
        signature = self._signature
        args, kwargs = signature.canonical(args, kwargs)
        tensors = [
            item
            for item in flatten((args, {key: kwargs[key] for key in sorted(kwargs)}))
            if isinstance(item, Tensor)
        ]
        given = signature.specs if signature.specs is not None else args
        key = (key_of((list(given), kwargs)), get_default_graph()._home, bool(may_make))
        try:
            found = self._traces.get(key)
        except TypeError as error:
            raise TypeError(
                'Arguments supplied to `defun`-generated functions must be hashable.  Original error: %s'
                % error
            ) from None
        if found is None:
            if self._relax_shapes and signature.specs is None and self._missed:
                return self._relaxed_trace(args, kwargs, may_make), tensors
            self._missed.add(True)
            found = self._traces[key] = self._make(given, kwargs, may_make)
        return found, tensors

    def _make(self, args, kwargs, may_make, dims=None):
        names = self._signature.names_of(len(args))
        return Trace(
            self._python_function, self._name, args, kwargs, names, self._autograph, may_make, dims
        )

    def _relaxed_trace(self, args, kwargs, may_make):
        """A trace for shapes of which only what all calls have in common is known."""
        key = key_of((list(args), kwargs), only_ranks=True)
        shapes = [
            item.shape
            for item in flatten((args, {name: kwargs[name] for name in sorted(kwargs)}))
            if isinstance(item, Tensor)
        ]
        known = self._relaxed.get(key)
        if known is not None:
            before, trace = known
            if all(one.is_compatible_with(two) and _covers(one, two) for one, two in zip(before, shapes)):
                return trace
            shapes = [one.most_specific_compatible_shape(two) for one, two in zip(before, shapes)]
        trace = self._make(args, kwargs, may_make, shapes)
        self._relaxed[key] = shapes, trace
        return trace

    def _called(self, trace, tensors):
        graph = get_default_graph()
        if not graph._is_eager:
            return call_in_graph(trace, tensors, graph)
        if trace.concrete is None:
            trace.concrete = Concrete(trace)
        return trace.concrete.call(tensors)


def _covers(wide, narrow):
    """Whether every dimension that WIDE knows is that of NARROW."""
    return all(
        size is None or size == other for size, other in zip(wide.as_list(), narrow.as_list())
    )


class Defun(_Traced):
    """What tf.contrib.eager.defun makes."""

    __module__ = 'tensorflow.python.eager.function'

    def __call__(self, *args, **kwargs):
        return self._called(*self._traced(args, kwargs, True))

    def _again(self, function):
        return Defun(function, self._signature.specs, self._autograph, self._relax_shapes)

    def get_concrete_function(self, *args, **kwargs):
        raise NotImplementedError(
            'get_concrete_function of tf.contrib.eager.defun is not evaluated by this engine'
        )


Defun.__name__ = Defun.__qualname__ = 'Function'


class Function(_Traced):
    """What tf.function makes: variables are made by its first call only."""

    __module__ = 'tensorflow.python.eager.def_function'

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        #: None before the first call; then weak references to the variables that it made.
        self._created = None
        self.__name__ = self._name

    def _again(self, function):
        return Function(function, self._signature.specs, self._autograph, self._relax_shapes)

    def __call__(self, *args, **kwargs):
        if _eagerly['all']:
            return self._python_function(*args, **kwargs)
        if self._created:
            return self._called(*self._traced(args, kwargs, False))
        is_first = self._created is None
        trace, tensors = self._traced(args, kwargs, True)
        made = trace.graph.made
        if is_first:
            self._created = [weakref.ref(variable) for variable in made]
            if made:
                # The body runs once more: now that its variables are there it may make no others.
                return self._called(*self._traced(args, kwargs, False))
        elif made and not trace.is_known:
            raise ValueError(
                'Creating variables on a non-first call to a function decorated with tf.function.'
            )
        trace.is_known = True
        return self._called(trace, tensors)

    def get_concrete_function(self, *args, **kwargs):
        raise NotImplementedError(
            'get_concrete_function of tf.function is not evaluated by this engine'
        )

    def get_initialization_function(self, *args, **kwargs):
        raise NotImplementedError(
            'get_initialization_function of tf.function is not evaluated by this engine'
        )


def function(
    func=None,
    input_signature=None,
    autograph=True,
    experimental_autograph_options=None,
    experimental_relax_shapes=False,
    experimental_compile=None,
):
    """`@tf.function`: FUNC, traced into a graph that is run by every call with such arguments."""
    if input_signature is not None:
        validate_signature(input_signature)

    def decorated(inner):
        return _dressed(Function(inner, input_signature, autograph, experimental_relax_shapes), inner)

    return decorated if func is None else decorated(func)


def defun(
    func=None,
    input_signature=None,
    autograph=True,
    experimental_autograph_options=None,
    experimental_relax_shapes=False,
):
    """`@tf.contrib.eager.defun`: as tf.function, but every trace may make variables."""
    if input_signature is not None:
        validate_signature(input_signature)

    def decorated(inner):
        return _dressed(Defun(inner, input_signature, autograph, experimental_relax_shapes), inner)

    return decorated if func is None else decorated(func)


def _dressed(made, inner):
    made.__doc__ = getattr(inner, '__doc__', None)
    made.__wrapped__ = inner
    return made


def validate_signature(signature):
    if any(not getattr(item, '_is_tensor_spec', False) for item in flatten(signature)):
        raise TypeError(
            'Invalid input_signature {}; input_signature must be a possibly nested sequence of TensorSpec '
            'objects.'.format(signature)
        )
