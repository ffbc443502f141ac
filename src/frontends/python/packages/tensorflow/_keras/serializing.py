"""Objects of Keras by name and config: `'relu'`, `{'class_name': …, 'config': …}`, and custom ones."""

import inspect

from _gradient_runtime import on_reset

_custom = {}
on_reset(_custom.clear)


class CustomObjectScope:
    """`with CustomObjectScope({'name': object}):` - names that are known inside."""

    def __init__(self, *args):
        self.custom_objects = args
        self.backup = None

    def __enter__(self):
        self.backup = dict(_custom)
        for objects in self.custom_objects:
            _custom.update(objects)
        return self

    def __exit__(self, *error):
        _custom.clear()
        _custom.update(self.backup)


def custom_object_scope(*args):
    return CustomObjectScope(*args)


def get_custom_objects():
    return _custom


def serialize_keras_object(instance):
    if instance is None:
        return None
    if hasattr(instance, 'get_config'):
        return {'class_name': type(instance).__name__, 'config': instance.get_config()}
    if hasattr(instance, '__name__'):
        return instance.__name__
    raise ValueError('Cannot serialize', instance)


def deserialize_keras_object(
    identifier, module_objects=None, custom_objects=None, printable_module_name='object'
):
    """The object that IDENTIFIER names among CUSTOM_OBJECTS, those of the scope, MODULE_OBJECTS."""
    if identifier is None:
        return None
    if isinstance(identifier, dict):
        return _from_config(identifier, module_objects, custom_objects, printable_module_name)
    if not isinstance(identifier, str):
        raise ValueError(
            'Could not interpret serialized ' + printable_module_name + ': ' + str(identifier)
        )
    found = _find(identifier, module_objects, custom_objects)
    if found is None:
        raise ValueError('Unknown ' + printable_module_name + ':' + identifier)
    return found() if inspect.isclass(found) else found


def _find(name, module_objects, custom_objects):
    if custom_objects and name in custom_objects:
        return custom_objects[name]
    if name in _custom:
        return _custom[name]
    return (module_objects or {}).get(name)


def _from_config(config, module_objects, custom_objects, printable_module_name):
    if 'class_name' not in config or 'config' not in config:
        raise ValueError('Improper config format: ' + str(config))
    found = _find(config['class_name'], module_objects, custom_objects)
    if found is None:
        raise ValueError('Unknown ' + printable_module_name + ': ' + config['class_name'])
    custom_objects = custom_objects or {}
    if not hasattr(found, 'from_config'):
        with CustomObjectScope(custom_objects):
            return found(**config['config'])
    if 'custom_objects' in inspect.getfullargspec(found.from_config).args:
        return found.from_config(config['config'], custom_objects={**_custom, **custom_objects})
    with CustomObjectScope(custom_objects):
        return found.from_config(config['config'])


def has_arg(function, name):
    return name in inspect.getfullargspec(function).args
