"""tensorflow.python.… and tensorflow.contrib.….python.…: the modules of TensorFlow's own code, made when
somebody imports them.

Their names are those that TensorFlow 1.15 has there (recorded in _module_table/); each is looked up in
the `tf` namespace at its first use, so that start-up does not pay for them.
"""

import importlib
import importlib.machinery
import sys
import types

from _gradient_runtime import on_reset

from ._module_homes import home_of

_PYTHON = 'tensorflow.python'
_NOT_HERE = 'not evaluated by this engine'
_FILES = ('framework', 'data', 'math', 'kinds', 'state', 'training', 'keras', 'keras_layers')

#: Names that modules of ours make when they are asked for.
_MADE_LATER = ('estimator',)

_CONTRIB = 'tensorflow.contrib'

_tables = {}
_contrib = {}
_contrib_packages = set()
_packages = set()
_made = []


def _table():
    """Module below tensorflow.python -> {name: place in `tf`, or None}, read once."""
    if not _tables:
        for file in _FILES:
            held = importlib.import_module(f'tensorflow._module_table.{file}_modules').MODULES
            for module, text in held.items():
                _tables[module] = dict(_entry(word) for word in text.split() if word[0] != '*')
                parts = module.split('.')
                _packages.update('.'.join(parts[:size]) for size in range(len(parts)))
    return _tables


def _contrib_table():
    """As `_table`, below tensorflow.contrib."""
    if not _contrib:
        for file in ('contrib', 'contrib_others'):
            held = importlib.import_module(f'tensorflow._module_table.{file}_modules').MODULES
            for module, text in held.items():
                _contrib[module] = dict(_entry(word) for word in text.split() if word[0] != '*')
                parts = module.split('.')
                _contrib_packages.update('.'.join(parts[:size]) for size in range(2, len(parts)))
    return _contrib


def _entry(word):
    if word[-1] == '!':
        return word[:-1], None
    name, at, space = word.partition('@')
    if at:
        return name, f'{space}.{name}'
    name, _, place = word.partition('=')
    return name, place or name


class _Path(types.ModuleType):
    """One module of TensorFlow's own code."""

    def __getattr__(self, name):
        own = self.__name__[len(_PYTHON) + 1 :]
        if name == '__all__':
            return [known for known in _table().get(own, ()) if _is_here(own, known)]
        if name.startswith('__'):
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        child = f'{own}.{name}' if own else name
        if child in _table() or child in _packages or _is_raw(child):
            return importlib.import_module(f'{_PYTHON}.{child}')
        value = _find(own, name)
        setattr(self, name, value)
        return value


class _ContribPath(types.ModuleType):
    """One module of the code of tf.contrib; its names are those of the namespace that shows them."""

    def __getattr__(self, name):
        own = self.__name__[len(_CONTRIB) + 1 :]
        names = _contrib_table().get(own, {})
        if name == '__all__':
            return [known for known, place in names.items() if _placed(place) is not None]
        child = f'{own}.{name}'
        # A function may hide the module that it is from: framework.python.ops.arg_scope.
        if name not in names and (child in _contrib_table() or child in _contrib_packages):
            return importlib.import_module(f'{_CONTRIB}.{child}')
        if name.startswith('__') or name not in names:
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        value = _placed(names[name])
        if value is None:
            raise AttributeError(f'{self.__name__}.{name} is {_NOT_HERE}')
        setattr(self, name, value)
        return value


def _placed(place):
    """What stands at PLACE (`contrib.layers.fully_connected`, `nn.relu`); None where nothing does."""
    if place is None:
        return None
    if place.startswith('contrib.'):
        space, _, name = place.rpartition('.')
        try:
            holder = importlib.import_module('tensorflow.' + space)
        except ImportError:
            return None
        return vars(holder).get(name)
    return _walk(sys.modules['tensorflow'], place)


def _is_here(module, name):
    try:
        _find(module, name)
    except AttributeError:
        return False
    return True


