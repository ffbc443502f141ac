"""tf.summary: nodes that give Summary messages as bytes; event files are not written here."""

import os
import re

import numpy as _np
from _gradient_runtime import log_once, on_reset

from . import _summary_bytes as _bytes
from . import logging as _logging
from ._convert import convert
from ._dtypes import float32, string
from ._eager.mode import refuse_eager
from ._graph import GraphKeys, get_default_graph
from ._host_calls import host_op
from ._missing import getter
from ._name_scope import name_scope
from ._summary_messages import Event, SessionLog, Summary


def _texts(function):
    """FUNCTION, which gives bytes, as a kernel with one output."""

    def kernel(*values):
        made = _np.empty((), dtype=object)
        made.reshape(-1)[0] = function(*values)
        return [made]

    return kernel


def _clean(name):
    """NAME with what no scope may have replaced, as TensorFlow does and says."""
    if name is None:
        return None
    clean = re.sub(r'[^-/\w\.]', '_', name).lstrip('/')
    if clean != name:
        _logging.info('Summary name %s is illegal; using %s instead.', name, clean)
    return clean


def _summary(op_type, kernel, name, inputs, family, collections, tag_name='tag', values=()):
    """A node OP_TYPE. INPUTS in the order in which they become nodes: (value, dtype, name, place among
    the node's inputs), or None for the tag, whose place is 0."""
    name, family = _clean(name), _clean(family)
    scoped = name if family is None else '%s/%s' % (family, name)
    with name_scope(scoped, None, list(values)) as scope:
        tag = scope.rstrip('/') if family is None else '%s/%s' % (family, scope.rstrip('/'))
        made = {}
        for item in inputs:
            if item is None:
                made[0] = convert(tag, dtype=string, name=tag_name)
            else:
                value, dtype, label, place = item
                made[place] = convert(value, dtype=dtype, name=label)
        tensors = [made[place] for place in sorted(made)]
        node = host_op(op_type, tensors, [(string, [])], _texts(kernel), name=scope)
    summary = node.outputs[0]
    for key in [GraphKeys.SUMMARIES] if collections is None else collections:
        get_default_graph().add_to_collection(key, summary)
    return summary


def scalar(name, tensor, collections=None, family=None):
    return _summary('ScalarSummary', _bytes.scalar, name, [None, (tensor, None, 'values', 1)],
                    family, collections, tag_name='tags', values=[tensor])


def histogram(name, values, collections=None, family=None):
    return _summary('HistogramSummary', _bytes.histogram, name, [None, (values, None, 'values', 1)],
                    family, collections, values=[values])


def image(name, tensor, max_outputs=3, collections=None, family=None):
    return _summary('ImageSummary', lambda tag, items: _bytes.image(tag, items, max_outputs), name,
                    [None, (tensor, None, 'tensor', 1)], family, collections, values=[tensor])


def audio(name, tensor, sample_rate, max_outputs=3, collections=None, family=None):
    """The rate becomes a node before the tag, and stands behind the sound."""

    def kernel(tag, sounds, rate):
        return _bytes.audio(tag, sounds, rate, max_outputs)

    inputs = [(sample_rate, float32, 'sample_rate', 2), None, (tensor, float32, 'tensor', 1)]
    return _summary('AudioSummaryV2', kernel, name, inputs, family, collections, values=[tensor])


#: SummaryMetadata of the text plug-in of TensorBoard.
_TEXT_METADATA = _bytes.field(1, _bytes.field(1, b'text'))


def text(name, tensor, collections=None):
    if tensor.dtype.base_dtype is not string:
        raise ValueError('Expected tensor %s to have dtype string, got %s' % (tensor.name, tensor.dtype))
    inputs = [None, (tensor, None, 'tensor', 1),
              (_TEXT_METADATA, string, 'serialized_summary_metadata', 2)]
    return _summary('TensorSummaryV2', _bytes.text, name, inputs, None, collections, values=[tensor])


def merge(inputs, collections=None, name=None):
    refuse_eager(
        'Merging tf.summary.* ops is not compatible with eager execution. Use tf.contrib.summary instead.'
    )
    inputs = [convert(one) for one in inputs]
    with name_scope(name, 'Merge', inputs):
        node = host_op('MergeSummary', inputs, [(string, [])], _texts(_bytes.merged))
    summary = node.outputs[0]
    for key in collections or ():
        get_default_graph().add_to_collection(key, summary)
    return summary


def merge_all(key=GraphKeys.SUMMARIES, scope=None, name=None):
    """A tensor of all summaries, or None when there is none."""
    refuse_eager(
        'Merging tf.summary.* ops is not compatible with eager execution. Use tf.contrib.summary instead.'
    )
    found = get_default_graph().get_collection(key, scope)
    return merge(found, name=name) if found else None


class FileWriter:
    """Makes the folder; event files are not written."""

    def __init__(self, logdir, graph=None, *arguments, **options):
        refuse_eager(
            'tf.summary.FileWriter is not compatible with eager execution. Use tf.contrib.summary instead.'
        )
        log_once('summary', 'Line {line}: tf.summary.FileWriter writes no event file here.')
        self._logdir = logdir
        self._closed = False
        if logdir:
            os.makedirs(logdir, exist_ok=True)

    def get_logdir(self):
        return self._logdir

    def add_summary(self, summary, global_step=None):
        """Checks that SUMMARY is one."""
        if isinstance(summary, bytes):
            Summary.FromString(summary)

    def _nothing(self, *arguments, **options):
        """Writes nothing."""

    add_graph = add_event = add_meta_graph = add_run_metadata = _nothing
    add_session_log = flush = reopen = _nothing

    def close(self):
        self._closed = True

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
        return False


class FileWriterCache:
    """One FileWriter per folder."""

    _writers = {}

    @staticmethod
    def get(logdir):
        writers = FileWriterCache._writers
        if logdir not in writers:
            writers[logdir] = FileWriter(logdir)
        return writers[logdir]

    @staticmethod
    def clear():
        FileWriterCache._writers.clear()


on_reset(FileWriterCache.clear)

__getattr__ = getter('tf.summary')
