"""The file `checkpoint` of a folder, which names the newest checkpoints."""

import os
import re

from .. import logging
from . import checkpoint_files


class CheckpointState:
    """The message in that file."""

    def __init__(self, model_checkpoint_path='', all_model_checkpoint_paths=()):
        self.model_checkpoint_path = model_checkpoint_path
        self.all_model_checkpoint_paths = list(all_model_checkpoint_paths)

    def __str__(self):
        lines = ['model_checkpoint_path: "%s"\n' % self.model_checkpoint_path]
        for path in self.all_model_checkpoint_paths:
            lines.append('all_model_checkpoint_paths: "%s"\n' % path)
        return ''.join(lines)

    __repr__ = __str__


def generate_checkpoint_state_proto(save_dir, model_checkpoint_path, all_model_checkpoint_paths=None):
    paths = list(all_model_checkpoint_paths or [])
    if not paths or paths[-1] != model_checkpoint_path:
        logging.info(
            '%s is not in all_model_checkpoint_paths. Manually adding it.', model_checkpoint_path
        )
        paths.append(model_checkpoint_path)
    if not os.path.isabs(save_dir):
        def relative(path):
            return path if os.path.isabs(path) else os.path.relpath(path, save_dir or '.')

        model_checkpoint_path = relative(model_checkpoint_path)
        paths = [relative(path) for path in paths]
    return CheckpointState(model_checkpoint_path, paths)


def update_checkpoint_state(save_dir, model_checkpoint_path, all_model_checkpoint_paths=None,
                            latest_filename=None, all_model_checkpoint_timestamps=None,
                            last_preserved_timestamp=None):
    state = generate_checkpoint_state_proto(
        save_dir, model_checkpoint_path, all_model_checkpoint_paths
    )
    path = os.path.join(save_dir, latest_filename or 'checkpoint')
    if path == state.model_checkpoint_path:
        raise RuntimeError(
            "Save path '%s' conflicts with path used for checkpoint state.  Please use a different save "
            'path.' % model_checkpoint_path
        )
    with open(path, 'w') as file:
        file.write(str(state))


def get_checkpoint_state(checkpoint_dir, latest_filename=None):
    """The CheckpointState of a folder, or None when it has none."""
    path = os.path.join(checkpoint_dir, latest_filename or 'checkpoint')
    if not os.path.exists(path):
        return None
    with open(path) as file:
        found = re.findall(r'^(\w+): "(.*)"$', file.read(), re.M)
    paths = {'model_checkpoint_path': [], 'all_model_checkpoint_paths': []}
    for key, value in found:
        if key in paths:
            paths[key].append(value if os.path.isabs(value) else os.path.join(checkpoint_dir, value))
    if not paths['model_checkpoint_path']:
        raise ValueError('Invalid checkpoint state loaded from ' + checkpoint_dir)
    return CheckpointState(
        paths['model_checkpoint_path'][-1], paths['all_model_checkpoint_paths']
    )


def latest_checkpoint(checkpoint_dir, latest_filename=None):
    """The path of the newest checkpoint of a folder, or None."""
    state = get_checkpoint_state(checkpoint_dir, latest_filename)
    if state is None:
        return None
    if checkpoint_files.exists(state.model_checkpoint_path):
        return state.model_checkpoint_path
    logging.error("Couldn't match files for checkpoint %s", state.model_checkpoint_path)
    return None


def checkpoint_exists(checkpoint_prefix):
    return checkpoint_files.exists(checkpoint_prefix)


def get_checkpoint_mtimes(checkpoint_prefixes):
    return [os.path.getmtime(prefix + '.index') for prefix in checkpoint_prefixes
            if os.path.exists(prefix + '.index')]


def remove_checkpoint(checkpoint_prefix, checkpoint_format_version=2, meta_graph_suffix='meta'):
    for end in ('.index', '.data-00000-of-00001', '.' + meta_graph_suffix):
        if os.path.exists(checkpoint_prefix + end):
            os.remove(checkpoint_prefix + end)


class CheckpointReader:
    """tf.train.NewCheckpointReader: what a checkpoint holds."""

    def __init__(self, prefix):
        self._prefix = prefix
        self._entries = checkpoint_files.entries_of(prefix)

    def has_tensor(self, name):
        return name in self._entries

    def get_tensor(self, name):
        return checkpoint_files.read(self._prefix, [name])[0]

    def get_variable_to_shape_map(self):
        return {name: entry['shape'] for name, entry in self._entries.items()}

    def get_variable_to_dtype_map(self):
        from .._dtypes import as_dtype

        return {name: as_dtype(entry['dtype']) for name, entry in self._entries.items()}


def load_checkpoint(ckpt_dir_or_file):
    """A reader of a checkpoint, or of the newest one of a folder."""
    prefix = ckpt_dir_or_file
    if os.path.isdir(ckpt_dir_or_file):
        prefix = latest_checkpoint(ckpt_dir_or_file)
    if prefix is None:
        raise ValueError(
            "Couldn't find 'checkpoint' file or checkpoints in given directory %s" % ckpt_dir_or_file
        )
    return CheckpointReader(prefix)


def load_variable(ckpt_dir_or_file, name):
    name = name[:-2] if name.endswith(':0') else name
    return load_checkpoint(ckpt_dir_or_file).get_tensor(name)


def list_variables(ckpt_dir_or_file):
    shapes = load_checkpoint(ckpt_dir_or_file).get_variable_to_shape_map()
    return [(name, shapes[name]) for name in sorted(shapes)]
