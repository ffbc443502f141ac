"""The loss, metrics and functions of a compiled model. Of keras/engine/training.py."""

import collections

from .. import logging
from .._ops import math
from . import backend_values as K
from . import metrics as metrics_module
from .endpoints import (
    TrainingEndpoint,
    check_keys,
    prepare_loss_functions,
    prepare_loss_weights,
    prepare_sample_weight_modes,
)
from .graph_state import learning_phase, scope
from .metric_base import Mean, MeanMetricWrapper, Metric
from .model_data import ModelData
from .tracking import flat_layers
from .weighting import (
    Reduction,
    compute_weighted_loss,
    reduce_weighted_loss,
    squeeze_or_expand_dimensions,
)


class CompiledModel(ModelData):
    """The part of Model that builds the graph of training."""

    def _compile(
        self,
        loss,
        metrics,
        loss_weights,
        sample_weight_mode,
        weighted_metrics,
        target_tensors,
        function_options,
    ):
        state = self.__dict__  # lists of metrics and endpoints are no layers of the model
        state['loss'] = loss or {}
        state['loss_weights'] = loss_weights
        state['sample_weight_mode'] = sample_weight_mode
        state['_compile_metrics'] = metrics or []
        state['_compile_weighted_metrics'] = weighted_metrics
        state['_training_endpoints'] = []
        state['_compiled_trainable_state'] = self._get_trainable_state()
        state['_compile_metric_functions'] = []
        if not self.built or not self.inputs or not self.outputs:
            return
        state['_is_compiled'] = True
        state['loss_functions'] = prepare_loss_functions(self.loss, self.output_names)
        targets = self._targets_for_compile(target_tensors)
        parts = zip(self.outputs, self.output_names, self.loss_functions, targets)
        for output, name, function, target in parts:
            endpoint = TrainingEndpoint(output, name, function)
            endpoint.create_target(target)
            self._training_endpoints.append(endpoint)
        prepare_loss_weights(self._training_endpoints, loss_weights)
        self._cache_output_metrics(metrics, weighted_metrics)
        self._name_metrics()
        masks = self._output_masks()
        self._handle_metrics(self._per_output_metrics, masks, weighted=False)
        prepare_sample_weight_modes(self._training_endpoints, sample_weight_mode)
        self._compile_weights_loss_and_weighted_metrics()
        state['_function_kwargs'] = function_options
        state['train_function'] = state['test_function'] = state['predict_function'] = None
        state['_collected_trainable_weights'] = self._unique_trainable_weights

    def _targets_for_compile(self, given):
        if given is None or (isinstance(given, list) and not given):
            return [None for _ in self.output_names]
        if isinstance(given, list):
            if len(given) != len(self.outputs):
                raise ValueError(
                    'When passing a list as `target_tensors`, it should have one entry per model output. '
                    'The model has %s outputs, but you passed target_tensors=%s'
                    % (len(self.outputs), given)
                )
            return given
        if isinstance(given, dict):
            for name in set(given).difference(self.output_names):
                raise ValueError(
                    'Unknown entry in `target_tensors` dictionary: "{}". Only expected the following '
                    'keys: {}'.format({name}, self.output_names)
                )
            return [given.get(name) for name in self.output_names]
        if K.is_tensor(given):
            return [given]
        raise TypeError(
            'Expected `target_tensors` to be a list or tuple or dict or a single tensor, but got:', given
        )

    # -- metrics -------------------------------------------------------------------------------

    @property
    def metrics(self):
        own = list(self._compile_metric_functions) if self._is_compiled else []
        return own + self._metrics + _metrics_of(flat_layers(self._layers))

    @property
    def metrics_names(self):
        names = ['loss']
        if self._is_compiled:
            if len(self._training_endpoints) > 1:
                names += [
                    endpoint.loss_name()
                    for endpoint in self._training_endpoints
                    if not endpoint.should_skip_target()
                ]
            names += [metric.name for metric in self._compile_metric_functions]
        for layer in self.layers:
            names += [metric.name for metric in layer._metrics]
        return names + [metric.name for metric in self._metrics]

    def _training_eval_metrics(self):
        endpoints = getattr(self, '_training_endpoints', ())
        own = [e.output_loss_metric for e in endpoints if e.output_loss_metric is not None]
        return own + self.metrics

    def _cache_output_metrics(self, metrics, weighted_metrics):
        shapes = [None if o.shape.ndims is None else o.shape.as_list() for o in self.outputs]
        state = self.__dict__
        state['_per_output_metrics'] = self._metrics_by_output(metrics, shapes, False)
        state['_per_output_weighted_metrics'] = self._metrics_by_output(
            weighted_metrics, shapes, True
        )

    def _metrics_by_output(self, metrics, shapes, is_weighted):
        names = self.output_names
        if not metrics:
            return [{} for _ in names]
        if isinstance(metrics, list):
            if any(isinstance(metric, list) for metric in metrics):
                if len(metrics) != len(names):
                    raise ValueError(
                        'When passing a list of lists as `metrics`, it should have one entry per model '
                        'output. The model has %d outputs, but you passed metrics=%s'
                        % (len(names), metrics)
                    )
                nested = [metric if isinstance(metric, list) else [metric] for metric in metrics]
            elif len(names) > 1:
                nested = [[metrics_module.clone_metric(m) for m in metrics] for _ in names]
            else:
                nested = [metrics]
        elif isinstance(metrics, dict):
            check_keys('metrics', metrics, names)
            given = [metrics.get(name, []) for name in names]
            nested = [one if isinstance(one, list) else [one] for one in given]
        else:
            raise TypeError(
                'Type of `metrics` argument not understood. Expected a list or dictionary, found: '
                + str(metrics)
            )
        found = []
        for i, group in enumerate(nested):
            by_name = collections.OrderedDict()
            for metric in group:
                name = metrics_module.name_of(metric, is_weighted)
                function = metrics_module.function_of(metric, shapes[i], self.loss_functions[i])
                if not isinstance(function, Metric):
                    function = MeanMetricWrapper(function, name=name)
                by_name[name] = function
            found.append(by_name)
        return found

    def _name_metrics(self):
        """Gives each metric the name that it has in logs."""
        for i, endpoint in enumerate(self._training_endpoints):
            if endpoint.should_skip_target():
                continue
            for groups in (self._per_output_metrics, self._per_output_weighted_metrics):
                named = collections.OrderedDict()
                for name, metric in groups[i].items():
                    name = self._unique_metric_name(name, i)
                    metric._name = name
                    named[name] = metric
                    self._compile_metric_functions.append(metric)
                groups[i] = named
        if len(self._training_endpoints) > 1:
            for endpoint in self._training_endpoints:
                if not endpoint.should_skip_target():
                    endpoint.output_loss_metric = Mean(name=endpoint.loss_name())

    def _unique_metric_name(self, name, output_index):
        if len(self.output_names) > 1:
            name = '%s_%s' % (self.output_names[output_index], name)
        base, count = name, 1
        while name in self.metrics_names:
            name = '%s_%d' % (base, count)
            count += 1
        return name

    def _handle_metrics(self, groups, masks, weighted):
        with scope('metrics'):
            for endpoint, group, mask in zip(self._training_endpoints, groups, masks):
                if endpoint.should_skip_target():
                    continue
                for name, metric in group.items():
                    with scope(name):
                        weights = endpoint.sample_weight if weighted else None
                        _call_metric(metric, endpoint.target, endpoint.output, weights, mask)

    # -- the loss ------------------------------------------------------------------------------

    def _output_masks(self):
        return [getattr(output, '_keras_mask', None) for output in self.outputs]

    def _update_sample_weight_modes(self, sample_weights=None):
        if not self._is_compiled:
            return
        has_weights = sample_weights and any(weight is not None for weight in sample_weights)
        for endpoint in self._training_endpoints:
            mode = endpoint.sample_weight_mode or 'samplewise'
            endpoint.sample_weight_mode = mode if has_weights else None

    def _recompile_weights(self):
        """Whether the loss had to be made again, as weights came or went."""
        if not self._is_compiled:
            return False
        if not any(endpoint.sample_weights_mismatch() for endpoint in self._training_endpoints):
            return False
        self._compile_weights_loss_and_weighted_metrics()
        return True

    def _compile_weights_loss_and_weighted_metrics(self):
        for endpoint in self._training_endpoints:
            endpoint.populate_sample_weight(None, endpoint.sample_weight_mode)
        masks = self._output_masks()
        self._handle_metrics(self._per_output_weighted_metrics, masks, weighted=True)
        self.__dict__['total_loss'] = self._total_loss(masks)

    def _total_loss(self, masks):
        total = None
        with scope('loss'):
            for endpoint, mask in zip(self._training_endpoints, masks):
                if endpoint.should_skip_target():
                    continue
                with scope(endpoint.loss_name()):
                    loss = _output_loss(endpoint, mask)
                if len(self.outputs) > 1:
                    endpoint.output_loss_metric(loss)
                weighted = endpoint.loss_weight * loss
                total = weighted if total is None else total + weighted
            if total is None:
                if not self.losses:
                    raise ValueError(
                        'The model cannot be compiled because it has no loss to optimize.'
                    )
                total = 0.0
            others = self.get_losses_for(None) + self.get_losses_for(self.inputs)
            if others:
                total += math.add_n(others)
        return total

    # -- functions -----------------------------------------------------------------------------

    @property
    def sample_weights(self):
        return [endpoint.sample_weight for endpoint in self._training_endpoints]

    def _check_trainable_weights_consistency(self):
        collected = self.__dict__.get('_collected_trainable_weights')
        if collected is not None and len(self._unique_trainable_weights) != len(collected):
            logging.warning(
                'Discrepancy between trainable weights and collected trainable weights, did you set '
                '`model.trainable` without calling `model.compile` after ?'
            )

    def _fed(self):
        weights = [weight for weight in self.sample_weights if weight is not None]
        return self._feed_inputs + self._feed_targets + weights

    def _results(self):
        metrics = [m._call_result for m in self._training_eval_metrics() if hasattr(m, '_call_result')]
        return [self.total_loss, *metrics]

    def _make_train_function(self):
        is_new = self._recompile_weights()
        self._check_trainable_weights_consistency()
        if isinstance(self.optimizer, list):
            raise ValueError('The `optimizer` in `compile` should be a single optimizer.')
        state = self.__dict__
        if state.get('train_function') is not None and not is_new:
            return
        trainable = self._get_trainable_state()
        self._set_trainable_state(self._compiled_trainable_state)
        inputs = self._fed()
        if not isinstance(learning_phase(), int):
            inputs = [*inputs, learning_phase()]
        with scope('training'):
            updates = self.optimizer.get_updates(
                params=self._collected_trainable_weights, loss=self.total_loss
            )
            updates = updates + self.get_updates_for(None) + self.get_updates_for(self.inputs)
        results = self._results()
        with scope('training'):
            state['train_function'] = K.function(
                inputs, results, updates=updates, name='train_function', **self._function_kwargs
            )
        self._set_trainable_state(trainable)

    def _make_test_function(self):
        is_new = self._recompile_weights()
        state = self.__dict__
        if state.get('test_function') is not None and not is_new:
            return
        inputs, results = self._fed(), self._results()
        with scope('evaluation'):
            state['test_function'] = K.function(
                inputs,
                results,
                updates=self.state_updates,
                name='test_function',
                **self._function_kwargs,
            )

    def _make_predict_function(self):
        state = self.__dict__
        if state.get('predict_function') is not None:
            return
        with scope('predict'):
            state['predict_function'] = K.function(
                self._feed_inputs,
                self.outputs,
                updates=self.state_updates,
                name='predict_function',
                **state.get('_function_kwargs', {}),
            )


