"""Finds loops that run without notes when what they begin with holds no tensor.

Numbers, texts, lists of such, arrays, and the functions of a few modules are a closed world: whatever is
made of them is one of them. A loop that calls no function of the file's own stays in it from its first turn
to its last, so one look at what it begins with (_plain_values) is enough.
"""

import ast

from ._plain_values import FUNCTION_NAMES

#: What a loop of the closed world is written with. No lambda, no yield, no def: nothing that runs later.
_KINDS = (
    ast.For, ast.While, ast.If, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Break, ast.Continue,
    ast.Pass, ast.Constant, ast.Name, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp,
    ast.Subscript, ast.Slice, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.Attribute, ast.Call, ast.keyword,
    ast.Starred, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension,
)
_CLOSED = frozenset(_KINDS)

#: They say what the node above does; they hold nothing.
_WORDS = (ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)


def names_of_closed(loop, foreign):
    """The names in LOOP, or None when it cannot be of the closed world. FOREIGN: names of other modules."""
    names = set()
    stack = [loop]
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind is ast.Name:
            if node.id in foreign:
                return None
            names.add(node.id)
        elif kind not in _CLOSED:
            return None
        elif kind is not ast.Constant:
            if kind is ast.Call and type(node.func) is ast.Name and node.func.id not in FUNCTION_NAMES:
                return None
            stack.extend(_parts(node))
    return tuple(names)


def copied(node):
    """NODE once more, with everything below it."""
    made = type(node)(**{field: _copied(getattr(node, field, None)) for field in node._fields})
    return ast.copy_location(made, node)


def _parts(node):
    for field in node._fields:
        value = getattr(node, field, None)
        for item in value if isinstance(value, list) else (value,):
            # The key of `**options` in a dict is None.
            if isinstance(item, ast.AST) and not isinstance(item, _WORDS):
                yield item


def _copied(value):
    if isinstance(value, list):
        return [_copied(item) for item in value]
    if isinstance(value, ast.AST) and not isinstance(value, _WORDS):
        return copied(value)
    return value
