"""tf.contrib.legacy_seq2seq: the sequence models that were tf.nn.seq2seq."""

from .._missing import getter
from .._seq2seq.legacy_decoders import (
    attention_decoder,
    embedding_attention_decoder,
    embedding_rnn_decoder,
    rnn_decoder,
)
from .._seq2seq.legacy_losses import (
    model_with_buckets,
    sequence_loss,
    sequence_loss_by_example,
)
from .._seq2seq.legacy_models import (
    basic_rnn_seq2seq,
    embedding_attention_seq2seq,
    embedding_rnn_seq2seq,
    embedding_tied_rnn_seq2seq,
    one2many_rnn_seq2seq,
    tied_rnn_seq2seq,
)

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

__getattr__ = getter('tf.contrib.legacy_seq2seq')
