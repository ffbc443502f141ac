"""Activations, softmax, biases, top-k."""

from collections import namedtuple

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall
from .._convert import convert
from .._name_scope import either, name_scope
from .._op_functions import unary_op
from .._op_arguments import snapshot_of
from .._tensor import Tensor
from . import arrays, creation, math, reductions

_relu = unary_op('Relu')
_relu6 = unary_op('Relu6')
_elu = unary_op('Elu')
_selu = unary_op('Selu')
_softplus = unary_op('Softplus')
_softsign = unary_op('Softsign')
_softmax = unary_op('Softmax')
_log_softmax = unary_op('LogSoftmax')
_leaky_relu = OpCall('LeakyRelu')
_bias_add = OpCall('BiasAdd')
_channels_last = _engine.fixed_kind('BiasAdd', {'dataFormat': 'NHWC'})
_l2_loss = unary_op('L2Loss')
_top_k = OpCall('TopKV2')
_in_top_k = OpCall('InTopKV2')


def relu(features, name=None):
    return _relu(features, name)


def elu(features, name=None):
    return _elu(features, name)


def selu(features, name=None):
    return _selu(features, name)


def softplus(features, name=None):
    return _softplus(features, name)


def softsign(features, name=None):
    return _softsign(features, name)


def l2_loss(t, name=None):
    return _l2_loss(t, name)


def relu6(features, name=None):
    with name_scope(name, 'Relu6', [features]) as scope:
        return _relu6(convert(features, name='features'), name=scope)


def leaky_relu(features, alpha=0.2, name=None):
    with name_scope(name, 'LeakyRelu', [features, alpha]) as scope:
        features = convert(features, name='features')
        if features.dtype.is_integer:
            features = math.cast(features, dtypes.float32)
        return _leaky_relu(features, name=scope, alpha=float(alpha))


def crelu(features, name=None, axis=-1):
    with name_scope(name, 'CRelu', [features]) as scope:
        features = convert(features, name='features')
        return relu(arrays.concat([features, -features], axis, name=scope))


def _over_axis(call, logits, axis, name):
    logits = convert(logits)
    shape = logits.shape
    if axis == -1 or (shape.ndims is not None and axis == shape.ndims - 1):
        return call(logits, name=name)
    from .._errors import InvalidArgumentError

    if not -shape.ndims <= axis < shape.ndims:
        raise InvalidArgumentError(
            None,
            None,
            'Dimension (%d) must be in the range [%d, %d) where %d is the number of dimensions in the '
            'input.' % (axis, -shape.ndims, shape.ndims, shape.ndims),
        )
    arrays.rank(logits)
    last = arrays.rank(logits)
    axis %= shape.ndims

    def swap(tensor, name=None):
        end = math.subtract(last, 1)
        order = [creation.range_(axis), [end], creation.range_(axis + 1, end), [axis]]
        return arrays.transpose(tensor, arrays.concat(order, 0), name=name)

    output = swap(call(swap(logits)), name)
    output.set_shape(shape)
    return output


def softmax(logits, axis=None, name=None, dim=None):
    axis = either('axis', axis, 'dim', dim)
    return _over_axis(_softmax, logits, -1 if axis is None else axis, name)


def log_softmax(logits, axis=None, name=None, dim=None):
    axis = either('axis', axis, 'dim', dim)
    return _over_axis(_log_softmax, logits, -1 if axis is None else axis, name)


def bias_add(value, bias, data_format=None, name=None):
    if name is None and data_format in (None, 'NHWC'):
        x, b = snapshot_of(value), snapshot_of(bias)
        if type(x) is Tensor and type(b) is Tensor and x._info | 1 == b._info | 1:
            # What the rest comes to where nothing is converted: the scope is the node's name.
            return _bias_add(x, b, _kind=_channels_last())
    with name_scope(name, 'BiasAdd', [value, bias]) as scope:
        layout = 'NHWC'
        if data_format is not None:
            if data_format.startswith('NC'):
                layout = 'NCHW'
            elif not (data_format.startswith('N') and data_format.endswith('C')):
                raise ValueError('data_format must be of the form `N...C` or `NC...`')
        value = convert(value, name='input')
        bias = convert(bias, value.dtype, 'bias')
        return _bias_add(value, bias, name=scope, dataFormat=layout)


def xw_plus_b(x, weights, biases, name=None):
    with name_scope(name, 'xw_plus_b', [x, weights, biases]) as scope:
        x = convert(x, name='x')
        weights = convert(weights, name='weights')
        biases = convert(biases, name='biases')
        return bias_add(reductions.matmul(x, weights), biases, name=scope)


def relu_layer(x, weights, biases, name=None):
    with name_scope(name, 'relu_layer', [x, weights, biases]) as scope:
        x = convert(x, name='x')
        weights = convert(weights, name='weights')
        biases = convert(biases, name='biases')
        return relu(bias_add(reductions.matmul(x, weights), biases), name=scope)


_TopK = namedtuple('TopKV2', ['values', 'indices'])


def top_k(input, k=1, sorted=True, name=None):
    return _TopK(*_top_k(input, k, name=name, sorted=bool(sorted)))


def in_top_k(predictions, targets, k, name=None):
    """Whether each target is among the K largest predictions of its row; K a number or a scalar tensor."""
    with name_scope(name, 'in_top_k'):
        return _in_top_k(predictions, targets, k, name=name)
