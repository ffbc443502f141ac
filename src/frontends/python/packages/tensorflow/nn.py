"""tf.nn"""

from ._missing import getter
from ._ops.activations import (
    bias_add,
    crelu,
    elu,
    in_top_k,
    l2_loss,
    leaky_relu,
    log_softmax,
    relu,
    relu6,
    relu_layer,
    selu,
    softmax,
    softplus,
    softsign,
    top_k,
    xw_plus_b,
)
from ._ops.cross_entropy import (
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_v2,
    sparse_softmax_cross_entropy_with_logits,
    weighted_cross_entropy_with_logits,
)
from ._ops.candidates import (
    all_candidate_sampler,
    compute_accidental_hits,
    fixed_unigram_candidate_sampler,
    learned_unigram_candidate_sampler,
    log_uniform_candidate_sampler,
    uniform_candidate_sampler,
)
from ._ops.embeddings import embedding_lookup
from ._ops.sparse_embeddings import embedding_lookup_sparse, safe_embedding_lookup_sparse
from ._ops.sampled_losses import nce_loss, sampled_softmax_loss
from ._ops.images import (
    conv1d,
    depthwise_conv2d,
    depthwise_conv2d_native,
    local_response_normalization,
    lrn,
    separable_conv2d,
)
from ._ops.math import log_poisson_loss, sigmoid, tanh
from ._ops.normalization import (
    batch_normalization,
    dropout,
    l2_normalize,
    moments,
    zero_fraction,
)
from ._ops.rearranging import depth_to_space, space_to_batch, space_to_depth
from ._ops.statistics import (
    normalize_moments,
    sufficient_statistics,
    swish,
    weighted_moments,
)
from ._ops.volumes import avg_pool3d, conv3d, conv3d_transpose, max_pool3d
from ._ops.windows import (
    avg_pool,
    avg_pool as avg_pool2d,
    conv2d,
    conv2d_backprop_filter,
    conv2d_backprop_input,
    conv2d_transpose,
    fused_batch_norm,
    max_pool,
    max_pool2d,
)
from ._rnn.looped import bidirectional_dynamic_rnn, dynamic_rnn, raw_rnn
from ._rnn.unrolled import static_bidirectional_rnn, static_rnn, static_state_saving_rnn

from . import rnn_cell  # isort: skip

__getattr__ = getter('tf.nn')
