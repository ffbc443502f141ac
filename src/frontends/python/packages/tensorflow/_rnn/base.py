"""RNNCell: one step of a recurrent network, (input, state) -> (output, new state)."""

from .. import _nest
from .._constant import constant
from .._convert import convert
from .._dtypes import as_dtype, int32
from .._graph import GraphKeys, get_default_graph
from .._layer import Layer
from .._name_scope import name_scope
from .._ops import arrays, creation
from .._recipes import recalled
from .._shapes import as_shape
from .._tensor import Tensor
from .._variable_scope import get_variable_scope, variable_scope


def check_is_cell(name, cell):
    """TypeError, with what is missing, unless CELL has all that a cell has."""
    problems = [
        problem
        for problem, is_met in (
            ("'output_size' property is missing", hasattr(cell, 'output_size')),
            ("'state_size' property is missing", hasattr(cell, 'state_size')),
            (
                "either 'zero_state' or 'get_initial_state' method is required",
                hasattr(cell, 'get_initial_state') or hasattr(cell, 'zero_state'),
            ),
            ('is not callable', callable(cell)),
        )
        if not is_met
    ]
    if problems:
        raise TypeError(
            'The argument {!r} ({}) is not an RNNCell: {}.'.format(name, cell, ', '.join(problems))
        )


def _vector(value, what):
    """(tensor or None, static list or None) of VALUE: a size, a shape or a tensor of one."""
    if isinstance(value, Tensor):
        known = arrays.constant_value(value)
        static = None if known is None else known if isinstance(known, list) else [known]
        if value.shape.ndims == 0:
            return arrays.expand_dims(value, 0), static
        if value.shape.ndims != 1:
            raise ValueError(
                '%s tensor must be either a scalar or vector, but saw tensor: %s' % (what, value)
            )
        return value, static
    shape = as_shape(value)
    static = shape.as_list() if shape.ndims is not None else None
    return constant(static, dtype=int32) if shape.is_fully_defined() else None, static


def joined_shape(prefix, suffix):
    """The shape PREFIX + SUFFIX as a tensor."""
    before, _ = _vector(prefix, 'prefix')
    after, _ = _vector(suffix, 'suffix')
    if before is None or after is None:
        raise ValueError('Provided a prefix or suffix of None: %s and %s' % (prefix, suffix))
    return arrays.concat((before, after), 0)


def static_joined_shape(prefix, suffix):
    """The shape PREFIX + SUFFIX as a list with None for what is not known; None without a rank.

    Where PREFIX or SUFFIX is no tensor, its constant is made too, as TensorFlow makes it: the
    number of nodes decides later seeds.
    """
    _, before = _vector(prefix, 'prefix')
    _, after = _vector(suffix, 'suffix')
    shape = as_shape(before).concatenate(as_shape(after))
    return shape.as_list() if shape.ndims is not None else None


def zeros_of(sizes, batch_size, dtype):
    """Zeros of [batch_size, size] for every size of SIZES."""
    return _nest.map_structure(lambda size: _zeros_of_size(batch_size, size, dtype), sizes)


@recalled
def _zeros_of_size(batch_size, size, dtype):
    made = creation.zeros(joined_shape(batch_size, size), dtype=dtype)
    made.set_shape(static_joined_shape(batch_size, size))
    return made


def check_dtype(dtype):
    """ValueError for a dtype without sigmoid and tanh."""
    if dtype is None:
        return
    dtype = as_dtype(dtype)
    if not (dtype.is_floating or dtype.is_complex):
        raise ValueError(
            'RNN cell only supports floating point inputs, but saw dtype: %s' % dtype
        )


def check_dtypes(*values):
    for value in _nest.flatten(values):
        check_dtype(value.dtype)


class RNNCell(Layer):
    """Subclasses have state_size, output_size and call(inputs, state), which may use get_variable."""

    def __init__(self, trainable=True, name=None, dtype=None, **options):
        super().__init__(trainable=trainable, name=name, dtype=dtype, **options)
        self._cell_scope = None

    def __call__(self, inputs, state, scope=None):
        if scope is not None:
            with variable_scope(scope, custom_getter=self._noting_variables) as scope:
                return super().__call__(inputs, state, scope=scope)
        if self._cell_scope is None:
            self._cell_scope = variable_scope(
                get_variable_scope(), custom_getter=self._noting_variables
            )
        with self._cell_scope:
            return super().__call__(inputs, state)

    def _noting_variables(self, getter, *arguments, **options):
        variable = getter(*arguments, **options)
        graph = get_default_graph()
        is_trained = graph._is_in_collection(GraphKeys.TRAINABLE_VARIABLES, variable)
        weights = self._trainable_weights if is_trained else self._non_trainable_weights
        if not any(variable is weight for weight in weights):
            weights.append(variable)
        return variable

    @property
    def state_size(self):
        raise NotImplementedError('Abstract method')

    @property
    def output_size(self):
        raise NotImplementedError('Abstract method')

    def build(self, _):
        pass

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        if inputs is not None:
            inputs = convert(inputs, name='inputs')
            own = inputs.shape[0].value
            if batch_size is not None:
                is_tensor = isinstance(batch_size, Tensor)
                known = arrays.constant_value(batch_size) if is_tensor else batch_size
                if own != known:
                    raise ValueError(
                        'batch size from input tensor is different from the input param. Input tensor '
                        'batch: {}, batch_size: {}'.format(own, batch_size)
                    )
            if dtype is not None and inputs.dtype != dtype:
                raise ValueError(
                    'dtype from input tensor is different from the input param. Input tensor dtype: '
                    '{}, dtype: {}'.format(inputs.dtype, dtype)
                )
            batch_size = own or arrays.shape(inputs)[0]
            dtype = inputs.dtype
        if batch_size is None or dtype is None:
            raise ValueError(
                'batch_size and dtype cannot be None while constructing initial state: '
                'batch_size={}, dtype={}'.format(batch_size, dtype)
            )
        return self.zero_state(batch_size, dtype)

    def zero_state(self, batch_size, dtype):
        """Zeros of [batch_size, size] for every size in state_size."""
        with name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            return zeros_of(self.state_size, batch_size, dtype)


class LayerRNNCell(RNNCell):
    """A cell that makes its variables in `build`."""

    def __call__(self, inputs, state, scope=None, *arguments, **options):
        return Layer.__call__(self, inputs, state, *arguments, scope=scope, **options)
