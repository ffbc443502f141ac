"""Puts a call around the expressions of a text: `__gradient_note__(SITE, expression)`, at the same place.

A loop that may be of the closed world (_noted_loops) stands there twice: `if __gradient_is_plain__(LOOP):`
as it is, else with notes.
"""

import ast
import collections

from ._names import note_binding, note_names, written
from ._noted_loops import copied, names_of_closed

NAME = '__gradient_note__'
IS_PLAIN = '__gradient_is_plain__'

#: `place`, `within`, the places in `items`: (line, end line, column, end column), columns in UTF-8 bytes
#: from 0. `items`: (name, place) of the targets that the value is unpacked to. `after`: (line, column).
Site = collections.namedtuple('Site', 'kind file name place within after items')

#: Expressions whose value is no tensor.
_OTHER = frozenset((ast.Constant, ast.Lambda, ast.JoinedStr, ast.Set, ast.SetComp))

_LOAD = ast.Load()

#: Modules that make no tensors: a loop that uses them may be of the closed world.
_PLAIN_MODULES = frozenset(('itertools', 'math', 'numpy', 'random', 'time'))


def with_notes(text, path, sites, loops, names):
    """The tree of TEXT, the file PATH, with notes. Appends to SITES what note number n is of, to LOOPS of
    loop number n [the names in it, how often it began]; adds to NAMES what value_names() finds."""
    tree = ast.parse(text, path)
    _Noting(path, sites, loops, names)._inside(tree)
    return tree


class _Noting:
    def __init__(self, path, sites, loops, names):
        self._path = path
        self._sites = sites
        self._loops = loops
        self._names = names
        self._foreign = set()

    def _visit(self, node):
        return _VISITS.get(type(node), _Noting._inside)(self, node)

    def _inside(self, node):
        """The node with notes inside and none around it."""
        for field in node._fields:
            value = getattr(node, field, None)
            if type(value) is list:
                setattr(node, field, self._all(value))
            elif isinstance(value, ast.AST) and value._fields:
                setattr(node, field, self._visit(value))
        return node

    def _all(self, nodes):
        made = []
        for node in nodes:
            found = self._visit(node) if isinstance(node, ast.AST) else node
            if type(found) is list:
                made.extend(found)
            else:
                made.append(found)
        return made

    # -- statements ----------------------------------------------------------------------------

    def _class(self, node):
        """A class's own names can be anything, ours among them: only its functions take notes."""
        for at, item in enumerate(node.body):
            if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                node.body[at] = self._visit(item)
            else:
                note_names(item, self._names)
        return node

    def _function(self, node):
        node.body = self._all(node.body)
        return node

    def _assign(self, node):
        node.value = self._assigned(node.targets[0], node.value, node)
        node.targets = self._all(node.targets)
        return node

    def _annotated(self, node):
        if node.value is not None:
            node.value = self._assigned(node.target, node.value, node)
        return node

    def _augmented(self, node):
        note_binding(node, self._names)
        node.value = self._visit(node.value)
        if type(node.target) is not ast.Name:
            return node
        # The result is in the name only: it is looked at once it is there.
        result = ast.copy_location(ast.Name(node.target.id, _LOAD), node)
        noted = self._noted('assigned', result, node, node.target.id, node, _end(node))
        return [node, ast.copy_location(ast.Expr(noted), node)]

    def _return(self, node):
        if node.value is not None and type(node.value) not in _OTHER:
            node.value = self._noted('returned', self._open(node.value), node.value, None, node, _end(node))
        return node

    def _expression_statement(self, node):
        node.value = self._open(node.value)
        return node

    def _match(self, node):
        node.subject = self._visit(node.subject)
        for case in node.cases:
            case.guard = case.guard and self._visit(case.guard)
            case.body = self._all(case.body)
        return node

    def _import(self, node):
        for item in node.names:
            module = item.name if type(node) is ast.Import else node.module or ''
            if module.partition('.')[0] not in _PLAIN_MODULES:
                self._foreign.add((item.asname or item.name).partition('.')[0])
        return node

    def _loop(self, node):
        names = names_of_closed(node, self._foreign)
        if names is None:
            return self._inside(node)
        self._loops.append([names, 0])
        test = self._call(IS_PLAIN, len(self._loops) - 1, [], node)
        plain = copied(node)
        return ast.copy_location(ast.If(test, [plain], [self._inside(node)]), node)

    def _named(self, node):
        note_names(node, self._names)
        return node

    # -- expressions ---------------------------------------------------------------------------

    def _walrus(self, node):
        node.value = self._assigned(node.target, node.value, node)
        return node

    def _lambda(self, node):
        node.body = self._visit(node.body)
        return node

    def _read(self, node):
        node = self._unnoted(node)
        if type(node.ctx) is not ast.Load or (type(node) is ast.Name and node.id.startswith('__')):
            return node
        return self._noted('expression', node, node, None, node, None)

    def _making(self, node):
        if not _can_be_tensor(node):
            return self._open(node)
        return self._noted('expression', self._open(node), node, None, node, None)

    def _open(self, node):
        """The expression with notes inside and none around it."""
        kind = type(node)
        if kind in _NAMING:
            return self._unnoted(node)
        if kind is ast.Call:
            return self._opened_call(node)
        return self._inside(node) if kind in _MAKING else self._visit(node)

    def _opened_call(self, node):
        """What is called is no tensor; what its method is called of can be one."""
        node.func = self._unnoted(node.func)
        node.args = self._all(node.args)
        for keyword in node.keywords:
            keyword.value = self._visit(keyword.value)
        return node

    def _unnoted(self, node):
        """A name, or the attribute of something, with notes inside of that something unless it is a name."""
        kind = type(node)
        if kind is ast.Attribute:
            node.value = self._unnoted(node.value)
        elif kind is not ast.Name:
            return self._visit(node)
        return node

    def _assigned(self, target, value, statement):
        note_binding(statement, self._names)
        if type(value) in _OTHER:
            return self._visit(value)
        items = ()
        if type(target) in (ast.Tuple, ast.List):
            if not any(type(item) is ast.Starred for item in target.elts):
                items = [(written(item), _range(item)) for item in target.elts]
        opened = self._open(value)
        return self._noted('assigned', opened, value, written(target), statement, _end(statement), items)

    def _noted(self, kind, made, original, name, statement, after, items=()):
        place, within = _range(original), _range(statement)
        self._sites.append(Site(kind, self._path, name, place, within, after, items))
        return self._call(NAME, len(self._sites) - 1, [made], original)

    def _call(self, function, number, values, at):
        """`function(number, *values)` at the place of AT."""
        place = {
            'lineno': at.lineno, 'end_lineno': at.end_lineno,
            'col_offset': at.col_offset, 'end_col_offset': at.end_col_offset,
        }
        called = ast.Name(function, _LOAD, **place)
        return ast.Call(called, [ast.Constant(number, **place), *values], [], **place)


