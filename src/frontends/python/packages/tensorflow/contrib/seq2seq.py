"""tf.contrib.seq2seq: decoders in a loop, what they are fed, the loss of sequences."""

from .._missing import getter
from .._seq2seq.decoding import BasicDecoder, BasicDecoderOutput, Decoder, dynamic_decode
from .._seq2seq.helpers import (
    CustomHelper,
    GreedyEmbeddingHelper,
    Helper,
    InferenceHelper,
    SampleEmbeddingHelper,
    TrainingHelper,
)
from .._seq2seq.loss import sequence_loss

__getattr__ = getter('tf.contrib.seq2seq')
