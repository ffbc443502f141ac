"""Session and InteractiveSession: runs of the graph, each of which the debugger may park."""

from . import _engine
from ._arrays import result, scalar_result
from ._devices import SessionDevices
from ._errors import InaccessibleTensorError
from ._feeds import fed_array, feed_all
from ._fetches import Fetches
from ._eager.mode import get_default_graph
from ._graph import Graph
from ._host_calls import begin_run, end_run
from ._state import current


def get_default_session():
    return current.sessions[-1] if current.sessions else None


class _DefaultSession:
    """`with session.as_default():`"""

    def __init__(self, session):
        self._session = session

    def __enter__(self):
        current.sessions.append(self._session)
        return self._session

    def __exit__(self, *error):
        if self._session in current.sessions:
            # The innermost entry of this session; an interactive one may have been closed before.
            for place in range(len(current.sessions) - 1, -1, -1):
                if current.sessions[place] is self._session:
                    del current.sessions[place]
                    break
        return False


class BaseSession:
    def __init__(self, target='', graph=None, config=None):
        if graph is None:
            graph = get_default_graph()
        elif not isinstance(graph, Graph):
            raise TypeError('graph must be a tf.Graph, but got %s' % type(graph))
        if not isinstance(target, (str, bytes)) and target is not None:
            raise TypeError('target must be a string, but got %s' % type(target))
        if config is not None and not hasattr(config, '_is_config'):
            raise TypeError('config must be a tf.ConfigProto, but got %s' % type(config))
        self._graph = graph
        self._closed = False
        self._devices = SessionDevices(config)
        self._number = _engine.check(
            graph._within(_engine.open_session, self._devices.soft, self._devices.cpus)
        )
        self._devices.log_mapping()

    graph = property(lambda self: self._graph)
    sess_str = ''

    @property
    def graph_def(self):
        return self._graph.as_graph_def()

    def as_default(self):
        return _DefaultSession(self)

    def close(self):
        self._closed = True

    def list_devices(self):
        return self._devices.listed()

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        """Values of FETCHES as numpy scalars and arrays, in the structure that FETCHES has."""
        if self._closed:
            raise RuntimeError('Attempted to use a closed Session.')
        graph = self._graph
        if not graph._tensors and not graph._operations and graph._last_id == 0:
            raise RuntimeError(
                'The Session graph is empty.  Add operations to the graph before calling run().'
            )
        if current.graph is graph:
            return self._run(fetches, feed_dict)
        return graph._within(self._run, fetches, feed_dict)

    def _run(self, fetches, feed_dict):
        fed = feed_all(self._number, self._graph, feed_dict) if feed_dict else {}
        try:
            wanted = Fetches(self._graph, fetches)
        except BaseException:
            _engine.drop_feeds()
            raise
        tensors = [tensor for tensor in wanted.tensors if tensor not in fed]
        if not tensors and not wanted.targets:
            _check_fetchable(self._graph, ','.join([str(tensor._id) for tensor in fed]), '')
            _engine.drop_feeds()
            return wanted.build(self._with_fed(wanted.tensors, fed, []))
        ids = ','.join([str(tensor._id) for tensor in tensors])
        targets = ','.join([str(op._id) for op in wanted.targets])
        _check_fetchable(self._graph, ids, targets)
        begin_run(self._number)
        try:
            code = _engine.run(self._number, ids, targets)
        finally:
            end_run()
        if code < 0:
            _engine.failed()
        if self._devices.logs:
            self._devices.log_placement(self._graph)
        values = [_result(place, tensor._info >> 1) for place, tensor in enumerate(tensors)]
        _engine.drop_results()
        return wanted.build(self._with_fed(wanted.tensors, fed, values) if fed else values)

    @staticmethod
    def _with_fed(tensors, fed, values):
        """The values of all TENSORS: those FED as arrays, the others from VALUES, in order."""
        computed = iter(values)
        return [
            fed_array(tensor, fed[tensor]) if tensor in fed else next(computed)
            for tensor in tensors
        ]

    def make_callable(self, fetches, feed_list=None, accept_options=False):
        if feed_list is None:
            return lambda: self.run(fetches)
        if not isinstance(feed_list, (list, tuple)):
            raise TypeError('`feed_list` must be a list or tuple.')
        return lambda *values: self.run(fetches, dict(zip(feed_list, values)))

    def partial_run(self, handle, fetches, feed_dict=None):
        raise NotImplementedError('tf.Session.partial_run is not evaluated by this engine')

    def partial_run_setup(self, fetches, feeds=None):
        raise NotImplementedError('tf.Session.partial_run_setup is not evaluated by this engine')


