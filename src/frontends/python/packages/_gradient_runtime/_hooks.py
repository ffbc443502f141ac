"""What our packages register with the runtime: state to reset, functions to export, log lines."""

import _gradient_host

from . import _places

#: Functions that the TypeScript side may call by name: each takes one JSON text and returns one.
exports = {}

_reset_hooks = []
_logged = set()


def on_reset(hook):
    """Call HOOK() before every run, so that it sees nothing of the run before. A decorator, too."""
    _reset_hooks.append(hook)
    return hook


def reset():
    _logged.clear()
    for hook in _reset_hooks:
        hook()


def log_once(key, message):
    """Write MESSAGE into the run's log, once per run and KEY. `{line}` stands for the line of the
    loss file that is being run."""
    if key in _logged:
        return
    _logged.add(key)
    _gradient_host.log(message.replace('{line}', str(_places.last_user_line() or '?')))
