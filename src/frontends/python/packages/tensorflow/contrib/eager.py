"""tf.contrib.eager, by most files called tfe."""

from .._custom_gradient import custom_gradient
from .._data.iterators import EagerIterator as Iterator
from .._eager.function import defun
from .._eager.functions import (
    gradients_function,
    implicit_gradients,
    implicit_value_and_gradients,
    make_vjp,
    value_and_gradients_function,
)
from .._eager.mode import (
    ASYNC,
    DEVICE_PLACEMENT_EXPLICIT,
    DEVICE_PLACEMENT_SILENT,
    DEVICE_PLACEMENT_SILENT_FOR_INT32,
    DEVICE_PLACEMENT_WARN,
    SYNC,
    enable_eager_execution,
    executing_eagerly,
)
from .._eager.mode import executing_eagerly as in_eager_mode
from .._eager.tape import GradientTape
from .._missing import getter
from .._resource_variable import ResourceVariable as Variable

#: TensorFlow has modules below it (see _module_paths).
__path__ = []


def num_gpus():
    """There are none here."""
    return 0


def list_devices():
    return ['/job:localhost/replica:0/task:0/device:CPU:0']


def run(main=None, argv=None):
    """Enables eager execution and runs MAIN as tf.app.run does."""
    from .. import app

    enable_eager_execution()
    app.run(main, argv)


def run_test_in_graph_and_eager_modes(*arguments, **options):
    from .._test_case import run_in_graph_and_eager_modes

    return run_in_graph_and_eager_modes(*arguments, **options)


__getattr__ = getter('tf.contrib.eager')
