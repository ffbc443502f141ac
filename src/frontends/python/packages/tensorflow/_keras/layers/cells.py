"""SimpleRNNCell, GRUCell and LSTMCell: one step of time. Of keras/layers/recurrent.py."""

from ... import _nest
from ..._ops import arrays, creation
from ..._shapes import TensorShape
from .. import activations, initializers
from .. import backend_layers as L
from .. import backend_math as K
from ..base_layer import Layer
from .options import WeightOptions


def zero_state(batch, state_size, dtype):
    if batch is None or dtype is None:
        raise ValueError(
            'batch_size and dtype cannot be None while constructing initial state: batch_size={}, '
            'dtype={}'.format(batch, dtype)
        )

    def zeros(size):
        return creation.zeros([batch, *TensorShape(size).as_list()], dtype=dtype)

    if isinstance(state_size, (list, tuple)):
        return _nest.map_structure(zeros, state_size)
    return zeros(state_size)


def zero_state_of(cell, inputs, batch, dtype):
    if inputs is not None:
        batch, dtype = arrays.shape(inputs)[0], inputs.dtype
    return zero_state(batch, cell.state_size, dtype)


class AbstractRNNCell(Layer):
    """For cells of one's own: `call(inputs, states)`, `state_size` and `output_size`."""

    def call(self, inputs, states):
        raise NotImplementedError('Abstract method')

    @property
    def state_size(self):
        raise NotImplementedError('Abstract method')

    @property
    def output_size(self):
        raise NotImplementedError('Abstract method')

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return zero_state_of(self, inputs, batch_size, dtype)


class _Cell(WeightOptions, Layer):
    _named = ('kernel', 'recurrent', 'bias')
    _gates = 1
    _own = ()

    def _init_cell(self, given, kwargs):
        """GIVEN: the arguments of the constructor by name."""
        state = self.__dict__
        state['_masks'] = {}
        Layer.__init__(self, **kwargs)
        self.units = given['units']
        self.activation = activations.get(given['activation'])
        if self._gates > 1:
            self.recurrent_activation = activations.get(given['recurrent_activation'])
        self.use_bias = given['use_bias']
        self._keep_options(given)
        self.dropout = min(1.0, max(0.0, given['dropout']))
        self.recurrent_dropout = min(1.0, max(0.0, given['recurrent_dropout']))
        for name in self._own:
            setattr(self, name, given[name])

    def _bias_of_cell(self):
        """(shape, initializer) of the bias"""
        return (self.units * self._gates,), self.bias_initializer

    def build(self, input_shape):
        width = TensorShape(input_shape)[-1].value
        wide = self.units * self._gates
        self.kernel = self._weight('kernel', (width, wide))
        self.recurrent_kernel = self._weight('recurrent_kernel', (self.units, wide))
        self.bias = None
        if self.use_bias:
            shape, initializer = self._bias_of_cell()
            self.bias = self._weight('bias', shape, initializer)
        self.built = True

    # -- dropout -------------------------------------------------------------------------------

    def reset_dropout_mask(self):
        self._masks.pop('dropout', None)

    def reset_recurrent_dropout_mask(self):
        self._masks.pop('recurrent_dropout', None)

    def _mask(self, kind, tensor, training):
        """Ones, some of them dropped: as many tensors as gates, the same at every step."""
        rate = getattr(self, kind)
        if rate == 0:
            return None
        if kind not in self._masks:
            ones = creation.ones_like(tensor)
            self._masks[kind] = [
                L.in_train_phase(lambda: L.dropout(ones, rate), ones, training=training)
                for _ in range(self._gates)
            ]
        return self._masks[kind]

    def get_dropout_mask_for_cell(self, inputs, training, count=1):
        return self._mask('dropout', inputs, training)

    def get_recurrent_dropout_mask_for_cell(self, inputs, training, count=1):
        return self._mask('recurrent_dropout', inputs, training)

    def _by_gate(self, tensor, masks, rate):
        if 0.0 < rate < 1.0:
            return [tensor * mask for mask in masks]
        return [tensor] * self._gates

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return zero_state_of(self, inputs, batch_size, dtype)

    def get_config(self):
        config = {'units': self.units, 'activation': activations.serialize(self.activation)}
        if self._gates > 1:
            config['recurrent_activation'] = activations.serialize(self.recurrent_activation)
        config['use_bias'] = self.use_bias
        options = self._options_config()
        del options['activity_regularizer']
        own = {name: getattr(self, name) for name in ('dropout', 'recurrent_dropout', *self._own)}
        return {**super().get_config(), **config, **options, **own}


