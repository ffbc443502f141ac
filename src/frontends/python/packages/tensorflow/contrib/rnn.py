"""tf.contrib.rnn: the cells of tf.nn.rnn_cell and the static networks."""

from .._missing import getter
from .._rnn.base import LayerRNNCell, RNNCell
from .._rnn.bidirectional_stacks import stack_bidirectional_dynamic_rnn, stack_bidirectional_rnn
from .._rnn.cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell, LSTMStateTuple
from .._rnn.projections import EmbeddingWrapper, InputProjectionWrapper, OutputProjectionWrapper
from .._rnn.stacks import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from .._rnn.unrolled import static_bidirectional_rnn, static_rnn
from .._rnn.unrolled import static_state_saving_rnn

__getattr__ = getter('tf.contrib.rnn')
