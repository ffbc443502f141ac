"""Nests and the way to their leaves: structures of which only the upper levels count, and named leaves.

TensorFlow's python/util/nest.py; the order of its checks, and its words, are kept.
"""

import collections.abc

from ._nest import (
    _asks,
    _is_mapping,
    _is_namedtuple,
    _same_namedtuples,
    _sequence_like,
    _yield_sorted_items,
    _yield_value,
    flatten,
    is_sequence,
    pack_sequence_as,
)
from ._indexed_slices import IndexedSlices


def _other_type(shallow_tree, input_tree):
    return TypeError(
        "The two structures don't have the same sequence type. Input structure has type %s, while "
        'shallow structure has type %s.' % (type(input_tree), type(shallow_tree))
    )


def assert_shallow_structure(
    shallow_tree,
    input_tree,
    check_types=True,
    expand_composites=False,
    check_subtrees_length=True,
):
    """TypeError or ValueError unless INPUT_TREE is nested as SHALLOW_TREE down to the leaves of that."""
    is_seq = _asks(expand_composites)
    if not is_seq(shallow_tree):
        return
    if not is_seq(input_tree):
        raise TypeError(
            'If shallow structure is a sequence, input must also be a sequence. Input has type: %s.'
            % type(input_tree)
        )
    if check_types and not isinstance(input_tree, type(shallow_tree)):
        if _is_namedtuple(shallow_tree) and _is_namedtuple(input_tree):
            if not _same_namedtuples(shallow_tree, input_tree):
                raise _other_type(shallow_tree, input_tree)
        elif not (_is_mapping(shallow_tree) and _is_mapping(input_tree)):
            raise _other_type(shallow_tree, input_tree)
    composites = [isinstance(tree, IndexedSlices) for tree in (shallow_tree, input_tree)]
    if any(composites):
        if not all(composites):
            raise _other_type(shallow_tree, input_tree)
    elif check_subtrees_length and len(input_tree) != len(shallow_tree):
        raise ValueError(
            "The two structures don't have the same sequence length. Input structure has length %s, "
            'while shallow structure has length %s.' % (len(input_tree), len(shallow_tree))
        )
    elif len(input_tree) < len(shallow_tree):
        raise ValueError(
            'The input_tree has fewer elements than the shallow_tree. Input structure has length %s, '
            'while shallow structure has length %s.' % (len(input_tree), len(shallow_tree))
        )
    if _is_mapping(shallow_tree):
        absent = set(shallow_tree) - set(input_tree)
        if absent:
            raise ValueError(
                "The shallow_tree's keys are not a subset of the input_tree's keys. The shallow_tree has "
                'the following keys that are not in the input_tree: %s.' % sorted(absent)
            )
    for shallow, branch in zip(_yield_value(shallow_tree), _yield_value(input_tree)):
        assert_shallow_structure(
            shallow, branch, check_types, expand_composites, check_subtrees_length
        )


def _yield_flat_up_to(shallow_tree, input_tree, is_seq, path=()):
    if not is_seq(shallow_tree):
        yield path, input_tree
        return
    inputs = dict(_yield_sorted_items(input_tree))
    for key, subtree in _yield_sorted_items(shallow_tree):
        yield from _yield_flat_up_to(subtree, inputs[key], is_seq, (*path, key))


def flatten_with_tuple_paths_up_to(
    shallow_tree,
    input_tree,
    check_types=True,
    expand_composites=False,
    check_subtrees_length=True,
):
    """[(path, what INPUT_TREE has there)] for the leaves of SHALLOW_TREE."""
    assert_shallow_structure(
        shallow_tree, input_tree, check_types, expand_composites, check_subtrees_length
    )
    return list(_yield_flat_up_to(shallow_tree, input_tree, _asks(expand_composites)))


def flatten_up_to(
    shallow_tree,
    input_tree,
    check_types=True,
    expand_composites=False,
    check_subtrees_length=True,
):
    """What INPUT_TREE has at the leaves of SHALLOW_TREE."""
    pairs = flatten_with_tuple_paths_up_to(
        shallow_tree, input_tree, check_types, expand_composites, check_subtrees_length
    )
    return [value for _, value in pairs]


