"""One call of apply_gradients under eager execution is one step of the debugger: its ops are made first,
then run as a whole."""

import itertools

from _gradient_runtime import here, on_reset

from .. import _engine

#: Names of training ops by site, and how often a name was wanted.
_names = {}
_wanted = {}
_serials = itertools.count()


@on_reset
def _reset():
    _names.clear()
    _wanted.clear()


def site_of(optimizer):
    """What all executions of one apply_gradients have in common: the optimizer, and the line."""
    serial = optimizer.__dict__.setdefault('_eager_serial', None)
    if serial is None:
        serial = optimizer._eager_serial = next(_serials)
    return '%d:%d' % (serial, here())


def name_of(site, name):
    """The name of the training op at SITE: NAME, made unique."""
    if site not in _names:
        count = _wanted[name] = _wanted.get(name, 0) + 1
        _names[site] = name if count == 1 else '%s_%d' % (name, count - 1)
    return _names[site]


class EagerStep:
    """`with EagerStep(graph) as step:` - ops made inside wait for `step.run`."""

    def __init__(self, graph):
        self._graph = graph

    def __enter__(self):
        self._graph._is_stepping = True
        _engine.begin_step()
        return self

    def end(self, train_op, site):
        """No more ops: the step is TRAIN_OP with what it waits for."""
        _engine.end_step(train_op._id, site)

    def __exit__(self, kind, *error):
        self._graph._is_stepping = False
        if kind is not None:
            _engine.abandon_step()
        return False


def write_by_hand(graph, variable, call, value):
    """CALL writes VALUE, which is made of a gradient, to VARIABLE: a step of its own if the gradient is that
    of the variable, as the debugger finds out."""
    from .._ops.control import group
    from .._training import reports

    site = 'assign:%d' % here()
    with EagerStep(graph) as step:
        update = call(variable.handle, value)
        done = group(update, name=name_of(site, variable._key + '/assign') + '/')
        step.end(done, site)
    reports.made_by_hand(variable, value, update, done, site)
    run(done)


def run(train_op):
    """Makes the step; the debugger may wait before it."""
    _engine.check(_engine.run_step(train_op._id))
