"""tf.layers.Dense: the dense layer as an object, for decoders, attention and everybody who calls it twice."""

from . import _initializers
from ._convert import convert
from ._layer import InputSpec, Layer
from ._ops import activations, reductions
from ._ops.tensordot import tensordot
from ._shapes import as_shape
from ._variable_store import apart


def last_width(inputs, name='fully_connected'):
    """The size of the last dimension; ValueError, of the layer NAME, where a dense layer cannot be."""
    rank = inputs.shape.ndims
    if rank is None:
        raise ValueError(
            'Input 0 of layer %s is incompatible with the layer: its rank is undefined, but the layer '
            'requires a defined rank.' % name
        )
    if rank < 2:
        raise ValueError(
            'Input 0 of layer %s is incompatible with the layer: : expected min_ndim=2, found '
            'ndim=%s. Full shape received: %s' % (name, rank, inputs.shape.as_list())
        )
    width = inputs.shape[-1].value
    if width is None:
        raise ValueError(
            'The last dimension of the inputs to `Dense` should be defined. Found `None`.'
        )
    return width


def product(inputs, kernel, bias):
    """inputs · kernel + bias, over the last dimension of INPUTS; no bias where it is None."""
    rank = inputs.shape.ndims
    if rank > 2:
        outputs = tensordot(inputs, kernel, [[rank - 1], [0]])
        outputs.set_shape([*inputs.shape.as_list()[:-1], kernel.shape[1].value])
    else:
        outputs = reductions.matmul(inputs, kernel)
    return outputs if bias is None else activations.bias_add(outputs, bias)


class Dense(Layer):
    """activation(inputs · kernel + bias), [batch, …, width] -> [batch, …, UNITS] (python/layers/core.py)."""

    def __init__(
        self,
        units,
        activation=None,
        use_bias=True,
        kernel_initializer=None,
        bias_initializer=_initializers.Zeros(),
        kernel_regularizer=None,
        bias_regularizer=None,
        activity_regularizer=None,
        kernel_constraint=None,
        bias_constraint=None,
        trainable=True,
        name=None,
        **options,
    ):
        if activity_regularizer is not None:
            raise NotImplementedError(
                'tf.layers.Dense with an activity_regularizer is not evaluated by this engine'
            )
        super().__init__(trainable=trainable, name=name, **options)
        self.units = int(units)
        self.activation = activation
        self.use_bias = use_bias
        self.kernel_initializer = kernel_initializer
        self.bias_initializer = bias_initializer
        self.kernel_regularizer = kernel_regularizer
        self.bias_regularizer = bias_regularizer
        self.kernel_constraint = kernel_constraint
        self.bias_constraint = bias_constraint
        self.bias = None
        self.input_spec = InputSpec(min_ndim=2)

    def build(self, input_shape):
        width = as_shape(input_shape)[-1].value
        if width is None:
            raise ValueError(
                'The last dimension of the inputs to `Dense` should be defined. Found `None`.'
            )
        self.kernel = self.add_weight(
            'kernel',
            [width, self.units],
            initializer=self.kernel_initializer,
            regularizer=apart(self.kernel_regularizer),
            constraint=self.kernel_constraint,
        )
        if self.use_bias:
            self.bias = self.add_weight(
                'bias',
                [self.units],
                initializer=self.bias_initializer,
                regularizer=apart(self.bias_regularizer),
                constraint=self.bias_constraint,
            )
        self.built = True

    def __call__(self, inputs, *arguments, **options):
        inputs = convert(inputs)
        last_width(inputs, self._name)
        return super().__call__(inputs, *arguments, **options)

    def call(self, inputs):
        outputs = product(inputs, self.kernel, self.bias)
        return outputs if self.activation is None else self.activation(outputs)

    def compute_output_shape(self, input_shape):
        shape = as_shape(input_shape).with_rank_at_least(2)
        if shape[-1].value is None:
            raise ValueError(
                'The innermost dimension of input_shape must be defined, but saw: %s' % shape
            )
        return shape[:-1].concatenate(self.units)
