"""SimpleRNN, GRU and LSTM: a cell with its RNN. Of keras/layers/recurrent.py, as TensorFlow 1 has them."""

import inspect

from .. import regularizers
from ..input_spec import InputSpec
from .cells import GRUCell, LSTMCell, SimpleRNNCell
from .rnn import RNN

_OF_RNN = ('return_sequences', 'return_state', 'go_backwards', 'stateful', 'unroll')


class _Recurrent(RNN):
    _cell_class = None

    def __init__(self, units, *args, **kwargs):
        names = self._positional()
        if len(args) > len(names):
            raise TypeError('__init__() takes at most %d positional arguments' % (len(names) + 2))
        for name, value in zip(names, args):
            if name in kwargs:
                raise TypeError("__init__() got multiple values for argument '%s'" % name)
            kwargs[name] = value
        activity = kwargs.pop('activity_regularizer', None)
        of_cell = {name: kwargs.pop(name) for name in self._cell_names() if name in kwargs}
        if of_cell.get('implementation') == 0:
            of_cell['implementation'] = 1
        cell = self._cell_class(units, dtype=kwargs.get('dtype'), **of_cell)
        super().__init__(cell, **kwargs)
        self.activity_regularizer = regularizers.get(activity)
        self.input_spec = [InputSpec(ndim=3)]

    @classmethod
    def _cell_names(cls):
        return inspect.getfullargspec(cls._cell_class.__init__).args[2:]

    @classmethod
    def _positional(cls):
        names = list(cls._cell_names())
        names.insert(names.index('kernel_constraint'), 'activity_regularizer')
        last = ['reset_after'] if 'reset_after' in names else []
        return [name for name in names if name not in last] + list(_OF_RNN) + last

    def call(self, inputs, mask=None, training=None, initial_state=None):
        self.cell.reset_dropout_mask()
        self.cell.reset_recurrent_dropout_mask()
        return super().call(inputs, mask=mask, training=training, initial_state=initial_state)

    def __getattr__(self, name):
        """What the cell was made with: `units`, `activation` and so on."""
        cell = self.__dict__.get('cell')
        if cell is not None and (name == 'units' or name in self._cell_names()):
            return getattr(cell, name)
        raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))

    def get_config(self):
        config = super().get_config()
        del config['cell']
        own = self.cell.get_config()
        for name in ('name', 'trainable', 'dtype'):
            own.pop(name, None)
        config['activity_regularizer'] = regularizers.serialize(self.activity_regularizer)
        return {**config, **own}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class SimpleRNN(_Recurrent):
    """The output of each step is the state of the next."""

    _cell_class = SimpleRNNCell

    def __init__(self, units, *args, **kwargs):
        kwargs.pop('implementation', None)
        super().__init__(units, *args, **kwargs)


class GRU(_Recurrent):
    """Gated recurrent units (Cho et al.), with the hard sigmoid of TensorFlow 1's Keras."""

    _cell_class = GRUCell


class LSTM(_Recurrent):
    """Long short-term memory (Hochreiter), with the hard sigmoid of TensorFlow 1's Keras."""

    _cell_class = LSTMCell
