"""Finds the user's name for a value: matches an operation's place with what an assignment binds."""

import ast


def value_names(text):
    """Position (line, end line, column, end column; UTF-8 bytes) of a value -> its name.

    A text that does not parse has no names: the compiler reports its error.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    names = {}
    note_names(tree, names)
    return names


def note_names(tree, names):
    """Adds to NAMES the values that are bound in TREE."""
    for node in ast.walk(tree):
        if type(node) in _BINDING:
            note_binding(node, names)


#: Nodes that bind a value to a name.
_BINDING = frozenset((ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.AugAssign))


def note_binding(node, names):
    """Adds to NAMES what NODE binds; what is there stays: of `x = y = value` the first name wins."""
    kind = type(node)
    if kind is ast.Assign:
        for target in node.targets:
            _bind(target, node.value, names)
    elif kind is ast.AugAssign:
        # `x += value` makes its result at the place of the whole statement.
        _name(node.target, _range(node), names)
    elif node.value is not None:
        _bind(node.target, node.value, names)


def _bind(target, value, names):
    match target, value:
        case (ast.Tuple(elts=targets) | ast.List(elts=targets)), (
            ast.Tuple(elts=values) | ast.List(elts=values)
        ):
            starred = any(isinstance(item, ast.Starred) for item in (*targets, *values))
            if len(targets) == len(values) and not starred:
                for one_target, one_value in zip(targets, values):
                    _bind(one_target, one_value, names)
        case _, ast.IfExp(body=body, orelse=orelse):
            _bind(target, body, names)
            _bind(target, orelse, names)
        case _, ast.NamedExpr(value=inner):
            _bind(target, inner, names)
        case (ast.Name() | ast.Attribute() | ast.Subscript()), _:
            _name(target, _range(value), names)
            split = _split_call_range(value)
            if split is not None:
                _name(target, split, names)


def _name(target, position, names):
    if position not in names:
        names[position] = written(target)


def written(target):
    """A target as the text has it, or nearly so."""
    return target.id if type(target) is ast.Name else ast.unparse(target)


def _range(node):
    return (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)


def _split_call_range(value):
    """CPython places a method call over several lines at the method's name, not at its start."""
    match value:
        case ast.Call(func=ast.Attribute(attr=name, end_lineno=line, end_col_offset=end)):
            if value.lineno != line and len(name) <= end:
                return (line, value.end_lineno, end - len(name), value.end_col_offset)
    return None
