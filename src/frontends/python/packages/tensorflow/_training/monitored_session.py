"""MonitoredTrainingSession and its kin: initialize or restore, run with hooks, stop cleanly."""

from .._collections import (
    global_variables_initializer,
    local_variables_initializer,
    tables_initializer,
)
from .._errors import OutOfRangeError
from .._graph import GraphKeys, get_default_graph
from .._ops.control import group
from .._session import Session
from .checkpoints import latest_checkpoint
from .coordinator import Coordinator
from .queue_runner import start_queue_runners
from .saving import Saver
from .session_hooks import (
    CheckpointSaverHook,
    SessionRunContext,
    SessionRunValues,
)


class Scaffold:
    """What a session needs to begin with: the ops that initialize it, its Saver."""

    def __init__(self, init_op=None, init_feed_dict=None, init_fn=None, ready_op=None,
                 ready_for_local_init_op=None, local_init_op=None, summary_op=None, saver=None,
                 copy_from_scaffold=None, local_init_feed_dict=None):
        self._init_op = init_op
        self._init_feed_dict = init_feed_dict
        self._init_fn = init_fn
        self._local_init_op = local_init_op
        self._local_init_feed_dict = local_init_feed_dict
        self._saver = saver
        self._is_final = False

    init_op = property(lambda self: self._init_op)
    init_feed_dict = property(lambda self: self._init_feed_dict)
    local_init_op = property(lambda self: self._local_init_op)
    saver = property(lambda self: self._saver)

    def finalize(self):
        """Makes what was not given, and closes the graph."""
        if self._is_final:
            return self
        self._is_final = True
        if self._init_op is None:
            self._init_op = group(global_variables_initializer())
        if self._local_init_op is None:
            self._local_init_op = group(local_variables_initializer(), tables_initializer())
        if self._saver is None:
            found = get_default_graph().get_collection(GraphKeys.SAVERS)
            self._saver = found[0] if found else Saver(allow_empty=True)
        get_default_graph().finalize()
        return self

    def initialize(self, session, restored_from):
        if restored_from:
            self._saver.restore(session, restored_from)
        else:
            session.run(self._init_op, self._init_feed_dict)
        if self._init_fn is not None:
            self._init_fn(self, session)
        session.run(self._local_init_op, self._local_init_feed_dict)


class SessionCreator:
    """Makes the session of a MonitoredSession."""

    def __init__(self, scaffold=None, master='', config=None, checkpoint_dir=None,
                 checkpoint_filename_with_path=None):
        self._scaffold = scaffold or Scaffold()
        self._config = config
        self._dir = checkpoint_dir
        self._path = checkpoint_filename_with_path

    def create_session(self):
        self._scaffold.finalize()
        session = Session(graph=get_default_graph(), config=self._config)
        path = self._path or (latest_checkpoint(self._dir) if self._dir else None)
        self._scaffold.initialize(session, path)
        return session


class _MonitoredSession:
    def __init__(self, session_creator, hooks):
        self._graph_was_finalized = get_default_graph().finalized
        self._hooks = list(hooks or ())
        for hook in self._hooks:
            hook.begin()
        self._coord = Coordinator()
        self._raw_session = session_creator.create_session()
        self._stop = False
        for hook in self._hooks:
            hook.after_create_session(self._raw_session, self._coord)
        start_queue_runners(sess=self._raw_session, coord=self._coord)

    @property
    def graph(self):
        return None if self._raw_session is None else self._raw_session.graph

    def run(self, fetches, feed_dict=None, options=None, run_metadata=None):
        """The values of FETCHES; hooks fetch and feed besides."""
        session = self._raw_session
        if session is None:
            raise RuntimeError('Run called even after should_stop requested.')
        context = SessionRunContext((fetches, feed_dict), session)
        wanted, feeds, asked = {'caller': fetches}, dict(feed_dict or {}), {}
        for place, hook in enumerate(self._hooks):
            request = hook.before_run(context)
            if request is None:
                continue
            if request.fetches is not None:
                wanted[place] = request.fetches
                asked[place] = True
            feeds.update(request.feed_dict or {})
        values = session.run(wanted, feeds)
        for place, hook in enumerate(self._hooks):
            results = values[place] if place in asked else None
            hook.after_run(context, SessionRunValues(results, options, run_metadata))
        if context.stop_requested:
            self._stop = True
        return values['caller']

    def run_step_fn(self, step_fn):
        raise NotImplementedError(
            'tf.train.MonitoredSession.run_step_fn is not evaluated by this engine'
        )

    def should_stop(self):
        return self._raw_session is None or self._stop or self._coord.should_stop()

    def close(self):
        self._close(None)

    def _close(self, error):
        session = self._raw_session
        if session is None:
            return
        try:
            if error is None:
                for hook in self._hooks:
                    hook.end(session)
        finally:
            self._coord.request_stop()
            session.close()
            self._raw_session = None
            if not self._graph_was_finalized:
                session.graph._unsafe_unfinalize()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and issubclass(kind, (OutOfRangeError, StopIteration)):
            kind = None
            self._close(None)
            return True
        self._close(error)
        return False


class MonitoredSession(_MonitoredSession):
    def __init__(self, session_creator=None, hooks=None, stop_grace_period_secs=120):
        super().__init__(session_creator or SessionCreator(), hooks)


class SingularMonitoredSession(_MonitoredSession):
    def __init__(self, hooks=None, scaffold=None, master='', config=None, checkpoint_dir=None,
                 stop_grace_period_secs=120, checkpoint_filename_with_path=None):
        creator = SessionCreator(scaffold, master, config, checkpoint_dir,
                                 checkpoint_filename_with_path)
        super().__init__(creator, hooks)

    def raw_session(self):
        return self._raw_session


def MonitoredTrainingSession(master='', is_chief=True, checkpoint_dir=None, scaffold=None,
                             hooks=None, chief_only_hooks=None, save_checkpoint_secs='default',
                             save_summaries_steps='default', save_summaries_secs='default',
                             config=None, stop_grace_period_secs=120, log_step_count_steps=100,
                             max_wait_secs=7200, save_checkpoint_steps='default',
                             summary_dir=None):
    """A MonitoredSession that saves checkpoints in CHECKPOINT_DIR."""
    if not is_chief:
        raise NotImplementedError(
            'tf.train.MonitoredTrainingSession(is_chief=False) is not evaluated by this engine'
        )
    scaffold = scaffold or Scaffold()
    every = [*(chief_only_hooks or ()), *(hooks or ())]
    if save_checkpoint_secs == 'default':
        save_checkpoint_secs = 600 if save_checkpoint_steps == 'default' else None
    if save_checkpoint_steps == 'default':
        save_checkpoint_steps = None
    if checkpoint_dir and (save_checkpoint_secs or save_checkpoint_steps):
        every.append(
            CheckpointSaverHook(checkpoint_dir, save_secs=save_checkpoint_secs,
                                save_steps=save_checkpoint_steps, scaffold=scaffold)
        )
    return MonitoredSession(SessionCreator(scaffold, master, config, checkpoint_dir), every)