#: Expressions that stand for a tensor that there is.
_NAMING = frozenset((ast.Name, ast.Attribute))

#: Expressions that can give a tensor that they did not have.
_MAKING = frozenset((ast.Call, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Subscript))

_VISITS = {
    ast.ClassDef: _Noting._class,
    ast.FunctionDef: _Noting._function,
    ast.AsyncFunctionDef: _Noting._function,
    ast.Assign: _Noting._assign,
    ast.AnnAssign: _Noting._annotated,
    ast.AugAssign: _Noting._augmented,
    ast.Return: _Noting._return,
    ast.Expr: _Noting._expression_statement,
    ast.Match: _Noting._match,
    ast.Import: _Noting._import,
    ast.ImportFrom: _Noting._import,
    ast.For: _Noting._loop,
    ast.While: _Noting._loop,
    ast.NamedExpr: _Noting._walrus,
    ast.Lambda: _Noting._lambda,
    **dict.fromkeys(_NAMING, _Noting._read),
    **dict.fromkeys(_MAKING, _Noting._making),
    # They stay as they are: nothing in them can be noted, or is to be.
    **dict.fromkeys((ast.JoinedStr, ast.TemplateStr, ast.TypeAlias), _Noting._named),
    **dict.fromkeys((ast.Constant, ast.Delete), lambda _, node: node),
}


def _can_be_tensor(node):
    match node:
        case ast.Call(func=ast.Name(id='super')):
            return False
        case ast.BinOp(left=ast.Constant(), right=ast.Constant()) | ast.BinOp(left=ast.Constant(value=str())):
            return False
        case ast.UnaryOp(op=ast.Not()) | ast.UnaryOp(operand=ast.Constant()):
            return False
        case ast.Subscript(ctx=ast.Load()) | ast.Call() | ast.BinOp() | ast.UnaryOp() | ast.Compare():
            return True
    return False


def _range(node):
    return (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)


def _end(node):
    return (node.end_lineno, node.end_col_offset)
