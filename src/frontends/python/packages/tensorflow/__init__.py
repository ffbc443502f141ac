"""TensorFlow 1.15 in graph mode, on Gradient Debugger's own engine. What is not here says so by name."""

import sys as _sys

from . import _operators
from ._accepted import (
    ConfigProto,
    GPUOptions,
    GraphOptions,
    OptimizerOptions,
    RunMetadata,
    RunOptions,
    container,
)
from ._accepted import without_effect as disable_v2_behavior
from ._accepted import without_effect as disable_v2_tensorshape
from ._placement import asked_colocate_with as colocate_with
from ._placement import device
from ._device_spec import DeviceSpec
from ._collections import (
    add_to_collection,
    add_to_collections,
    all_variables,
    assert_variables_initialized,
    get_collection,
    get_collection_ref,
    global_variables,
    global_variables_initializer,
    initialize_all_variables,
    initialize_local_variables,
    initialize_variables,
    is_variable_initialized,
    local_variables,
    local_variables_initializer,
    model_variables,
    moving_average_variables,
    report_uninitialized_variables,
    tables_initializer,
    trainable_variables,
    variables_initializer,
)
from ._constant import constant
from ._convert import convert_to_tensor
from ._custom_gradient import custom_gradient
from ._dtypes import (
    DType,
    as_dtype,
    bfloat16,
    complex64,
    complex128,
    float16,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    qint8,
    qint16,
    qint32,
    quint8,
    quint16,
    resource,
    string,
    uint8,
    uint16,
    uint32,
    uint64,
    variant,
)
from ._dtypes import bool_ as bool
from ._dtypes import float16 as half
from ._dtypes import float64 as double
from ._eager.mode import (
    disable_eager_execution,
    enable_eager_execution,
    executing_eagerly,
    get_default_graph,
)
from ._eager.function import function
from ._eager.tape import GradientTape
from ._errors import OpError
from ._gradients import AggregationMethod, UnconnectedGradients, gradients, hessians
from ._graph import Graph, GraphKeys, reset_default_graph
from ._indexed_slices import IndexedSlices
from ._indexed_slices import convert_or_slices as convert_to_tensor_or_indexed_slices
from ._initializers import Constant as constant_initializer
from ._initializers import GlorotNormal as glorot_normal_initializer
from ._initializers import GlorotUniform as glorot_uniform_initializer
from ._initializers import Ones as ones_initializer
from ._initializers import RandomNormal as random_normal_initializer
from ._initializers import RandomUniform as random_uniform_initializer
from ._initializers import TruncatedNormal as truncated_normal_initializer
from ._initializers import UniformUnitScaling as uniform_unit_scaling_initializer
from ._initializers import VarianceScaling as variance_scaling_initializer
from ._initializers import Zeros as zeros_initializer
from ._missing import getter as _getter
from ._name_scope import name_scope
from ._operation import Operation
from ._ops.arrays import (
    broadcast_to,
    check_numerics,
    concat,
    diag,
    diag_part,
    expand_dims,
    identity,
    identity_n,
    invert_permutation,
    matrix_diag,
    matrix_diag_part,
    matrix_transpose,
    pad,
    rank,
    reshape,
    reverse,
    shape,
    shape_n,
    size,
    split,
    squeeze,
    stack,
    stop_gradient,
    tile,
    transpose,
    unique,
    unstack,
    where,
)
from ._ops.arrays import reverse as reverse_v2
from ._ops.broadcasting import *  # noqa: F403
from ._ops.checks import *  # noqa: F403
from ._ops.checks import verify_tensor_all_finite
from ._ops.clipping import (
    clip_by_average_norm,
    clip_by_global_norm,
    clip_by_norm,
    clip_by_value,
    global_norm,
)
from ._ops.conditionals import case, cond
from ._ops.control import Assert, control_dependencies, group, no_op
from ._ops.control import tuple_ as tuple
from ._ops.counting import *  # noqa: F403
from ._ops.creation import (
    eye,
    fill,
    lin_space,
    meshgrid,
    one_hot,
    ones,
    ones_like,
    placeholder,
    placeholder_with_default,
    zeros,
    zeros_like,
)
from ._ops.creation import lin_space as linspace
from ._ops.creation import range_ as range
from ._ops.functional import foldl, foldr, map_fn, scan
from ._ops.einsum import einsum
from ._ops.gathering import (
    batch_gather,
    boolean_mask,
    dynamic_stitch,
    gather,
    gather_nd,
    scatter_nd,
    sequence_mask,
)
from ._ops.loops import while_loop
from ._ops.math import (
    abs,
    accumulate_n,
    acos,
    acosh,
    add,
    add_n,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cast,
    ceil,
    cos,
    cosh,
    div,
    div_no_nan,
    divide,
    equal,
    erf,
    erfc,
    exp,
    expm1,
    floor,
    floor_div,
    floordiv,
    floormod,
    greater,
    greater_equal,
    is_finite,
    is_inf,
    is_nan,
    less,
    less_equal,
    log,
    log1p,
    log_sigmoid,
    logical_and,
    logical_not,
    logical_or,
    logical_xor,
    maximum,
    minimum,
    mod,
    multiply,
    negative,
    not_equal,
    pow,
    realdiv,
    reciprocal,
    rint,
    round,
    rsqrt,
    saturate_cast,
    scalar_mul,
    sigmoid,
    sign,
    sin,
    sinh,
    sqrt,
    square,
    squared_difference,
    subtract,
    tan,
    tanh,
    to_double,
    to_float,
    to_int32,
    to_int64,
    to_bfloat16,
    truediv,
    truncatediv,
    truncatemod,
)
from ._ops.matrices import *  # noqa: F403
from ._ops.printing import Print, add_check_numerics_ops
from ._ops.printing import print_v2 as print
from ._ops.random import (
    multinomial,
    random_crop,
    random_gamma,
    random_normal,
    random_poisson,
    random_shuffle,
    random_uniform,
    truncated_normal,
)
from ._ops.bits import bitcast
from ._ops.rearranging import *  # noqa: F403
from ._ops.reductions import (
    argmax,
    argmin,
    count_nonzero,
    cumprod,
    cumsum,
    matmul,
    norm,
    reduce_all,
    reduce_any,
    reduce_logsumexp,
    reduce_max,
    reduce_mean,
    reduce_min,
    reduce_prod,
    reduce_sum,
    trace,
)
from ._ops.segments import *  # noqa: F403
from ._ops.slicing import slice_ as slice
from ._ops.slicing import strided_slice
from ._py_func import numpy_function, py_func
from ._registered_gradients import RegisterGradient, no_gradient
from ._registered_gradients import no_gradient as NoGradient
from ._registered_gradients import no_gradient as NotDifferentiable
from ._ops.tensor_arrays import TensorArray
from ._ops.sparse import *  # noqa: F403
from ._ops.sparse_rows import sparse_fill_empty_rows, sparse_reshape, sparse_retain
from ._ops.special import *  # noqa: F403
from ._ops.state import (
    assign,
    assign_add,
    assign_sub,
    scatter_add,
    scatter_div,
    scatter_max,
    scatter_min,
    scatter_mul,
    scatter_nd_add,
    scatter_nd_sub,
    scatter_nd_update,
    scatter_sub,
    scatter_update,
)
from ._ops.text_names import *  # noqa: F403
from ._ops.tensor_kinds import *  # noqa: F403
from ._ops.tensordot import tensordot
from ._module import Module
from ._partitioned import fixed_size_partitioner, min_max_variable_partitioner, variable_axis_size_partitioner
from ._queues import FIFOQueue, QueueBase, RandomShuffleQueue
from ._seed import get_seed, set_random_seed
from ._session import InteractiveSession, Session, get_default_session
from ._shapes import Dimension, TensorShape
from ._summary_messages import Event, SessionLog, Summary
from ._tensor_spec import TensorSpec
from ._template import make_template
from ._tensor import Tensor
from ._resource_variable import (
    disable_resource_variables,
    enable_resource_variables,
    resource_variables_enabled,
)
from ._variable import Variable
from ._variable_scope import (
    VariableScope,
    get_local_variable,
    get_variable,
    get_variable_scope,
    no_regularizer,
    variable_op_scope,
    variable_scope,
)
from ._variable_store import AUTO_REUSE

