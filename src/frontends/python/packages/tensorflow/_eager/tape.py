"""tf.GradientTape: the engine records what is computed from what is watched, and differentiates that.

As TensorFlow's eager/backprop.py; which op comes next is c/eager/tape.h's choice (the engine's
tapeGradients). In graph mode the tape differentiates the nodes that were made while it recorded.
"""

import json
import weakref

from _gradient_runtime import here, on_reset

from .. import _engine
from .._convert import convert
from .._gradients import Found, UnconnectedGradients
from .._graph import get_default_graph
from .._indexed_slices import convert_or_slices
from .._nest import flatten, pack_sequence_as
from .._ops.creation import zeros_like
from .._registered_gradients import answered, slices_of, told
from .._resource_variable import is_resource_variable
from .._state import current
from .._tensor import Tensor
from .._variable import Variable

#: Variables by the id of their handle: what watched_variables() gives.
_by_handle = weakref.WeakValueDictionary()
_warned = set()
#: Tapes that record, the innermost last.
_recording = []


@on_reset
def _reset():
    _by_handle.clear()
    _warned.clear()
    _recording.clear()


def note_variable(variable):
    """VARIABLE may be watched."""
    handle = variable.handle
    _by_handle[handle.graph._number, handle._id] = variable


def _warn_first(count, key, message, *arguments):
    from .. import logging

    seen = sum(1 for item in _warned if item[0] == key)
    if seen < count:
        _warned.add((key, seen))
        logging.warning(message, *arguments)


class Tape:
    """The engine's tape, closed when nobody holds it."""

    def __init__(self, watches_accessed=True):
        self._graph = get_default_graph()
        self.number = _engine.open_tape(bool(watches_accessed))
        self._eager = current.eager
        #: Names of gradient functions that only this tape's nodes ask for.
        self.names = []

    def push(self):
        _recording.append(self)
        _engine.push_tape(self.number)

    def pop(self):
        if self in _recording:
            _recording.remove(self)
        _engine.pop_tape(self.number)

    def watch(self, value):
        """A tensor or a variable."""
        if hasattr(value, 'handle'):
            note_variable(value)
            _engine.watch_variable(self.number, value.handle._id)
        else:
            _engine.watch(self.number, value._id)

    def watched_variables(self):
        return tuple(
            _by_handle[self._graph._number, number]
            for number in _engine.ids(_engine.watched_variables(self.number))
            if (self._graph._number, number) in _by_handle
        )

    def __del__(self):
        if self._eager is current.eager:
            _engine.close_tape(self.number)


def recording():
    """The tapes that record now."""
    return list(_recording)


def tape_gradients(tape, targets, sources, output_gradients=None, unconnected='none', raw=None):
    """A Found per source. TARGETS and SOURCES are tensors (of a variable its handle)."""
    try:
        unconnected = UnconnectedGradients(unconnected)
    except ValueError:
        raise ValueError('Unknown value for unconnected_gradients: %r' % unconnected) from None
    graph = get_default_graph()
    given = [None] * len(targets) if output_gradients is None else list(output_gradients)
    call = {
        'tape': tape.number,
        'targets': [target._id for target in targets],
        'sources': [source._id for source in sources],
        'outputGradients': [None if item is None else told(item) for item in given],
        'origin': here(),
    }
    answers = answered(graph, _engine.tape_gradients, json.dumps(call))
    found = []
    for answer in answers:
        if answer['kind'] == 'dense':
            found.append(Found(graph._tensor(answer['id'])))
        elif answer['kind'] == 'sparse':
            found.append(Found(slices_of(graph, answer)))
        else:
            found.append(Found(None, answer['reason'], answer['cutBy']))
    if unconnected is UnconnectedGradients.ZERO:
        for item, source in zip(found, raw or sources):
            if item.gradient is None:
                item.gradient = zeros_like(source)
    return found


def report(targets, sources, found):
    """Tell the debugger which gradients there are, so that it knows them again when they are applied."""
    from .._training import reports

    if len(targets) == 1:
        reports.computed_gradients('tf.GradientTape', targets[0], sources, found)


