"""tf.data"""

from importlib import import_module

from ._data.datasets import Dataset
from ._data.iterators import Iterator
from ._data.options import Options
from ._missing import getter

_not_here = getter('tf.data')


def __getattr__(name):
    # Loaded when somebody asks: most files need none of it.
    if name == 'experimental':
        return import_module('tensorflow._data.experimental')
    if name == 'TextLineDataset':
        return import_module('tensorflow._data.files').TextLineDatasetV1
    return _not_here(name)


def make_one_shot_iterator(dataset):
    return dataset.make_one_shot_iterator()


def make_initializable_iterator(dataset, shared_name=None):
    return dataset.make_initializable_iterator(shared_name)


def get_output_types(dataset_or_iterator):
    return dataset_or_iterator.output_types


def get_output_shapes(dataset_or_iterator):
    return dataset_or_iterator.output_shapes


def get_output_classes(dataset_or_iterator):
    return dataset_or_iterator.output_classes
