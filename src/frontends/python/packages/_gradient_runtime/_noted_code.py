"""Puts a call around the expressions of a text: `__gradient_note__(SITE, expression)`, at the same place."""

import ast
import collections

NAME = '__gradient_note__'

#: `place`, `within`, the places in `items`: (line, end line, column, end column), columns in UTF-8 bytes
#: from 0. `items`: (name, place) of the targets that the value is unpacked to. `after`: (line, column).
Site = collections.namedtuple('Site', 'kind file name place within after items')

#: Expressions that can give a tensor that they did not have.
_MAKING = (ast.Call, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Subscript)

#: Expressions that stand for a tensor that there is.
_NAMING = (ast.Name, ast.Attribute)

#: Expressions whose value is no tensor.
_OTHER = (ast.Constant, ast.Lambda, ast.JoinedStr, ast.Dict, ast.Set, ast.DictComp, ast.SetComp)


def with_notes(text, path, sites):
    """The tree of TEXT, the file PATH, with notes; appends to SITES what note number n is of."""
    tree = ast.parse(text, path)
    return _Noting(path, sites).visit(tree)


class _Noting(ast.NodeTransformer):
    def __init__(self, path, sites):
        self._path = path
        self._sites = sites

    # -- statements ----------------------------------------------------------------------------

    def visit_ClassDef(self, node):
        """A class's own names can be anything, ours among them: only its functions take notes."""
        inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        node.body = [self.visit(item) if isinstance(item, inner) else item for item in node.body]
        return node

    def visit_FunctionDef(self, node):
        node.body = self._statements(node.body)
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Assign(self, node):
        node.value = self._assigned(node.targets[0], node.value, node)
        node.targets = [self.visit(target) for target in node.targets]
        return node

    def visit_AnnAssign(self, node):
        if node.value is not None:
            node.value = self._assigned(node.target, node.value, node)
        return node

    def visit_AugAssign(self, node):
        node.value = self.visit(node.value)
        if not isinstance(node.target, ast.Name):
            return node
        # The result is in the name only: it is looked at once it is there.
        result = ast.copy_location(ast.Name(node.target.id, ast.Load()), node)
        noted = self._noted('assigned', result, node, node.target.id, node, _end(node))
        return [node, ast.copy_location(ast.Expr(noted), node)]

    def visit_Return(self, node):
        if node.value is not None and not isinstance(node.value, _OTHER):
            node.value = self._noted('returned', self._open(node.value), node.value, None, node, _end(node))
        return node

    def visit_Expr(self, node):
        node.value = self._open(node.value)
        return node

    def visit_Match(self, node):
        node.subject = self.visit(node.subject)
        for case in node.cases:
            case.guard = case.guard and self.visit(case.guard)
            case.body = self._statements(case.body)
        return node

    def _as_it_is(self, node):
        return node

    visit_Delete = visit_TypeAlias = visit_JoinedStr = visit_TemplateStr = _as_it_is

    def _statements(self, body):
        made = []
        for item in body:
            found = self.visit(item)
            made.extend(found if isinstance(found, list) else [found])
        return made

    # -- expressions ---------------------------------------------------------------------------

    def visit_NamedExpr(self, node):
        node.value = self._assigned(node.target, node.value, node)
        return node

    def visit_Lambda(self, node):
        node.body = self.visit(node.body)
        return node

    def visit_Call(self, node):
        """What is called is no tensor; what its method is called of can be one."""
        node.func = self._unnoted(node.func)
        node.args = [self.visit(item) for item in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return node

    def visit(self, node):
        if isinstance(node, _NAMING):
            node = self._unnoted(node)
            return self._noted('expression', node, node, None, node, None) if _is_read(node) else node
        if not isinstance(node, _MAKING) or not _can_be_tensor(node):
            return super().visit(node)
        return self._noted('expression', self._open(node), node, None, node, None)

    def _open(self, node):
        """The expression with notes inside and none around it."""
        if isinstance(node, _NAMING):
            return self._unnoted(node)
        return super().visit(node)

    def _unnoted(self, node):
        """A name, or the attribute of something, with notes inside of that something unless it is a name."""
        if not isinstance(node, _NAMING):
            return self.visit(node)
        if isinstance(node, ast.Attribute):
            node.value = self._unnoted(node.value)
        return node

    def _assigned(self, target, value, statement):
        if isinstance(value, _OTHER):
            return self.visit(value)
        items = ()
        if isinstance(target, (ast.Tuple, ast.List)):
            if not any(isinstance(item, ast.Starred) for item in target.elts):
                items = [(ast.unparse(item), _range(item)) for item in target.elts]
        opened = self._open(value)
        name = ast.unparse(target)
        return self._noted('assigned', opened, value, name, statement, _end(statement), items)

    def _noted(self, kind, made, original, name, statement, after, items=()):
        place, within = _range(original), _range(statement)
        self._sites.append(Site(kind, self._path, name, place, within, after, items))
        number = ast.Constant(len(self._sites) - 1)
        call = ast.Call(func=ast.Name(NAME, ast.Load()), args=[number, made], keywords=[])
        ast.copy_location(call, original)
        ast.copy_location(number, original)
        ast.copy_location(call.func, original)
        return call


def _is_read(node):
    return isinstance(node.ctx, ast.Load) and not (isinstance(node, ast.Name) and node.id.startswith('__'))


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
