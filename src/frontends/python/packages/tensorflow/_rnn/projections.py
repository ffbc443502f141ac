"""Cells around a cell: ids looked up before it, its inputs or its outputs projected."""

import math as _math

from .. import logging
from .._placement import device as on_device
from .._initializers import RandomUniform
from .._name_scope import name_scope
from .._ops import arrays
from .._ops.embeddings import embedding_lookup
from .._variable_scope import get_variable, get_variable_scope
from .base import RNNCell, check_is_cell
from .linear import Linear


class _Around(RNNCell):
    """A cell whose `call` calls another cell, under this one's own scope."""

    def __init__(self, cell, reuse):
        super().__init__(_reuse=reuse)
        check_is_cell('cell', cell)
        self._cell = cell

    state_size = property(lambda self: self._cell.state_size)
    output_size = property(lambda self: self._cell.output_size)

    def zero_state(self, batch_size, dtype):
        with name_scope(type(self).__name__ + 'ZeroState', values=[batch_size]):
            return self._cell.zero_state(batch_size, dtype)


class EmbeddingWrapper(_Around):
    """Inputs are ids, whose rows of a table the cell is given."""

    def __init__(self, cell, embedding_classes, embedding_size, initializer=None, reuse=None):
        super().__init__(cell, reuse)
        if embedding_classes <= 0 or embedding_size <= 0:
            raise ValueError(
                'Both embedding_classes and embedding_size must be > 0: %d, %d.'
                % (embedding_classes, embedding_size)
            )
        self._embedding_classes = embedding_classes
        self._embedding_size = embedding_size
        self._initializer = initializer

    def call(self, inputs, state):
        with on_device('/cpu:0'):
            initializer = self._initializer or get_variable_scope().initializer
            if not initializer:
                bound = _math.sqrt(3)  # a variance of 1
                initializer = RandomUniform(-bound, bound)
            dtype = state[0].dtype if isinstance(state, tuple) else state.dtype
            table = get_variable(
                'embedding',
                [self._embedding_classes, self._embedding_size],
                initializer=initializer,
                dtype=dtype,
            )
            return self._cell(embedding_lookup(table, arrays.reshape(inputs, [-1])), state)


class InputProjectionWrapper(_Around):
    """The cell is given act(W·inputs + b)."""

    def __init__(self, cell, num_proj, activation=None, input_size=None, reuse=None):
        super().__init__(cell, reuse)
        if input_size is not None:
            logging.warn('%s: The input_size parameter is deprecated.', self)
        self._num_proj = num_proj
        self._activation = activation
        self._linear = None

    def call(self, inputs, state):
        if self._linear is None:
            self._linear = Linear(inputs, self._num_proj, True)
        projected = self._linear(inputs)
        if self._activation:
            projected = self._activation(projected)
        return self._cell(projected, state)


class OutputProjectionWrapper(_Around):
    """The output is act(W·(the cell's output) + b)."""

    def __init__(self, cell, output_size, activation=None, reuse=None):
        super().__init__(cell, reuse)
        if output_size < 1:
            raise ValueError('Parameter output_size must be > 0: %d.' % output_size)
        self._output_size = output_size
        self._activation = activation
        self._linear = None

    output_size = property(lambda self: self._output_size)

    def call(self, inputs, state):
        output, new = self._cell(inputs, state)
        if self._linear is None:
            self._linear = Linear(output, self._output_size, True)
        projected = self._linear(output)
        if self._activation:
            projected = self._activation(projected)
        return projected, new
