"""tf.contrib.rnn: the cells of tf.nn.rnn_cell and the static networks."""

from .._missing import getter
from .._rnn.attention_cell import AttentionCellWrapper, HighwayWrapper
from .._rnn.base import LayerRNNCell, RNNCell
from .._rnn.bidirectional_stacks import stack_bidirectional_dynamic_rnn, stack_bidirectional_rnn
from .._rnn.cells import BasicLSTMCell, BasicRNNCell, GRUCell, LSTMCell, LSTMStateTuple
from .._rnn.convolution_cells import (
    Conv1DLSTMCell,
    Conv2DLSTMCell,
    Conv3DLSTMCell,
    ConvLSTMCell,
)
from .._rnn.fused import FusedRNNCell, FusedRNNCellAdaptor, TimeReversedFusedRNN
from .._rnn.gated_cells import IntersectionRNNCell, NASCell, UGRNNCell
from .._rnn.normalized_cells import CoupledInputForgetGateLSTMCell, LayerNormBasicLSTMCell
from .._rnn.phased_cell import PhasedLSTMCell
from .._rnn.projections import EmbeddingWrapper, InputProjectionWrapper, OutputProjectionWrapper
from .._rnn.stacks import DeviceWrapper, DropoutWrapper, MultiRNNCell, ResidualWrapper
from .._rnn.unrolled import static_bidirectional_rnn, static_rnn
from .._rnn.unrolled import static_state_saving_rnn

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

__getattr__ = getter('tf.contrib.rnn')
