"""Runs one loss file in a fresh `__main__`, as `python FILE` would, and says how that ended."""

import builtins
import gc
import io
import json
import linecache
import operator
import random
import re
import sys
import types
import warnings

import _gradient_host

from . import _hooks, _notes, _outcome, _places, _workspace
from ._noted_code import IS_PLAIN, NAME

_baseline = {}
_builtins = vars(builtins)
# For good: functions of a file that takes notes can be called when it has ended (tf.py_func).
_builtins[NAME] = _notes.note
_builtins[IS_PLAIN] = _notes.is_plain
_saved_builtins = {}
_warning_filters = list(warnings.filters)


def mark_baseline():
    """Called once, when all preloaded packages are imported: what a run changes in them is undone
    before the next one."""
    for name, module in list(sys.modules.items()):
        filename = getattr(module, '__file__', None) or ''
        if filename.startswith('/lib/gradient/') or module is random:
            if not name.startswith('_gradient_'):
                _baseline[name] = (module, dict(vars(module)))
    _saved_builtins.update(_builtins)
    gc.collect()
    gc.freeze()


def _restore_builtins():
    """First of all, and without calling a built-in function: `len = None` is quickly written."""
    _builtins.clear()
    _builtins.update(_saved_builtins)


def _restore_baseline():
    for name, (module, saved) in _baseline.items():
        sys.modules[name] = module
        current = vars(module)
        # Without a loop of ours, and without a comparison that a user's object has a say in.
        if not (
            len(current) == len(saved)
            and all(map(operator.is_, current, saved))
            and all(map(operator.is_, current.values(), saved.values()))
        ):
            current.clear()
            current.update(saved)


def _open_streams():
    """New text streams on the descriptors 1 and 2: the last run may have closed them."""
    for name, descriptor in (('stdout', 1), ('stderr', 2)):
        raw = io.FileIO(descriptor, 'w', closefd=False)
        stream = io.TextIOWrapper(
            io.BufferedWriter(raw), 'utf-8', 'backslashreplace', line_buffering=True
        )
        setattr(sys, name, stream)
        setattr(sys, f'__{name}__', stream)


def flush():
    """Hands over what the script has printed without ending the line."""
    for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        try:
            stream.flush()
        except Exception:
            pass  # The script closed or replaced the stream: nothing is left in it.


def _begin(path, text, takes_notes):
    _restore_baseline()
    _workspace.reset()
    _places.begin_run(path, text)
    _notes.begin_run(takes_notes)
    _hooks.reset()
    _open_streams()
    sys.argv[:] = [path]
    sys.setrecursionlimit(1000)
    warnings.resetwarnings()
    warnings.filters.extend(_warning_filters)
    linecache.clearcache()
    linecache.cache[path] = (len(text), None, text.splitlines(True), path)
    main = types.ModuleType('__main__')
    main.__file__ = f'{_workspace.HOME}/{re.split(r"[\\/]", path)[-1]}'
    main.__builtins__ = builtins
    sys.modules['__main__'] = main
    return main


def _execute(path, text, namespace):
    """Outcome of compiling and running TEXT. Interrupts are let through for the user's code only:
    a second one must not hit the code that reports the first."""
    try:
        try:
            code = _notes.compiled(text, path)
            _gradient_host.allowInterrupts(True)
            exec(code, namespace)
        finally:
            _gradient_host.allowInterrupts(False)
            _restore_builtins()
    except BaseException as error:
        return _outcome.of_exception(error, path)
    return json.dumps({'kind': 'ended'})


def run(path, text, takes_notes=False):
    """Run TEXT as the file PATH. JSON text of the outcome. TAKES_NOTES: `noted` tells of its tensors."""
    main = _begin(path, text, takes_notes)
    try:
        outcome = _execute(path, text, vars(main))
    except KeyboardInterrupt as error:
        # It came between the end of the user's code and the closing of the door.
        _restore_builtins()
        outcome = _outcome.of_exception(error, path)
    # Here and not when the next file begins: an object whose end fails is this file's affair.
    sys.modules['__main__'] = types.ModuleType('__main__')
    vars(main).clear()
    gc.collect()
    flush()
    return outcome


def call(name, argument):
    """Call an exported function by NAME with one JSON text."""
    return _hooks.exports[name](argument)


_hooks.exports['places'] = _places.resolve
_hooks.exports['noted'] = _notes.noted