def _find(module, name):
    """What TensorFlow's MODULE has under NAME; AttributeError with the whole name."""
    root = sys.modules['tensorflow']
    whole = f'{_PYTHON}.{module}.{name}' if module else f'{_PYTHON}.{name}'
    elsewhere = home_of(module, name)
    if elsewhere is not None:
        home, own = elsewhere
        holder = importlib.import_module('tensorflow.' + home) if home else root
        return getattr(holder, own)
    if _is_raw(module):
        return _raw(module, name)
    names = _table().get(module)
    if names is None or (names and name not in names):
        raise AttributeError(f"module '{_PYTHON}.{module}' has no attribute '{name}'")
    place = names.get(name)
    value = None if place is None else _walk(root, place)
    if value is None and module in ('framework.errors', 'framework.errors_impl'):
        value = _error_code(name)
    if value is None and module.startswith('training.'):
        # Some are in tf.estimator, too, and were found there first.
        value = _walk(root, 'train.' + name)
    if value is None:
        raise AttributeError(f'{whole} is {_NOT_HERE}')
    return value


def _error_code(name):
    from ._module_functions import ERROR_CODES

    return ERROR_CODES.get(name)


def _is_raw(module):
    """Whether MODULE holds raw ops: `ops.gen_nn_ops`."""
    head, _, last = module.rpartition('.')
    return head in ('ops', 'training') and last.startswith('gen_') and last.endswith('_ops')


def _raw(module, name):
    from ._raw_ops import raw_function

    place = f'{module}.{name}'
    found = raw_function(place)
    if found is not None:
        return found
    now = f'{module}.{name[1:]}'
    if name[0] == '_' and raw_function(now) is not None:
        raise AttributeError(
            f"module '{_PYTHON}.{module}' has no attribute '{name}': TensorFlow 1.15 calls it {name[1:]}"
        )
    raise AttributeError(f'{_PYTHON}.{place} is {_NOT_HERE}')


def _walk(value, place):
    from ._missing import Namespace

    for part in place.split('.'):
        # A module is looked into, not asked: it would log that a name is not here.
        held = vars(value) if isinstance(value, types.ModuleType) else None
        if held is not None and part not in held and part not in _MADE_LATER:
            return None
        try:
            value = getattr(value, part)
        except AttributeError:
            return None
    return None if isinstance(value, Namespace) else value


class _Loader:
    def __init__(self, alias=None):
        self._alias = alias

    def create_module(self, spec):
        if self._alias:
            return None
        return (_ContribPath if spec.name.startswith(_CONTRIB) else _Path)(spec.name)

    def exec_module(self, module):
        name = module.__spec__.name
        if self._alias:
            sys.modules[name] = importlib.import_module(self._alias)
        elif name == _PYTHON or name[len(_PYTHON) + 1 :] in _packages:
            module.__path__ = []
        elif name[len(_CONTRIB) + 1 :] in _contrib_packages:
            module.__path__ = []
        _made.append(name)


def _spec(name, alias=None):
    # `cannot import name 'x' from 'tensorflow.python…' (not evaluated by this engine)`
    spec = importlib.machinery.ModuleSpec(name, _Loader(alias), origin=_NOT_HERE)
    spec.has_location = True
    return spec


def _refuse(name):
    """What is part of TensorFlow and not here says so; other modules are none of our business."""
    if not name.startswith('tensorflow.') or name.startswith('tensorflow.examples'):
        return None
    here = 'tf' + name[len('tensorflow') :]
    raise ModuleNotFoundError(
        f"No module named '{name}': {here} is not evaluated by this engine", name=name
    )


class _Finder:
    """In sys.meta_path: finds tensorflow.python.… and tensorflow_core.…"""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == 'tensorflow_core' or name.startswith('tensorflow_core.'):
            return _spec(name, 'tensorflow' + name[len('tensorflow_core') :])
        if name == _PYTHON:
            return _spec(name)
        own = name[len(_CONTRIB) + 1 :]
        if name.startswith(_CONTRIB) and (own in _contrib_table() or own in _contrib_packages):
            return _spec(name)
        if not name.startswith(_PYTHON + '.'):
            return _refuse(name)
        own = name[len(_PYTHON) + 1 :]
        if own in _table() or own in _packages or _is_raw(own):
            return _spec(name)
        raise ModuleNotFoundError(f'{name} is {_NOT_HERE}', name=name)


def install():
    if _Finder not in sys.meta_path:
        sys.meta_path.append(_Finder)


@on_reset
def _forget():
    for name in _made:
        sys.modules.pop(name, None)
    _made.clear()
