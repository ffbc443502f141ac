"""variable_scope and get_variable: scopes of names, sharing, defaults for variables."""

from ._dtypes import float32
from ._graph import GraphKeys, get_default_graph
from ._graph_elements import graph_of_inputs
from ._graph_scopes import enter_scope, leave_scope
from ._name_scope import name_scope
from ._scope_counts import ScopeCounts
from ._state import current
from ._variable import is_made_as_it_stands
from ._variable_store import AUTO_REUSE, VariableStore, value_told


_NO_OTHERS = (None,) * 6


class VariableScope:
    """Defaults for get_variable: reuse, initializer, regularizer and their kin."""

    def __init__(
        self,
        reuse,
        name='',
        initializer=None,
        regularizer=None,
        caching_device=None,
        partitioner=None,
        custom_getter=None,
        name_scope='',
        dtype=float32,
        use_resource=None,
        constraint=None,
    ):
        self._name = name
        self._reuse = reuse
        self._name_scope = name_scope
        self.initializer = initializer
        self.regularizer = regularizer
        self.caching_device = caching_device
        self.partitioner = partitioner
        self.custom_getter = custom_getter
        self.dtype = dtype
        self.use_resource = use_resource
        self.constraint = constraint

    name = property(lambda self: self._name)
    original_name_scope = property(lambda self: self._name_scope)
    reuse = property(lambda self: self._reuse)

    def reuse_variables(self):
        self._reuse = True

    def set_initializer(self, initializer):
        self.initializer = initializer

    def set_dtype(self, dtype):
        self.dtype = dtype

    def set_use_resource(self, use_resource):
        self.use_resource = use_resource

    def set_regularizer(self, regularizer):
        self.regularizer = regularizer

    def set_caching_device(self, caching_device):
        self.caching_device = caching_device

    def set_partitioner(self, partitioner):
        self.partitioner = partitioner

    def set_custom_getter(self, custom_getter):
        self.custom_getter = custom_getter

    def get_collection(self, name):
        return get_default_graph().get_collection(name, self._name + '/' if self._name else '')

    def trainable_variables(self):
        return self.get_collection(GraphKeys.TRAINABLE_VARIABLES)

    def global_variables(self):
        return self.get_collection(GraphKeys.GLOBAL_VARIABLES)

    def local_variables(self):
        return self.get_collection(GraphKeys.LOCAL_VARIABLES)

    def _asks_for_nothing(self):
        """Whether a new variable in here is made as `get_variable` is told."""
        others = (self.regularizer, None, self.custom_getter, self.constraint, self.caching_device, self.partitioner)
        return others == _NO_OTHERS and not self._reuse

    def get_variable(
        self,
        store,
        name,
        shape=None,
        dtype=None,
        initializer=None,
        regularizer=None,
        reuse=None,
        trainable=None,
        collections=None,
        validate_shape=True,
        use_resource=None,
        custom_getter=None,
        constraint=None,
        caching_device=None,
        partitioner=None,
    ):
        full_name = self._name + '/' + name if self._name else name
        use_resource = self.use_resource if use_resource is None else use_resource
        others = (regularizer, collections, custom_getter, constraint, caching_device, partitioner)
        if others == _NO_OTHERS and validate_shape is True and full_name and not reuse:
            is_resource = current.makes_resources if use_resource is None else use_resource
            graph = current.graph or get_default_graph()
            is_placed = is_resource and graph._open_placings
            if not is_placed and self._asks_for_nothing() and is_made_as_it_stands(graph):
                value = value_told(
                    shape,
                    self.dtype if dtype is None else dtype,
                    self.initializer if initializer is None else initializer,
                )
                trains = True if trainable is None else trainable
                made = None
                if value is not None:
                    made = store.new_at_once(graph, full_name, value, trains, None, is_resource)
                if made is not None:
                    return made
        # Variables open their own name scopes only through variable scopes.
        with name_scope(None):
            if dtype is not None and initializer is not None and not callable(initializer):
                from ._convert import convert

                own = convert(initializer).dtype.base_dtype
                if own != dtype:
                    raise ValueError(
                        "Initializer type '%s' and explicit dtype '%s' don't match." % (own, dtype)
                    )
            return store.get(
                full_name,
                shape=shape,
                dtype=self.dtype if dtype is None else dtype,
                initializer=self.initializer if initializer is None else initializer,
                regularizer=self.regularizer if regularizer is None else regularizer,
                reuse=self._reuse if reuse is None else reuse,
                trainable=trainable,
                collections=collections,
                validate_shape=validate_shape,
                use_resource=use_resource,
                constraint=self.constraint if constraint is None else constraint,
                custom_getter=self.custom_getter if custom_getter is None else custom_getter,
                caching_device=self.caching_device if caching_device is None else caching_device,
                partitioner=self.partitioner if partitioner is None else partitioner,
            )


