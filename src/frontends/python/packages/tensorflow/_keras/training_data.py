"""The arrays that fit and its kin are given, brought into the form that a model feeds.

Of keras/engine/training_utils.py, with its checks in their order and its words.
"""

import numpy as np

from .. import logging
from .._ops import arrays as array_ops
from . import losses
from .backend_values import is_tensor
from .endpoints import check_keys


def _plain(x):
    return x.values if type(x).__name__ == 'DataFrame' else x


def _column(x, expected_shape=None):
    """A vector becomes a column."""
    if x is None:
        return None
    if isinstance(x, int):
        raise ValueError('Expected an array data type but received an integer: {}'.format(x))
    if len(x.shape) == 1 and (expected_shape is None or len(expected_shape) != 1):
        return array_ops.expand_dims(x, axis=1) if is_tensor(x) else np.expand_dims(x, 1)
    return x


def standardize_input_data(data, names, shapes=None, check_batch_axis=True, exception_prefix=''):
    """A list with one array for each of NAMES, of the rank that SHAPES ask for."""
    if not names:
        if getattr(data, '__len__', None) and len(data) and not isinstance(data, dict):
            raise ValueError(
                'Error when checking model ' + exception_prefix + ': expected no data, but got:', data
            )
        return []
    if data is None:
        return [None for _ in names]
    if isinstance(data, dict):
        try:
            data = [_plain(data[name]) for name in names]
        except KeyError as error:
            raise ValueError(
                'No data provided for "' + error.args[0] + '". Need data for each key in: ' + str(names)
            ) from None
    elif isinstance(data, (list, tuple)):
        if isinstance(data[0], (list, tuple)):
            data = [np.asarray(item) for item in data]
        elif len(names) == 1 and isinstance(data[0], (float, int)):
            data = [np.asarray(data)]
        else:
            data = [_plain(item) for item in data]
    else:
        data = [_plain(data)]
    if shapes is None:
        data = [_column(x) for x in data]
    else:
        data = [_column(x, shape) for x, shape in zip(data, shapes)]
    if len(data) != len(names):
        data = _explain_count(data, names, exception_prefix)
    for name, x, shape in zip(names, data, shapes or ()):
        if shape is not None:
            _check_shape(name, x, shape, check_batch_axis, exception_prefix)
    return data


def _explain_count(data, names, prefix):
    start = 'Error when checking model ' + prefix
    if data and hasattr(data[0], 'shape'):
        raise ValueError(
            start + ': the list of Numpy arrays that you are passing to your model is not the size the '
            'model expected. Expected to see ' + str(len(names)) + ' array(s), but instead got the '
            'following list of ' + str(len(data)) + ' arrays: ' + str(data)[:200] + '...'
        )
    if len(names) > 1:
        raise ValueError(
            start + ': you are passing a list as input to your model, but the model expects a list of '
            + str(len(names)) + ' Numpy arrays instead. The list you passed was: ' + str(data)[:200]
        )
    return [np.asarray(data)]


def _check_shape(name, x, shape, check_batch_axis, prefix):
    if is_tensor(x):
        if x.shape.ndims is None:
            return
        found = tuple(x.shape.as_list())
    else:
        found = x.shape
    if len(found) != len(shape):
        raise ValueError(
            'Error when checking ' + prefix + ': expected ' + name + ' to have ' + str(len(shape))
            + ' dimensions, but got array with shape ' + str(found)
        )
    if not check_batch_axis:
        found, shape = found[1:], shape[1:]
    for dim, wanted in zip(found, shape):
        if wanted != dim and wanted is not None and dim is not None:
            raise ValueError(
                'Error when checking ' + prefix + ': expected ' + name + ' to have shape ' + str(shape)
                + ' but got array with shape ' + str(found)
            )


def standardize_weights_by_output(given, output_names, what):
    """A list with the weights of each output; Nones where there are none."""
    if given is None or (isinstance(given, (list, tuple)) and len(given) == 0):
        return [None for _ in output_names]
    if len(output_names) == 1:
        if isinstance(given, (list, tuple)) and len(given) == 1:
            return given
        if isinstance(given, dict) and output_names[0] in given:
            return [given[output_names[0]]]
        return [given]
    if isinstance(given, (list, tuple)):
        if len(given) != len(output_names):
            raise ValueError(
                'Provided `%s` was a list of %d elements, but the model has %d outputs. You should '
                'provide one `%s`array per model output.' % (what, len(given), len(output_names), what)
            )
        return given
    if isinstance(given, dict):
        check_keys(what, given, output_names)
        return [given.get(name) for name in output_names]
    raise TypeError(
        'The model has multiple outputs, so `%s` should be either a list or a dict. Provided `%s` type '
        'not understood: %s' % (what, what, given)
    )