class GradientTape:
    """Records what is computed inside `with`, if it depends on what is watched."""

    def __init__(self, persistent=False, watch_accessed_variables=True):
        self._tape = None
        self._persistent = persistent
        self._watch_accessed_variables = watch_accessed_variables
        self._recording = False

    def __enter__(self):
        self._push_tape()
        return self

    def __exit__(self, *error):
        if self._recording:
            self._pop_tape()

    def _push_tape(self):
        if self._recording:
            raise ValueError('Tape is already recording.')
        if self._tape is None:
            self._tape = Tape(self._watch_accessed_variables)
        self._tape.push()
        self._recording = True

    def _pop_tape(self):
        if not self._recording:
            raise ValueError('Tape is not recording.')
        self._tape.pop()
        self._recording = False

    def watch(self, tensor):
        for value in flatten(tensor):
            if not isinstance(value, (Tensor, Variable)):
                raise ValueError(
                    'Passed in object of type {}, not tf.Tensor'.format(type(value))
                )
            if not value.dtype.is_floating:
                _warn_first(
                    5,
                    'watch',
                    'The dtype of the watched tensor must be floating (e.g. tf.float32), got %r',
                    value.dtype,
                )
            self._tape.watch(value)

    def stop_recording(self):
        return _Stopped(self)

    def reset(self):
        self._pop_tape()
        self._tape = None
        self._push_tape()

    def watched_variables(self):
        return self._tape.watched_variables()

    def gradient(
        self,
        target,
        sources,
        output_gradients=None,
        unconnected_gradients=UnconnectedGradients.NONE,
    ):
        """In the nesting of SOURCES: a Tensor, IndexedSlices, or None where nothing recorded leads."""
        if self._tape is None:
            raise RuntimeError(
                'GradientTape.gradient can only be called once on non-persistent tapes.'
            )
        if self._recording:
            if not self._persistent:
                self._pop_tape()
            else:
                _warn_first(
                    1,
                    'inside',
                    'Calling GradientTape.gradient on a persistent tape inside its context is '
                    'significantly less efficient than calling it outside the context (it causes the '
                    'gradient ops to be recorded on the tape, leading to increased CPU and memory '
                    'usage). Only call GradientTape.gradient inside the context if you actually want to '
                    'trace the gradient in order to compute higher order derivatives.',
                )
        targets = []
        for item in flatten(target):
            item.dtype.is_floating  # what TensorFlow asks first  # noqa: B018
            if is_resource_variable(item):
                with self:
                    item = convert(item)
            targets.append(item)
        raw = flatten(sources)
        for item in raw:
            item.dtype.is_floating  # noqa: B018
        if output_gradients is not None:
            output_gradients = [
                None if item is None else convert_or_slices(item)
                for item in flatten(output_gradients)
            ]
        handles = [item.handle if is_resource_variable(item) else item for item in raw]
        found = tape_gradients(
            self._tape, targets, handles, output_gradients, unconnected_gradients, raw
        )
        report(targets, raw, found)
        if not self._persistent:
            self._tape = None
        return pack_sequence_as(sources, [item.gradient for item in found])

    def jacobian(
        self,
        target,
        sources,
        unconnected_gradients=UnconnectedGradients.NONE,
        parallel_iterations=None,
        experimental_use_pfor=True,
    ):
        """∂target[i…]/∂source[j…] per source, of shape target.shape + source.shape."""
        from .jacobians import jacobian

        return jacobian(self, target, sources, unconnected_gradients, experimental_use_pfor)

    def batch_jacobian(
        self, target, source, parallel_iterations=None, experimental_use_pfor=True
    ):
        """∂target[b, i…]/∂source[b, j…], of shape target.shape + source.shape[1:]."""
        from .jacobians import batch_jacobian

        return batch_jacobian(self, target, source, experimental_use_pfor)


def gradients_of_callable(loss, var_list, grad_loss):
    """The pairs of Optimizer.compute_gradients for a LOSS that is a function."""
    with GradientTape() as tape:
        if var_list is not None:
            tape.watch(var_list)
        value = loss()
    if var_list is None:
        var_list = tape.watched_variables()
    gradients = tape.gradient(value, var_list, grad_loss)
    return list(zip(gradients, var_list))


class _Stopped:
    """`with tape.stop_recording():`"""

    def __init__(self, tape):
        self._tape = tape

    def __enter__(self):
        if self._tape._tape is None:
            raise RuntimeError('Trying to stop recording a tape which is not recording.')
        self._tape._pop_tape()

    def __exit__(self, *error):
        self._tape._push_tape()
        return False


class unrecorded:
    """`with unrecorded():` - no tape records."""

    def __enter__(self):
        _engine.suspend_tapes()

    def __exit__(self, *error):
        _engine.resume_tapes()
        return False

