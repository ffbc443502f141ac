"""Cells made of cells: several on top of each other, with dropout, with a shortcut, on a device."""

import hashlib
import numbers

from .. import _nest
from .._placement import device as on_device
from .._convert import convert
from .._layer import Layer
from .._name_scope import name_scope
from .._ops import arrays, math, normalization, random
from .._ops.slicing import slice_
from .._ops.tensor_arrays import TensorArray
from .._shapes import TensorShape
from .._variable_scope import variable_scope
from .base import RNNCell, check_is_cell
from .cells import LSTMStateTuple


class MultiRNNCell(RNNCell):
    """Each cell's output is the next one's input; the state is the tuple of their states."""

    def __init__(self, cells, state_is_tuple=True):
        super().__init__()
        if not cells:
            raise ValueError('Must specify at least one cell for MultiRNNCell.')
        if not _nest.is_sequence(cells):
            raise TypeError('cells must be a list or tuple, but saw: %s.' % cells)
        self._cells = cells
        self._state_is_tuple = state_is_tuple
        if not state_is_tuple and any(_nest.is_sequence(cell.state_size) for cell in cells):
            raise ValueError(
                'Some cells return tuples of states, but the flag state_is_tuple is not set.  State '
                'sizes are: %s' % str([cell.state_size for cell in cells])
            )

    output_size = property(lambda self: self._cells[-1].output_size)

    @property
    def state_size(self):
        sizes = [cell.state_size for cell in self._cells]
        return tuple(sizes) if self._state_is_tuple else sum(sizes)

    def zero_state(self, batch_size, dtype):
        with name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            if self._state_is_tuple:
                return tuple([cell.zero_state(batch_size, dtype) for cell in self._cells])
            return super().zero_state(batch_size, dtype)

    def _weights_of_cells(self, kind):
        layers = [cell for cell in self._cells if isinstance(cell, Layer)]
        return [weight for cell in layers for weight in getattr(cell, kind)]

    @property
    def trainable_weights(self):
        return self._weights_of_cells('trainable_weights') if self.trainable else []

    @property
    def non_trainable_weights(self):
        weights = self._weights_of_cells('non_trainable_weights')
        return weights if self.trainable else self._weights_of_cells('trainable_weights') + weights

    def call(self, inputs, state):
        position = 0
        states = []
        for i, cell in enumerate(self._cells):
            with variable_scope('cell_%d' % i):
                if self._state_is_tuple:
                    if not _nest.is_sequence(state):
                        raise ValueError(
                            'Expected state to be a tuple of length %d, but received: %s'
                            % (len(self.state_size), state)
                        )
                    own = state[i]
                else:
                    own = slice_(state, [0, position], [-1, cell.state_size])
                    position += cell.state_size
                inputs, new = cell(inputs, own)
                states.append(new)
        return inputs, tuple(states) if self._state_is_tuple else arrays.concat(states, 1)


class _Wrapper(RNNCell):
    """A cell that calls another one, in that one's scope. As in TensorFlow, it lists no weights itself."""

    def __init__(self, cell, **options):
        super().__init__(**options)
        check_is_cell('cell', cell)
        self.cell = cell

    wrapped_cell = property(lambda self: self.cell)
    state_size = property(lambda self: self.cell.state_size)
    output_size = property(lambda self: self.cell.output_size)

    def zero_state(self, batch_size, dtype):
        with name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            return self.cell.zero_state(batch_size, dtype)

    def __call__(self, inputs, state, scope=None):
        return self._around(inputs, state, scope)


def _dropped_by_default(state):
    """What of a state is dropped: not the memory of an LSTM."""
    if isinstance(state, LSTMStateTuple):
        return LSTMStateTuple(c=False, h=True)
    return not isinstance(state, TensorArray)


def _chosen(visit, structure):
    """The structure of booleans that VISIT makes of STRUCTURE, cut off where all or nothing is meant."""
    choice = visit(structure)
    if not _nest.is_sequence(structure):
        return choice
    if isinstance(choice, bool):
        if not choice:
            return False
        return _nest._sequence_like(structure, [_chosen(visit, part) for part in _nest._parts(structure)])
    parts = zip(_nest._parts(choice), _nest._parts(structure))
    return _nest._sequence_like(structure, [_chosen(visit, part) if chosen else False for chosen, part in parts])


def _map_up_to(shallow, function, *structures):
    """FUNCTION(i, …) of what stands in STRUCTURES at the i-th leaf of SHALLOW."""
    count = iter(range(1 << 30))

    def walk(level, *parts):
        if not _nest.is_sequence(level):
            return function(next(count), *parts)
        inner = zip(_nest._parts(level), *[_nest._parts(part) for part in parts])
        return _nest._sequence_like(level, [walk(*items) for items in inner])

    return walk(shallow, *structures)