def standardize_weights(y, sample_weight=None, class_weight=None, sample_weight_mode=None):
    """Weights of the samples of Y: those given, times those of their classes."""
    if isinstance(sample_weight, tuple):
        sample_weight = sample_weight[0]
    if sample_weight_mode is not None and sample_weight_mode != 'samplewise':
        _check_temporal(y, sample_weight, sample_weight_mode)
    elif sample_weight is not None and len(sample_weight.shape) != 1:
        raise ValueError(
            'Found a sample_weight array with shape ' + str(sample_weight.shape) + '. In order to use '
            'timestep-wise sample weights, you should specify sample_weight_mode="temporal" in '
            'compile(). If you just mean to use sample-wise weights, make sure your sample_weight array '
            'is 1D.'
        )
    if sample_weight is not None:
        if len(sample_weight.shape) > len(y.shape):
            raise ValueError(
                'Found a sample_weight with shape' + str(sample_weight.shape) + '.Expected sample_weight '
                'with rank less than or equal to ' + str(len(y.shape))
            )
        if not is_tensor(sample_weight) and y.shape[: sample_weight.ndim] != sample_weight.shape:
            raise ValueError(
                'Found a sample_weight array with shape ' + str(sample_weight.shape) + ' for an input '
                'with shape ' + str(y.shape) + '. sample_weight cannot be broadcast.'
            )
    by_class = _weights_of_classes(y, class_weight) if isinstance(class_weight, dict) else None
    if by_class is not None and sample_weight is not None:
        return by_class * sample_weight
    return by_class if sample_weight is None else sample_weight


def _check_temporal(y, sample_weight, mode):
    if mode != 'temporal':
        raise ValueError('"sample_weight_mode should be None or "temporal". Found: ' + str(mode))
    if len(y.shape) < 3:
        raise ValueError(
            'Found a sample_weight array for an input with shape ' + str(y.shape) + '. Timestep-wise '
            'sample weighting (use of sample_weight_mode="temporal") is restricted to outputs that are '
            'at least 3D, i.e. that have a time dimension.'
        )
    if sample_weight is not None and len(sample_weight.shape) != 2:
        raise ValueError(
            'Found a sample_weight array with shape ' + str(sample_weight.shape) + '. In order to use '
            'timestep-wise sample weighting, you should pass a 2D sample_weight array.'
        )


def _weights_of_classes(y, class_weight):
    if len(y.shape) > 2:
        raise ValueError('`class_weight` not supported for 3+ dimensional targets.')
    if len(y.shape) == 2:
        classes = np.argmax(y, axis=1) if y.shape[1] > 1 else np.reshape(y, y.shape[0])
    else:
        classes = y
    weights = np.asarray([class_weight[one] for one in classes if one in class_weight])
    if len(weights) != len(classes):
        missing = set(classes) - set(class_weight)
        raise ValueError(
            '`class_weight` must contain all classes in the data. The classes %s exist in the data but '
            'not in `class_weight`.' % missing
        )
    return weights


def check_array_lengths(inputs, targets, weights=None):
    def lengths(items):
        return {x.shape[0] for x in items or () if x is not None and not is_tensor(x)}

    of_x, of_y, of_w = lengths(inputs), lengths(targets), lengths(weights)
    for found, items, what in ((of_x, inputs, 'input arrays (x)'), (of_y, targets, 'target arrays (y)')):
        if len(found) > 1:
            raise ValueError(
                'All %s should have the same number of samples. Got array shapes: %s'
                % (what, [x.shape for x in items])
            )
    if of_x and of_y and of_x != of_y:
        raise ValueError(
            'Input arrays should have the same number of samples as target arrays. Found %s input '
            'samples and %s target samples.' % (list(of_x)[0], list(of_y)[0])
        )
    if len(of_w) > 1:
        raise ValueError(
            'All sample_weight arrays should have the same number of samples. Got array shapes: '
            + str([w.shape for w in weights])
        )
    if of_y and of_w and of_y != of_w:
        raise ValueError(
            'Sample_weight arrays should have the same number of samples as target arrays. Got %s input '
            'samples and %s target samples.' % (list(of_y)[0], list(of_w)[0])
        )


