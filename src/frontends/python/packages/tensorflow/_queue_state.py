"""What a queue holds during the runs of one session. Without threads: a dequeue that finds too few
elements runs the enqueue ops of the queue runners that were started."""

import numpy as _np
from _gradient_runtime import log_once, on_reset

from . import _host_calls
from ._arrays import text_array
from ._errors import CancelledError, DeadlineExceededError, InvalidArgumentError, OutOfRangeError
from ._philox import Philox

_states = {}  # (session, id of the queue) -> State
_runners = {}  # (session, id of the queue) -> [Runner, …]


@on_reset
def _reset():
    _states.clear()
    _runners.clear()


class Runner:
    """The enqueue ops that a started QueueRunner runs on demand, one after the other."""

    def __init__(self, session, enqueue_ops, closed_errors, coord):
        self._session = session
        self._ops = list(enqueue_ops)
        self._next = 0
        self._closed_errors = closed_errors
        self._coord = coord

    @property
    def is_done(self):
        return not self._ops or (self._coord is not None and self._coord.should_stop())

    def run(self):
        """Runs the op whose turn it is; one that ends with the queue's end is not run again."""
        self._next %= len(self._ops)
        try:
            self._session.run(self._ops[self._next])
        except self._closed_errors:
            del self._ops[self._next]
        except Exception as error:
            self._ops.clear()
            if self._coord is None:
                raise
            self._coord.request_stop(error)
        else:
            self._next += 1


def add_runner(session, queue, runner):
    _runners.setdefault((session, queue), []).append(runner)


class Definition:
    """What all sessions share: the kind of the queue and how it draws."""

    def __init__(self, kind, name, capacity, shapes, min_after_dequeue=0, seeds=None):
        self.kind = kind
        self.name = name
        self.capacity = capacity
        self.shapes = shapes
        self.min_after_dequeue = min_after_dequeue
        self.seeds = seeds

    def state(self):
        key = (_host_calls.session(), id(self))
        state = _states.get(key)
        if state is None:
            state = _states[key] = State(self, len(_states), _runners.setdefault(key, []))
        return state


class State:
    def __init__(self, definition, number, runners):
        self._definition = definition
        self._title = "%s '_%d_%s'" % (definition.kind, number, definition.name)
        self._runners = runners
        self.items = []
        self.is_closed = False
        seeds = definition.seeds
        self._generator = None if seeds is None else Philox(*seeds)

    def enqueue(self, items):
        """Takes ITEMS, each a list of arrays. A runner fills the queue as far as its op goes."""
        if self.is_closed:
            raise CancelledError(None, None, '%s is closed.' % self._title)
        capacity = self._definition.capacity
        if 0 < capacity < len(self.items) + len(items) and not self._runners:
            raise DeadlineExceededError(
                None,
                None,
                '%s holds %d of at most %d elements: TensorFlow would wait here until another thread '
                'takes some, and this sandbox has one thread' % (
                    self._title, len(self.items), capacity),
            )
        for item in items:
            self._check(item)
            self.items.append(item)

    def _check(self, item):
        for place, (value, shape) in enumerate(zip(item, self._definition.shapes or ())):
            if shape is not None and list(value.shape) != shape:
                raise InvalidArgumentError(
                    None,
                    None,
                    'Shape mismatch in tuple component %d. Expected [%s], got [%s]'
                    % (place, ','.join(map(str, shape)), ','.join(map(str, value.shape))),
                )

    def dequeue(self, count, is_up_to=False):
        """COUNT elements; fewer only from a closed queue, and then for dequeue_up_to."""
        self._fill(count)
        least = 1 if is_up_to and self.is_closed else count
        if len(self.items) < least:
            raise OutOfRangeError(
                None,
                None,
                '%s is closed and has insufficient elements (requested %d, current size %d)'
                % (self._title, count, len(self.items)),
            )
        return [self._take() for _ in range(min(count, len(self.items)))]

    def _fill(self, count):
        needed = count + self._definition.min_after_dequeue
        while len(self.items) < needed and not self.is_closed:
            waiting = [runner for runner in self._runners if not runner.is_done]
            if waiting:
                waiting[0].run()
            elif self._runners:
                self.is_closed = True
            else:
                raise DeadlineExceededError(
                    None,
                    None,
                    '%s has %d elements and %d are asked for, and no queue runner fills it: call '
                    'tf.train.start_queue_runners(sess) first; TensorFlow would wait here for ever'
                    % (self._title, len(self.items), count),
                )

    def _take(self):
        if self._generator is None:
            return self.items.pop(0)
        log_once(
            'random_shuffle_queue',
            'Line {line}: which elements a shuffling queue draws depends on the timing of threads in '
            'TensorFlow; here the queue is filled only as far as it must be, the same way every time.',
        )
        place = self._generator.next() % len(self.items)
        self.items[place], self.items[-1] = self.items[-1], self.items[place]
        return self.items.pop()

    def close(self):
        self.is_closed = True


def arrays_of(values):
    """The values of a run as arrays; a scalar text arrives as bytes."""
    return [text_array(one) if isinstance(one, bytes) else _np.asarray(one) for one in values]
