"""One output of a model that is trained: its loss, its target, its sample weights (engine/training.py)."""

from .._constant import constant
from .._ops.creation import placeholder_with_default
from . import backend_values as K
from . import losses, settings


class TrainingEndpoint:
    def __init__(self, output, output_name, loss_fn):
        self.output = output
        self.output_name = output_name
        self.loss_fn = loss_fn
        self.loss_weight = None
        self.target = None
        self.is_feedable = False
        self.skips_weights = True
        self.output_loss_metric = None
        self.sample_weight = None
        self.sample_weight_mode = None

    @property
    def shape(self):
        return K.int_shape(self.output)

    def create_target(self, target):
        """TARGET as it is, or a placeholder like the output."""
        if self.should_skip_target():
            return
        if target is not None and not K.is_placeholder(target):
            self.target = target
            return
        self.is_feedable = True
        self.skips_weights = False
        if target is None:
            target = K.placeholder(
                ndim=len(self.shape),
                name=self.output_name + '_target',
                dtype=K.dtype(self.output),
            )
        self.target = target

    def should_skip_target(self):
        return self.loss_fn is None

    def should_skip_target_weights(self):
        return self.should_skip_target() or self.skips_weights

    def has_feedable_target(self):
        return not self.should_skip_target() and self.is_feedable

    def loss_name(self):
        return None if self.loss_fn is None else self.output_name + '_loss'

    def feed_output_shape(self):
        """The shape that targets are held against; None when any will do."""
        if not self.has_feedable_target():
            return None
        function = getattr(self.loss_fn, 'fn', None)
        if function is losses.sparse_categorical_crossentropy:
            if settings.image_data_format() == 'channels_first':
                return (self.shape[0], 1) + self.shape[2:]
            return self.shape[:-1] + (1,)
        is_known = isinstance(self.loss_fn, losses.Loss) and not (
            isinstance(self.loss_fn, losses.LossFunctionWrapper)
            and getattr(losses, function.__name__, None) is None
        )
        return self.shape if is_known else None

    def sample_weights_mismatch(self):
        return (self.sample_weight_mode is None) != (self.sample_weight is None)

    def populate_sample_weight(self, sample_weight, mode):
        if sample_weight is None and (self.should_skip_target_weights() or mode is None):
            self.sample_weight = None
            return
        assert mode in ('temporal', 'samplewise')
        default, shape = ([[1.0]], [None, None]) if mode == 'temporal' else ([1.0], [None])
        if sample_weight is None:
            sample_weight = placeholder_with_default(
                constant(default, dtype=settings.floatx()),
                shape=shape,
                name=self.output_name + '_sample_weights',
            )
        elif not sample_weight.shape.is_compatible_with(shape):
            raise ValueError(
                'Received sample weight with shape {}. Expected shape {}.'.format(
                    sample_weight.shape, shape
                )
            )
        self.sample_weight = sample_weight


def prepare_sample_weight_modes(endpoints, mode):
    weighted = [endpoint for endpoint in endpoints if not endpoint.should_skip_target_weights()]
    if isinstance(mode, dict):
        check_keys('sample_weight_mode', mode, [endpoint.output_name for endpoint in endpoints])
        for endpoint in weighted:
            if endpoint.output_name not in mode:
                raise ValueError(
                    'Output ' + endpoint.output_name + 'missing from `_sample_weight_modes` dictionary'
                )
            endpoint.sample_weight_mode = mode.get(endpoint.output_name)
    elif isinstance(mode, (list, tuple)):
        if len(mode) != len(endpoints):
            raise ValueError(
                'When passing a list as sample_weight_mode, it should have one entry per model output. '
                'The model has %d outputs, but you passed %d_sample_weight_modes.'
                % (len(endpoints), len(mode))
            )
        for one, endpoint in zip(mode, endpoints):
            if not endpoint.should_skip_target_weights():
                endpoint.sample_weight_mode = one
    else:
        for endpoint in weighted:
            endpoint.sample_weight_mode = mode


def check_keys(name, given, expected):
    unknown = set(given).difference(expected)
    if unknown:
        raise ValueError(
            'Unknown entries in {} dictionary: {}. Only expected following keys: {}'.format(
                name, list(unknown), expected
            )
        )


def prepare_loss_weights(endpoints, weights=None):
    if weights is None:
        weights = [1.0] * len(endpoints)
    elif isinstance(weights, dict):
        check_keys('loss_weights', weights, [endpoint.output_name for endpoint in endpoints])
        weights = [weights.get(endpoint.output_name, 1.0) for endpoint in endpoints]
    elif not isinstance(weights, list):
        raise TypeError(
            'Could not interpret loss_weights argument: ' + str(weights) + ' - expected a list of dicts.'
        )
    elif len(weights) != len(endpoints):
        raise ValueError(
            'When passing a list as loss_weights, it should have one entry per model output. The model '
            'has %d outputs, but you passed loss_weights=%s' % (len(endpoints), weights)
        )
    for weight, endpoint in zip(weights, endpoints):
        endpoint.loss_weight = weight


def loss_function(loss):
    """LOSS, a name, function or Loss, as something with a reduction where it has one."""
    if loss is None or isinstance(loss, losses.Loss):
        return loss
    if callable(loss) and not hasattr(loss, '__name__'):
        return loss
    function = losses.get(loss)
    if isinstance(function, losses.Loss):
        return function
    return losses.LossFunctionWrapper(
        function, name=function.__name__, reduction=losses.Reduction.SUM_OVER_BATCH_SIZE
    )


def prepare_loss_functions(loss, output_names):
    from .. import logging

    if isinstance(loss, dict):
        check_keys('loss', loss, output_names)
        for name in output_names:
            if name not in loss:
                logging.warning(
                    'Output {0} missing from loss dictionary. We assume this was done on purpose. The '
                    'fit and evaluate APIs will not be expecting any data to be passed to {0}.'.format(
                        name
                    )
                )
        return [loss_function(loss.get(name)) for name in output_names]
    if isinstance(loss, (list, tuple)):
        if len(loss) != len(output_names):
            raise ValueError(
                'When passing a list as loss, it should have one entry per model outputs. The model has '
                '{} outputs, but you passed loss={}'.format(len(output_names), loss)
            )
        return [loss_function(item) for item in loss]
    return [loss_function(loss) for _ in output_names]