def check_loss_and_target_compatibility(targets, loss_fns, output_shapes):
    strict = (
        losses.mean_squared_error, losses.binary_crossentropy, losses.categorical_crossentropy,
    )  # fmt: skip
    for y, loss, shape in zip(targets, loss_fns, output_shapes):
        if y is None or loss is None or is_tensor(y):
            continue
        if losses.is_categorical_crossentropy(loss) and y.shape[-1] == 1:
            raise ValueError(
                'You are passing a target array of shape ' + str(y.shape) + ' while using as loss '
                '`categorical_crossentropy`. `categorical_crossentropy` expects targets to be binary '
                'matrices (1s and 0s) of shape (samples, classes). If your targets are integer classes, '
                'you can convert them to the expected format via:\n```\nfrom keras.utils import '
                'to_categorical\ny_binary = to_categorical(y_int)\n```\n\nAlternatively, you can use the '
                'loss function `sparse_categorical_crossentropy` instead, which does expect integer '
                'targets.'
            )
        if getattr(loss, 'fn', None) not in strict:
            continue
        for dim, wanted in zip(y.shape[1:], shape[1:]):
            if wanted is not None and dim != wanted:
                raise ValueError(
                    'A target array with shape ' + str(y.shape) + ' was passed for an output of shape '
                    + str(shape) + ' while using as loss `' + (loss.name or loss.fn.__name__) + '`. This '
                    'loss expects targets to have the same shape as the output.'
                )


def check_steps_argument(data, steps, steps_name):
    """Whether DATA come step by step: tensors, for which STEPS has to be given."""
    tensors = data if isinstance(data, (list, tuple)) else [data]
    if isinstance(data, dict):
        tensors = list(data.values())
    if data is None or any(is_tensor(x) for x in tensors) or (isinstance(data, list) and not data):
        if steps is None:
            raise ValueError(
                'When using data tensors as input to a model, you should specify the `%s` argument.'
                % steps_name
            )
        return True
    if steps is not None:
        logging.warning(
            'When passing input data as arrays, do not specify `steps_per_epoch`/`steps` argument. '
            'Please use `batch_size` instead.'
        )
    return False


def unpack_validation_data(data):
    if len(data) == 2:
        return (*data, None)
    if len(data) == 3:
        return tuple(data)
    raise ValueError(
        'When passing a `validation_data` argument, it must contain either 2 items (x_val, y_val), or 3 '
        'items (x_val, y_val, val_sample_weights), or alternatively it could be a dataset or a dataset '
        'or a dataset iterator. However we received `validation_data=%s`' % data
    )


def slice_arrays(arrays, start, stop=None):
    """Rows START up to STOP, or the rows whose numbers START holds, of each of ARRAYS."""
    if hasattr(start, '__len__'):
        return [None if x is None else x[start] for x in arrays]
    return [None if x is None else x[start:stop] for x in arrays]


def split_training_and_validation(x, y, sample_weights, share):
    """(x, y, weights, x, y, weights): the last SHARE of the samples is kept for validation."""
    if any(is_tensor(item) for item in x):
        raise ValueError(
            'If your data is in the form of symbolic tensors, you cannot use `validation_split`.'
        )
    at = int(x[0].shape[0] * (1.0 - share))
    parts = []
    for items in (x, y, sample_weights):
        parts.append((slice_arrays(items, 0, at), slice_arrays(items, at)) if items else (items, None))
    return [first for first, _ in parts] + [second for _, second in parts]


def should_run_validation(validation_freq, epoch):
    if isinstance(validation_freq, int):
        if validation_freq < 1:
            raise ValueError('`validation_freq` can not be less than 1.')
        return (epoch + 1) % validation_freq == 0
    if not hasattr(validation_freq, '__contains__'):
        raise ValueError(
            '`validation_freq` must be an Integer or `collections_abc.Container` (e.g. list, tuple, etc.)'
        )
    return epoch + 1 in validation_freq
