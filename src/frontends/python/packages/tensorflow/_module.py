"""tf.Module: an object that finds the variables and modules among its attributes."""

import functools
import re

from ._name_scope import name_scope
from ._nest_paths import flatten_with_tuple_paths

_IDENTIFIER = re.compile(r'^[a-zA-Z_]([a-zA-Z0-9_])*$')
_WORD = re.compile(r'((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))')


class Module:
    """Subclasses keep variables and other modules as attributes, also within lists and dicts."""

    _TF_MODULE_IGNORED_PROPERTIES = frozenset()

    def __init__(self, name=None):
        if name is None:
            name = _WORD.sub(r'_\1', type(self).__name__).lower()
        elif not _IDENTIFIER.match(name):
            raise ValueError(
                '%r is not a valid module name. Module names must be valid Python identifiers (e.g. a '
                'valid class name).' % name
            )
        self._name = name
        with name_scope(name) as scope_name:
            self._scope_name = scope_name

    name = property(lambda self: self._name)

    @property
    def name_scope(self):
        return name_scope(self._scope_name)

    @property
    def variables(self):
        """This module's variables by attribute name, then those of its modules, breadth first."""
        return tuple(self._flatten(predicate=_is_variable))

    @property
    def trainable_variables(self):
        return tuple(self._flatten(predicate=lambda leaf: _is_variable(leaf) and leaf.trainable))

    @property
    def submodules(self):
        return tuple(self._flatten(predicate=_is_module))

    def _flatten(
        self, recursive=True, predicate=None, attribute_traversal_key=None, with_path=False
    ):
        """The leaves of the attributes in their order; WITH_PATH: pairs (path, leaf), repeated ones too."""
        chosen = (lambda leaf: True) if predicate is None else predicate
        return _leaves(self, recursive, chosen, attribute_traversal_key, with_path, (), {id(self)})

    @classmethod
    def with_name_scope(cls, method):
        """METHOD in the name scope of its module."""

        @functools.wraps(method)
        def method_with_name_scope(self, *args, **kwargs):
            with self.name_scope:
                return method(self, *args, **kwargs)

        return method_with_name_scope


Module.__module__ = 'tensorflow.python.module.module'


def _is_variable(leaf):
    return hasattr(type(leaf), '_is_variable')


def _is_module(leaf):
    return isinstance(leaf, Module)


def _leaves(module, recursive, predicate, key, with_path, above, seen):
    attributes = vars(module)
    submodules = []
    for name in sorted(attributes, key=key):
        if name in module._TF_MODULE_IGNORED_PROPERTIES:
            continue
        for path, leaf in flatten_with_tuple_paths(attributes[name]):
            path = (*above, name, *path)
            if not with_path:
                if id(leaf) in seen:
                    continue
                seen.add(id(leaf))
            if predicate(leaf):
                yield (path, leaf) if with_path else leaf
            if recursive and _is_module(leaf):
                submodules.append((path, leaf))
    for path, submodule in submodules:
        yield from _leaves(submodule, recursive, predicate, key, with_path, path, seen)
