"""Optimizer: minimize, compute_gradients and apply_gradients, with TensorFlow's checks in its order."""

from _gradient_runtime import here

from .. import _dtypes as dtypes
from .._collections import get_collection, get_collection_ref, trainable_variables
from .._control_scope import ControlDependencies, InitScope
from .._eager import stepping
from .._eager.mode import executing_eagerly
from .._eager.tape import gradients_of_callable
from .._graph import GraphKeys, get_default_graph
from .._gradients import Found, UnconnectedGradients, find_gradients
from .._indexed_slices import IndexedSlices, convert_or_slices
from .._name_scope import name_scope
from .._ops import arrays, control, segments, state
from .._placement import Colocation, colocate_with
from .._resource_variable import is_resource_variable
from .._tensor import Tensor
from .._variable import Variable
from . import reports, slots

#: In the order in which TensorFlow's message lists them.
_VALID_TYPES = (dtypes.float32, dtypes.float64, dtypes.float16, dtypes.bfloat16)


def _check_optimizable(variable):
    """AttributeError for a thing without `op`, NotImplementedError for another kind of node."""
    if type(variable) is not Variable and not isinstance(variable, (Variable, Tensor)):
        variable.op  # noqa: B018
        raise NotImplementedError('Trying to optimize unsupported type ', variable)


def _target(variable):
    return variable._ref() if isinstance(variable, Variable) else variable


def _counted(global_step, name):
    """The Operation that adds 1 to GLOBAL_STEP."""
    if is_resource_variable(global_step):
        return global_step.assign_add(1, name=name, read_value=False)
    return state.assign_add(global_step, 1, name=name).op


