"""matplotlib for a loss file without a screen: every call is accepted, none draws."""

import sys
from importlib.machinery import ModuleSpec

from ._not_drawn import NotDrawn

__version__ = '0+not.drawn'

_ROOTS = ('matplotlib.', 'mpl_toolkits.')


class _SilentModules:
    """Makes any submodule that is asked for: `matplotlib.pyplot`, `mpl_toolkits.mplot3d`, …"""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if not name.startswith(_ROOTS):
            return None
        return ModuleSpec(name, _SilentModules, is_package=True)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        name = module.__name__

        def look_up(attribute):
            return silent_attribute(name, attribute)

        module.__getattr__ = look_up


def silent_attribute(module, attribute):
    """What `MODULE.ATTRIBUTE` is here; names that Python itself looks for are not there."""
    if attribute.startswith('__'):
        raise AttributeError(f"module '{module}' has no attribute '{attribute}'")
    return NotDrawn(f'{module}.{attribute}')


def __getattr__(attribute):
    return silent_attribute('matplotlib', attribute)


sys.meta_path.insert(0, _SilentModules)
