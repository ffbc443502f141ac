"""tf.Print and tf.print: nodes that write what flows through them, in the middle of a run."""

import pprint
import random
import sys

from .. import _dtypes as dtypes
from .. import _host_calls
from .._constant import constant
from .._convert import convert, is_dense
from .._graph import get_default_graph
from .._graph_elements import graph_of_inputs
from .._name_scope import name_scope
from .._nest import flatten, map_structure, pack_sequence_as
from . import texts


def Print(input_, data, message=None, first_n=None, summarize=None, name=None):
    """INPUT_ itself; every run writes MESSAGE and the first SUMMARIZE numbers of each of DATA to stderr."""
    if not isinstance(data, (list, tuple)):
        raise TypeError("Expected list for 'data' argument to 'Print' Op, not %s." % (data,))
    graph = graph_of_inputs([input_, *data]) or get_default_graph()
    return graph._within(_print, input_, data, message or '', first_n, summarize, name)


def _print(input_, data, message, first_n, summarize, name):
    most = -1 if first_n is None else int(first_n)
    entries = 3 if summarize is None else int(summarize)
    calls = {}  # how often, by session

    with name_scope(name, 'Print') as scope:
        input_ = convert(input_, name='input')
        data = [convert(item, name='data_%d' % i) for i, item in enumerate(data)]

        def write(value, *values):
            session = _host_calls.session()
            calls[session] = calls.get(session, 0) + 1
            if most < 0 or calls[session] <= most:
                parts = ''.join('[%s]' % texts.one_line(item, entries) for item in values)
                sys.stderr.write(message + parts + '\n')
            return [texts.as_array(value)]

        output = (input_.dtype.base_dtype, input_.shape)
        node = _host_calls.host_op('Print', [input_, *data], [output], write, name=scope)
        return node.outputs[0]


# -- tf.print ----------------------------------------------------------------------------------


def string_format(inputs, template, placeholder='{}', summarize=3, name=None):
    """The string TEMPLATE with each PLACEHOLDER replaced by the next of INPUTS."""
    inputs = [convert(item, name='inputs_%d' % i) for i, item in enumerate(inputs)]
    pieces = template.split(placeholder)
    if len(pieces) != len(inputs) + 1:
        raise ValueError(
            'num placeholders in template and num inputs must match: %d vs. %d'
            % (len(pieces) - 1, len(inputs))
        )

    def write(*values):
        text = pieces[0]
        for value, piece in zip(values, pieces[1:]):
            text += texts.rows(value, summarize) + piece
        return [texts.as_array(text.encode('utf-8'))]

    output = (dtypes.string, [])
    return _host_calls.host_op('StringFormat', inputs, [output], write, name=name).outputs[0]


def _placeholder_beside(text):
    """`{}`, with digits where the text has that itself."""
    placeholder = '{}'
    digits = random.Random(5)
    while placeholder in text:
        placeholder += str(digits.randint(0, 9))
    return placeholder


def _is_tensor(value):
    from .sparse import SparseTensor

    return is_dense(value) or isinstance(value, SparseTensor)


def _template(inputs, sep):
    """(template, placeholder, tensors) of what tf.print is given."""
    from .sparse import SparseTensor

    bare = map_structure(lambda x: '' if _is_tensor(x) else x, list(inputs))
    placeholder = _placeholder_beside(' '.join(pprint.pformat(x) for x in bare))
    tensors = []
    templates = []
    for item in inputs:
        parts = []
        for x in flatten(item):
            if isinstance(x, SparseTensor):
                tensors += [x.indices, x.values, x.dense_shape]
                parts.append('SparseTensor(indices={0}, values={0}, shape={0})'.format(placeholder))
            elif _is_tensor(x):
                tensors.append(x)
                parts.append(placeholder)
            else:
                parts.append(x)
        is_text = isinstance(item, str)
        templates.append(item if is_text else pprint.pformat(pack_sequence_as(item, parts)))
    template = sep.join(templates)
    return template.replace("'" + placeholder + "'", placeholder), placeholder, tensors


def _stream_of(output_stream):
    """A function that gives the stream to write to."""
    from .. import logging

    if output_stream is sys.stdout:
        return lambda: sys.stdout
    if output_stream is sys.stderr:
        return lambda: sys.stderr
    levels = (logging.INFO, logging.WARN, logging.ERROR)
    functions = (logging.info, logging.warning, logging.warn, logging.error)
    if any(output_stream is one for one in functions) or output_stream in levels:
        return lambda: sys.stderr
    if isinstance(output_stream, str) and output_stream.startswith('file://'):
        raise NotImplementedError('tf.print into a file is not evaluated by this engine')
    raise ValueError(
        'Unsupported output stream, logging level, or file.'
        + str(output_stream)
        + '. Supported streams are sys.stdout, sys.stderr, tf.logging.info, tf.logging.warning, '
        "tf.logging.error. File needs to be in the form of 'file://<filepath>'."
    )


def print_v2(*inputs, **kwargs):
    """tf.print: an Operation that writes INPUTS, texts and tensors, when it runs."""
    output_stream = kwargs.pop('output_stream', sys.stderr)
    name = kwargs.pop('name', None)
    summarize = kwargs.pop('summarize', 3)
    sep = kwargs.pop('sep', ' ')
    end = kwargs.pop('end', '\n')
    if kwargs:
        raise ValueError('Unrecognized keyword arguments for tf.print: %s' % kwargs)
    stream = _stream_of(output_stream)
    tensors = [x for x in flatten(list(inputs)) if _is_tensor(x)]
    graph = graph_of_inputs(tensors) or get_default_graph()
    return graph._within(_print_v2, inputs, name, summarize, sep, end, stream)


def _print_v2(inputs, name, summarize, sep, end, stream):
    first = inputs[0] if len(inputs) == 1 else None
    if is_dense(first) and first.shape.ndims == 0 and first.dtype.base_dtype is dtypes.string:
        text = first
    else:
        template, placeholder, tensors = _template(inputs, sep)
        format_name = name + '_format' if name else None
        text = string_format(tensors, template, placeholder, summarize, format_name)

    def write(value):
        (text,) = texts.as_array(value).ravel().tolist()
        stream().write((text.decode('utf-8') if isinstance(text, bytes) else text) + end)
        return []

    return _host_calls.host_op('PrintV2', [convert(text)], [], write, name=name)


# -- checks of everything ----------------------------------------------------------------------


def add_check_numerics_ops():
    """An Operation that fails at the first tensor of floats, in the order they were made, that is not finite."""
    from .. import _engine
    from .._control_scope import ControlDependencies
    from . import arrays, control

    graph = get_default_graph()
    before = []
    for op in graph.get_operations():
        for output in op.outputs:
            if output.dtype.name not in ('float16', 'float32', 'float64'):
                continue
            if graph._within(_engine.is_in_context, output._id):
                raise ValueError(
                    '`tf.add_check_numerics_ops() is not compatible with TensorFlow control flow '
                    'operations such as `tf.cond()` or `tf.while_loop()`.'
                )
            with ControlDependencies(graph, before):
                words = '%s:%d' % (op.name, output.value_index)
                before = [arrays.check_numerics(output, message=words)]
    return control.group(*before)
