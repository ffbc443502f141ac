"""tensorflow.python.ops.resource_variable_ops"""

from ..._missing import getter
from ..._resource_variable import ResourceVariable, is_resource_variable

__getattr__ = getter('tf.python.ops.resource_variable_ops')
