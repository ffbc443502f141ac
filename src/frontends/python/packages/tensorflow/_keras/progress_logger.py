"""ProgbarLogger: tells the progress bar of a loop what happens (keras/callbacks.py)."""

from .callback_base import Callback
from .progress_bar import Progbar


class ProgbarLogger(Callback):
    def __init__(self, count_mode='samples', stateful_metrics=None):
        super().__init__()
        if count_mode not in ('samples', 'steps'):
            raise ValueError('Unknown `count_mode`: ' + str(count_mode))
        self.use_steps = count_mode == 'steps'
        self.stateful_metrics = set(stateful_metrics or ())

    def on_train_begin(self, logs=None):
        self.verbose = self.params['verbose']
        self.epochs = self.params['epochs']

    def on_epoch_begin(self, epoch, logs=None):
        self.seen = 0
        self.target = self.params['steps' if self.use_steps else 'samples']
        if self.verbose and self.epochs > 1:
            print('Epoch %d/%d' % (epoch + 1, self.epochs))
        self.progbar = Progbar(
            target=self.target,
            verbose=self.verbose,
            stateful_metrics=self.stateful_metrics,
            unit_name='step' if self.use_steps else 'sample',
        )

    def on_batch_begin(self, batch, logs=None):
        self.log_values = []

    def _note(self, logs):
        self.log_values += [(key, logs[key]) for key in self.params['metrics'] if key in logs]

    def on_batch_end(self, batch, logs=None):
        logs = logs or {}
        steps = logs.get('num_steps', 1)
        self.seen += steps if self.use_steps else logs.get('size', 0) * steps
        self._note(logs)
        if self.verbose and (self.target is None or self.seen < self.target):
            self.progbar.update(self.seen, self.log_values)

    def on_epoch_end(self, epoch, logs=None):
        self._note(logs or {})
        if self.verbose:
            self.progbar.update(self.seen, self.log_values)
