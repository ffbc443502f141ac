"""tf.contrib.seq2seq: the loss of sequences."""

from .._missing import getter
from .._seq2seq.loss import sequence_loss

__getattr__ = getter('tf.contrib.seq2seq')
