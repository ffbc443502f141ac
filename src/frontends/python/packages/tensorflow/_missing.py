"""What this package does not have says so by its full name, at the line that asks for it."""

from importlib import import_module

from _gradient_runtime import log_once

#: Names that TensorFlow 1.15 itself no longer has, with the name it has instead.
_RENAMED = {
    'mul': 'multiply',
    'sub': 'subtract',
    'neg': 'negative',
    'inv': 'reciprocal',
    'pack': 'stack',
    'unpack': 'unstack',
    'select': 'where',
    'batch_matmul': 'matmul',
    'listdiff': 'setdiff1d',
    'complex_abs': 'abs',
    'concat_v2': 'concat',
    'scalar_summary': 'summary.scalar',
    'histogram_summary': 'summary.histogram',
    'image_summary': 'summary.image',
    'merge_summary': 'summary.merge',
    'merge_all_summaries': 'summary.merge_all',
    'training_variables': 'trainable_variables',
    'op_scope': 'name_scope',
}

#: Parts of TensorFlow below which names are looked up, so that the message has the whole name.
_NAMESPACES = frozenset(
    """
    audio autograph bitwise config contrib data debugging decode distribute distributions dtypes
    estimator examples experimental feature_column graph_util image io keras layers linalg lite lookup
    manip metrics nest profiler quantization queue ragged random saved_model sets signal sparse spectral
    strings summary sysconfig test tpu user_ops version xla
    activations applications backend callbacks constraints datasets initializers losses models
    optimizers preprocessing regularizers utils wrappers
    bayesflow checkpoint cluster_resolver cudnn_rnn eager factorization framework gan graph_editor
    learn legacy_seq2seq metric_learning nn opt predictor rnn rnn_cell seq2seq slim solvers
    specs staging stat_summarizer tensor_forest tensorboard tensorrt tfprof timeseries training util
    """.split()
)


class Namespace:
    """A part of TensorFlow of which nothing is here."""

    def __init__(self, name):
        self.__name__ = name

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return missing(self.__name__, name)


#: Parts that are loaded when somebody asks for them, so that start-up does not pay for them.
_LATER = {
    'tf': {'distributions', 'image', 'io', 'lookup', 'python'},
    'tf.contrib': {
        'crf', 'distributions', 'legacy_seq2seq', 'lookup', 'losses', 'metrics', 'seq2seq',
        'stateless',
    },
}  # fmt: skip


def _called(prefix, name):
    """What TensorFlow calls the module PREFIX if it has no NAME either; None where it has, or may have."""
    known = import_module('tensorflow._module_table.public_names').of(prefix)
    return known[0] if known is not None and name not in known[1] else None


def missing(prefix, name):
    """The attribute NAME of the namespace PREFIX, which is not here: a namespace, or an error."""
    called = _called(prefix, name)
    if called is not None:
        raise AttributeError(f"module '{called}' has no attribute '{name}'")
    if name in _NAMESPACES:
        return Namespace(f'{prefix}.{name}')
    message = f'{prefix}.{name} is not evaluated by this engine'
    # A file may ask and go on without it (hasattr): the log still says so, once per symbol.
    log_once(message, message + ' (line {line})')
    raise AttributeError(message)


def getter(prefix):
    """A module's __getattr__: `tf.nn.conv3d is not evaluated by this engine`."""

    def __getattr__(name):
        module = prefix.replace('tf', 'tensorflow', 1)
        if name.startswith('__'):
            raise AttributeError(f"module '{module}' has no attribute '{name}'")
        if name in _LATER.get(prefix, ()):
            return import_module(f'{module}.{name}')
        if prefix == 'tf' and name in _RENAMED:
            raise AttributeError(
                f"module '{module}' has no attribute '{name}': TensorFlow 1.15 calls it "
                f'tf.{_RENAMED[name]}'
            )
        return missing(prefix, name)

    return __getattr__