class Optimizer:
    """Base of all optimizers. A subclass makes slots, prepares tensors and the update of one variable."""

    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking, name):
        if not name:
            raise ValueError('Must specify the optimizer name')
        self._use_locking = use_locking
        self._name = name
        self._made_at = here()
        self._slots = {}  # slot name -> {(graph, variable's op name): slot variable}
        self._non_slots = {}  # (name, graph) -> variable

    def get_name(self):
        return self._name

    # -- the two parts of minimize ---------------------------------------------------------------

    def minimize(
        self,
        loss,
        global_step=None,
        var_list=None,
        gate_gradients=GATE_OP,
        aggregation_method=None,
        colocate_gradients_with_ops=False,
        name=None,
        grad_loss=None,
    ):
        pairs = self.compute_gradients(
            loss,
            var_list=var_list,
            gate_gradients=gate_gradients,
            aggregation_method=aggregation_method,
            colocate_gradients_with_ops=colocate_gradients_with_ops,
            grad_loss=grad_loss,
        )
        if all(gradient is None for gradient, _ in pairs):
            raise ValueError(
                'No gradients provided for any variable, check your graph for ops that do not support '
                'gradients, between variables %s and loss %s.' % ([str(v) for _, v in pairs], loss)
            )
        return self.apply_gradients(pairs, global_step=global_step, name=name)

    def compute_gradients(
        self,
        loss,
        var_list=None,
        gate_gradients=GATE_OP,
        aggregation_method=None,
        colocate_gradients_with_ops=False,
        grad_loss=None,
    ):
        """A list of (gradient, variable); the gradient is None where no path leads to the variable."""
        if callable(loss):
            return gradients_of_callable(loss, var_list, grad_loss)
        if executing_eagerly():
            raise RuntimeError(
                '`loss` passed to Optimizer.compute_gradients should be a function when eager execution '
                'is enabled.'
            )
        if gate_gradients not in (self.GATE_NONE, self.GATE_OP, self.GATE_GRAPH):
            raise ValueError(
                'gate_gradients must be one of: Optimizer.GATE_NONE, Optimizer.GATE_OP, '
                'Optimizer.GATE_GRAPH.  Not %s' % gate_gradients
            )
        self._assert_valid_dtypes([loss])
        if grad_loss is not None:
            self._assert_valid_dtypes([grad_loss])
        if var_list is None:
            var_list = trainable_variables() + get_collection(GraphKeys.TRAINABLE_RESOURCE_VARIABLES)
        else:
            var_list = control.flatten(var_list)
        var_list += get_collection('_streaming_model_ports')
        for variable in var_list:
            _check_optimizable(variable)
        if not var_list:
            raise ValueError('No variables to optimize.')
        found = find_gradients(
            loss,
            [_target(variable) for variable in var_list],
            grad_loss,
            'gradients',
            gate_gradients == self.GATE_OP,
            aggregation_method,
            None,
            UnconnectedGradients.NONE,
            colocate_gradients_with_ops,
        )
        if gate_gradients == self.GATE_GRAPH:
            gated = control.tuple_([item.gradient for item in found])
            found = [Found(g, item.reason, item.cut_by) for g, item in zip(gated, found)]
        pairs = [(item.gradient, variable) for item, variable in zip(found, var_list)]
        self._assert_valid_dtypes([variable for gradient, variable in pairs if gradient is not None])
        reports.computed_gradients(self.get_name(), loss, var_list, found, grad_loss)
        return pairs

    def apply_gradients(self, grads_and_vars, global_step=None, name=None):
        """The Operation that updates all variables and then increments GLOBAL_STEP."""
        pairs = tuple(grads_and_vars)
        if not pairs:
            raise ValueError('No variables provided.')
        converted = []
        for gradient, variable in pairs:
            if gradient is not None and type(gradient) is not Tensor:
                try:
                    gradient = convert_or_slices(gradient)
                except TypeError:
                    raise TypeError(
                        'Gradient must be convertible to a Tensor or IndexedSlices, or None: %s'
                        % gradient
                    ) from None
            _check_optimizable(variable)
            converted.append((gradient, variable))
        updated = [variable for gradient, variable in converted if gradient is not None]
        if not updated:
            raise ValueError(
                'No gradients provided for any variable: %s.' % ([str(v) for _, v in converted],)
            )
        with InitScope(get_default_graph()):
            self._create_slots(updated)
        graph = get_default_graph()
        if not graph._is_eager:
            train_op, updates = self._updates(converted, global_step, name)
            collection = get_collection_ref(GraphKeys.TRAIN_OP)
            if train_op not in collection:
                collection.append(train_op)
            reports.made_training_op(self, train_op, converted, updates, global_step)
            return train_op
        site = stepping.site_of(self)
        with stepping.EagerStep(graph) as step:
            name = stepping.name_of(site, name or self._name)
            train_op, updates = self._updates(converted, global_step, name + '/')
            step.end(train_op, site)
        reports.made_training_op(self, train_op, converted, updates, global_step, site)
        stepping.run(train_op)
        return None

    def _updates(self, converted, global_step, name):
        """(the Operation that makes all updates, the update of each pair)."""
        updates = []
        with name_scope(name, self._name) as scope:
            self._prepare()
            graph = get_default_graph()
            declare = _declaration_of(type(self), graph)
            for gradient, variable in converted:
                update = None
                if declare is not None and _is_plain(graph, gradient, variable):
                    call, inputs, attributes = declare(self, gradient, variable)
                    name = 'update_' + variable.op.name
                    update = call.in_own_scope(graph, name, variable, inputs, attributes)
                if update is not None:
                    updates.append(update)
                elif gradient is not None:
                    own = variable._variable if type(variable) is Variable else variable
                    beside = Colocation(graph, own, False)
                    with name_scope('update_' + _scope_of(graph, variable)), beside:
                        updates.append(self._update(gradient, variable))
                else:
                    updates.append(None)
            made = [update for update in updates if update is not None]
            if global_step is None:
                train_op = self._finish(made, scope)
            else:
                finished = self._finish(made, 'update')
                with ControlDependencies(get_default_graph(), [finished]), colocate_with(global_step):
                    train_op = _counted(global_step, scope)
        return train_op, updates

    def _update(self, gradient, variable):
        if isinstance(variable, Tensor):
            raise NotImplementedError('Trying to update a Tensor ', variable)
        constraint = variable.constraint
        is_resource = is_resource_variable(variable)
        if isinstance(gradient, Tensor):
            apply = self._resource_apply_dense if is_resource else self._apply_dense
            update = apply(gradient, variable)
            if constraint is None:
                return update
            with ControlDependencies(get_default_graph(), [update]):
                return variable.assign(constraint(variable))
        if constraint is not None:
            raise RuntimeError('Cannot use a constraint function on a sparse variable.')
        if is_resource:
            return self._resource_apply_sparse_duplicate_indices(
                gradient.values, variable, gradient.indices
            )
        return self._apply_sparse_duplicate_indices(gradient, variable)

    # -- slots ---------------------------------------------------------------------------------

    def get_slot(self, var, name):
        named = self._slots.get(name)
        return named.get(_key(var)) if named else None

    def get_slot_names(self):
        return sorted(self._slots)

    def variables(self):
        graph = get_default_graph()
        own = list(self._non_slots.values())
        for named in self._slots.values():
            own += named.values()
        return sorted((v for v in own if v.graph is graph), key=lambda v: v.name)

    def _slot_dict(self, slot_name):
        return self._slots.setdefault(slot_name, {})

    def _make_slot_once(self, var, slot_name, make, *arguments):
        named = self._slot_dict(slot_name)
        key = _key(var)
        slot = named.get(key)
        if slot is None:
            slot = named[key] = make(var, *arguments)
        return slot

    def _get_or_make_slot(self, var, val, slot_name, op_name):
        return self._make_slot_once(var, slot_name, slots.create_slot, val, op_name)

    def _get_or_make_slot_with_initializer(
        self, var, initializer, shape, dtype, slot_name, op_name
    ):
        return self._make_slot_once(
            var, slot_name, slots.create_slot_with_initializer, initializer, shape, dtype, op_name
        )

    def _zeros_slot(self, var, slot_name, op_name):
        return self._make_slot_once(var, slot_name, slots.create_zeros_slot, op_name)

    def _create_non_slot_variable(self, initial_value, name, colocate_with):
        key = (name, colocate_with.graph)
        if key not in self._non_slots:
            use_resource = is_resource_variable(colocate_with)
            with get_default_graph().colocate_with(colocate_with):
                self._non_slots[key] = Variable(
                    initial_value, name=name, trainable=False, use_resource=use_resource
                )
        return self._non_slots[key]

    def _get_non_slot_variable(self, name, graph=None):
        return self._non_slots.get((name, None if graph is None else graph._home))

    # -- for subclasses ------------------------------------------------------------------------

    def _assert_valid_dtypes(self, tensors):
        valid = self._valid_dtypes()
        for tensor in tensors:
            dtype = tensor.dtype.base_dtype
            if dtype not in valid:
                raise ValueError(
                    'Invalid type %r for %s, expected: %s.' % (dtype, tensor.name, list(valid))
                )

    def _valid_dtypes(self):
        return _VALID_TYPES

    def _create_slots(self, var_list):
        pass

    def _prepare(self):
        pass

    def _apply_dense(self, grad, var):
        raise NotImplementedError()

    def _apply_sparse(self, grad, var):
        raise NotImplementedError(
            'A sparse update (of a gradient in IndexedSlices) by %s is not evaluated by this engine'
            % type(self).__name__
        )

    def _resource_apply_dense(self, grad, handle):
        return self._apply_dense(grad, handle)

    def _resource_apply_sparse(self, grad, handle, indices):
        return self._apply_sparse(IndexedSlices(grad, indices), handle)

    def _resource_apply_sparse_duplicate_indices(self, grad, handle, indices):
        summed, rows = _without_duplicates(grad, indices)
        return self._resource_apply_sparse(summed, handle, rows)

    def _apply_sparse_duplicate_indices(self, grad, var):
        summed, rows = _without_duplicates(grad.values, grad.indices)
        return self._apply_sparse(IndexedSlices(summed, rows, grad.dense_shape), var)

    def _finish(self, update_ops, name_scope):
        return control.group(*update_ops, name=name_scope)

    def _call_if_callable(self, param):
        return param() if callable(param) else param


