"""RNN: a cell over time. Of keras/layers/recurrent.py."""

import numpy as np

from ... import _nest
from ..._ops import arrays
from ..._ops.state import assign
from ..._shapes import TensorShape
from .. import backend_values as K
from ..backend_rnn import rnn
from ..base_layer import Layer
from ..input_spec import InputSpec
from ..serializing import has_arg
from .cells import zero_state
from .stacked import StackedRNNCells, is_many, output_size


def standardized(inputs, initial_state, constants, count):
    """(inputs, initial_state, constants) from a list of all of them, or as they are."""
    if isinstance(inputs, list):
        assert initial_state is None and constants is None
        if count:
            inputs, constants = inputs[:-count], inputs[-count:]
        if len(inputs) > 1:
            initial_state = inputs[1:]
        inputs = inputs[0]

    def listed(value):
        if value is None or isinstance(value, list):
            return value
        return list(value) if isinstance(value, tuple) else [value]

    return inputs, listed(initial_state), listed(constants)


def checked_kind(tensors, message):
    """Whether TENSORS are Keras tensors; all are, or none."""
    kinds = {K.is_keras_tensor(tensor) for tensor in tensors}
    if len(kinds) > 1:
        raise ValueError(
            message + ' cannot be specified with a mix of Keras tensors and non-Keras tensors (a '
            '"Keras tensor" is a tensor that was returned by a Keras layer, or by `Input`)'
        )
    return kinds == {True}


