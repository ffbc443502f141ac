"""Hooks of a monitored session: what happens around every run."""

import collections
import os
import time

import numpy as _np
from _gradient_runtime import log_once

from .. import logging
from .._graph import get_default_graph
from .global_step import get_global_step

SessionRunArgs = collections.namedtuple('SessionRunArgs', ['fetches', 'feed_dict', 'options'])
SessionRunArgs.__new__.__defaults__ = (None, None)
SessionRunValues = collections.namedtuple('SessionRunValues', ['results', 'options', 'run_metadata'])


class SessionRunContext:
    """What a hook may ask of the run that it stands around."""

    def __init__(self, original_args, session):
        self.original_args = original_args
        self.session = session
        self._stop = False

    stop_requested = property(lambda self: self._stop)

    def request_stop(self):
        self._stop = True


class SessionRunHook:
    def begin(self):
        """Before the session is made: the graph may still grow."""

    def after_create_session(self, session, coord):
        """The session is there."""

    def before_run(self, run_context):
        """What to fetch besides: SessionRunArgs or None."""

    def after_run(self, run_context, run_values):
        """The run has ended."""

    def end(self, session):
        """The session is about to be closed."""


class NanLossDuringTrainingError(RuntimeError):
    def __str__(self):
        return 'NaN loss during training.'


def _step_of(kind):
    step = get_global_step()
    if step is None:
        raise RuntimeError('Global step should be created to use %s.' % kind)
    return step


class StopAtStepHook(SessionRunHook):
    def __init__(self, num_steps=None, last_step=None):
        if num_steps is None and last_step is None:
            raise ValueError('One of num_steps or last_step must be specified.')
        if num_steps is not None and last_step is not None:
            raise ValueError('Only one of num_steps or last_step can be specified.')
        self._num_steps = num_steps
        self._last_step = last_step

    def begin(self):
        self._step = _step_of('StopAtStepHook')

    def after_create_session(self, session, coord):
        if self._last_step is None:
            self._last_step = session.run(self._step) + self._num_steps

    def after_run(self, run_context, run_values):
        if run_context.session.run(self._step) >= self._last_step:
            run_context.request_stop()


class SecondOrStepTimer:
    """Fires every so many steps or seconds."""

    def __init__(self, every_secs=None, every_steps=None):
        if every_secs is None and every_steps is None:
            raise ValueError('Either every_secs or every_steps should be provided.')
        if every_secs is not None and every_steps is not None:
            raise ValueError('Can not provide both every_secs and every_steps.')
        self._secs = every_secs
        self._steps = every_steps
        self.reset()

    def reset(self):
        self._last_step = None
        self._last_time = None

    def should_trigger_for_step(self, step):
        if self._last_step is None:
            return True
        if self._last_step == step:
            return False
        if self._secs is not None:
            return time.time() >= self._last_time + self._secs
        return step >= self._last_step + self._steps

    def update_last_triggered_step(self, step):
        """(seconds, steps) since it fired last, (None, None) at the first time."""
        now = time.time()
        passed = None, None
        if self._last_step is not None:
            passed = now - self._last_time, step - self._last_step
        self._last_step, self._last_time = step, now
        return passed

    def last_triggered_step(self):
        return self._last_step


