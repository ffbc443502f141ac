"""tf.summary: summaries are nodes that do nothing here; nothing is written, and the log says so once."""

import re

from _gradient_runtime import log_once

from ._convert import convert
from ._graph import GraphKeys, get_default_graph
from ._missing import getter
from ._ops.control import control_dependencies, no_op


def _note():
    log_once('summary', 'Line {line}: tf.summary writes nothing here; its ops do nothing.')


def _like_a_tensor(summary):
    """A summary is a tensor in TensorFlow: it has an op and can be evaluated, here to nothing."""
    summary.op = summary
    summary.eval = summary.run
    return summary


def _summary(op_type, *inputs):
    """tf.summary.OP_TYPE. INPUTS are the constants that TensorFlow makes beside it: the seeds of
    random ops made later count them. Running it computes its tensor, as TensorFlow must.
    """

    def summarize(name, tensor, *arguments, collections=None, **options):
        _note()
        clean = re.sub(r'[^-/\w.]', '_', name).lstrip('/')
        with get_default_graph().name_scope(clean) as scope:
            tensor = convert(tensor, name='values')
            for constant in inputs:
                no_op(name=constant)
            with control_dependencies([tensor]):
                made = _like_a_tensor(no_op(name=scope))
        for key in [GraphKeys.SUMMARIES] if collections is None else collections:
            get_default_graph().add_to_collection(key, made)
        return made

    summarize.__name__ = op_type
    return summarize


scalar = _summary('scalar', 'tags')
histogram = _summary('histogram', 'tag')
image = _summary('image', 'tag')
audio = _summary('audio', 'sample_rate', 'tag')
text = _summary('text', 'tag', 'serialized_summary_metadata')


def merge(inputs, collections=None, name=None):
    with get_default_graph().name_scope(name or 'Merge'):
        with control_dependencies(inputs):
            return _like_a_tensor(no_op(name='MergeSummary'))


def merge_all(key=GraphKeys.SUMMARIES, scope=None, name=None):
    """An op, or None when there is no summary."""
    found = get_default_graph().get_collection(key, scope)
    return merge(found, name=name) if found else None


class FileWriter:
    def __init__(self, logdir, graph=None, *arguments, **options):
        _note()
        self._logdir = logdir

    def get_logdir(self):
        return self._logdir

    def _nothing(self, *arguments, **options):
        """Writes nothing."""

    add_summary = add_graph = add_event = add_meta_graph = add_run_metadata = _nothing
    add_session_log = flush = close = reopen = _nothing

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


__getattr__ = getter('tf.summary')