class RNN(Layer):
    def __init__(
        self,
        cell,
        return_sequences=False,
        return_state=False,
        go_backwards=False,
        stateful=False,
        unroll=False,
        time_major=False,
        **kwargs,
    ):
        if isinstance(cell, (list, tuple)):
            cell = StackedRNNCells(cell)
        if not hasattr(cell, 'call'):
            raise ValueError('`cell` should have a `call` method. The RNN was passed:', cell)
        if not hasattr(cell, 'state_size'):
            raise ValueError(
                'The RNN cell should have an attribute `state_size` (tuple of integers, one integer '
                'per RNN state).'
            )
        zero_output = kwargs.pop('zero_output_for_mask', False)
        if 'input_shape' not in kwargs and ('input_dim' in kwargs or 'input_length' in kwargs):
            kwargs['input_shape'] = (
                kwargs.pop('input_length', None),
                kwargs.pop('input_dim', None),
            )
        super().__init__(**kwargs)
        self.zero_output_for_mask = zero_output
        self.cell = cell
        self.return_sequences = return_sequences
        self.return_state = return_state
        self.go_backwards = go_backwards
        self.stateful = stateful
        self.unroll = unroll
        self.time_major = time_major
        self.supports_masking = True
        self.state_spec = None
        self.constants_spec = None
        self.__dict__['_states'] = None
        self._num_constants = 0

    @property
    def states(self):
        if self._states is None:
            state = _nest.map_structure(lambda _: None, self.cell.state_size)
            return state if isinstance(state, (list, tuple)) else [state]
        return self._states

    @states.setter
    def states(self, states):
        self.__dict__['_states'] = states

    # -- shapes --------------------------------------------------------------------------------

    def compute_output_shape(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) else input_shape
        batch, time = list(TensorShape(shape))[:2]
        if self.time_major:
            batch, time = time, batch
        size = TensorShape(output_size(self.cell)).as_list()
        front = [batch]
        if self.return_sequences:
            front = [time, batch] if self.time_major else [batch, time]
        output = TensorShape([*front, *size])
        if not self.return_state:
            return output
        states = _nest.flatten(self.cell.state_size)
        return [output, *[TensorShape([batch, *TensorShape(one).as_list()]) for one in states]]

    def compute_mask(self, inputs, mask):
        mask = _nest.flatten(mask)[0]
        output_mask = mask if self.return_sequences else None
        return [output_mask, *[None for _ in self.states]] if self.return_state else output_mask

    def build(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) else input_shape
        sizes = TensorShape(shape).as_list()
        known = list(sizes)
        batch, time = (1, 0) if self.time_major else (0, 1)
        if not self.stateful:
            known[batch] = None
        known[time] = None
        spec = InputSpec(shape=tuple(known))
        self.input_spec = [spec, *self.input_spec[1:]] if self.input_spec is not None else [spec]
        if isinstance(self.cell, Layer) and not self.cell.built:
            step = sizes[1:] if self.time_major else [sizes[0], *sizes[2:]]
            self.cell.build(TensorShape(step))
        state_size = self.cell.state_size
        state_size = list(state_size) if is_many(state_size) else [state_size]
        if self.state_spec is None:
            self.state_spec = [
                InputSpec(shape=[None, *TensorShape(size).as_list()])
                for size in _nest.flatten(state_size)
            ]
        else:
            self._check_state_spec(state_size)
        if self.stateful:
            self.reset_states()
        self.built = True

    def _check_state_spec(self, state_size):
        sizes, specs = _nest.flatten(state_size), _nest.flatten(self.state_spec)
        fits = len(sizes) == len(specs) and all(
            TensorShape(spec.shape[1:]).is_compatible_with(TensorShape(size))
            for spec, size in zip(specs, sizes)
        )
        if not fits:
            raise ValueError(
                'An `initial_state` was passed that is not compatible with `cell.state_size`. Received '
                '`state_spec`={}; however `cell.state_size` is {}'.format(self.state_spec, state_size)
            )

    # -- calling -------------------------------------------------------------------------------

    def get_initial_state(self, inputs):
        inputs = _nest.flatten(inputs)[0]
        batch = arrays.shape(inputs)[1 if self.time_major else 0]
        own = getattr(self.cell, 'get_initial_state', None)
        if own:
            state = own(inputs=None, batch_size=batch, dtype=inputs.dtype)
        else:
            state = zero_state(batch, self.cell.state_size, inputs.dtype)
        return list(state) if isinstance(state, (list, tuple)) else [state]

    def __call__(self, inputs, initial_state=None, constants=None, **kwargs):
        inputs, initial_state, constants = standardized(
            inputs, initial_state, constants, self._num_constants
        )
        if initial_state is None and constants is None:
            return super().__call__(inputs, **kwargs)
        more = []
        specs = []
        if initial_state is not None:
            more += initial_state
            self.state_spec = _nest.map_structure(
                lambda state: InputSpec(shape=K.int_shape(state)), initial_state
            )
            specs += self.state_spec
        if constants is not None:
            more += constants
            self.constants_spec = [InputSpec(shape=K.int_shape(one)) for one in constants]
            self._num_constants = len(constants)
            specs += self.constants_spec
        if checked_kind(_nest.flatten(more), 'The initial state or constants of an RNN layer'):
            self.input_spec = [None, *specs]
            output = super().__call__([inputs, *more], **kwargs)
            self.input_spec = self.input_spec[: -len(specs)]
            return output
        if initial_state is not None:
            kwargs['initial_state'] = initial_state
        if constants is not None:
            kwargs['constants'] = constants
        return super().__call__(inputs, **kwargs)

    def call(self, inputs, mask=None, training=None, initial_state=None, constants=None):
        inputs, initial_state, constants = self._sorted_inputs(inputs, initial_state, constants)
        if mask is not None:
            mask = _nest.flatten(mask)[0]
        steps = K.int_shape(_nest.flatten(inputs)[0])[0 if self.time_major else 1]
        if self.unroll and steps is None:
            raise ValueError(
                'Cannot unroll a RNN if the time dimension is undefined. \n'
                '- If using a Sequential model, specify the time dimension by passing an `input_shape` '
                'or `batch_input_shape` argument to your first layer. If your first layer is an '
                'Embedding, you can also use the `input_length` argument.\n'
                '- If using the functional API, specify the time dimension by passing a `shape` or '
                '`batch_shape` argument to your Input layer.'
            )
        last, outputs, states = rnn(
            self._step(training, constants),
            inputs,
            initial_state,
            constants=constants,
            go_backwards=self.go_backwards,
            mask=mask,
            unroll=self.unroll,
            time_major=self.time_major,
            zero_output_for_mask=self.zero_output_for_mask,
        )
        if self.stateful:
            pairs = zip(_nest.flatten(self.states), _nest.flatten(states))
            self.add_update([assign(variable, state) for variable, state in pairs])
        output = outputs if self.return_sequences else last
        return [output, *states] if self.return_state else output

    def _step(self, training, constants):
        kwargs = {'training': training} if has_arg(self.cell.call, 'training') else {}
        if constants and not has_arg(self.cell.call, 'constants'):
            raise ValueError('RNN cell does not support constants')
        is_tf_cell = getattr(self.cell, '_is_tf_rnn_cell', None) is not None

        def step(inputs, states):
            if constants:
                count = self._num_constants
                kwargs['constants'] = states[-count:]
                states = states[:-count]
            states = states[0] if len(states) == 1 and is_tf_cell else states
            output, new = self.cell.call(inputs, states, **kwargs)
            return output, new if isinstance(new, (list, tuple)) else [new]

        return step

    def _sorted_inputs(self, inputs, initial_state, constants):
        if isinstance(inputs, list):
            count = self._num_constants
            initial_state = inputs[1:-count] if count else inputs[1:]
            constants = inputs[-count:] if count else constants
            initial_state = initial_state or None
            inputs = inputs[0]
        if initial_state is None:
            initial_state = self.states if self.stateful else self.get_initial_state(inputs)
        if len(initial_state) != len(self.states):
            raise ValueError(
                'Layer has ' + str(len(self.states)) + ' states but was passed '
                + str(len(initial_state)) + ' initial states.'
            )
        return inputs, initial_state, constants

    # -- states that stay from batch to batch ---------------------------------------------------

    def reset_states(self, states=None):
        if not self.stateful:
            raise AttributeError('Layer must be stateful.')
        shape = None if self.input_spec is None else self.input_spec[0].shape
        batch = None if shape is None else shape[1 if self.time_major else 0]
        if not batch:
            raise ValueError(
                'If a RNN is stateful, it needs to know its batch size. Specify the batch size of your '
                'input tensors: \n'
                '- If using a Sequential model, specify the batch size by passing a '
                '`batch_input_shape` argument to your first layer.\n'
                '- If using the functional API, specify the batch size by passing a `batch_shape` '
                'argument to your Input layer.'
            )
        size_of = self.cell.state_size

        def full(size):
            return [batch, *TensorShape(size).as_list()]

        if _nest.flatten(self.states)[0] is None:
            made = _nest.map_structure(lambda size: K.zeros(full(size)), size_of)
            self.states = made if isinstance(made, (list, tuple)) else [made]
            return
        own = _nest.flatten(self.states)
        if states is None:
            for state, size in zip(own, _nest.flatten(size_of)):
                K.set_value(state, np.zeros(full(size)))
            return
        given = _nest.flatten(states)
        if len(given) != len(own):
            raise ValueError(
                'Layer ' + self.name + ' expects ' + str(len(own)) + ' states, but it received '
                + str(len(given)) + ' state values. Input received: ' + str(states)
            )
        for i, (value, state) in enumerate(zip(given, own)):
            if value.shape != tuple(state.shape.as_list()):
                raise ValueError(
                    'State ' + str(i) + ' is incompatible with layer ' + self.name
                    + ': expected shape=' + str((batch, state)) + ', found shape=' + str(value.shape)
                )
        K.batch_set_value(list(zip(own, given)))

    def get_config(self):
        names = (
            'return_sequences', 'return_state', 'go_backwards', 'stateful', 'unroll', 'time_major',
        )  # fmt: skip
        config = {name: getattr(self, name) for name in names}
        if self._num_constants:
            config['num_constants'] = self._num_constants
        if self.zero_output_for_mask:
            config['zero_output_for_mask'] = self.zero_output_for_mask
        config['cell'] = {
            'class_name': type(self.cell).__name__,
            'config': self.cell.get_config(),
        }
        return {**super().get_config(), **config}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        from .named import deserialize

        cell = deserialize(config.pop('cell'), custom_objects=custom_objects)
        count = config.pop('num_constants', 0)
        layer = cls(cell, **config)
        layer._num_constants = count
        return layer
