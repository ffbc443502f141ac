"""Queue runners: what fills the queues, on demand, once they are started."""

from _gradient_runtime import log_once

from .. import _errors
from .._graph import GraphKeys, get_default_graph
from .._queue_state import Runner, add_runner


class _Thread:
    """What a script sees of a thread that is not there."""

    def __init__(self, name):
        self.name = name
        self.daemon = True

    def start(self):
        """The queue is filled on demand."""

    def join(self, timeout=None):
        """It has nothing left to do."""

    def is_alive(self):
        return False

    isAlive = is_alive


class QueueRunner:
    def __init__(self, queue=None, enqueue_ops=None, close_op=None, cancel_op=None,
                 queue_closed_exception_types=None, queue_runner_def=None, import_scope=None):
        if not queue or not enqueue_ops:
            raise ValueError('Must provide queue and enqueue_ops.')
        self._queue = queue
        self._enqueue_ops = list(enqueue_ops)
        self._close_op = queue.close() if close_op is None else close_op
        if cancel_op is None:
            cancel_op = queue.close(cancel_pending_enqueues=True)
        self._cancel_op = cancel_op
        if queue_closed_exception_types is None:
            queue_closed_exception_types = (_errors.OutOfRangeError,)
        self._closed_errors = (*queue_closed_exception_types, _errors.CancelledError)

    queue = property(lambda self: self._queue)
    enqueue_ops = property(lambda self: self._enqueue_ops)
    close_op = property(lambda self: self._close_op)
    cancel_op = property(lambda self: self._cancel_op)
    exceptions_raised = ()

    @property
    def name(self):
        return self._queue.name

    def create_threads(self, sess, coord=None, daemon=False, start=False):
        """From now on the queue is filled when somebody takes from it."""
        log_once(
            'queue_runners',
            'Line {line}: queue runners fill their queues when elements are taken; there are no threads '
            'here.',
        )
        sess = getattr(sess, '_raw_session', sess)
        runner = Runner(sess, self._enqueue_ops, self._closed_errors, coord)
        add_runner(sess._number, id(self._queue._definition), runner)
        return [_Thread('QueueRunnerThread-%s-%s' % (self.name, op.name)) for op in self._enqueue_ops]


def add_queue_runner(qr, collection=GraphKeys.QUEUE_RUNNERS):
    get_default_graph().add_to_collection(collection, qr)


def start_queue_runners(sess=None, coord=None, daemon=True, start=True,
                        collection=GraphKeys.QUEUE_RUNNERS):
    from .._session import get_default_session

    if sess is None:
        sess = get_default_session()
        if not sess:
            raise ValueError(
                'Cannot start queue runners: No default session is registered. Use `with '
                'sess.as_default()` or pass an explicit session to '
                'tf.start_queue_runners(sess=sess)'
            )
    threads = []
    for runner in sess.graph.get_collection(collection):
        threads.extend(runner.create_threads(sess, coord=coord, daemon=daemon, start=start))
    return threads
