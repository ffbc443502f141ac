"""What the layers of tf.contrib.layers share: their variables' names and collections, their last steps.

Of contrib/layers/python/layers/{layers,utils}.py: each opens a variable scope whose getter makes model
variables under contrib's names, and calls a layer of tf.layers in it.
"""

from .._collections import add_to_collection, add_to_collections, get_collection
from ._variables import model_variable

NHWC, NCHW = 'NHWC', 'NCHW'
RENAMED = {'bias': 'biases', 'kernel': 'weights'}


def model_getter(renamed=None):
    """A getter for a variable scope: model variables, with other last names where RENAMED has them."""

    def layer_variable_getter(getter, name, *arguments, **options):
        scope, slash, own = name.rpartition('/')
        name = scope + slash + (renamed or {}).get(own, own)
        kept = {key: options[key] for key in _KEPT if key in options}
        return model_variable(name, *arguments, custom_getter=getter, **kept)

    return layer_variable_getter


_KEPT = """
    shape dtype initializer regularizer trainable collections caching_device partitioner use_resource
    synchronization aggregation
    """.split()


def collections_of(collections, kind):
    return collections.get(kind) if isinstance(collections, dict) else collections


def add_variable(variable, collections, kind):
    """Puts VARIABLE, of this KIND, into the collections that a layer was given for it."""
    for collection in collections_of(collections, kind) or []:
        if not any(one is variable for one in get_collection(collection)):
            add_to_collection(collection, variable)


def collected(collections, alias, outputs):
    """OUTPUTS, put into COLLECTIONS with the name of the layer among their aliases."""
    if collections:
        alias = alias[:-1] if alias[-1] == '/' else alias
        outputs.aliases = [*getattr(outputs, 'aliases', ()), alias]
        add_to_collections(collections, outputs)
    return outputs


def activated(outputs, activation_fn):
    return outputs if activation_fn is None else activation_fn(outputs)


def finished(outputs, normalizer_fn, normalizer_params, activation_fn):
    if normalizer_fn is not None:
        outputs = normalizer_fn(outputs, **(normalizer_params or {}))
    return activated(outputs, activation_fn)


def check_format(data_format):
    if data_format not in (NCHW, NHWC):
        raise ValueError('data_format has to be either NCHW or NHWC.')


def keras_format(data_format):
    is_first = data_format and data_format.startswith('NC')
    return 'channels_first' if is_first else 'channels_last'
