"""tf.nn.rnn_cell"""

from ._missing import getter
from ._rnn.base import RNNCell
from ._rnn.cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell, LSTMStateTuple
from ._rnn.stacks import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper

__getattr__ = getter('tf.nn.rnn_cell')