class DropoutWrapper(_Wrapper):
    """Drops elements of the inputs, states and outputs of a cell.

    VARIATIONAL_RECURRENT (Gal and Ghahramani 2016) drops the same ones at every step of a run.
    """

    def __init__(
        self,
        cell,
        input_keep_prob=1.0,
        output_keep_prob=1.0,
        state_keep_prob=1.0,
        variational_recurrent=False,
        input_size=None,
        dtype=None,
        seed=None,
        dropout_state_filter_visitor=None,
        **options,
    ):
        super().__init__(cell, dtype=dtype, **options)
        if dropout_state_filter_visitor is not None and not callable(dropout_state_filter_visitor):
            raise TypeError('dropout_state_filter_visitor must be callable')
        self._visit = dropout_state_filter_visitor or _dropped_by_default
        with name_scope('DropoutWrapperInit'):
            self._input_keep_prob = _probability('input_keep_prob', input_keep_prob)
            self._state_keep_prob = _probability('state_keep_prob', state_keep_prob)
            self._output_keep_prob = _probability('output_keep_prob', output_keep_prob)
        self._seed = seed
        self._is_variational = variational_recurrent
        self._input_noise = self._state_noise = self._output_noise = None
        if variational_recurrent:
            self._make_noise(input_size, dtype)

    def _make_noise(self, input_size, dtype):
        if dtype is None:
            raise ValueError('When variational_recurrent=True, dtype must be provided')

        def noise(salt, sizes):
            def draw(i, size):
                shape = arrays.concat(([1], TensorShape(size).as_list()), 0)
                return random.random_uniform(shape, seed=self._seed_of(salt, i), dtype=dtype)

            return _map_up_to(sizes, draw, sizes)

        if not isinstance(self._input_keep_prob, numbers.Real) or self._input_keep_prob < 1.0:
            if input_size is None:
                raise ValueError(
                    'When variational_recurrent=True and input_keep_prob < 1.0 or is unknown, '
                    'input_size must be provided'
                )
            self._input_noise = noise('input', input_size)
        self._state_noise = noise('state', self.cell.state_size)
        self._output_noise = noise('output', self.cell.output_size)

    def _seed_of(self, salt, index):
        if self._seed is None:
            return None
        text = '%s%s_%d' % (self._seed, salt, index)
        return int(hashlib.md5(text.encode('utf-8')).hexdigest()[:8], 16) & 0x7FFFFFFF

    def _drop(self, values, salt, noise, keep_prob, chosen=None):
        chosen = values if chosen is None else chosen

        def is_kept(choice):
            return isinstance(choice, bool) and not choice

        def anew(i, choice, value):
            if is_kept(choice):
                return value
            return normalization.dropout(value, rate=1.0 - keep_prob, seed=self._seed_of(salt, i))

        def as_before(i, choice, value, noise):
            if is_kept(choice):
                return value
            mask = math.floor(keep_prob + noise)
            result = math.div(value, keep_prob) * mask
            result.set_shape(value.shape)
            return result

        if self._is_variational:
            return _map_up_to(chosen, as_before, chosen, values, noise)
        return _map_up_to(chosen, anew, chosen, values)

    def _around(self, inputs, state, scope):
        def drops(probability):
            return not isinstance(probability, float) or probability < 1

        if drops(self._input_keep_prob):
            inputs = self._drop(inputs, 'input', self._input_noise, self._input_keep_prob)
        output, new = self.cell(inputs, state, scope=scope)
        if drops(self._state_keep_prob):
            chosen = _chosen(self._visit, new)
            new = self._drop(new, 'state', self._state_noise, self._state_keep_prob, chosen)
        if drops(self._output_keep_prob):
            output = self._drop(output, 'output', self._output_noise, self._output_keep_prob)
        return output, new


def _probability(name, value):
    """VALUE as a float where it is known while building, else as a tensor."""
    tensor = convert(value)
    known = arrays.constant_value(tensor)
    if known is None:
        return tensor
    if not 0 <= known <= 1:
        raise ValueError('Parameter %s must be between 0 and 1: %d' % (name, known))
    return float(known)


class ResidualWrapper(_Wrapper):
    """output = inputs + cell(inputs), or what RESIDUAL_FN makes of both."""

    def __init__(self, cell, residual_fn=None, **options):
        super().__init__(cell, **options)
        self._residual_fn = residual_fn

    def _around(self, inputs, state, scope):
        outputs, new = self.cell(inputs, state, scope=scope)
        return (self._residual_fn or _added)(inputs, outputs), new


def _added(inputs, outputs):
    _nest.assert_same_structure(inputs, outputs)
    _nest.map_structure(lambda i, o: i.shape.assert_is_compatible_with(o.shape), inputs, outputs)
    return _nest.map_structure(lambda i, o: i + o, inputs, outputs)


class DeviceWrapper(_Wrapper):
    """The cell's ops stand on DEVICE."""

    def __init__(self, cell, device, **options):
        super().__init__(cell, **options)
        self._device = device

    def zero_state(self, batch_size, dtype):
        with name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            with on_device(self._device):
                return self.cell.zero_state(batch_size, dtype)

    def _around(self, inputs, state, scope):
        with on_device(self._device):
            return self.cell(inputs, state, scope=scope)
