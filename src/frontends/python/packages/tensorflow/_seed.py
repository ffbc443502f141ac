"""Seeds of random ops, from the graph's and the op's, exactly as TensorFlow derives them."""

from . import _engine
from ._graph import get_default_graph

DEFAULT_GRAPH_SEED = 87654321
_MAXINT32 = 2**31 - 1


def get_seed(op_seed):
    """(seed, seed2) for an op; (None, None) when neither the graph nor the op has one."""
    graph = get_default_graph()
    global_seed = graph.seed
    if global_seed is not None:
        if op_seed is None:
            op_seed = graph.internal_operation_seed() if graph._is_eager else _engine.seed_count()
        seeds = global_seed % _MAXINT32, op_seed % _MAXINT32
    elif op_seed is not None:
        seeds = DEFAULT_GRAPH_SEED, op_seed % _MAXINT32
    else:
        seeds = None, None
    # (0, 0) would mean "not seeded" to the kernels.
    return (0, _MAXINT32) if seeds == (0, 0) else seeds


def set_random_seed(seed):
    get_default_graph().seed = seed