class SimpleRNNCell(_Cell):
    """activation(inputs · kernel + bias + state · recurrent_kernel)"""

    def __init__(
        self,
        units,
        activation='tanh',
        use_bias=True,
        kernel_initializer='glorot_uniform',
        recurrent_initializer='orthogonal',
        bias_initializer='zeros',
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        kernel_constraint=None,
        recurrent_constraint=None,
        bias_constraint=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        **kwargs,
    ):
        self._init_cell(locals(), kwargs)
        self.state_size = self.output_size = units

    def call(self, inputs, states, training=None):
        before = states[0]
        masks = self._mask('dropout', inputs, training)
        recurrent_masks = self._mask('recurrent_dropout', before, training)
        h = K.dot(inputs if masks is None else inputs * masks[0], self.kernel)
        if self.bias is not None:
            h = L.bias_add(h, self.bias)
        if recurrent_masks is not None:
            before = before * recurrent_masks[0]
        output = h + K.dot(before, self.recurrent_kernel)
        if self.activation is not None:
            output = self.activation(output)
        return output, [output]


class GRUCell(_Cell):
    """Gates z and r, and a candidate; the reset before the product with the recurrent kernel, or after."""

    _gates = 3
    _own = ('implementation', 'reset_after')

    def __init__(
        self,
        units,
        activation='tanh',
        recurrent_activation='hard_sigmoid',
        use_bias=True,
        kernel_initializer='glorot_uniform',
        recurrent_initializer='orthogonal',
        bias_initializer='zeros',
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        kernel_constraint=None,
        recurrent_constraint=None,
        bias_constraint=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        implementation=1,
        reset_after=False,
        **kwargs,
    ):
        self._init_cell(locals(), kwargs)
        self.state_size = self.output_size = units

    def _bias_of_cell(self):
        wide = 3 * self.units
        return ((2, wide) if self.reset_after else (wide,)), self.bias_initializer

    def _parts(self):
        """The slices of the three gates."""
        units = self.units
        return slice(None, units), slice(units, units * 2), slice(units * 2, None)

    def call(self, inputs, states, training=None):
        h = states[0]
        masks = self._mask('dropout', inputs, training)
        recurrent_masks = self._mask('recurrent_dropout', h, training)
        bias = recurrent_bias = None
        if self.use_bias:
            bias = self.bias
            if self.reset_after:
                bias, recurrent_bias = arrays.unstack(self.bias)
        run = self._by_products if self.implementation == 1 else self._by_one_product
        z, candidate, h = run(inputs, h, masks, recurrent_masks, bias, recurrent_bias)
        h = z * h + (1 - z) * candidate
        return h, [h]

    def _by_products(self, inputs, h, masks, recurrent_masks, bias, recurrent_bias):
        parts = self._parts()
        given = self._by_gate(inputs, masks, self.dropout)
        x = [K.dot(one, self.kernel[:, part]) for one, part in zip(given, parts)]
        if self.use_bias:
            x = [L.bias_add(one, bias[part]) for one, part in zip(x, parts)]
        own = self._by_gate(h, recurrent_masks, self.recurrent_dropout)
        recurrent = [
            K.dot(one, self.recurrent_kernel[:, part]) for one, part in zip(own[:2], parts[:2])
        ]
        if self.reset_after and self.use_bias:
            recurrent = [
                L.bias_add(one, recurrent_bias[part]) for one, part in zip(recurrent, parts)
            ]
        z = self.recurrent_activation(x[0] + recurrent[0])
        r = self.recurrent_activation(x[1] + recurrent[1])
        if self.reset_after:
            last = K.dot(own[2], self.recurrent_kernel[:, parts[2]])
            if self.use_bias:
                last = L.bias_add(last, recurrent_bias[parts[2]])
            last = r * last
        else:
            last = K.dot(r * own[2], self.recurrent_kernel[:, parts[2]])
        return z, self.activation(x[2] + last), h

    def _by_one_product(self, inputs, h, masks, recurrent_masks, bias, recurrent_bias):
        parts = self._parts()
        units = self.units
        if 0.0 < self.dropout < 1.0:
            inputs = inputs * masks[0]
        wide = K.dot(inputs, self.kernel)
        if self.use_bias:
            wide = L.bias_add(wide, bias)
        x = [wide[:, part] for part in parts]
        if 0.0 < self.recurrent_dropout < 1.0:
            h = h * recurrent_masks[0]
        if self.reset_after:
            inner = K.dot(h, self.recurrent_kernel)
            if self.use_bias:
                inner = L.bias_add(inner, recurrent_bias)
        else:
            inner = K.dot(h, self.recurrent_kernel[:, : 2 * units])
        recurrent = [inner[:, :units], inner[:, units : 2 * units]]
        z = self.recurrent_activation(x[0] + recurrent[0])
        r = self.recurrent_activation(x[1] + recurrent[1])
        if self.reset_after:
            last = r * inner[:, parts[2]]
        else:
            last = K.dot(r * h, self.recurrent_kernel[:, parts[2]])
        return z, self.activation(x[2] + last), h


