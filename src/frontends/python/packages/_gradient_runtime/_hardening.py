"""Modules and calls that cannot work in the sandbox fail with one clear sentence.

This is courtesy, not the security boundary: the boundary is the realm that holds the interpreter.
"""

import asyncio
import builtins
import os
import sys

from ._missing_modules import remedy

#: They would reach for the JavaScript side, or for processes, sockets and native code.
_BANNED = frozenset(
    """_ctypes _gradient_host _gradient_numpy _posixsubprocess _pyodide _pyodide_core _socket _ssl ctypes ensurepip
    js multiprocessing pyodide pyodide_js socket socketserver ssl subprocess venv webbrowser""".split()
)


class _Explain:
    """Last in sys.meta_path: says why a module is not there."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        top = name.partition('.')[0]
        known = remedy(name)
        if known is not None:
            raise ModuleNotFoundError(f"No module named '{name}': {known}", name=name)
        if top in sys.stdlib_module_names:
            raise ModuleNotFoundError(
                f"'{name}' is part of Python's standard library but not of this sandbox: loss "
                'files run without it',
                name=name,
            )
        if top not in sys.modules:
            raise ModuleNotFoundError(
                f"No module named '{name}': loss files run on Gradient Debugger's own packages and "
                "on Python's standard library; nothing else can be installed",
                name=name,
            )
        return None


class _Ban:
    """First in sys.meta_path."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.partition('.')[0] in _BANNED:
            raise ModuleNotFoundError(
                f"'{name}' is not available: loss files run in a WebAssembly sandbox without "
                'processes, sockets or native code',
                name=name,
            )
        return None


def _refuse(name):
    def refused(*arguments, **options):
        raise OSError(f'{name}() is not available: loss files run in a sandbox without processes')

    refused.__name__ = refused.__qualname__ = name
    return refused


def _exit(status=0):
    raise SystemExit(status)


def _input(prompt=''):
    raise EOFError(
        'input() has nobody to ask: a loss file runs without a keyboard; write the value down'
    )


def _no_event_loop(main, **options):
    main.close()
    raise RuntimeError(
        'asyncio.run() is not available: a loss file runs alone and has no event loop'
    )


def install():
    """Close the doors; called once, after our own packages were imported."""
    from _pyodide import _importhook

    for name in ('js', 'pyodide_js'):
        _importhook.jsfinder.jsproxies.pop(name, None)
    for name in list(sys.modules):
        if name.partition('.')[0] in _BANNED:
            del sys.modules[name]
    sys.meta_path.insert(0, _Ban)
    sys.meta_path.append(_Explain)
    for name in ('system', 'popen', 'fork', 'forkpty', 'kill', 'killpg', 'execv', 'execve'):
        if hasattr(os, name):
            setattr(os, name, _refuse('os.' + name))
    os._exit = _exit
    os.abort = _refuse('os.abort')
    builtins.input = _input
    asyncio.run = _no_event_loop