class _ScopeStore(ScopeCounts):
    """The current scope of a graph, and how often each scope name was opened."""

    def __init__(self):
        super().__init__()
        self.current = VariableScope(False)
        self.variables = VariableStore()

    def unique_name(self, prefix):
        outer = self.current._name
        return prefix + self.ending(outer + '/' + prefix if outer else prefix)

    def enter(self, given, settings, reuse, constraint, name_scope):
        """Makes the scope GIVEN, or a new one of that name, the current one with SETTINGS of its own; gives
        what `leave` takes."""
        before = self.current
        counts = None
        if isinstance(given, VariableScope):
            like, name, name_scope = given, given._name, given._name_scope
        else:
            like, name = before, before._name + '/' + given if before._name else given
            name_scope = given if name_scope is None else name_scope
        scope = VariableScope(
            reuse or like._reuse, name, like.initializer, like.regularizer, like.caching_device,
            like.partitioner, like.custom_getter, name_scope, like.dtype, like.use_resource, constraint,
        )  # fmt: skip
        self.open(name)
        if like is given:
            counts = self.remember()
        for setting, value in settings.items():
            if value is not None:
                if setting == 'custom_getter':
                    value = _combined_getter(value, like.custom_getter)
                setattr(scope, setting, value)
        self.current = scope
        return before, scope, name, counts

    def leave(self, entered):
        before, scope, name, counts = entered
        if self.current is not scope:
            raise RuntimeError('Improper nesting of variable_scope.')
        if counts is None:
            self.close_below(name)
        else:
            self.restore(counts)
        self.current = before


def _scope_store():
    scopes = get_default_graph()._variable_scopes
    store = scopes.get('store')
    if store is None:
        store = scopes['store'] = _ScopeStore()
    return store


def get_variable_scope():
    return _scope_store().current


def get_variable(
    name,
    shape=None,
    dtype=None,
    initializer=None,
    regularizer=None,
    trainable=None,
    collections=None,
    caching_device=None,
    partitioner=None,
    validate_shape=True,
    use_resource=None,
    custom_getter=None,
    constraint=None,
    synchronization=None,
    aggregation=None,
):
    graph = current.graph or get_default_graph()
    store = graph._variable_scopes.get('store') or _scope_store()
    return store.current.get_variable(
        store.variables,
        name,
        shape=shape,
        dtype=dtype,
        initializer=initializer,
        regularizer=regularizer,
        trainable=trainable,
        collections=collections,
        validate_shape=validate_shape,
        use_resource=use_resource,
        custom_getter=custom_getter,
        constraint=constraint,
        caching_device=caching_device,
        partitioner=partitioner,
    )


def get_local_variable(*arguments, **options):
    options['trainable'] = False
    collections = options.get('collections') or []
    options['collections'] = [*collections, GraphKeys.LOCAL_VARIABLES]
    return get_variable(*arguments, **options)


