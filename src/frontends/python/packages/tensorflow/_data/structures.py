"""Nested tuples and dicts of tensors. A list is no structure here: it is a tensor to be."""


def flatten(structure):
    if isinstance(structure, tuple):
        return [leaf for item in structure for leaf in flatten(item)]
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in flatten(structure[key])]
    return [structure]


def pack(structure, leaves):
    """LEAVES in the form of STRUCTURE."""
    waiting = list(leaves)
    waiting.reverse()
    return _packed(structure, waiting)


def _packed(structure, waiting):
    if isinstance(structure, tuple):
        items = [_packed(item, waiting) for item in structure]
        return type(structure)(*items) if hasattr(structure, '_fields') else tuple(items)
    if isinstance(structure, dict):
        made = {key: _packed(structure[key], waiting) for key in sorted(structure)}
        return type(structure)((key, made[key]) for key in structure)
    return waiting.pop()
