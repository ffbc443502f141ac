"""Nested lists, tuples, named tuples and dicts: flatten, rebuild, map, compare. TensorFlow's `nest`."""

import collections.abc

from ._indexed_slices import IndexedSlices

#: What a leaf is shown as in a message about structures.
_DOT = '.'


class _Dot:
    def __repr__(self):
        return _DOT


def is_sequence(value):
    return isinstance(value, (list, tuple, collections.abc.Mapping))


def is_nested(value, expand_composites=False):
    return is_sequence(value) or (expand_composites and isinstance(value, IndexedSlices))


def _parts(value):
    """The elements one level down, dicts by sorted key, the tensors of IndexedSlices."""
    if isinstance(value, collections.abc.Mapping):
        return [value[key] for key in sorted(value)]
    if isinstance(value, IndexedSlices):
        parts = [value.values, value.indices]
        return parts if value.dense_shape is None else [*parts, value.dense_shape]
    return list(value)


def flatten(value, expand_composites=False):
    if not is_nested(value, expand_composites):
        return [value]
    return [leaf for part in _parts(value) for leaf in flatten(part, expand_composites)]


def _like(value, parts):
    """PARTS in a container like VALUE."""
    if isinstance(value, IndexedSlices):
        return IndexedSlices(*parts)
    if isinstance(value, collections.abc.Mapping):
        by_key = dict(zip(sorted(value), parts))
        if isinstance(value, collections.defaultdict):
            return type(value)(value.default_factory, [(key, by_key[key]) for key in value])
        return type(value)((key, by_key[key]) for key in value)
    if hasattr(value, '_fields'):
        return type(value)(*parts)
    return type(value)(parts)


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    """The leaves FLAT_SEQUENCE in the nesting of STRUCTURE."""
    if not is_nested(structure, expand_composites):
        if len(flat_sequence) != 1:
            raise ValueError(
                'Structure is a scalar but len(flat_sequence) == %d > 1' % len(flat_sequence)
            )
        return flat_sequence[0]
    wanted = len(flatten(structure, expand_composites))
    if wanted != len(flat_sequence):
        raise ValueError(
            'Could not pack sequence. Structure had %d elements, but flat_sequence had %d elements.  '
            'Structure: %s, flat_sequence: %s.'
            % (wanted, len(flat_sequence), structure, flat_sequence)
        )
    return _pack(structure, iter(flat_sequence), expand_composites)


def _pack(structure, leaves, expand_composites):
    if not is_nested(structure, expand_composites):
        return next(leaves)
    return _like(structure, [_pack(part, leaves, expand_composites) for part in _parts(structure)])


def map_structure(function, *structures, expand_composites=False, check_types=True):
    if not callable(function):
        raise TypeError('func must be callable, got: %s' % function)
    if not structures:
        raise ValueError('Must provide at least one structure')
    for other in structures[1:]:
        assert_same_structure(structures[0], other, check_types, expand_composites)
    flat = [flatten(structure, expand_composites) for structure in structures]
    return pack_sequence_as(
        structures[0], [function(*leaves) for leaves in zip(*flat)], expand_composites
    )


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    """ValueError or TypeError, with both structures, when NEST1 and NEST2 are nested differently."""
    try:
        _compare(nest1, nest2, check_types, expand_composites)
    except (TypeError, ValueError) as error:
        dots = [
            _pack(nest, iter([_Dot()] * len(flatten(nest, expand_composites))), expand_composites)
            for nest in (nest1, nest2)
        ]
        raise type(error)(
            '%s\nEntire first structure:\n%s\nEntire second structure:\n%s' % (error, *dots)
        ) from None


def _compare(nest1, nest2, check_types, expand_composites):
    problem = _difference(nest1, nest2, check_types, expand_composites)
    if problem is None:
        return
    error, text = problem
    raise error(
        "The two structures don't have the same nested structure.\n\nFirst structure: %s\n\n"
        'Second structure: %s\n\nMore specifically: %s' % (_shown(nest1), _shown(nest2), text)
    )


def _shown(value):
    return 'type=%s str=%s' % (type(value).__name__, value)


def _difference(one, two, check_types, expand_composites):
    """(error class, text) of the first difference, or None."""
    first, second = is_nested(one, expand_composites), is_nested(two, expand_composites)
    if first != second:
        is_, is_not = (one, two) if first else (two, one)
        return ValueError, 'Substructure "%s" is a sequence, while substructure "%s" is not' % (
            _shown(is_),
            _shown(is_not),
        )
    if not first:
        return None
    if check_types:
        kinds = _difference_of_types(one, two)
        if kinds is not None:
            return kinds
    parts1, parts2 = _parts(one), _parts(two)
    if len(parts1) != len(parts2):
        return (
            ValueError,
            "The two structures don't have the same number of elements. First structure: %s. "
            'Second structure: %s' % (_shown(one), _shown(two)),
        )
    for part1, part2 in zip(parts1, parts2):
        found = _difference(part1, part2, check_types, expand_composites)
        if found is not None:
            return found
    return None


def _difference_of_types(one, two):
    is_dict = isinstance(one, collections.abc.Mapping) and isinstance(two, collections.abc.Mapping)
    if is_dict:
        if set(one) == set(two):
            return None
        return (
            ValueError,
            "The two dictionaries don't have the same set of keys. First structure has keys %s, while "
            'second structure has keys %s' % (_shown(list(one)), _shown(list(two))),
        )
    if type(one) is type(two):
        return None
    return (
        TypeError,
        "The two namedtuples don't have the same sequence type. First structure %s has type %s, while "
        'second structure %s has type %s'
        % (_shown(one), type(one).__name__, _shown(two), type(two).__name__)
        if hasattr(one, '_fields') and hasattr(two, '_fields')
        else "The two structures don't have the same sequence type. Input structure has type %s, while "
        'shallow structure has type %s.' % (type(one), type(two)),
    )
