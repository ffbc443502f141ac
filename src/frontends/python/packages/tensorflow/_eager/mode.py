"""tf.enable_eager_execution and tf.executing_eagerly, and the words for what needs a graph."""

from .._graph import Graph, _make_current
from .._graph import get_default_graph as _get_default_graph
from .._state import current
from .graph import EagerGraph

DEVICE_PLACEMENT_EXPLICIT = 0
DEVICE_PLACEMENT_WARN = 1
DEVICE_PLACEMENT_SILENT = 2
DEVICE_PLACEMENT_SILENT_FOR_INT32 = 3
SYNC = 0
ASYNC = 1


def enable_eager_execution(config=None, device_policy=None, execution_mode=None):
    """From here on ops are executed when they are called. Only before any graph has been used."""
    if current.eager is not None:
        return
    if config is not None and not hasattr(config, '_is_config'):
        raise TypeError('config must be a tf.ConfigProto, but got %s' % type(config))
    if device_policy not in (None, 0, 1, 2, 3):
        raise ValueError(
            'device_policy must be one of None, tf.contrib.eager.DEVICE_PLACEMENT_*'
        )
    if execution_mode not in (None, SYNC, ASYNC):
        raise ValueError(
            'execution_mode must be one of None, tf.contrib.eager.SYNC, tf.contrib.eager.ASYNC'
        )
    if current.root is not None:
        raise ValueError('tf.enable_eager_execution must be called at program startup.')
    current.eager = current.root = EagerGraph()
    _make_current(current.root if current.graph is None else current.graph)


def disable_eager_execution():
    """Only before anything has been computed."""
    if current.eager is None:
        return
    current.eager = current.root = None
    _make_current(None)


def executing_eagerly():
    eager = current.eager
    return eager is not None and (current.graph or current.root) is eager


def refuse_eager(message):
    """RuntimeError with MESSAGE under eager execution."""
    if executing_eagerly():
        raise RuntimeError(message)


def get_default_graph():
    """tf.get_default_graph(): under eager execution a graph beside it, which stays empty."""
    if not executing_eagerly():
        return _get_default_graph()
    eager = current.eager
    if eager.beside is None:
        eager.beside = Graph()
        eager.beside._collections = eager._collections
    return eager.beside
