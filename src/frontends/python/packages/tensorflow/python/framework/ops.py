"""tensorflow.python.framework.ops"""

from ..._collections import add_to_collection, get_collection
from ..._control_scope import InitScope
from ..._convert import convert_to_tensor
from ..._graph import Graph, GraphKeys, get_default_graph, reset_default_graph
from ..._indexed_slices import IndexedSlices
from ..._missing import getter
from ..._name_scope import name_scope
from ..._ops.control import control_dependencies
from ..._operation import Operation
from ..._registered_gradients import RegisterGradient, get_gradient_function, no_gradient
from ..._registered_gradients import no_gradient as NoGradient
from ..._registered_gradients import no_gradient as NotDifferentiable
from ..._session import get_default_session
from ..._tensor import Tensor

__getattr__ = getter('tf.python.framework.ops')
