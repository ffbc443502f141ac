"""The name that a class gives its objects, scopes and slots."""

import functools
import re


@functools.lru_cache
def snake_case(name):
    """`BasicLSTMCell` -> `basic_lstm_cell`."""
    words = re.sub('(.)([A-Z][a-z0-9]+)', r'\1_\2', name)
    words = re.sub('([a-z])([A-Z])', r'\1_\2', words).lower()
    return 'private' + words if words[0] == '_' else words
