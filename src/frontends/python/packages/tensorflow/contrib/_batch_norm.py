"""tf.contrib.layers.batch_norm: by a layer of tf.layers, or with updates that the layer does not know.

Of contrib/layers/python/layers/layers.py. Three ways, as TensorFlow chooses among them: the layer; one fused
op for matrices and images; moments and elementwise ops.
"""

from .. import _initializers
from .._constant import constant
from .._collections import add_to_collections
from .._ops.control import control_dependencies
from .._convert import convert
from .._dtypes import float32
from .._graph import GraphKeys
from .._layers.normalization import BatchNormalization
from .._ops import arrays, normalization, statistics, windows
from .._ops.conditionals import smart_cond, smart_constant_value
from .._training.moving_averages import assign_moving_average
from .._variable_scope import get_variable_scope, variable_scope
from ._arg_scope import add_arg_scope
from ._layer_parts import (
    NCHW,
    activated,
    add_variable,
    check_format,
    collected,
    collections_of,
    model_getter,
)
from ._variables import model_variable


@add_arg_scope
def batch_norm(
    inputs,
    decay=0.999,
    center=True,
    scale=False,
    epsilon=0.001,
    activation_fn=None,
    param_initializers=None,
    param_regularizers=None,
    updates_collections=GraphKeys.UPDATE_OPS,
    is_training=True,
    reuse=None,
    variables_collections=None,
    outputs_collections=None,
    trainable=True,
    batch_weights=None,
    fused=None,
    data_format='NHWC',
    zero_debias_moving_mean=False,
    scope=None,
    renorm=False,
    renorm_clipping=None,
    renorm_decay=0.99,
    adjustment=None,
):
    """INPUTS normalized over all dimensions but the channels, with moving averages for inference.

    With UPDATES_COLLECTIONS None the averages move whenever the result is computed in training.
    """
    given = dict(locals())
    fused = True if fused is None else fused
    inputs = given['inputs'] = convert(inputs)
    rank = inputs.shape.ndims
    can_fuse = batch_weights is None and not renorm and rank in (2, 4) and adjustment is None
    is_default = updates_collections is GraphKeys.UPDATE_OPS
    if fused and can_fuse and (zero_debias_moving_mean or rank == 2 or not is_default):
        return _fused(given)
    check_format(data_format)
    opened = variable_scope(
        scope, 'BatchNorm', [inputs], reuse=reuse, custom_getter=model_getter()
    )
    with opened as entered:
        inputs = given['inputs'] = convert(inputs)
        if batch_weights is None and is_default and not zero_debias_moving_mean:
            outputs = _by_layer(given, entered, fused)
        else:
            if renorm:
                raise ValueError(
                    'renorm is not supported with batch_weights, updates_collections or '
                    'zero_debias_moving_mean'
                )
            outputs = _by_moments(given)
        return collected(outputs_collections, entered.name, activated(outputs, activation_fn))


def _by_layer(given, scope, fused):
    initial = given['param_initializers'] or {}
    penalties = given['param_regularizers'] or {}
    layer = BatchNormalization(
        axis=1 if given['data_format'] == NCHW else -1,
        momentum=given['decay'],
        epsilon=given['epsilon'],
        center=given['center'],
        scale=given['scale'],
        beta_initializer=initial.get('beta', _initializers.Zeros()),
        gamma_initializer=initial.get('gamma', _initializers.Ones()),
        moving_mean_initializer=initial.get('moving_mean', _initializers.Zeros()),
        moving_variance_initializer=initial.get('moving_variance', _initializers.Ones()),
        beta_regularizer=penalties.get('beta'),
        gamma_regularizer=penalties.get('gamma'),
        trainable=given['trainable'],
        renorm=given['renorm'],
        renorm_clipping=given['renorm_clipping'],
        renorm_momentum=given['renorm_decay'],
        adjustment=given['adjustment'],
        name=scope.name,
        _scope=scope,
        _reuse=given['reuse'],
        fused=fused,
    )
    outputs = layer(given['inputs'], training=given['is_training'])
    for kind in ('moving_mean', 'moving_variance', 'beta', 'gamma'):
        variable = getattr(layer, kind)
        if variable is not None:
            add_variable(variable, given['variables_collections'], kind)
    return outputs


