"""Running a traced function under eager execution, and its gradients for the tapes that record."""

from .. import _engine
from .._dtypes import code_of, resource
from .._graph import get_default_graph
from .._gradients import find_gradients
from .._host_calls import begin_run, end_run
from .._indexed_slices import IndexedSlices
from .._nest import pack_sequence_as
from .._ops import arrays
from .._ops.creation import placeholder
from .._registered_gradients import RegisterGradient, unique_number
from .custom import _Held
from .in_graph import parts
from .tape import recording, unrecorded
from .tensor import EagerTensor

_RESOURCE = code_of(resource)


class Runs:
    """The session in which the graph of one trace runs: its variables are those of eager execution."""

    def __init__(self, graph):
        self.graph = graph
        self.number = _engine.check(graph._within(_engine.open_function))

    def __call__(self, fetches, targets, feeds):
        """Eager tensors with the values of FETCHES; FEEDS: (tensor of the graph, eager tensor)."""
        return self.graph._within(self._run, fetches, targets, feeds)

    def _run(self, fetches, targets, feeds):
        for inner, value in feeds:
            _engine.check(_engine.feed_eager(self.number, inner._id, value._id))
        begin_run(self.number)
        try:
            code = _engine.run(
                self.number,
                ','.join([str(tensor._id) for tensor in fetches]),
                ','.join([str(op._id) for op in targets]),
            )
        finally:
            end_run()
        if code < 0:
            _engine.failed()
        made = []
        for place in range(len(fetches)):
            code = _engine.check(_engine.eager_result(place))
            made.append(EagerTensor(code >> 10, code & 63))
        _engine.drop_results()
        return made


class Region:
    """Tensors of a traced graph as a function of others. Its gradients are a region of the same graph, so
    they have gradients, too.

    `inputs` are fed; `sources` (inputs, captures, handles of variables) are what it is differentiated by.
    """

    def __init__(self, runs, outputs, inputs, captures, variables, targets=()):
        self._runs = runs
        self._outputs = outputs
        self._inputs = inputs
        #: (eager tensor, what stands for it)
        self._captures = captures
        self._variables = variables
        self._targets = targets
        #: By the numbers of what it is differentiated by.
        self._backward = {}

    def __call__(self, values, given=()):
        """Eager outputs for the eager VALUES of the inputs; GIVEN: (tensor, value) of what was drawn or read
        in the run that this one belongs to."""
        fed = [pair for pair in self._captures if pair[1].op.type == 'Placeholder']
        feeds = list(zip(self._inputs, values)) + [(inner, outer) for outer, inner in fed]
        flat = [part for item in self._outputs for part in parts(item)]
        tapes = recording()
        keeps = bool(tapes) and not given
        impure = self._impure(flat) if keeps else []
        known = {id(tensor) for tensor, _ in feeds}
        feeds += [pair for pair in given if id(pair[0]) not in known]
        with unrecorded():
            made = self._runs([*flat, *impure], self._targets, feeds)
        if keeps:
            given = list(zip(impure, made[len(flat) :]))
        made = made[: len(flat)]
        if tapes and made:
            made = self._recorded(tapes, made, values, given)
        return made

    def _impure(self, outputs):
        graph = self._runs.graph
        _engine.check(
            graph._within(_engine.refuse_draws, ','.join(str(tensor._id) for tensor in outputs))
        )
        numbers = _engine.ids(graph._within(_engine.impure_tensors))
        return [graph._tensor(number) for number in numbers]

    def _recorded(self, tapes, made, values, given):
        """MADE, differentiated on the tapes as this region's graph says."""
        outer = [*values, *[tensor for tensor, _ in self._captures], *self._variables]
        first_variable = len(outer) - len(self._variables)
        wanted = [
            place
            for place, item in enumerate(outer)
            if item.dtype.is_floating
            and (
                place >= first_variable
                or any(_engine.follows(tape.number, item._id) for tape in tapes)
            )
        ]
        if not wanted:
            return made
        sources = [self._source(place) for place in wanted]
        name = 'CustomGradient-%s' % unique_number()
        count = len(made)

        @RegisterGradient(name)
        def gradient(op, *arrived):
            found = self._gradients(tuple(wanted), sources, values, arrived[:count], given)
            return [None] * count + found

        held = _Held(name)
        for tape in tapes:
            tape.names.append(held)
        with get_default_graph().gradient_override_map({'IdentityN': name}):
            return arrays.identity_n([*made, *[outer[place] for place in wanted]])[:count]

    def _source(self, place):
        for group in (self._inputs, [inner for _, inner in self._captures]):
            if place < len(group):
                return group[place]
            place -= len(group)
        graph = self._runs.graph
        return graph.captured(self._variables[place]._handle)

    def _gradients(self, wanted, sources, values, arrived, given):
        graph = self._runs.graph
        if wanted not in self._backward:
            with graph.as_default():
                self._backward[wanted] = self._differentiated(sources)
        region, found, places = self._backward[wanted]
        made = iter(region([*values, *[arrived[place] for place in places]], given))
        answers = []
        for item in found:
            if item is None:
                answers.append(None)
            elif isinstance(item, IndexedSlices):
                answers.append(IndexedSlices(*[next(made) for _ in parts(item)]))
            else:
                answers.append(next(made))
        return answers

    def _differentiated(self, sources):
        """(the region of the gradients, the gradient of each source, which outputs they come from)"""
        flat = [part for item in self._outputs for part in parts(item)]
        places = [place for place, part in enumerate(flat) if part.dtype.is_floating]
        ys = [flat[place] for place in places]
        grad_ys = [placeholder(y.dtype, y.shape, name='gradients/grad_ys') for y in ys]
        found = [
            item.gradient
            for item in find_gradients(ys, sources, grad_ys, 'gradients', False, None, None, 'none')
        ]
        outputs = [item for item in found if item is not None]
        region = Region(
            self._runs, outputs, [*self._inputs, *grad_ys], self._captures, self._variables
        )
        return region, found, places


class Concrete:
    """One trace of a function, ready to be called with eager tensors."""

    def __init__(self, trace):
        self.trace = trace
        graph = trace.graph
        captures = [
            (outer, inner) for outer, inner in graph._captures.items() if outer._info >> 1 != _RESOURCE
        ]
        self.region = Region(
            Runs(graph),
            trace.outputs,
            trace.inputs,
            captures,
            list(graph.variables.values()),
            trace.targets,
        )

    def call(self, tensors):
        """What the function returns, of eager tensors, for the TENSORS among its arguments."""
        made = iter(self.region(tensors))
        leaves = []
        for item in self.trace.leaves:
            if item is None:
                leaves.append(None)
            elif isinstance(item, IndexedSlices):
                leaves.append(IndexedSlices(*[next(made) for _ in parts(item)]))
            else:
                leaves.append(next(made))
        return pack_sequence_as(self.trace.structure, leaves)
