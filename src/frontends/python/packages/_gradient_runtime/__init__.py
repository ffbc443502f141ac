"""The part of the Python side that knows no framework: running a file, its errors, source places.

Our packages (tensorflow, numpy, matplotlib) use these names; loss files are not meant to.
"""

from ._checks import StopScript, check, register_error
from ._hooks import exports, log_once, on_reset
from ._notes import note_class, note_parts
from ._plain_values import plain_module
from ._places import here, last_user_line

__all__ = [
    'StopScript',
    'check',
    'exports',
    'here',
    'last_user_line',
    'log_once',
    'note_class',
    'note_parts',
    'plain_module',
    'on_reset',
    'register_error',
]
