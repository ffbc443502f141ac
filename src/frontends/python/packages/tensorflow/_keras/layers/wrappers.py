"""TimeDistributed and Bidirectional: layers around a layer. Of keras/layers/wrappers.py."""

import inspect

from ..._ops import arrays
from ..._shapes import TensorShape
from .. import backend_math as M
from .. import backend_values as K
from ..backend_rnn import rnn
from ..base_layer import Layer
from ..graph_state import scope
from ..input_spec import InputSpec
from ..serializing import has_arg
from .rnn import checked_kind, standardized


def _is_built_in(layer):
    return type(layer).__module__.startswith('tensorflow')


class Wrapper(Layer):
    def __init__(self, layer, **kwargs):
        assert isinstance(layer, Layer)
        super().__init__(**kwargs)
        self.layer = layer

    def build(self, input_shape=None):
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True
        self.built = True

    @property
    def activity_regularizer(self):
        return getattr(self.__dict__.get('layer'), 'activity_regularizer', None)

    def get_config(self):
        own = {'class_name': type(self.layer).__name__, 'config': self.layer.get_config()}
        return {**super().get_config(), 'layer': own}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        from .named import deserialize

        config = dict(config)
        layer = deserialize(config.pop('layer'), custom_objects=custom_objects)
        return cls(layer, **config)


def _checked(layer, kind):
    if not isinstance(layer, Layer):
        raise ValueError(
            'Please initialize `{}` layer with a `Layer` instance. You passed: {}'.format(kind, layer)
        )
    return layer


def _full(front, tensor, start, sizes=None):
    """FRONT and SIZES (or those of TENSOR from START on); what is unknown, as a tensor."""
    sizes = K.int_shape(tensor)[start:] if sizes is None else sizes
    if all(sizes):
        return (*front, *sizes)
    shape = M.shape(tensor)
    sizes = [size if size else shape[start + i] for i, size in enumerate(sizes)]
    return (*front, *sizes)


class TimeDistributed(Wrapper):
    """The layer at every step of time."""

    def __init__(self, layer, **kwargs):
        super().__init__(_checked(layer, 'TimeDistributed'), **kwargs)
        self.supports_masking = True
        is_plain = _is_built_in(layer) and not getattr(layer, 'stateful', False)
        self._always_use_reshape = is_plain
        self.__dict__['_input_map'] = {}

    def build(self, input_shape):
        sizes = TensorShape(input_shape).as_list()
        if len(sizes) < 3:
            raise ValueError(
                '`TimeDistributed` Layer should be passed an `input_shape ` with at least 3 dimensions, '
                'received: ' + str(sizes)
            )
        self.input_spec = InputSpec(shape=[None, None, *sizes[2:]])
        super().build(TensorShape([sizes[0], *sizes[2:]]))

    def compute_output_shape(self, input_shape):
        sizes = TensorShape(input_shape).as_list()
        inner = self.layer.compute_output_shape(TensorShape([sizes[0], *sizes[2:]]))
        inner = TensorShape(inner).as_list()
        return TensorShape([inner[0], sizes[1], *inner[1:]])

    def call(self, inputs, training=None, mask=None):
        kwargs = {'training': training} if has_arg(self.layer.call, 'training') else {}
        sizes = K.int_shape(inputs)
        if sizes[0] and not self._always_use_reshape:
            _, outputs, _ = rnn(
                lambda x, _: (self.layer(x, **kwargs), []),
                inputs,
                initial_states=[],
                input_length=sizes[1],
            )
            return outputs
        steps = sizes[1] or arrays.shape(inputs)[1]
        flat = arrays.reshape(inputs, _full((-1,), inputs, 2))
        self._input_map[id(inputs)] = flat
        if has_arg(self.layer.call, 'mask') and mask is not None:
            kwargs['mask'] = M.reshape(mask, _full((-1,), mask, 2))
        outputs = self.layer(flat, **kwargs)
        wanted = self.compute_output_shape(sizes).as_list()
        return arrays.reshape(outputs, _full((-1, steps), outputs, 1, wanted[2:]))

    def compute_mask(self, inputs, mask=None):
        sizes = K.int_shape(inputs)
        if sizes[0]:
            return mask
        inner = None if mask is None else M.reshape(mask, _full((-1,), mask, 2))
        flat = self._input_map.get(id(inputs), inputs)
        output = self.layer.compute_mask(flat, inner)
        if output is None:
            if mask is None:
                return None
            output = mask
            for _ in range(2, len(K.int_shape(mask))):
                output = M.any_(output, axis=-1)
            return output
        steps = sizes[1] or M.shape(inputs)[1]
        return M.reshape(output, _full((-1, steps), output, 1, K.int_shape(output)[1:]))


def _again(layer, go_backwards=False):
    """A layer like LAYER; if GO_BACKWARDS, the other way through time."""
    config = layer.get_config()
    if go_backwards:
        config['go_backwards'] = not config['go_backwards']
    kind = type(layer)
    if 'custom_objects' not in inspect.getfullargspec(kind.from_config).args:
        return kind.from_config(config)
    cell = getattr(layer, 'cell', None)
    cells = [] if cell is None else [cell, *getattr(cell, 'cells', [])]
    known = {type(one).__name__: type(one) for one in cells}
    return kind.from_config(config, custom_objects=known)


