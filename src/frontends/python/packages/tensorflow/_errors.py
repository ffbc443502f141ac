"""tf.errors: what a run of the graph can fail of, with `message`, `op` and `node_def`."""

import re

from . import _engine


class InaccessibleTensorError(ValueError):
    """A tensor of one branch or iteration has no value outside of it."""


_NODE = re.compile(r'{{node ([^}]*)}}')


def _with_lines(details, graph):
    """The message, with the line of each node that it names, as TensorFlow puts it in."""
    message = details['message']
    if '{{node ' not in message or graph is None:
        return message
    from ._places import line_of

    def described(match):
        number = graph._within(_engine.node_named, match[1])
        line = None if number < 0 else line_of(graph._within(_engine.node_origin, number))
        where = '' if line is None else ' (defined at line %d) ' % line
        return 'node %s%s' % (match[1], where)

    return _NODE.sub(described, message)


class OpError(Exception):
    """`op` is the Operation that failed, None when it is not known."""

    error_code = None

    def __init__(self, node_def, op, message, error_code=None):
        super().__init__()
        self._node_def = node_def
        self._op = op
        self._message = message
        self._error_code = self.error_code if error_code is None else error_code

    message = property(lambda self: self._message)
    op = property(lambda self: self._op)
    node_def = property(lambda self: self._node_def)

    def __str__(self):
        return self._message

    @classmethod
    def _from_engine(cls, details):
        from ._graph import graph_numbered

        graph = graph_numbered(details.get('graph', -1))
        node = details.get('nodeId', -1)
        is_known = graph is not None and node >= 0 and not graph._is_eager
        op = graph._operation(node) if is_known else None
        return cls(op.node_def if op is not None else None, op, _with_lines(details, graph))


def _error(name, code):
    cls = type(
        name,
        (OpError,),
        {
            'error_code': code,
            '__module__': 'tensorflow.errors',
            '__init__': lambda self, node_def, op, message: OpError.__init__(
                self, node_def, op, message, code
            ),
        },
    )
    globals()[name] = cls
    return cls


CODES = {
    'CancelledError': 1,
    'UnknownError': 2,
    'InvalidArgumentError': 3,
    'DeadlineExceededError': 4,
    'NotFoundError': 5,
    'AlreadyExistsError': 6,
    'PermissionDeniedError': 7,
    'ResourceExhaustedError': 8,
    'FailedPreconditionError': 9,
    'AbortedError': 10,
    'OutOfRangeError': 11,
    'UnimplementedError': 12,
    'InternalError': 13,
    'UnavailableError': 14,
    'DataLossError': 15,
    'UnauthenticatedError': 16,
}
_engine.register_errors({name: _error(name, code) for name, code in CODES.items()})
