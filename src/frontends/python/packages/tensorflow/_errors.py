"""tf.errors: what a run of the graph can fail of, with `message`, `op` and `node_def`."""

from . import _engine


class InaccessibleTensorError(ValueError):
    """A tensor of one branch or iteration has no value outside of it."""


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
        op = graph._operation(node) if graph is not None and node >= 0 else None
        return cls(op.node_def if op is not None else None, op, details['message'])


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