def _combined_getter(getter, outer):
    if outer is None:
        return getter

    def combined(getter_, *arguments, **options):
        return getter(lambda *a, **o: outer(getter_, *a, **o), *arguments, **options)

    return lambda getter, *arguments, **options: combined(getter, *arguments, **options)


class _PureScope:
    """Enters a variable scope without a name scope."""

    def __init__(self, name, settings):
        self._name = name
        self._settings = settings
        self._store = _scope_store()

    def __enter__(self):
        self._entered = self._store.enter(self._name, self._settings, None, None, None)
        return self._store.current

    def __exit__(self, *error):
        self._store.leave(self._entered)
        return False


class variable_scope:
    """`with tf.variable_scope(name_or_scope, default_name, values, …) as scope:`"""

    def __init__(
        self,
        name_or_scope,
        default_name=None,
        values=None,
        initializer=None,
        regularizer=None,
        caching_device=None,
        partitioner=None,
        custom_getter=None,
        reuse=None,
        dtype=None,
        use_resource=None,
        constraint=None,
        auxiliary_name_scope=True,
    ):
        if default_name is None and name_or_scope is None:
            raise TypeError('If default_name is None then name_or_scope is required')
        if reuse is False:
            reuse = None
        if not (reuse is True or reuse is None or reuse is AUTO_REUSE):
            raise ValueError('The reuse parameter must be True or False or None.')
        if auxiliary_name_scope is not True and auxiliary_name_scope is not False:
            raise TypeError(
                'The auxiliary_name_scope must be `True` or `False`, while get {}'.format(
                    auxiliary_name_scope
                )
            )
        self._name_or_scope = name_or_scope
        self._default_name = default_name
        self._reuse = reuse
        self._constraint = constraint
        self._auxiliary = auxiliary_name_scope
        self._graph = (values and graph_of_inputs(values)) or current.graph or get_default_graph()
        self._settings = {
            'initializer': initializer,
            'regularizer': regularizer,
            'caching_device': caching_device,
            'partitioner': partitioner,
            'custom_getter': custom_getter,
            'dtype': dtype,
            'use_resource': use_resource,
        }
        self._entered = []

    def __enter__(self):
        graph = self._graph
        default = None
        if current.graph is graph:
            # As `as_default` does where there is nothing to change.
            current.graphs.append(graph)
        else:
            default = graph.as_default()
            default.__enter__()
        try:
            return self._enter(graph, default)
        except BaseException:
            self._leave_graph(default)
            raise

    def _enter(self, graph, default):
        given = self._name_or_scope
        if given is not None and not isinstance(given, (VariableScope, str)):
            raise TypeError('VariableScope: name_or_scope must be a string or VariableScope.')
        if given is None and self._reuse:
            raise ValueError('reuse=True cannot be used without a name_or_scope')
        outer = graph._scope
        scope_name = None
        if not self._auxiliary:
            # What stands inside is named by the name scope around.
            scope_name = outer + '/' if outer else outer
        else:
            short = self._default_name if given is None else given
            if isinstance(short, VariableScope):
                short = short._name.split('/')[-1]
            if short or given is None:
                scope_name = enter_scope(graph, short)
        if isinstance(given, VariableScope):
            scope_name = given._name_scope
        store = graph._variable_scopes.get('store') or _scope_store()
        if given is None:
            given = store.unique_name(self._default_name)
        entered = store.enter(given, self._settings, self._reuse, self._constraint, scope_name)
        self._entered.append((default, outer, store, entered))
        return store.current

    def __exit__(self, *error):
        default, outer, store, entered = self._entered.pop()
        try:
            store.leave(entered)
        finally:
            leave_scope(self._graph, outer)
            self._leave_graph(default)
        return False

    def _leave_graph(self, default):
        if default is None:
            current.graphs.pop()
        else:
            default.__exit__()


def variable_op_scope(values, name_or_scope, default_name=None, **options):
    return variable_scope(name_or_scope, default_name=default_name, values=values, **options)


def no_regularizer(_):
    return None

