"""tf.contrib.seq2seq: decoders in a loop, what they are fed, the loss of sequences."""

from .._missing import getter
from .._seq2seq.attention_wrapper import AttentionWrapper, AttentionWrapperState
from .._seq2seq.attentions import (
    AttentionMechanism,
    BahdanauAttention,
    LuongAttention,
    hardmax,
)
from .._seq2seq.beam_search import BeamSearchDecoder, FinalBeamSearchDecoderOutput
from .._seq2seq.beam_step import BeamSearchDecoderOutput, BeamSearchDecoderState
from .._seq2seq.beam_tensors import gather_tree, gather_tree_from_array, tile_batch
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
from .._seq2seq.monotonic import (
    BahdanauMonotonicAttention,
    LuongMonotonicAttention,
    monotonic_attention,
    safe_cumprod,
)
from .._seq2seq.scheduled_helpers import (
    ScheduledEmbeddingTrainingHelper,
    ScheduledOutputTrainingHelper,
)

#: TensorFlow has modules below it (see _module_paths).
__path__ = []

__getattr__ = getter('tf.contrib.seq2seq')
