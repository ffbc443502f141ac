"""What has several tensors, as notes keep it: a list, a tuple, a dict, IndexedSlices.

A group is [form, how many elements, parts]; a part is (path, what is there, the how many-th element it is):
the numbers of a tensor, a group, or None, which None is. What is anything else is no part.
"""

_MOST_ELEMENTS = 64
_DEEPEST = 3

#: A longer one that begins with as many elements without a tensor is taken to have none: it is looked at
#: whenever its name is read.
_SHORT = 16
_FIRST = 4

_LONGEST_KEY = 40


def group_of(values, found, no_tensors, depth):
    """The group of a tuple, a list or a dict; None when there is no tensor in it, or it is too large.
    FOUND(value, depth) is what is there, NO_TENSORS classes without."""
    count = len(values)
    if count > _MOST_ELEMENTS or depth > _DEEPEST:
        return None
    kind = type(values)
    is_dict = issubclass(kind, dict)
    elements = tuple(dict.values(values)) if is_dict else values
    if no_tensors.issuperset(map(type, elements)):
        return None
    if count > _SHORT and not any(value is None or found(value, depth + 1) for value in elements[:_FIRST]):
        return None
    fields = getattr(kind, '_fields', None)
    if is_dict:
        form, paths = 'dict', [_key_text(key) for key in dict.keys(values)]
    elif type(fields) is tuple and len(fields) == count:
        form, paths = kind.__name__, ['.%s' % name for name in fields]
    else:
        form, paths = 'list' if issubclass(kind, list) else 'tuple', ['[%d]' % at for at in range(count)]
    return group(form, zip(paths, elements), found, depth, count)


def group(form, parts, found, depth=1, count=1):
    """The group with those of PARTS, (path, value) each, that are None or have a tensor."""
    kept = []
    has_tensor = False
    for at, (path, value) in enumerate(parts):
        there = None if value is None else found(value, depth + 1)
        has_tensor = has_tensor or there is not None
        if value is None or there is not None:
            kept.append((path, there, at))
    return [form, count, kept] if has_tensor else None


def unpacked(found, count):
    """What each of the COUNT targets gets of a group; nothing when it cannot be told."""
    form, length, parts = found
    if length != count or form in ('dict', 'IndexedSlices'):
        return []
    by_index = {at: there for _, there, at in parts}
    return [by_index.get(at) for at in range(count)]


def told(found):
    """The group as JSON tells it, groups within it dissolved: a part has the numbers of a tensor, those of
    `rows` (IndexedSlices), or none."""
    form, count, _ = found
    parts = []
    _add(parts, '', found)
    return {'form': form, 'count': count, 'parts': parts}


def _add(parts, path, found):
    if found is None:
        parts.append({'path': path})
    elif type(found) is tuple:
        parts.append({'path': path, 'tensor': found})
    elif found[0] == 'IndexedSlices':
        by_name = {name[1:]: numbers for name, numbers, _ in found[2]}
        parts.append({'path': path, 'rows': by_name})
    else:
        for key, there, _ in found[2]:
            _add(parts, path + key, there)


def _key_text(key):
    text = repr(key) if type(key) in (str, int, bool, float) else '…'
    return '[%s]' % (text if len(text) <= _LONGEST_KEY else text[: _LONGEST_KEY - 1] + '…')
