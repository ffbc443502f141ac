"""tf.keras.backend"""

from .._keras.backend_convolutions import (
    conv1d,
    conv2d,
    conv2d_transpose,
    depthwise_conv2d,
    pool2d,
    resize_images,
    separable_conv2d,
    spatial_2d_padding,
    temporal_padding,
)
from .._keras.backend_layers import (
    bias_add,
    binary_crossentropy,
    categorical_crossentropy,
    dropout,
    elu,
    hard_sigmoid,
    in_test_phase,
    in_top_k,
    in_train_phase,
    relu,
    sigmoid,
    softmax,
    softplus,
    softsign,
    sparse_categorical_crossentropy,
    switch,
    tanh,
)
from .._keras.backend_math import (
    arange,
    argmax,
    argmin,
    batch_dot,
    batch_flatten,
    clip,
    concatenate,
    cos,
    cumprod,
    cumsum,
    dot,
    equal,
    exp,
    expand_dims,
    flatten,
    foldl,
    foldr,
    gather,
    greater,
    greater_equal,
    identity,
    l2_normalize,
    less,
    less_equal,
    log,
    logsumexp,
    map_fn,
    maximum,
    mean,
    minimum,
    not_equal,
    one_hot,
    ones_like,
    permute_dimensions,
    prod,
    random_binomial,
    random_normal,
    random_uniform,
    repeat,
    repeat_elements,
    reshape,
    reverse,
    shape,
    sign,
    sin,
    sqrt,
    square,
    squeeze,
    stack,
    std,
    tile,
    transpose,
    truncated_normal,
    var,
    zeros_like,
)
from .._keras.backend_math import abs_ as abs
from .._keras.backend_math import all_ as all
from .._keras.backend_math import any_ as any
from .._keras.backend_math import max_ as max
from .._keras.backend_math import min_ as min
from .._keras.backend_math import pow_ as pow
from .._keras.backend_math import round_ as round
from .._keras.backend_math import sum_ as sum
from .._keras.backend_normalization import batch_normalization, normalize_batch_in_training
from .._keras.backend_rnn import rnn
from .._keras.backend_values import (
    batch_get_value,
    batch_set_value,
    cast,
    cast_to_floatx,
    constant,
    count_params,
    dtype,
    eye,
    function,
    get_value,
    gradients,
    int_shape,
    is_keras_tensor,
    is_placeholder,
    is_sparse,
    ndim,
    ones,
    placeholder,
    random_normal_variable,
    random_uniform_variable,
    set_value,
    stop_gradient,
    to_dense,
    update,
    update_add,
    update_sub,
    variable,
    zeros,
)
from .._keras.backend_values import eval_ as eval
from .._keras.graph_state import (
    clear_session,
    get_session,
    get_uid,
    learning_phase,
    learning_phase_scope,
    manual_variable_initialization,
    reset_uids,
    set_learning_phase,
    set_session,
)
from .._keras.graph_state import scope as name_scope
from .._keras.settings import (
    epsilon,
    floatx,
    image_data_format,
    set_epsilon,
    set_floatx,
    set_image_data_format,
)
from .._missing import getter


def backend():
    return 'tensorflow'


__getattr__ = getter('tf.keras.backend')
