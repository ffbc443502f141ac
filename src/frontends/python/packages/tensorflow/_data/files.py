"""Data sets of files: their names, their lines."""

import glob as _glob

import numpy as _np

from .._arrays import text_array
from .._convert import convert
from .._dtypes import int64, string
from .._errors import InvalidArgumentError
from .._graph import get_default_graph
from .._host_calls import host_op
from .._name_scope import name_scope
from .._ops import arrays, math
from .._queue_state import arrays_of
from .._shapes import TensorShape
from . import element_order, iterators
from .datasets import Dataset


def _texts(value):
    """The texts of an array or of one text, as a list of bytes."""
    return [value] if isinstance(value, bytes) else list(arrays_of([value])[0].reshape(-1).tolist())


def matching_files(pattern, name=None):
    def find(given):
        found = sorted({one for text in _texts(given) for one in _glob.glob(text.decode())})
        made = _np.empty([len(found)], dtype=object)
        made[:] = [one.encode() for one in found]
        return [made]

    with name_scope(name, 'MatchingFiles', [pattern]) as scope:
        given = convert(pattern, dtype=string, name='pattern')
        return host_op('MatchingFiles', [given], [(string, [None])], find, name=scope).outputs[0]


def read_file(filename, name=None):
    """The whole content of a file as one text."""
    with name_scope(name, 'ReadFile', [filename]) as scope:
        file = convert(filename, dtype=string, name='filename')
        return host_op(
            'ReadFile', [file], [(string, [])],
            lambda given: [text_array(element_order.file_bytes(_texts(given)[0]))], name=scope,
        ).outputs[0]


def list_files(file_pattern, shuffle, seed):
    """The names of the files that match, sorted; shuffled unless SHUFFLE is False (dataset_ops.py)."""
    with name_scope('list_files', 'list_files', []):
        pattern = convert(file_pattern, dtype=string, name='file_pattern')
        names = matching_files(pattern)
        condition = math.greater(arrays.shape(names)[0], 0, name='match_not_empty')
        with name_scope('ReduceJoin', 'ReduceJoin', []) as scope:
            axes = convert(list(range(pattern.shape.ndims)), dtype='int32', name='Const')
            joined = host_op('ReduceJoin', [pattern, axes], [(string, [])],
                             lambda given, _: [text_array(b', '.join(_texts(given)))])
        start = convert('No files matched pattern: ', dtype=string, name='message/x')
        # The engine's own Add and Assert take no texts: these two stand at their places.
        message = host_op('StringFormat', [start, joined.outputs[0]], [(string, [])],
                          lambda one, two: [text_array(one + two)], name='message')
        with name_scope('assert_not_empty', 'assert_not_empty', []):
            check = host_op('PrintV2', [condition, message.outputs[0]], [], _check, name='Assert')
        with get_default_graph().control_dependencies([check]):
            names = arrays.identity(names)
        made = Dataset.from_tensor_slices(names)
        if shuffle is not False:
            size = math.maximum(arrays.shape(names, out_type=int64)[0], 1)
            made = made.shuffle(size, seed=seed)
        return made


def _check(is_matched, message):
    if not is_matched:
        raise InvalidArgumentError(None, None, 'assertion failed: [%s]' % message.decode())
    return []


class TextLineDatasetV1(Dataset):
    """The lines of text files."""

    def __init__(self, filenames, compression_type=None, buffer_size=None, num_parallel_reads=None):
        if num_parallel_reads is not None:
            raise NotImplementedError(
                'tf.data.TextLineDataset(num_parallel_reads=…) is not evaluated by this engine'
            )
        if isinstance(filenames, Dataset):
            names = filenames
        else:
            flat = arrays.reshape(convert(filenames, dtype=string), [-1], name='flat_filenames')
            names = Dataset.from_tensor_slices(flat)
        compression = (compression_type or '').encode()

        def build(source):
            listed = [_texts(row[0])[0] for row in iterators.dataset_of(source)()]
            return element_order.text_lines(listed, compression)

        super().__init__('FlatMapDataset', [names._variant], build, string, TensorShape([]))