def map_structure_with_tuple_paths_up_to(shallow_tree, func, *inputs, **kwargs):
    """FUNC of the path and of what all INPUTS have at each leaf of SHALLOW_TREE, in its nesting."""
    if not inputs:
        raise ValueError('Cannot map over no sequences')
    options = [
        kwargs.pop('check_types', True),
        kwargs.pop('expand_composites', False),
        kwargs.pop('check_subtrees_length', True),
    ]
    for tree in inputs:
        assert_shallow_structure(shallow_tree, tree, *options)
    pairs = [flatten_with_tuple_paths_up_to(shallow_tree, tree, *options) for tree in inputs]
    results = [
        func(entries[0][0], *[value for _, value in entries], **kwargs) for entries in zip(*pairs)
    ]
    return pack_sequence_as(shallow_tree, results, options[1])


def map_structure_up_to(shallow_tree, func, *inputs, **kwargs):
    return map_structure_with_tuple_paths_up_to(
        shallow_tree, lambda _, *values: func(*values), *inputs, **kwargs
    )


def map_structure_with_tuple_paths(func, *structure, **kwargs):
    """FUNC of the path (a tuple of keys and indices) and the leaves there."""
    return map_structure_with_tuple_paths_up_to(structure[0], func, *structure, **kwargs)


def map_structure_with_paths(func, *structure, **kwargs):
    """FUNC of the path (joined by '/') and the leaves there."""

    def joined(path, *values, **options):
        return func('/'.join(map(str, path)), *values, **options)

    return map_structure_with_tuple_paths_up_to(structure[0], joined, *structure, **kwargs)


def yield_flat_paths(nest, expand_composites=False):
    for path, _ in _yield_flat_up_to(nest, nest, _asks(expand_composites)):
        yield path


def flatten_with_tuple_paths(structure, expand_composites=False):
    return list(
        zip(yield_flat_paths(structure, expand_composites), flatten(structure, expand_composites))
    )


def flatten_with_joined_string_paths(structure, separator='/', expand_composites=False):
    return [
        (separator.join(map(str, path)), leaf)
        for path, leaf in flatten_with_tuple_paths(structure, expand_composites)
    ]


def flatten_dict_items(dictionary):
    """A dict whose keys and values may both be nested, as one with flat keys; ValueError for a key that
    comes twice, and where a key and its value are of different length."""
    if not isinstance(dictionary, collections.abc.Mapping):
        raise TypeError('input must be a dictionary')
    flat = {}

    def put(key, value):
        if key in flat:
            raise ValueError('Could not flatten dictionary: key %s is not unique.' % (key,))
        flat[key] = value

    for key, value in dictionary.items():
        if not is_sequence(key):
            put(key, value)
            continue
        keys, values = flatten(key), flatten(value)
        if len(keys) != len(values):
            raise ValueError(
                'Could not flatten dictionary. Key had %d elements, but value had %d elements. Key: %s, '
                'value: %s.' % (len(keys), len(values), keys, values)
            )
        for pair in zip(keys, values):
            put(*pair)
    return flat


def get_traverse_shallow_structure(traverse_fn, structure, expand_composites=False):
    """The nest of bools that says where TRAVERSE_FN wants to go on."""
    is_seq = _asks(expand_composites)
    to_traverse = traverse_fn(structure)
    if not is_seq(structure):
        if not isinstance(to_traverse, bool):
            raise TypeError(
                'traverse_fn returned structure: %s for non-structure: %s'
                % (to_traverse, structure)
            )
        return to_traverse
    levels = []
    if isinstance(to_traverse, bool):
        if not to_traverse:
            return False
        for branch in _yield_value(structure):
            levels.append(get_traverse_shallow_structure(traverse_fn, branch, expand_composites))
    elif not is_seq(to_traverse):
        raise TypeError(
            'traverse_fn returned a non-bool scalar: %s for input: %s' % (to_traverse, structure)
        )
    else:
        assert_shallow_structure(to_traverse, structure, expand_composites=expand_composites)
        for wanted, branch in zip(_yield_value(to_traverse), _yield_value(structure)):
            if not isinstance(wanted, bool):
                raise TypeError(
                    "traverse_fn didn't return a depth=1 structure of bools.  saw: %s  for structure: %s"
                    % (to_traverse, structure)
                )
            levels.append(get_traverse_shallow_structure(traverse_fn, branch) if wanted else False)
    return _sequence_like(structure, levels)
