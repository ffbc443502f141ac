"""Which names the public modules of TensorFlow 1.15.5 have, read when somebody asks for one that is not here."""

from importlib import import_module

_tables = {}


def of(module):
    """(what TensorFlow's errors call MODULE, its names) for `tf.train`; None for an unknown module."""
    if not _tables:
        for part in ('', '_from_m', '_deeper', '_of_contrib', '_of_keras'):
            _tables.update(import_module('tensorflow._module_table.names' + part).NAMES)
    text = _tables.get(module)
    if text is None:
        return None
    called, *names = text.split()
    return called, frozenset(names)
