"""Calls of tf.layers' functions by their recipes: the nodes of an equal call before, called as this one says,
and the variables among them.

The layer itself is gone when its function returns; what is left of the call is its nodes, its variables in the
scope's store and in the collections, and that its scope was opened.
"""

from .. import _engine
from .._class_words import snake_case
from .._graph import GraphKeys
from .._graph_scopes import is_op_name, known_names
from .._keras.call_context import call_context
from .._keras.graph_state import unique_object_name
from .._recipes import form_number, may_recall, recorded, tensors_packed
from .._state import current
from .._tensor import Tensor
from .._variable import Variable, is_made_as_it_stands, variable_of_nodes
from .._variable_scope import _scope_store

#: By the number of a call: [(name in the scope, whether it is trained)] of its variables, in their order; None
#: where it leaves something else behind.
_made = {}
_MOST = 4000
_NOT_MADE_YET = False

#: What a layer that masks nothing leaves on its output.
_UNMASKED = {'_keras_mask': None}


class LayerCall:
    """Calls of the class LAYER: KEYS are its parameters besides the name, IS_SCOPED tells whether a name that is
    given is the scope's, which is then shared, or one that is made unique."""

    def __init__(self, layer, keys, is_scoped):
        self._layer = layer
        self._keys = keys
        self._is_scoped = is_scoped
        self._own_name = snake_case(layer.__name__)

    def __call__(self, inputs, name, reuse, *values):
        """What the layer makes of INPUTS."""
        graph = current.graph
        if not reuse and type(inputs) is Tensor and may_recall(graph):
            given = name or self._own_name
            store = _scope_store()
            if type(given) is str and self._is_plain(graph, store, inputs, given):
                return self._at_once(graph, store, inputs, name, given, reuse, values)
        return self._called(inputs, name, reuse, values)[1]

    def _called(self, inputs, name, reuse, values):
        options = dict(zip(self._keys, values), name=name)
        if self._is_scoped:
            options['_reuse'] = reuse
            options['_scope'] = name
        layer = self._layer(**options)
        return layer, layer(inputs)

    def _is_plain(self, graph, store, inputs, given):
        """Whether scopes, graph and INPUTS leave the call to its arguments, and GIVEN may be a scope anywhere."""
        scope = store.current
        keras = getattr(graph, '_keras', None)
        return (
            scope._asks_for_nothing()
            and not (scope.use_resource or current.makes_resources)
            and is_made_as_it_stands(graph)
            and not graph._open_placings
            and not (call_context.in_call or call_context.training is not None)
            and (keras is None or not keras.has_history)
            and getattr(inputs, '_keras_mask', None) is None
            # A recording would not know one from the other.
            and given != graph._scope
            and is_op_name(given)
            and given in known_names
        )

    def _at_once(self, graph, store, inputs, name, given, reuse, values):
        scope = store.current
        ids = []
        number = form_number(self, graph, (inputs, not name, scope.initializer, *values), ids)
        full = scope._name + '/' + given if scope._name else given
        if not (name and self._is_scoped):
            full += store.ending(full)
        known = None if number is None else _made.get(number, _NOT_MADE_YET)
        if known is None or _engine.unique_name(given, False) != full:
            return self._called(inputs, name, reuse, values)[1]
        variables = store.variables._variables
        for own, _ in known or ():
            if f'{full}/{own}' in variables or f'{full}/{own}/part_0' in variables:
                return self._called(inputs, name, reuse, values)[1]
        ids = ','.join(ids)
        code = _engine.RECORD if known is _NOT_MADE_YET else _engine.recall(number, ids, given)
        if code == _engine.RECORD:
            return self._recorded(graph, variables, full, number, ids, given, (inputs, name, reuse, values))
        if code == -1:
            _engine.failed()
        if type(code) is not str:
            return self._called(inputs, name, reuse, values)[1]
        if not name:
            unique_object_name(self._own_name)
        store.open(full)
        store.close_below(full)
        output, *nodes = tensors_packed(graph, code)
        at = 0
        for own, trainable in known:
            variables[f'{full}/{own}'] = variable_of_nodes(graph, nodes[at : at + 3], trainable)
            at += 3
        graph._collections.setdefault(GraphKeys.UPDATE_OPS, [])
        output._keras_mask = None
        return output

    def _recorded(self, graph, variables, full, number, ids, given, arguments):
        collections = graph._collections
        before = {key: len(items) for key, items in collections.items()}
        stored = len(variables)

        def results_of(made):
            layer, output = made
            new = {key: items[before.get(key, 0) :] for key, items in collections.items()}
            weights = new.pop(GraphKeys.GLOBAL_VARIABLES, [])
            trained = new.pop(GraphKeys.TRAINABLE_VARIABLES, [])
            stands = list(variables.items())[stored:]
            is_all = (
                type(output) is Tensor
                and vars(output) == _UNMASKED
                and not any(new.values())
                and not (layer._losses or layer._callable_losses or layer._metrics or layer._updates)
                and [one for _, one in stands] == weights
                and all([_is_below(full, name, one, graph) for name, one in stands])
            )
            own = [(name[len(full) + 1 :], one in trained) for name, one in stands]
            if len(_made) >= _MOST:
                _made.clear()
            if not is_all or _made.get(number, own) != own:
                _made[number] = None
                return ()
            _made[number] = own
            nodes = [(one._initial_value, one._variable, one._snapshot) for one in weights]
            return (output, *[tensor for three in nodes for tensor in three])

        return recorded(number, ids, given, self._called, arguments, results_of)[1]


def _is_below(scope, name, variable, graph):
    return type(variable) is Variable and variable.graph is graph and name.startswith(scope + '/')