class Bidirectional(Wrapper):
    """The layer forward, another backward, and the two merged."""

    def __init__(self, layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs):
        _checked(layer, 'Bidirectional')
        if backward_layer is not None and not isinstance(backward_layer, Layer):
            raise ValueError(
                '`backward_layer` need to be a `Layer` instance. You passed: %s' % backward_layer
            )
        if merge_mode not in ['sum', 'mul', 'ave', 'concat', None]:
            raise ValueError(
                'Invalid merge mode. Merge mode should be one of {"sum", "mul", "ave", "concat", None}'
            )
        forward = _again(layer)
        backward = _again(layer, go_backwards=True) if backward_layer is None else backward_layer
        forward._name = 'forward_' + forward.name
        backward._name = 'backward_' + backward.name
        if forward.go_backwards == backward.go_backwards:
            raise ValueError(
                'Forward layer and backward layer should have different `go_backwards` value.'
            )
        for name in ('stateful', 'return_sequences', 'return_state'):
            values = getattr(forward, name), getattr(backward, name)
            if values[0] != values[1]:
                raise ValueError(
                    'Forward layer and backward layer are expected to have the same value for attribute '
                    '{}, got {} and {}'.format(name, *values)
                )
        for one in (forward, backward):
            if getattr(one, 'zero_output_for_mask', None) is not None:
                one.zero_output_for_mask = one.return_sequences
        super().__init__(layer, **kwargs)
        self._layers.clear()
        self.forward_layer = forward
        self.backward_layer = backward
        self.merge_mode = merge_mode
        if weights:
            half = len(weights) // 2
            forward._initial_weights = weights[:half]
            backward._initial_weights = weights[half:]
        self.stateful = layer.stateful
        self.return_sequences = layer.return_sequences
        self.return_state = layer.return_state
        self.supports_masking = True
        self._num_constants = 0
        self.input_spec = layer.input_spec

    def compute_output_shape(self, input_shape):
        outputs = self.forward_layer.compute_output_shape(input_shape)
        states = []
        if self.return_state:
            outputs, *states = outputs
        sizes = TensorShape(outputs).as_list()
        if self.merge_mode == 'concat':
            sizes[-1] *= 2
        merged = TensorShape(sizes)
        merged = [merged, merged] if self.merge_mode is None else merged
        if not self.return_state:
            return merged
        return [*(merged if self.merge_mode is None else [merged]), *states, *states]

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        inputs, initial_state, constants = standardized(
            inputs, initial_state, constants, self._num_constants
        )
        if constants is not None:
            raise NotImplementedError(
                'Bidirectional with constants is not evaluated by this engine'
            )
        if initial_state is None:
            return super().__call__(inputs, **kwargs)
        count = len(initial_state)
        if count % 2 > 0:
            raise ValueError(
                'When passing `initial_state` to a Bidirectional RNN, the state should be a list '
                'containing the states of the underlying RNNs. Found: ' + str(initial_state)
            )
        specs = [InputSpec(shape=K.int_shape(state)) for state in initial_state]
        self.forward_layer.state_spec = specs[: count // 2]
        self.backward_layer.state_spec = specs[count // 2 :]
        if checked_kind(initial_state, 'The initial state of a Bidirectional layer'):
            before = self.input_spec
            self.input_spec = [None, *specs]
            output = super().__call__([inputs, *initial_state], initial_state=None, **kwargs)
            self.input_spec = before
            return output
        return super().__call__(inputs, initial_state=initial_state, **kwargs)

    def call(self, inputs, training=None, mask=None, initial_state=None):
        given = {'training': training, 'mask': mask}
        kwargs = {
            name: value for name, value in given.items() if has_arg(self.layer.call, name)
        }
        forward, backward = inputs, inputs
        states = (None, None)
        if isinstance(inputs, list) and len(inputs) > 1:
            pivot = len(inputs) // 2 + 1
            forward = [inputs[0], *inputs[1:pivot]]
            backward = [inputs[0], *inputs[pivot:]]
        elif initial_state is not None:
            half = len(initial_state) // 2
            states = (initial_state[:half], initial_state[half:])
        if has_arg(self.layer.call, 'initial_state'):
            y = self.forward_layer(forward, initial_state=states[0], **kwargs)
            reverse = self.backward_layer(backward, initial_state=states[1], **kwargs)
        else:
            y = self.forward_layer(inputs, **kwargs)
            reverse = self.backward_layer(inputs, **kwargs)
        last = []
        if self.return_state:
            last = [*y[1:], *reverse[1:]]
            y, reverse = y[0], reverse[0]
        if self.return_sequences:
            reverse = M.reverse(reverse, 1)
        output = self._merged(y, reverse)
        if not self.return_state:
            return output
        return [*(output if self.merge_mode is None else [output]), *last]

    def _merged(self, y, reverse):
        mode = self.merge_mode
        if mode == 'concat':
            return M.concatenate([y, reverse])
        if mode == 'sum':
            return y + reverse
        if mode == 'ave':
            return (y + reverse) / 2
        return y * reverse if mode == 'mul' else [y, reverse]

    def reset_states(self):
        self.forward_layer.reset_states()
        self.backward_layer.reset_states()

    def build(self, input_shape):
        for layer in (self.forward_layer, self.backward_layer):
            with scope(layer.name):
                layer.build(input_shape)
        self.built = True

    def compute_mask(self, inputs, mask):
        mask = mask[0] if isinstance(mask, list) else mask
        mask = mask if self.return_sequences else None
        output = mask if self.merge_mode else [mask, mask]
        if not self.return_state:
            return output
        states = [None for _ in self.forward_layer.states] * 2
        return [*(output if isinstance(output, list) else [output]), *states]

    def get_config(self):
        return {**super().get_config(), 'merge_mode': self.merge_mode}
