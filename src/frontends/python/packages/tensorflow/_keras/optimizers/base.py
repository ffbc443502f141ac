"""OptimizerV2: hyper-parameters as variables, slots, gradients with their clips, the update of all variables.

Of tensorflow/python/keras/optimizer_v2/optimizer_v2.py.
"""

import functools

from _gradient_runtime import here

from ... import _dtypes as dtypes
from ... import _nest
from ..._control_scope import ControlDependencies, InitScope
from ..._gradients import UnconnectedGradients, find_gradients
from ..._graph import get_default_graph
from ..._indexed_slices import IndexedSlices
from ..._class_words import snake_case
from ..._ops import arrays, clipping, math, segments
from ..._resource_variable import ResourceVariable
from ..._tensor import Tensor
from ..._training import reports
from ..._variable import Variable
from .. import backend_values as K
from .. import initializers
from ..graph_state import scope, track_variable, unique_object_name
from ..weights import make_variable
from .schedules import LearningRateSchedule, deserialize, serialize
from .shared import Told, read_after, with_gradients

_ALLOWED = ('clipnorm', 'clipvalue', 'lr', 'decay')
_VALID_TYPES = (dtypes.float16, dtypes.bfloat16, dtypes.float32, dtypes.float64)


class OptimizerV2:
    """Base of the optimizers. Subclasses make slots and the update of one variable."""

    def __init__(self, name, **kwargs):
        for key, value in kwargs.items():
            if key not in _ALLOWED:
                raise TypeError('Unexpected keyword argument passed to optimizer: ' + str(key))
            if value < 0:
                raise ValueError('Expected {} >= 0, received: {}'.format(key, value))
        self._use_locking = True
        self._made_at = here()
        self._name = name or unique_object_name(snake_case(type(self).__name__), zero_based=True)
        self._hyper = {}
        self._slots = {}  # name of a variable -> {slot name: variable}
        self._slot_names = []
        self._weights = []
        self._iterations = None
        self._initial_decay = kwargs.get('decay', 0.0)
        for key in ('clipnorm', 'clipvalue'):
            if key in kwargs:
                setattr(self, key, kwargs[key])
        self._hypers_created = False

    # -- gradients -----------------------------------------------------------------------------

    def minimize(self, loss, var_list, grad_loss=None, name=None):
        """LOSS is a function without arguments; the Operation that updates VAR_LIST."""
        pairs = self._compute_gradients(loss, var_list=var_list, grad_loss=grad_loss)
        return self.apply_gradients(pairs, name=name)

    def _compute_gradients(self, loss, var_list, grad_loss=None):
        value = loss()
        variables = _nest.flatten(var_list() if callable(var_list) else var_list)
        with scope(self._name + '/gradients'):
            found = self._found(value, variables, grad_loss)
            gradients = self._clipped([item.gradient for item in found])
        self._assert_valid_dtypes([v for g, v in zip(gradients, variables) if g is not None])
        return list(zip(gradients, variables))

    def get_gradients(self, loss, params):
        params = _nest.flatten(params)
        with scope(self._name + '/gradients'):
            found = self._found(loss, params, None)
            for item, param in zip(found, params):
                if item.gradient is None:
                    raise ValueError(
                        'Variable {} has `None` for gradient. Please make sure that all of your ops '
                        'have a gradient defined (i.e. are differentiable). Common ops without '
                        'gradient: K.argmax, K.round, K.eval.'.format(param)
                    )
            return self._clipped([item.gradient for item in found])

    def _found(self, loss, variables, grad_loss):
        found = find_gradients(
            loss, variables, grad_loss, 'gradients', False, None, None, UnconnectedGradients.NONE
        )
        reports.computed_gradients(self._name, loss, variables, found)
        return found

    def _clipped(self, gradients):
        if hasattr(self, 'clipnorm'):
            gradients = [clipping.clip_by_norm(g, self.clipnorm) for g in gradients]
        if hasattr(self, 'clipvalue'):
            limit = self.clipvalue
            gradients = [clipping.clip_by_value(g, -limit, limit) for g in gradients]
        return gradients

    def get_updates(self, loss, params):
        gradients = self.get_gradients(loss, params)
        self._assert_valid_dtypes([v for g, v in zip(gradients, params) if g is not None])
        return [self.apply_gradients(list(zip(gradients, params)))]

    # -- the update ----------------------------------------------------------------------------

    def apply_gradients(self, grads_and_vars, name=None):
        """The Operation that updates all variables and then increments `iterations`."""
        pairs = with_gradients(grads_and_vars)
        variables = [variable for _, variable in pairs]
        with scope(self._name):
            with InitScope(get_default_graph()):
                self.iterations  # noqa: B018
                self._create_hypers()
                self._create_slots(variables)
            apply_state = self._prepare(variables)
            updates = []
            with scope(name or self._name):
                for gradient, variable in pairs:
                    with scope('update_' + variable.op.name):
                        updates.append(self._updated(gradient, variable, apply_state))
                with ControlDependencies(get_default_graph(), updates):
                    train_op = self._iterations.assign_add(1).op
        reports.made_training_op(Told(self), train_op, pairs, updates, self._iterations)
        return train_op

    def _updated(self, gradient, variable, apply_state):
        if isinstance(variable, Tensor):
            raise NotImplementedError('Trying to update a Tensor ', variable)
        if isinstance(gradient, IndexedSlices):
            if variable.constraint is not None:
                raise RuntimeError('Cannot use a constraint function on a sparse variable.')
            return self._resource_apply_sparse_duplicate_indices(
                gradient.values, variable, gradient.indices, apply_state=apply_state
            )
        update = self._resource_apply_dense(gradient, variable, apply_state=apply_state)
        if variable.constraint is None:
            return update
        with ControlDependencies(get_default_graph(), [update]):
            return variable.assign(variable.constraint(variable))

    def _resource_apply_dense(self, grad, handle, apply_state):
        raise NotImplementedError()

    def _resource_apply_sparse(self, grad, handle, indices, apply_state):
        raise NotImplementedError()

    def _resource_apply_sparse_duplicate_indices(self, grad, handle, indices, **kwargs):
        """Sums the rows that come twice before `_resource_apply_sparse`."""
        rows, places = arrays.unique(indices)
        summed = segments.unsorted_segment_sum(grad, places, arrays.shape(rows)[0])
        return self._resource_apply_sparse(summed, handle, rows, **kwargs)

    def _resource_scatter_add(self, x, i, v):
        return read_after(x._scatter_rows_op('add', i, v), x)

    def _resource_scatter_update(self, x, i, v):
        return read_after(x._scatter_rows_op('update', i, v), x)

    # -- hyper-parameters ----------------------------------------------------------------------

    def _set_hyper(self, name, value):
        """VALUE: a number, a tensor, a function without arguments or a schedule."""
        if name in self._hyper:
            before = self._hyper[name]
            if not (
                callable(before)
                or isinstance(before, (Tensor, int, float, LearningRateSchedule))
                or isinstance(value, LearningRateSchedule)
            ):
                K.set_value(before, value)
                return
        self._hyper[name] = value

    def _get_hyper(self, name, dtype=None):
        if not self._hypers_created:
            self._create_hypers()
        value = self._hyper[name]
        if isinstance(value, LearningRateSchedule):
            return value
        if callable(value):
            value = value()
        return math.cast(value, dtype) if dtype else value

    def __getattribute__(self, name):
        try:
            return super().__getattribute__(name)
        except AttributeError:
            if name == '_hyper':
                raise
            name = 'learning_rate' if name == 'lr' else name
            if name in self._hyper:
                return self._get_hyper(name)
            raise

    def __setattr__(self, name, value):
        name = 'learning_rate' if name == 'lr' else name
        if name in self.__dict__.get('_hyper', ()):
            self._set_hyper(name, value)
        else:
            super().__setattr__(name, value)

    def _create_hypers(self):
        if self._hypers_created:
            return
        for name, value in sorted(self._hyper.items()):
            if not (isinstance(value, (Tensor, Variable)) or callable(value)):
                self._hyper[name] = self.add_weight(
                    name, shape=[], trainable=False, initializer=value
                )
        self._hypers_created = True

    def _prepare(self, var_list):
        """Per dtype of the variables: the tensors that all of their updates share."""
        apply_state = {}
        for variable in var_list:
            dtype = variable.dtype.base_dtype
            if dtype not in apply_state:
                apply_state[dtype] = {}
                self._prepare_local(dtype, apply_state[dtype])
        return apply_state

    def _prepare_local(self, dtype, shared):
        if 'learning_rate' in self._hyper:
            shared['lr_t'] = arrays.identity(self._decayed_lr(dtype))

    def _hyper_tensor(self, name, dtype):
        return arrays.identity(self._get_hyper(name, dtype))

    def _decayed_lr(self, var_dtype):
        rate = self._get_hyper('learning_rate', var_dtype)
        if isinstance(rate, LearningRateSchedule):
            step = math.cast(self.iterations, var_dtype)
            rate = math.cast(rate(step), var_dtype)
        if self._initial_decay > 0.0:
            step = math.cast(self.iterations, var_dtype)
            decay = self._get_hyper('decay', var_dtype)
            rate = rate / (1.0 + decay * step)
        return rate

    # -- variables -----------------------------------------------------------------------------

    @property
    def iterations(self):
        if self._iterations is None:
            self._iterations = self.add_weight(
                'iter', shape=[], dtype=dtypes.int64, trainable=False
            )
            self._weights.append(self._iterations)
        return self._iterations

    @iterations.setter
    def iterations(self, variable):
        if self._iterations is not None:
            raise RuntimeError(
                'Cannot set `iterations` to a new Variable after the Optimizer weights have been created'
            )
        self._iterations = variable
        self._weights.append(variable)

    def add_weight(
        self,
        name,
        shape,
        dtype=None,
        initializer='zeros',
        trainable=None,
        synchronization=None,
        aggregation=None,
    ):
        if isinstance(initializer, str) or callable(initializer):
            initializer = initializers.get(initializer)
        variable = make_variable(
            name,
            shape=shape,
            dtype=dtypes.float32 if dtype is None else dtype,
            initializer=initializer,
            trainable=True if trainable is None else trainable,
        )
        track_variable(variable)
        return variable

    def add_slot(self, var, slot_name, initializer='zeros'):
        if slot_name not in self._slot_names:
            self._slot_names.append(slot_name)
        named = self._slots.setdefault(var.op.name, {})
        if slot_name not in named:
            if isinstance(initializer, str) or callable(initializer):
                initializer = functools.partial(
                    initializers.get(initializer), shape=var.shape, dtype=var.dtype
                )
            slot = ResourceVariable(
                name='%s/%s' % (var.op.name, slot_name),
                dtype=var.dtype,
                trainable=False,
                initial_value=initializer,
            )
            track_variable(slot)
            named[slot_name] = slot
            self._weights.append(slot)
        return named[slot_name]

    def get_slot(self, var, slot_name):
        return self._slots[var.op.name][slot_name]

    def get_slot_names(self):
        return self._slot_names

    def _create_slots(self, var_list):
        pass

    def variables(self):
        return self._weights

    @property
    def weights(self):
        return self._weights

    def get_weights(self):
        return K.batch_get_value(self.weights)

    def set_weights(self, weights):
        params = self.weights
        if len(params) != len(weights):
            raise ValueError(
                'You called `set_weights(weights)` on optimizer ' + self._name + ' with a  weight list '
                'of length ' + str(len(weights)) + ', but the optimizer was expecting '
                + str(len(params)) + ' weights. Provided weights: ' + str(weights)[:50] + '...'
            )
        if not params:
            return
        for value, weight in zip(K.batch_get_value(params), weights):
            if value.shape != weight.shape:
                raise ValueError(
                    'Optimizer weight shape ' + str(value.shape) + ' not compatible with provided '
                    'weight shape ' + str(weight.shape)
                )
        K.batch_set_value(list(zip(params, weights)))

    # -- configuration -------------------------------------------------------------------------

    def get_config(self):
        config = {'name': self._name}
        for key in ('clipnorm', 'clipvalue'):
            if hasattr(self, key):
                config[key] = getattr(self, key)
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None):
        if 'lr' in config:
            config['learning_rate'] = config.pop('lr')
        if isinstance(config.get('learning_rate'), dict):
            config['learning_rate'] = deserialize(
                config['learning_rate'], custom_objects=custom_objects
            )
        return cls(**config)

    def _serialize_hyperparameter(self, name):
        value = self._hyper[name]
        if isinstance(value, LearningRateSchedule):
            return serialize(value)
        if callable(value):
            return value()
        return K.get_value(value)

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

    def _call_if_callable(self, param):
        return param() if callable(param) else param
