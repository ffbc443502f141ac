"""tf.logging: messages go to the standard error stream, as TensorFlow's do."""

import sys as _sys

from _gradient_runtime import on_reset

from ._missing import getter

DEBUG = 10
INFO = 20
WARN = 30
WARNING = 30
ERROR = 40
FATAL = 50

_NAMES = {DEBUG: 'DEBUG', INFO: 'INFO', WARN: 'WARNING', ERROR: 'ERROR', FATAL: 'FATAL'}
_state = {'level': WARN}


@on_reset
def _forget():
    _state['level'] = WARN


def set_verbosity(v):
    _state['level'] = v


def get_verbosity():
    return _state['level']


def log(level, msg, *args, **kwargs):
    if level >= _state['level']:
        text = msg % args if args else msg
        print(f'{_NAMES.get(level, level)}:tensorflow:{text}', file=_sys.stderr)


def debug(msg, *args, **kwargs):
    log(DEBUG, msg, *args)


def info(msg, *args, **kwargs):
    log(INFO, msg, *args)


def warn(msg, *args, **kwargs):
    log(WARN, msg, *args)


def error(msg, *args, **kwargs):
    log(ERROR, msg, *args)


def fatal(msg, *args, **kwargs):
    log(FATAL, msg, *args)


warning = warn
__getattr__ = getter('tf.logging')