class LSTMCell(_Cell):
    """Gates i, f, o and a candidate; the state is (h, c)."""

    _gates = 4
    _own = ('unit_forget_bias', 'implementation')

    def __init__(
        self,
        units,
        activation='tanh',
        recurrent_activation='hard_sigmoid',
        use_bias=True,
        kernel_initializer='glorot_uniform',
        recurrent_initializer='orthogonal',
        bias_initializer='zeros',
        unit_forget_bias=True,
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        kernel_constraint=None,
        recurrent_constraint=None,
        bias_constraint=None,
        dropout=0.0,
        recurrent_dropout=0.0,
        implementation=1,
        **kwargs,
    ):
        self._init_cell(locals(), kwargs)
        self.state_size = [units, units]
        self.output_size = units

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return list(zero_state_of(self, inputs, batch_size, dtype))

    def _bias_of_cell(self):
        units = self.units
        initializer = self.bias_initializer
        if self.unit_forget_bias:

            def initializer(_, *args, **kwargs):
                own = self.bias_initializer
                return K.concatenate(
                    [
                        own((units,), *args, **kwargs),
                        initializers.ones()((units,), *args, **kwargs),
                        own((units * 2,), *args, **kwargs),
                    ]
                )

        return (units * 4,), initializer

    def call(self, inputs, states, training=None):
        h, c = states[0], states[1]
        masks = self._mask('dropout', inputs, training)
        recurrent_masks = self._mask('recurrent_dropout', h, training)
        if self.implementation == 1:
            c, o = self._by_products(inputs, h, c, masks, recurrent_masks)
        else:
            c, o = self._by_one_product(inputs, h, c, masks, recurrent_masks)
        h = o * self.activation(c)
        return h, [h, c]

    def _by_products(self, inputs, h, c, masks, recurrent_masks):
        given = self._by_gate(inputs, masks, self.dropout)
        kernels = arrays.split(self.kernel, num_or_size_splits=4, axis=1)
        x = [K.dot(*pair) for pair in zip(given, kernels)]
        if self.use_bias:
            biases = arrays.split(self.bias, num_or_size_splits=4, axis=0)
            x = [L.bias_add(*pair) for pair in zip(x, biases)]
        own = self._by_gate(h, recurrent_masks, self.recurrent_dropout)
        units = self.units
        parts = (
            slice(None, units),
            slice(units, units * 2),
            slice(units * 2, units * 3),
            slice(units * 3, None),
        )

        def entered(i):
            return x[i] + K.dot(own[i], self.recurrent_kernel[:, parts[i]])

        i = self.recurrent_activation(entered(0))
        f = self.recurrent_activation(entered(1))
        c = f * c + i * self.activation(entered(2))
        return c, self.recurrent_activation(entered(3))

    def _by_one_product(self, inputs, h, c, masks, recurrent_masks):
        if 0.0 < self.dropout < 1.0:
            inputs = inputs * masks[0]
        z = K.dot(inputs, self.kernel)
        if 0.0 < self.recurrent_dropout < 1.0:
            h = h * recurrent_masks[0]
        z += K.dot(h, self.recurrent_kernel)
        if self.use_bias:
            z = L.bias_add(z, self.bias)
        z = arrays.split(z, num_or_size_splits=4, axis=1)
        i = self.recurrent_activation(z[0])
        f = self.recurrent_activation(z[1])
        c = f * c + i * self.activation(z[2])
        return c, self.recurrent_activation(z[3])
