"""Nested lists, tuples, named tuples and dicts: flatten, rebuild, map, compare.

TensorFlow's python/util/nest.py (the words of `assert_same_structure` are those of util/util.cc); what
needs the way to a leaf is in `_nest_paths`.
"""

import collections
import collections.abc

from _gradient_runtime import on_reset

from ._indexed_slices import IndexedSlices

#: Types of which nobody needs to ask what they are.
_PLAIN = frozenset((list, tuple, dict))
_NESTS = (collections.abc.Sequence, collections.abc.Mapping, collections.abc.MappingView)
_TEXTS = (str, bytes)


class _DotString:
    """What a leaf is shown as in a message about structures."""

    def __repr__(self):
        return '.'


_DOT = _DotString()


#: Whether the objects of a class are nests. Abstract classes take several calls to say so.
_are_nests = {}
on_reset(_are_nests.clear)


def is_sequence(seq):
    """Whether SEQ is a list, tuple, mapping, view of one, or an object of attrs; a string is a leaf."""
    kind = type(seq)
    found = _are_nests.get(kind)
    if found is None:
        is_nest = issubclass(kind, _NESTS) and not issubclass(kind, _TEXTS)
        found = _are_nests[kind] = is_nest or hasattr(kind, '__attrs_attrs__')
    return found


def is_nested(seq):
    return is_sequence(seq)


def is_sequence_or_composite(seq):
    """As `is_sequence`, and IndexedSlices, which are made of tensors."""
    found = _are_nests.get(type(seq))
    if found is None:
        found = is_sequence(seq)
    return found or isinstance(seq, IndexedSlices)


def _asks(expand_composites):
    return is_sequence_or_composite if expand_composites else is_sequence


def _is_mapping(value):
    kind = type(value)
    if kind is dict or issubclass(kind, tuple) or kind is list:
        return kind is dict
    return isinstance(value, collections.abc.Mapping)


def _is_attrs(value):
    return hasattr(type(value), '__attrs_attrs__')


def _is_namedtuple(instance, strict=False):
    """A tuple with `_fields` of strings; STRICT: made by namedtuple itself, no class derived from one."""
    kind = type(instance)
    if kind is tuple or kind is list or not isinstance(instance, tuple):
        return False
    fields = getattr(instance, '_fields', None)
    if type(fields) is not tuple and not isinstance(fields, collections.abc.Sequence):
        return False
    if strict and type(instance).__base__ is not tuple:
        return False
    return all([isinstance(field, str) for field in fields])


def _same_namedtuples(one, two):
    return type(one).__name__ == type(two).__name__ and one._fields == two._fields


def _sorted(dict_):
    try:
        return sorted(dict_)
    except TypeError:
        raise TypeError('nest only supports dicts with sortable keys.') from None


def _yield_sorted_items(iterable):
    """(key, element) one level down, mappings by sorted key."""
    if _is_mapping(iterable):
        for key in _sorted(iterable):
            yield key, iterable[key]
    elif _is_attrs(iterable):
        for attribute in type(iterable).__attrs_attrs__:
            yield attribute.name, getattr(iterable, attribute.name)
    elif _is_namedtuple(iterable):
        for field in iterable._fields:
            yield field, getattr(iterable, field)
    elif isinstance(iterable, IndexedSlices):
        yield type(iterable).__name__, _components(iterable)
    else:
        yield from enumerate(iterable)


def _components(slices):
    parts = (slices.values, slices.indices)
    return parts if slices.dense_shape is None else (*parts, slices.dense_shape)


def _yield_value(iterable):
    for _, value in _yield_sorted_items(iterable):
        yield value


def _parts(value):
    """The elements one level down."""
    kind = type(value)
    if kind is list or kind is tuple:
        return value
    if _is_namedtuple(value):
        return [getattr(value, field) for field in value._fields]
    return [part for _, part in _yield_sorted_items(value)]


def flatten(structure, expand_composites=False):
    """The leaves of STRUCTURE, from left to right; of a leaf a list of it."""
    leaves = []
    _add_leaves(structure, leaves, expand_composites)
    return leaves


def _add_leaves(structure, leaves, expand_composites):
    kind = type(structure)
    is_nest = _are_nests.get(kind)
    if is_nest is None:
        is_nest = is_sequence(structure)
    if not is_nest and not (expand_composites and isinstance(structure, IndexedSlices)):
        leaves.append(structure)
        return
    if kind is list or kind is tuple:
        parts = structure
    elif _is_mapping(structure):
        # C++ sorts the keys itself, with Python's words for what cannot be compared.
        parts = map(structure.get, sorted(structure))
    else:
        parts = _parts(structure)
    for part in parts:
        _add_leaves(part, leaves, expand_composites)