def _check_fetchable(graph, ids, targets):
    refused = _engine.unfetchable_of(','.join(filter(None, (ids, targets))))
    if refused:
        _engine.drop_feeds()
        operation = graph._operation(_engine.ids(refused)[0])
        if operation._id not in graph._tensors:
            name = operation.name
        else:
            name = graph._tensors[operation._id].op.name
        raise InaccessibleTensorError(
            'Operation %r has been marked as not fetchable. Typically this happens when it is defined in '
            'another function or code block. Use return values,explicit Python locals or TensorFlow '
            'collections to access it.' % name
        )


def _result(place, code):
    dims = _engine.result_dims(place)
    if not dims:
        return scalar_result(code, _engine.result_scalar(place))
    return result(
        code,
        tuple([int(dim) for dim in dims.split(',')]),
        lambda address: _engine.check(_engine.copy_result(place, address)),
    )


class Session(BaseSession):
    def __init__(self, target='', graph=None, config=None):
        super().__init__(target, graph, config)
        self._contexts = None

    def __enter__(self):
        if self._contexts is not None:
            raise RuntimeError(
                'Session context managers are not re-entrant. Use `Session.as_default()` if you want to '
                'enter a session multiple times.'
            )
        self._contexts = (self._graph.as_default(), self.as_default())
        self._contexts[0].__enter__()
        return self._contexts[1].__enter__()

    def __exit__(self, *error):
        graph, session = self._contexts
        session.__exit__(*error)
        graph.__exit__(*error)
        self._contexts = None
        self.close()
        return False

    @staticmethod
    def reset(target, containers=None, config=None):
        pass


class InteractiveSession(BaseSession):
    """Is the default session from its making until it is closed."""

    def __init__(self, target='', graph=None, config=None):
        super().__init__(target, graph, config)
        self._explicit_graph = None if graph is None else graph.as_default()
        if self._explicit_graph is not None:
            self._explicit_graph.__enter__()
        self._default = self.as_default()
        self._default.__enter__()

    def close(self):
        super().close()
        if self._explicit_graph is not None:
            self._explicit_graph.__exit__()
            self._explicit_graph = None
        if self._default is not None:
            self._default.__exit__()
            self._default = None


def _session_for(graph, session, what, call):
    """The session to use: SESSION, or the default one, when it has launched GRAPH."""
    noun = 'tensor' if call == 'eval' else 'operation'
    if session is None:
        session = get_default_session()
        if session is None:
            colon = ':' if call == 'run' else ''
            raise ValueError(
                'Cannot %s using `%s()`: No default session is registered. Use `with '
                'sess.as_default()%s` or pass an explicit session to `%s(session=sess)`'
                % (what, call, colon, call)
            )
        if session.graph is not graph:
            tick = '`' if call == 'eval' else ''
            raise ValueError(
                "Cannot use the default session to %s: the %s's graph is different from the session's "
                'graph. Pass an explicit session to %s%s(session=sess)%s.'
                % (what, noun, tick, call, tick)
            )
    elif session.graph is not graph:
        raise ValueError(
            "Cannot use the given session to %s: the %s's graph is different from the session's graph."
            % (what, noun)
        )
    return session


def evaluate_in_default_session(tensor, feed_dict, graph, session):
    return _session_for(graph, session, 'evaluate tensor', 'eval').run(tensor, feed_dict)


def run_in_default_session(operation, feed_dict, graph, session):
    _session_for(graph, session, 'execute operation', 'run').run(operation, feed_dict)
