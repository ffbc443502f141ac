"""What TensorFlow's own tests take from framework/test_util.py, for one CPU and graph mode."""

import collections
import contextlib
import itertools
import unittest

from ._graph import get_default_graph
from ._tensor import Tensor


def _false():
    return False


IsMklEnabled = IsBuiltWithROCm = IsGoogleCudaEnabled = GpuSupportsHalfMatMulAndConv = _false
is_xla_enabled = _false

_AXES_TO_NCHW = {4: [0, 3, 1, 2], 5: [0, 4, 1, 2, 3]}
_AXES_TO_NHWC = {4: [0, 2, 3, 1], 5: [0, 2, 3, 4, 1]}


def _turned(value, axes):
    if isinstance(value, Tensor):
        from ._ops.arrays import transpose

        return transpose(value, axes[value.shape.ndims])
    return [value[axis] for axis in axes[len(value)]]


def NHWCToNCHW(input_tensor):
    """A tensor, or a list of dimensions, with the channels in front of the image."""
    return _turned(input_tensor, _AXES_TO_NCHW)


def NCHWToNHWC(input_tensor):
    return _turned(input_tensor, _AXES_TO_NHWC)


@contextlib.contextmanager
def device(use_gpu):
    """On the GPU when USE_GPU and there is one, which there never is: no device then."""
    with get_default_graph().device('/device:CPU:0' if not use_gpu else ''):
        yield


def use_gpu():
    return device(True)


def force_gpu():
    return get_default_graph().device('/device:GPU:0')


def force_cpu():
    return get_default_graph().device('/device:CPU:0')


def _skipping(reason):
    def decorator(func=None):
        def skipped(method):
            return unittest.skip(reason)(method)

        return skipped if func is None else skipped(func)

    return decorator


run_gpu_only = _skipping('Test requires GPU')
run_cuda_only = _skipping('Test requires CUDA GPU')
run_v2_only = _skipping('Test is only compatible with v2')


def skip_if(condition):
    """The test does nothing where CONDITION, a truth value or a function that gives one, holds."""

    def decorator(function):
        def decorated(self, *arguments, **options):
            skips = condition() if callable(condition) else condition
            if not skips:
                function(self, *arguments, **options)

        return decorated

    return decorator


def _as_it_is(description=None):
    return lambda decorated: decorated


disable_xla = no_xla_auto_jit = xla_allow_fallback = disable_control_flow_v2 = _as_it_is


def enable_c_shapes(fn):
    return fn


def with_c_shapes(cls):
    return cls


def for_all_test_methods(decorator, *arguments, **options):
    """The decorator of a class that decorates each of its test methods."""

    def decorate(cls):
        for name in dir(cls):
            value = getattr(cls, name)
            if callable(value) and name.startswith('test') and name != 'test_session':
                setattr(cls, name, decorator(*arguments, **options)(value))
        return cls

    return decorate


def assert_ops_in_graph(expected_ops, graph):
    """The Operations of GRAPH by name that EXPECTED_OPS, types by name, asks for; ValueError for others."""
    found = {}
    for operation in graph.get_operations():
        wanted = expected_ops.get(operation.name)
        if wanted is None:
            continue
        if wanted != operation.type:
            raise ValueError(
                'Expected op for node %s is different. %s vs %s'
                % (operation.name, wanted, operation.type)
            )
        found[operation.name] = operation.node_def
    if set(expected_ops) != set(found):
        raise ValueError(
            'Not all expected ops are present. Expected %s, found %s'
            % (expected_ops.keys(), found.keys())
        )
    return found


def generate_combinations_with_testcase_name(**kwargs):
    """One OrderedDict per combination of the options, with a name for the test."""
    names = sorted(kwargs)
    choices = [v if isinstance(v, list) else [v] for v in (kwargs[name] for name in names)]
    found = []
    for values in itertools.product(*choices):
        pairs = list(zip(names, values))
        words = ''.join(
            '_%s_%s' % tuple(''.join(filter(str.isalnum, str(part))) for part in pair) for pair in pairs
        )
        found.append(collections.OrderedDict([*pairs, ('testcase_name', '_test' + words)]))
    return found