def _sequence_like(instance, args):
    """ARGS in a container like INSTANCE."""
    kind = type(instance)
    if kind is list or kind is tuple:
        return kind(args)
    if _is_mapping(instance):
        by_key = dict(zip(_sorted(instance), args))
        if type(instance) is collections.defaultdict:
            made = collections.defaultdict(instance.default_factory)
            made.update((key, by_key[key]) for key in instance)
            return made
        return type(instance)((key, by_key[key]) for key in instance)
    if isinstance(instance, (collections.abc.MappingView, range)):
        return list(args)
    if _is_namedtuple(instance) or _is_attrs(instance):
        return type(instance)(*args)
    if isinstance(instance, IndexedSlices):
        return IndexedSlices(*args[0])
    return type(instance)(args)


def _packed_nest_with_indices(structure, flat, index, is_seq):
    packed = []
    for part in _parts(structure):
        if is_seq(part):
            index, child = _packed_nest_with_indices(part, flat, index, is_seq)
            packed.append(_sequence_like(part, child))
        else:
            packed.append(flat[index])
            index += 1
    return index, packed


def pack_sequence_as(structure, flat_sequence, expand_composites=False):
    """The leaves FLAT_SEQUENCE in the nesting of STRUCTURE; TypeError unless they are a sequence, ValueError
    unless they are as many as STRUCTURE has."""
    is_seq = _asks(expand_composites)
    if not is_seq(flat_sequence):
        raise TypeError('flat_sequence must be a sequence')
    if not is_seq(structure):
        if len(flat_sequence) != 1:
            raise ValueError(
                'Structure is a scalar but len(flat_sequence) == %d > 1' % len(flat_sequence)
            )
        return flat_sequence[0]
    try:
        count, packed = _packed_nest_with_indices(structure, flat_sequence, 0, is_seq)
        if count < len(flat_sequence):
            raise IndexError
    except IndexError:
        wanted = len(flatten(structure, expand_composites))
        raise ValueError(
            'Could not pack sequence. Structure had %d elements, but flat_sequence had %d elements.  '
            'Structure: %s, flat_sequence: %s.'
            % (wanted, len(flat_sequence), structure, flat_sequence)
        ) from None
    return _sequence_like(structure, packed)


def map_structure(func, *structure, **kwargs):
    """FUNC of every leaf (of the leaves at the same place of all structures), in the nesting of the first."""
    if not callable(func):
        raise TypeError('func must be callable, got: %s' % func)
    if not structure:
        raise ValueError('Must provide at least one structure')
    check_types = kwargs.pop('check_types', True)
    expand_composites = kwargs.pop('expand_composites', False)
    if kwargs:
        raise ValueError(
            'Only valid keyword arguments are `check_types` and `expand_composites`, not: `%s`'
            % '`, `'.join(kwargs)
        )
    for other in structure[1:]:
        assert_same_structure(structure[0], other, check_types, expand_composites)
    flat = [flatten(item, expand_composites) for item in structure]
    return pack_sequence_as(
        structure[0], [func(*leaves) for leaves in zip(*flat)], expand_composites
    )


def assert_same_structure(nest1, nest2, check_types=True, expand_composites=False):
    """ValueError or TypeError, with both structures, when NEST1 and NEST2 are nested differently."""
    problem = _difference(nest1, nest2, check_types, _asks(expand_composites))
    if problem is None:
        return
    error, text = problem
    dots = [str(map_structure(lambda _: _DOT, nest)) for nest in (nest1, nest2)]
    raise error(
        "The two structures don't have the same nested structure.\n\nFirst structure: %s\n\n"
        'Second structure: %s\n\nMore specifically: %s\nEntire first structure:\n%s\n'
        'Entire second structure:\n%s' % (_shown(nest1), _shown(nest2), text, *dots)
    )


def _shown(value):
    return 'type=%s str=%s' % (type(value).__name__, value)


def _difference(one, two, check_types, is_seq):
    """(error class, text) of the first difference, or None."""
    first, second = is_seq(one), is_seq(two)
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
    for part1, part2 in zip(parts1, parts2):
        found = _difference(part1, part2, check_types, is_seq)
        if found is not None:
            return found
    if len(parts1) != len(parts2):
        return (
            ValueError,
            "The two structures don't have the same number of elements. First structure: %s. "
            'Second structure: %s' % (_shown(one), _shown(two)),
        )
    return None


def _difference_of_types(one, two):
    kind = type(one)
    if kind is type(two) and (kind is list or kind is tuple):
        return None
    if _is_namedtuple(one) and _is_namedtuple(two):
        is_same = _same_namedtuples(one, two)
    else:
        # Two lists and two mappings are of one kind, whatever their classes.
        is_same = type(one) is type(two) or any(
            isinstance(one, kind) and isinstance(two, kind)
            for kind in (list, collections.abc.Mapping)
        )
    if not is_same:
        return (
            TypeError,
            "The two namedtuples don't have the same sequence type. First structure %s has type %s, "
            'while second structure %s has type %s'
            % (_shown(one), type(one).__name__, _shown(two), type(two).__name__),
        )
    if isinstance(one, dict) and isinstance(two, dict) and set(one) != set(two):
        return (
            ValueError,
            "The two dictionaries don't have the same set of keys. First structure has keys %s, while "
            'second structure has keys %s' % (_shown(list(one)), _shown(list(two))),
        )
    return None