def _call_metric(metric, y_true, y_pred, weights, mask):
    if mask is not None:
        mask = math.cast(mask, y_pred.dtype)
        if weights is None:
            weights = mask
        else:
            mask, _, weights = squeeze_or_expand_dimensions(mask, sample_weight=weights)
            weights *= mask
    return metric(y_true, y_pred, sample_weight=weights)


def _output_loss(endpoint, mask):
    """The loss of one output, with its sample weights and its mask."""
    y_true, y_pred, loss_fn = endpoint.target, endpoint.output, endpoint.loss_fn
    sample_weight = endpoint.sample_weight
    if mask is not None:
        mask = math.cast(mask, y_pred.dtype)
        if sample_weight is None:
            sample_weight = mask
        else:
            mask, _, sample_weight = squeeze_or_expand_dimensions(mask, sample_weight=sample_weight)
            sample_weight *= mask
    if not hasattr(loss_fn, 'reduction'):
        return loss_fn(y_true, y_pred, sample_weight=sample_weight)
    weighted = compute_weighted_loss(
        loss_fn.call(y_true, y_pred), sample_weight=sample_weight, reduction=Reduction.NONE
    )
    is_auto = loss_fn.reduction == Reduction.AUTO
    return reduce_weighted_loss(
        weighted, reduction=Reduction.SUM_OVER_BATCH_SIZE if is_auto else loss_fn.reduction
    )


def _metrics_of(layers):
    found = []
    for layer in layers:
        if isinstance(layer, CompiledModel):
            found += layer._metrics + _metrics_of(layer.layers)
        else:
            found += layer.metrics
    return found