from . import (  # isort: skip
    app,
    bitwise,
    contrib,
    data,
    debugging,
    dtypes,
    errors,
    flags,
    gfile,
    initializers,
    layers,
    linalg,
    logging,
    losses,
    manip,
    math,
    metrics,
    nest,
    nn,
    random,
    raw_ops,
    sets,
    sparse,
    strings,
    summary,
    test,
    train,
)

__version__ = VERSION = '1.15.5'
__git_version__ = GIT_VERSION = 'gradient-debugger'

newaxis = None

#: `import tensorflow.compat.v1 as tf` is this very module.
from . import compat  # isort: skip  # noqa: E402

from . import _module_paths  # isort: skip  # noqa: E402

_module_paths.install()

from . import _class_names  # isort: skip  # noqa: E402

_class_names.rename(_sys.modules[__name__])

_missing_name = _getter('tf')


def __getattr__(name):
    # tf.keras is large, and most files do not use it: it is made when somebody asks for it.
    if name == 'keras':
        import importlib

        return importlib.import_module('tensorflow.keras')
    if name == 'orthogonal_initializer':
        from ._orthogonal import Orthogonal

        return Orthogonal
    if name in ('read_file', 'matching_files'):
        from ._data import files

        return getattr(files, name)
    return _missing_name(name)
