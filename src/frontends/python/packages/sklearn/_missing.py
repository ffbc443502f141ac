"""What of scikit-learn is not here says so by its full name, at the line that asks for it."""

from importlib import import_module

_SUBMODULES = frozenset('datasets model_selection cross_validation preprocessing metrics utils'.split())


def getter(prefix):
    """A module's __getattr__: `sklearn.svm is not part of this sandbox`."""

    def __getattr__(name):
        if name.startswith('__'):
            raise AttributeError(f"module '{prefix}' has no attribute '{name}'")
        if prefix == 'sklearn' and name in _SUBMODULES:
            return import_module(f'sklearn.{name}')
        raise AttributeError(
            f'{prefix}.{name} is not part of this sandbox, which has of scikit-learn what loads, splits '
            'and scales data'
        )

    return __getattr__