class LoggingTensorHook(SessionRunHook):
    """Writes values to the log, every n runs or seconds."""

    def __init__(self, tensors, every_n_iter=None, every_n_secs=None, at_end=False, formatter=None):
        only_at_end = at_end and every_n_iter is None and every_n_secs is None
        if not only_at_end and (every_n_iter is None) == (every_n_secs is None):
            raise ValueError(
                'either at_end and/or exactly one of every_n_iter and every_n_secs must be provided.'
            )
        if every_n_iter is not None and every_n_iter <= 0:
            raise ValueError('invalid every_n_iter=%s.' % every_n_iter)
        if isinstance(tensors, dict):
            self._order = list(tensors)
        else:
            self._order = [one if isinstance(one, str) else one.name for one in tensors]
            tensors = dict(zip(self._order, tensors))
        self._tensors = tensors
        self._formatter = formatter
        self._at_end = at_end
        self._timer = None
        if not only_at_end:
            self._timer = SecondOrStepTimer(every_secs=every_n_secs, every_steps=every_n_iter)

    def begin(self):
        graph = get_default_graph()
        self._runs = 0
        self._wanted = {
            tag: graph.as_graph_element(_element_name(one)) for tag, one in self._tensors.items()
        }

    def before_run(self, run_context):
        self._fires = self._timer is not None and self._timer.should_trigger_for_step(self._runs)
        return SessionRunArgs(self._wanted) if self._fires else None

    def after_run(self, run_context, run_values):
        if self._fires:
            self._log(run_values.results)
        self._runs += 1

    def end(self, session):
        if self._at_end:
            self._log(session.run(self._wanted))

    def _log(self, values):
        before = _np.get_printoptions()
        _np.set_printoptions(suppress=True)
        seconds = None
        if self._timer is not None:
            seconds, _ = self._timer.update_last_triggered_step(self._runs)
        if self._formatter:
            logging.info(self._formatter(values))
        else:
            text = ', '.join('%s = %s' % (tag, values[tag]) for tag in self._order)
            logging.info(text if seconds is None else '%s (%.3f sec)' % (text, seconds))
        _np.set_printoptions(**before)


def _element_name(one):
    return one + ':0' if isinstance(one, str) and ':' not in one else one


class NanTensorHook(SessionRunHook):
    """Ends the training when the loss is not a number."""

    def __init__(self, loss_tensor, fail_on_nan_loss=True):
        self._loss = loss_tensor
        self._fail = fail_on_nan_loss

    def before_run(self, run_context):
        return SessionRunArgs(self._loss)

    def after_run(self, run_context, run_values):
        if not _np.isnan(run_values.results):
            return
        if self._fail:
            logging.error('Model diverged with loss = NaN.')
            raise NanLossDuringTrainingError
        logging.warning('Model diverged with loss = NaN.')
        run_context.request_stop()


class CheckpointSaverHook(SessionRunHook):
    """Saves when the session begins, every n steps or seconds, and at its end."""

    def __init__(self, checkpoint_dir, save_secs=None, save_steps=None, saver=None,
                 checkpoint_basename='model.ckpt', scaffold=None, listeners=None):
        if saver is not None and scaffold is not None:
            raise ValueError('You cannot provide both saver and scaffold.')
        self._saver = saver
        self._scaffold = scaffold
        self._path = os.path.join(checkpoint_dir, checkpoint_basename)
        self._timer = SecondOrStepTimer(every_secs=save_secs, every_steps=save_steps)

    def begin(self):
        self._step = _step_of('CheckpointSaverHook')

    def _save(self, session, step):
        saver = self._saver or self._scaffold.saver
        logging.info('Saving checkpoints for %d into %s.', step, self._path)
        saver.save(session, self._path, global_step=step)

    def after_create_session(self, session, coord):
        step = session.run(self._step)
        self._save(session, step)
        self._timer.update_last_triggered_step(step)

    def after_run(self, run_context, run_values):
        step = run_context.session.run(self._step)
        if self._timer.should_trigger_for_step(step):
            self._timer.update_last_triggered_step(step)
            self._save(run_context.session, step)

    def end(self, session):
        step = session.run(self._step)
        if step != self._timer.last_triggered_step():
            self._save(session, step)


class FinalOpsHook(SessionRunHook):
    """Runs ops at the end of the session and keeps their values."""

    def __init__(self, final_ops, final_ops_feed_dict=None):
        self._ops = final_ops
        self._feeds = final_ops_feed_dict
        self.final_ops_values = None

    def end(self, session):
        if self._ops is not None:
            self.final_ops_values = session.run(self._ops, feed_dict=self._feeds)


class FeedFnHook(SessionRunHook):
    """Feeds what a function gives in every run."""

    def __init__(self, feed_fn):
        self.feed_fn = feed_fn

    def before_run(self, run_context):
        return SessionRunArgs(fetches=None, feed_dict=self.feed_fn())


class _Quiet(SessionRunHook):
    """A hook that writes for TensorBoard or counts steps per second."""

    def __init__(self, *arguments, **options):
        log_once(
            type(self).__name__, 'Line {line}: tf.train.%s writes nothing here.' % type(self).__name__
        )


class StepCounterHook(_Quiet):
    pass


class SummarySaverHook(_Quiet):
    pass


class ProfilerHook(_Quiet):
    pass