def _without_duplicates(values, indices):
    """Rows that come twice are summed first."""
    rows, places = arrays.unique(indices)
    return segments.unsorted_segment_sum(values, places, arrays.shape(rows)[0]), rows


def _declaration_of(optimizer, graph):
    """What tells the one node that the class OPTIMIZER makes of a gradient; None where it does more, or
    GRAPH is none that a node is simply made in."""
    if optimizer._update is not Optimizer._update or graph._is_eager:
        return None
    if graph._finalized or graph._captures is not None:
        return None
    return getattr(optimizer._apply_dense, 'declare', None)


def _is_plain(graph, gradient, variable):
    """Whether VARIABLE is updated by its gradient and no more, all in GRAPH."""
    return (
        type(gradient) is Tensor
        and type(variable) is Variable
        and variable._constraint is None
        and variable.graph is graph
    )


def _scope_of(graph, variable):
    """The variable's name in that of its update; none for an eager variable in a function's body."""
    if graph.building_function and not variable._in_graph_mode:
        return ''
    return variable.op.name


def _key(var):
    """What tells VAR from all others, in all graphs; a reference variable keeps it."""
    key = var._slot_key if type(var) is Variable else None
    if key is None:
        op = var.op
        key = op.graph._home, op.name
        if type(var) is Variable:
            var._slot_key = key
    return key
