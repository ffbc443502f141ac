"""What a layer gathers: weights, losses, updates, metrics - its own and those of the layers it holds."""

import functools
import itertools

import numpy as np

from .. import _nest
from .._convert import convert
from .._operation import Operation
from . import backend_values as K
from . import settings
from .call_context import call_context
from .graph_state import scope
from .layer_queries import reachable
from .tracking import flat_layers


class LayerCollections:
    """The part of Layer that answers `weights`, `losses`, `updates`, `metrics`."""

    def _gathered(self, attribute):
        if not self._layers:
            return []
        layers = flat_layers(self._layers)
        return list(itertools.chain.from_iterable(getattr(layer, attribute) for layer in layers))

    # -- weights -------------------------------------------------------------------------------

    @property
    def trainable_weights(self):
        if not self.trainable:
            return []
        return self._trainable_weights + self._gathered('trainable_weights')

    @property
    def non_trainable_weights(self):
        if self.trainable:
            return self._non_trainable_weights + self._gathered('non_trainable_weights')
        return self._trainable_weights + self._non_trainable_weights + self._gathered('weights')

    @property
    def weights(self):
        return self.trainable_weights + self.non_trainable_weights

    variables = property(lambda self: self.weights)
    trainable_variables = property(lambda self: self.trainable_weights)
    non_trainable_variables = property(lambda self: self.non_trainable_weights)

    @property
    def _unique_trainable_weights(self):
        return list({id(weight): weight for weight in self.trainable_weights}.values())

    def get_weights(self):
        return K.batch_get_value(self.weights)

    def set_weights(self, weights):
        params = self.weights
        if len(params) != len(weights):
            raise ValueError(
                'You called `set_weights(weights)` on layer "%s" with a  weight list of length %d, but '
                'the layer was expecting %d weights. Provided weights: %s...'
                % (self.name, len(weights), len(params), str(weights)[:50])
            )
        for param, weight in zip(params, weights):
            if not param.shape.is_compatible_with(weight.shape):
                raise ValueError(
                    'Layer weight shape %s not compatible with provided weight shape %s'
                    % (param.shape, weight.shape)
                )
        K.batch_set_value(list(zip(params, weights)))

    def count_params(self):
        if not self.built:
            raise ValueError(
                'You tried to call `count_params` on ' + self.name + ', but the layer isn\'t built. You '
                'can build it manually via: `' + self.name + '.build(batch_input_shape)`.'
            )
        return int(sum(np.prod(weight.shape.as_list()) for weight in self.weights))

    # -- losses --------------------------------------------------------------------------------

    @property
    def losses(self):
        """Tensors; penalties of weights are computed anew each time."""
        losses = list(self._losses)
        for penalty in self._callable_losses:
            loss = penalty()
            if loss is not None:
                losses.append(loss)
        return losses + self._gathered('losses')

    def add_loss(self, losses, inputs=None):
        def tagged(loss):
            loss = loss() if callable(loss) else loss
            if loss is None:
                return None
            if not K.is_tensor(loss):
                loss = convert(loss, settings.floatx())
            loss._unconditional_loss = inputs is None
            return loss

        for loss in _nest.flatten(losses):
            if callable(loss):
                self._callable_losses.append(functools.partial(tagged, loss))
            elif loss is not None:
                loss = tagged(loss)
                if not call_context.in_call and getattr(self, '_is_graph_network', False):
                    self._graph_network_add_loss(loss)
                else:
                    self._losses.append(loss)

    def _clear_losses(self):
        """Nothing to clear: only eager execution collects losses of one call."""

    def get_losses_for(self, inputs):
        if inputs is None:
            return [loss for loss in self.losses if loss._unconditional_loss]
        losses = [loss for loss in self.losses if not loss._unconditional_loss]
        return [loss for loss in losses if reachable(inputs, loss)]

    def _penalize(self, name, variable, regularizer):
        def penalty():
            with scope(name + '/Regularizer'):
                return regularizer(variable)

        self.add_loss(penalty)

    # -- updates -------------------------------------------------------------------------------

    @property
    def updates(self):
        if not self.trainable and not self.stateful:
            return []
        return self._updates + self._gathered('updates')

    def add_update(self, updates, inputs=None):
        if call_context.in_call:
            relevant = call_context.inputs
        else:
            relevant = [node.input_tensors for node in getattr(self, '_inbound_nodes', [])]

        def operation(update):
            while callable(update):
                update = update()
            if not isinstance(update, Operation):
                update = update.op if hasattr(update, 'op') else convert(update)
            update._unconditional_update = not reachable(relevant, update)
            return update

        given = updates if isinstance(updates, list) else [updates]
        self._updates += [operation(update) for update in given]

    def get_updates_for(self, inputs):
        if inputs is None:
            return [update for update in self.updates if update._unconditional_update]
        updates = [update for update in self.updates if not update._unconditional_update]
        return [update for update in updates if reachable(inputs, update)]

    # -- metrics -------------------------------------------------------------------------------

    @property
    def metrics(self):
        return self._metrics + self._gathered('metrics')

    def _metric_named(self, name):
        found = [metric for metric in self._metrics if metric.name == name]
        if len(found) > 1:
            raise ValueError(
                'Please provide different names for the metrics you have added. We found {} metrics '
                'with the name: "{}"'.format(len(found), name)
            )
        return found[0] if found else None

    def add_metric(self, value, aggregation=None, name=None):
        if aggregation is not None and aggregation != 'mean':
            raise ValueError(
                'We currently support only `mean` sample-wise metric aggregation. You provided '
                'aggregation=`%s`' % aggregation
            )
        own = getattr(value, '_metric_obj', None)
        if name is None and own is None:
            raise ValueError(
                'Please provide a name for your metric like `self.add_metric(tf.reduce_sum(inputs), '
                "name='mean_activation', aggregation='mean')`"
            )
        name = name if own is None else own.name
        if not call_context.in_call and getattr(self, '_is_graph_network', False):
            self._graph_network_add_metric(value, aggregation, name)
            return
        known = self._metric_named(name)
        if aggregation is None:
            if known is not None:
                return
            if own is None:
                raise ValueError(
                    'We do not support adding an aggregated metric result tensor that is not the output '
                    'of a `tf.keras.metrics.Metric` metric instance. Without having access to the '
                    'metric instance we cannot reset the state of a metric after every epoch during '
                    'training. You can create a `tf.keras.metrics.Metric` instance and pass the result '
                    'here or pass an un-aggregated result with `aggregation` parameter set as `mean`. '
                    'For example: `self.add_metric(tf.reduce_sum(inputs), name=\'mean_activation\', '
                    "aggregation='mean')`"
                )
            self._metrics.append(own)
        elif known is not None:
            known(value)
        else:
            from .metrics import Mean

            metric = Mean(name=name)
            metric(value)
            self._metrics.append(metric)
