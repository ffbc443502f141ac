"""tf.make_template: a function that makes its variables once and shares them in later calls."""

import functools

from ._collections import get_collection_ref
from ._graph import GraphKeys
from ._variable_scope import _PureScope, _scope_store, variable_scope


def make_template(
    name_, func_, create_scope_now_=False, unique_name_=None, custom_getter_=None, **kwargs
):
    if kwargs:
        func_ = functools.partial(func_, **kwargs)
    return Template(name_, func_, create_scope_now_, unique_name_, custom_getter_)


class Template:
    def __init__(self, name, func, create_scope_now=False, unique_name=None, custom_getter=None):
        if name is None:
            raise ValueError('name cannot be None.')
        self._func = func
        self._name = name
        self._unique_name = unique_name
        self._custom_getter = custom_getter
        self._variable_scope = None
        self._is_called = False
        if create_scope_now:
            # No name scope: the ops of the first call get the plain name.
            settings = {'custom_getter': custom_getter}
            with _PureScope(unique_name or _scope_store().unique_name(name), settings) as scope:
                self._variable_scope = scope

    def __call__(self, *args, **kwargs):
        if self._variable_scope is not None:
            # Variables are shared once a call has made them.
            with variable_scope(self._variable_scope, reuse=self._is_called or None):
                return self._call(args, kwargs)
        getter = self._custom_getter
        with variable_scope(self._unique_name, self._name, custom_getter=getter) as scope:
            self._variable_scope = scope
            return self._call(args, kwargs)

    def _call(self, args, kwargs):
        trained = len(get_collection_ref(GraphKeys.TRAINABLE_VARIABLES))
        result = self._func(*args, **kwargs)
        if self._is_called:
            made = get_collection_ref(GraphKeys.TRAINABLE_VARIABLES)[trained:]
            if made:
                raise ValueError(
                    'Trainable variable created when calling a template after the first time, '
                    'perhaps you used tf.Variable when you meant tf.get_variable: %s' % (made,)
                )
        self._is_called = True
        return result

    name = property(lambda self: self._name)
    func = property(lambda self: self._func)
    variable_scope = property(lambda self: self._variable_scope)

    @property
    def variable_scope_name(self):
        """The name of the scope, with its slash."""
        name = self._variable_scope.name if self._variable_scope is not None else None
        return name if not name or name[-1] == '/' else name + '/'

    def _of(self, collection):
        scope = self._variable_scope
        return [] if scope is None else scope.get_collection(collection)

    variables = property(lambda self: self.global_variables + self.local_variables)
    global_variables = property(lambda self: self._of(GraphKeys.GLOBAL_VARIABLES))
    local_variables = property(lambda self: self._of(GraphKeys.LOCAL_VARIABLES))
    trainable_variables = property(lambda self: self._of(GraphKeys.TRAINABLE_VARIABLES))
    trainable_weights = trainable_variables
    weights = variables
