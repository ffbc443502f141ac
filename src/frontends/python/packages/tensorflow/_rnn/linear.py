"""A matrix times inputs, with variables of the current scope: contrib's _Linear."""

from .. import _nest
from .._constant import constant
from .._dtypes import int32
from .._initializers import Constant
from .._ops import activations, arrays, reductions
from .._variable_scope import get_variable, get_variable_scope, variable_scope


class Linear:
    """W·[args] + b. W and b are made here, so that a later call needs no scope."""

    def __init__(
        self, args, output_size, build_bias, bias_initializer=None, kernel_initializer=None
    ):
        self._build_bias = build_bias
        if args is None or (_nest.is_sequence(args) and not args):
            raise ValueError('`args` must be specified')
        self._is_sequence = _nest.is_sequence(args)
        if not self._is_sequence:
            args = [args]
        shapes = [arg.shape for arg in args]
        for shape in shapes:
            if shape.ndims != 2:
                raise ValueError('linear is expecting 2D arguments: %s' % shapes)
            if shape[1].value is None:
                raise ValueError(
                    'linear expects shape[1] to be provided for shape %s, but saw %s'
                    % (shape, shape[1])
                )
        width = sum(shape[1].value for shape in shapes)
        dtype = args[0].dtype
        with variable_scope(get_variable_scope()) as outer:
            self._weights = get_variable(
                'kernel', [width, output_size], dtype=dtype, initializer=kernel_initializer
            )
            if build_bias:
                with variable_scope(outer) as inner:
                    inner.set_partitioner(None)
                    if bias_initializer is None:
                        bias_initializer = Constant(0.0, dtype=dtype)
                    self._biases = get_variable(
                        'bias', [output_size], dtype=dtype, initializer=bias_initializer
                    )

    def __call__(self, args):
        if not self._is_sequence:
            args = [args]
        if len(args) == 1:
            result = reductions.matmul(args[0], self._weights)
        else:
            one = constant(1, dtype=int32)
            result = reductions.matmul(arrays.concat(args, one), self._weights)
        return activations.bias_add(result, self._biases) if self._build_bias else result
