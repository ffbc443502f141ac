"""tf.train.Saver: saving writes nothing here and says so; restoring is an error by name."""

from _gradient_runtime import log_once


class Saver:
    def __init__(self, var_list=None, reshape=False, sharded=False, max_to_keep=5, **options):
        self._var_list = var_list
        self.last_checkpoints = []

    def save(self, sess, save_path, global_step=None, **options):
        log_once('saver', 'Line {line}: tf.train.Saver.save writes no checkpoint here.')
        return save_path if global_step is None else f'{save_path}-{global_step}'

    def restore(self, sess, save_path):
        raise NotImplementedError('tf.train.Saver.restore is not evaluated by this engine')


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    """None: no checkpoint is ever there."""


def get_checkpoint_state(checkpoint_dir, latest_filename=None):
    """None: no checkpoint is ever there."""
