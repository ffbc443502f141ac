"""tf.summary: summaries are nodes that do nothing here; nothing is written, and the log says so once."""

from _gradient_runtime import log_once

from ._graph import GraphKeys, get_default_graph
from ._missing import getter
from ._ops.control import no_op


def _note():
    log_once('summary', 'Line {line}: tf.summary writes nothing here; its ops do nothing.')


def _summary(op_type):
    def summarize(name, tensor, *arguments, collections=None, **options):
        _note()
        with get_default_graph().name_scope(name) as scope:
            made = no_op(name=scope)
        for key in [GraphKeys.SUMMARIES] if collections is None else collections:
            get_default_graph().add_to_collection(key, made)
        return made

    summarize.__name__ = op_type
    return summarize


scalar = _summary('scalar')
histogram = _summary('histogram')
image = _summary('image')
audio = _summary('audio')
text = _summary('text')


def merge(inputs, collections=None, name=None):
    return no_op(name=name or 'Merge/MergeSummary')


def merge_all(key=GraphKeys.SUMMARIES, scope=None, name=None):
    """An op, or None when there is no summary."""
    if not get_default_graph().get_collection(key, scope):
        return None
    return merge(None, name=name)


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
