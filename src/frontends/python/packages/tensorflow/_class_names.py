"""Classes are printed as TensorFlow prints them: `<class 'tensorflow.python.ops.variables.RefVariable'>`."""

import types

from ._module_table.class_names import CLASSES

#: Those that the `tf` namespace does not have, or whose objects are of another class.
_MORE = '''
_resource_variable.ResourceVariable: tensorflow.python.ops.resource_variable_ops.ResourceVariable
_resource_variable.UnreadVariable: tensorflow.python.ops.resource_variable_ops._UnreadVariable
data.Dataset: tensorflow.python.data.ops.dataset_ops.DatasetV1Adapter
'''


def rename(root):
    """Gives the classes below the module ROOT the module and the name that TensorFlow's have."""
    done = set()
    for row in (_MORE.strip() + '\n' + CLASSES.strip()).split('\n'):
        place, _, printed = row.partition(': ')
        found = root
        for part in place.split('.'):
            found = vars(found).get(part) if isinstance(found, types.ModuleType) else None
        if not isinstance(found, type) or found in done:
            continue
        if not found.__module__.startswith('tensorflow'):
            continue
        done.add(found)
        found.__module__, _, found.__name__ = printed.rpartition('.')
        found.__qualname__ = found.__name__