class _Parameters:
    """beta, gamma and the moving averages as model variables, in TensorFlow's order."""

    def __init__(self, given, shape, dtype, constants, regularized):
        """CONSTANTS: what is not asked for is a constant, as the fused op needs it."""
        self._given = given
        self._initial = given['param_initializers'] or {}
        self._options = {'shape': shape, 'dtype': dtype}
        penalties = (given['param_regularizers'] or {}) if regularized else {}
        self.beta = self.gamma = None
        if given['center']:
            self.beta = self._make('beta', _initializers.Zeros(), penalties)
        elif constants:
            self.beta = constant(0.0, dtype=dtype, shape=shape)
        if given['scale']:
            self.gamma = self._make('gamma', _initializers.Ones(), penalties)
        elif constants:
            self.gamma = constant(1.0, dtype=dtype, shape=shape)
        # TensorFlow opens this scope to make them without a partitioner.
        with variable_scope(get_variable_scope()):
            self.mean = self._make('moving_mean', _initializers.Zeros(), {}, False)
            self.variance = self._make('moving_variance', _initializers.Ones(), {}, False)

    def _make(self, name, default, penalties, trainable=None):
        return model_variable(
            name,
            initializer=self._initial.get(name, default),
            regularizer=penalties.get(name),
            collections=collections_of(self._given['variables_collections'], name),
            trainable=self._given['trainable'] if trainable is None else trainable,
            **self._options,
        )

    @property
    def moving(self):
        return self.mean, self.variance

    def moved(self, mean, variance):
        """The two updates of the averages."""
        decay = self._given['decay']
        debias = self._given['zero_debias_moving_mean']
        return (
            assign_moving_average(self.mean, mean, decay, zero_debias=debias),
            assign_moving_average(self.variance, variance, decay, zero_debias=False),
        )

    def delay(self, mean, variance):
        """Puts the updates, or the averages themselves outside training, into the collections."""
        updates = smart_cond(
            self._given['is_training'],
            lambda: self.moved(mean, variance),
            lambda: self.moving,
        )
        for update in updates:
            add_to_collections(self._given['updates_collections'], update)


def _fused(given):
    check_format(given['data_format'])
    inputs = given['inputs']
    is_first = given['data_format'] == NCHW
    with variable_scope(
        given['scope'], 'BatchNorm', [inputs], reuse=given['reuse']
    ) as entered:
        inputs = original = convert(inputs)
        rank = inputs.shape.ndims
        if rank == 2:
            width = inputs.shape[-1].value
            if width is None:
                raise ValueError('`C` dimension must be known but is None')
            inputs = arrays.reshape(inputs, [-1, width, 1, 1] if is_first else [-1, 1, 1, width])
        shape = inputs.shape
        wide = shape[1:2] if is_first else shape[-1:]
        if not wide.is_fully_defined():
            raise ValueError(
                'Inputs %s has undefined `C` dimension %s.' % (inputs.name, wide)
            )
        # float32 also for half inputs, so that the averages lose no digits.
        parameters = _Parameters(given, wide, float32, constants=True, regularized=True)
        options = {'epsilon': given['epsilon'], 'data_format': given['data_format']}

        def of_batch():
            return windows.fused_batch_norm(inputs, parameters.gamma, parameters.beta, **options)

        def of_averages():
            return windows.fused_batch_norm(
                inputs,
                parameters.gamma,
                parameters.beta,
                mean=parameters.mean,
                variance=parameters.variance,
                is_training=False,
                **options,
            )

        training = given['is_training']
        outputs, mean, variance = smart_cond(training, of_batch, of_averages)
        if smart_constant_value(training) is not False:
            if given['updates_collections'] is None:
                normalized = outputs

                def forced():
                    with control_dependencies(parameters.moved(mean, variance)):
                        return arrays.identity(normalized)

                outputs = smart_cond(training, forced, lambda: normalized)
            else:
                parameters.delay(mean, variance)
        outputs.set_shape(shape)
        if rank == 2:
            outputs = arrays.reshape(outputs, arrays.shape(original))
        outputs = activated(outputs, given['activation_fn'])
        return collected(given['outputs_collections'], entered.name, outputs)


def _moments(inputs, axes, weights, is_first):
    options = {'keep_dims': True} if is_first else {}
    if weights is None:
        found = normalization.moments(inputs, axes, **options)
    else:
        found = statistics.weighted_moments(inputs, axes, weights, **options)
    return [arrays.reshape(one, [-1]) for one in found] if is_first else found


def _by_moments(given):
    inputs = given['inputs']
    shape = inputs.shape
    rank = shape.ndims
    if rank is None:
        raise ValueError('Inputs %s has undefined rank.' % inputs.name)
    weights = given['batch_weights']
    if weights is not None:
        weights = convert(weights)
        shape[0:1].assert_is_compatible_with(weights.shape)
        weights = arrays.reshape(weights, [-1] + [1] * (rank - 1))
    is_first = given['data_format'] == NCHW
    wide = shape[1:2] if is_first else shape[-1:]
    axes = [0, *range(2, rank)] if is_first else list(range(rank - 1))
    if not wide.is_fully_defined():
        raise ValueError(
            'Inputs %s has undefined channels dimension %s.' % (inputs.name, wide)
        )
    parameters = _Parameters(given, wide, inputs.dtype.base_dtype, False, False)
    training = given['is_training']
    mean, variance = parameters.moving
    if smart_constant_value(training) is not False:
        own = tuple(_moments(inputs, axes, weights, is_first))
        if given['updates_collections'] is None:

            def chosen():
                with control_dependencies(parameters.moved(*own)):
                    return arrays.identity(own[0]), arrays.identity(own[1])

        else:
            parameters.delay(*own)

            def chosen():
                return own

        mean, variance = smart_cond(training, chosen, lambda: parameters.moving)
    values = [mean, variance, parameters.beta, parameters.gamma]
    if is_first:
        broad = [1, shape[1].value] + [1] * (rank - 2)
        values = [value if value is None else arrays.reshape(value, broad) for value in values]
    outputs = normalization.batch_normalization(inputs, *values, given['epsilon'])
    outputs.set_shape(shape)
    return outputs
