"""What the layers of tf.layers share: the scope of one layer, its name in messages, its arguments."""

from ._graph import get_default_graph
from ._name_scope import name_scope
from ._variable_scope import variable_scope


class LayerScope:
    """The variable scope of one layer: opened once for its name, then for its variables and ops."""

    def __init__(self, name, base_name, reuse=None):
        if reuse:
            opened = variable_scope(name if name is not None else base_name)
        else:
            opened = variable_scope(name, default_name=base_name)
        with opened as self._scope:
            pass
        self._variables = variable_scope(self._scope, reuse=reuse, auxiliary_name_scope=False)

    def __enter__(self):
        scope = self._variables.__enter__()
        self._names = name_scope(scope.original_name_scope)
        self._names.__enter__()
        return self

    def __exit__(self, *error):
        self._names.__exit__(*error)
        return self._variables.__exit__(*error)


def layer_name(name, base_name):
    """What messages call a layer: its name, or `conv2d_1` for the first of its kind in the graph."""
    if name is not None:
        return name
    counts = get_default_graph()._layer_counts
    counts[base_name] = counts.get(base_name, 0) + 1
    return '%s_%d' % (base_name, counts[base_name])


def check_rank(inputs, rank, name):
    """ValueError unless INPUTS have RANK dimensions."""
    start = 'Input 0 of layer %s is incompatible with the layer: ' % name
    found = inputs.shape.ndims
    if found is None:
        raise ValueError(
            start + 'its rank is undefined, but the layer requires a defined rank.'
        )
    if found != rank:
        raise ValueError(
            start
            + 'expected ndim=%d, found ndim=%d. Full shape received: %s'
            % (rank, found, inputs.shape.as_list())
        )


def pair_of(value, name):
    """VALUE as two integers."""
    if isinstance(value, int):
        return (value, value)
    message = 'The `%s` argument must be a tuple of 2 integers. Received: %s' % (name, value)
    try:
        pair = tuple(value)
    except TypeError:
        raise ValueError(message) from None
    if len(pair) != 2:
        raise ValueError(message)
    for item in pair:
        try:
            int(item)
        except (ValueError, TypeError):
            raise ValueError(
                '%s including element %s of type %s' % (message, item, type(item))
            ) from None
    return pair


def padding_of(value):
    """`valid` or `same`."""
    if isinstance(value, (list, tuple)):
        raise NotImplementedError(
            'A list as the padding of a layer is not evaluated by this engine; tf.pad before it is'
        )
    padding = value.lower()
    if padding not in {'valid', 'same', 'causal'}:
        raise ValueError(
            'The `padding` argument must be a list/tuple or one of "valid", "same" (or "causal", only '
            'for `Conv1D). Received: %s' % padding
        )
    return padding


def data_format_of(value):
    """`NHWC` or `NCHW` for `channels_last` or `channels_first`."""
    chosen = 'channels_last' if value is None else value.lower()
    if chosen not in {'channels_first', 'channels_last'}:
        raise ValueError(
            'The `data_format` argument must be one of "channels_first", "channels_last". Received: %s'
            % value
        )
    return 'NHWC' if chosen == 'channels_last' else 'NCHW'
