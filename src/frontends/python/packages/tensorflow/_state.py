"""What one run of a loss file has as its defaults: the current graph, scopes, sessions."""

from _gradient_runtime import on_reset


class _Current:
    """`graph` is the graph that new nodes go to, None until somebody asks for one."""

    __slots__ = ('graph', 'graphs', 'root', 'by_number', 'sessions', 'eager', 'makes_resources')

    def __init__(self):
        self.clear()

    def clear(self):
        self.graph = None
        self.graphs = []  # as_default() stack
        self.root = None  # the graph outside every as_default()
        self.by_number = {}  # graphs by the engine's number
        self.sessions = []  # default sessions, innermost last
        self.eager = None  # the graph of eager execution, once it is enabled
        self.makes_resources = False  # whether a variable is a resource where nothing says so


current = _Current()


@on_reset
def _reset():
    current.clear()
