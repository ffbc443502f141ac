"""tf.train.Saver: the nodes that save and restore variables, and the files of a run."""

import os
import time

import numpy as _np
from _gradient_runtime import log_once

from .. import logging
from .._collections import global_variables
from .._convert import convert
from .._dtypes import string
from .._eager.mode import executing_eagerly
from .._errors import FailedPreconditionError, InvalidArgumentError, NotFoundError
from .._graph import GraphKeys, get_default_graph
from .._host_calls import host_op
from .._name_scope import name_scope
from .._ops import arrays, state
from .._ops.control import group, with_dependencies
from .._ops.creation import placeholder_with_default
from .._resource_variable import is_resource_variable
from . import checkpoint_files
from .checkpoints import remove_checkpoint, update_checkpoint_state


class SaverDef:
    """What names the nodes of a Saver."""

    V1 = 1
    V2 = 2
    version = V2

    def __init__(self, filename, save, restore, max_to_keep, hours):
        self.filename_tensor_name = filename
        self.save_tensor_name = save
        self.restore_op_name = restore
        self.max_to_keep = max_to_keep
        self.keep_checkpoint_every_n_hours = hours


def _named(variables):
    """The variables to save by the names that they have in a checkpoint."""
    if isinstance(variables, dict):
        named = dict(variables)
    else:
        if not isinstance(variables, (list, tuple, set)):
            raise TypeError(
                'Variables to save should be passed in a dict or a list: %s' % variables
            )
        named = {}
        for variable in sorted(variables, key=lambda one: one.name):
            if _tensor(variable) is None:
                raise TypeError('Variable to save is not a Variable: %s' % variable)
            name = variable.op.name
            if name in named:
                raise ValueError('At least two variables have the same name: %s' % name)
            named[name] = variable
    for name in named:
        if not isinstance(name, str):
            raise TypeError(
                'names_to_saveables must be a dict mapping string names to trackable operations. '
                'Name is not a string: %s' % name
            )
        if _tensor(named[name]) is None:
            raise TypeError(
                'names_to_saveables must be a dict mapping string names to Tensors/Variables. Not a '
                'variable: %s' % named[name]
            )
    return dict(sorted(named.items()))


def _tensor(variable):
    """The tensor whose value is saved; None for what is no variable."""
    if is_resource_variable(variable):
        return variable._as_graph_element()
    if hasattr(variable, '_is_variable'):
        return convert(variable, as_ref=True)
    return variable if getattr(getattr(variable, 'op', None), 'type', '') == 'VariableV2' else None


def _assigned(variable, value, reshape):
    """The op that gives VARIABLE the restored VALUE."""
    tensor = _tensor(variable)
    if not tensor.dtype._is_ref:
        with get_default_graph().device(variable.device):
            return variable.assign(arrays.identity(value), read_value=False)
    if reshape:
        shape = tensor.shape
        value = arrays.reshape(
            value, shape.as_list() if shape.is_fully_defined() else arrays.shape(tensor)
        )
    validate = not reshape and tensor.shape.is_fully_defined()
    return state.assign(tensor, value, validate_shape=validate).op


class Saver:
    """Saves to the sandbox's files, which live as long as the run."""

    def __init__(
        self,
        var_list=None,
        reshape=False,
        sharded=False,
        max_to_keep=5,
        keep_checkpoint_every_n_hours=10000.0,
        name=None,
        restore_sequentially=False,
        saver_def=None,
        builder=None,
        defer_build=False,
        allow_empty=False,
        write_version=SaverDef.V2,
        pad_step_number=False,
        save_relative_paths=False,
        filename=None,
    ):
        if defer_build and var_list:
            raise ValueError(
                'If `var_list` is provided then build cannot be deferred. Either set defer_build=False '
                'or var_list=None.'
            )
        if executing_eagerly():
            if var_list is None:
                raise RuntimeError(
                    'When eager execution is enabled, `var_list` must specify a list or dict of variables '
                    'to save'
                )
            raise NotImplementedError(
                'tf.train.Saver under eager execution is not evaluated by this engine'
            )
        if saver_def is not None or builder is not None:
            raise NotImplementedError(
                'tf.train.Saver with a saver_def or a builder is not evaluated by this engine'
            )
        if sharded:
            raise NotImplementedError('tf.train.Saver(sharded=True) is not evaluated by this engine')
        self._variables = var_list
        self._reshape = reshape
        self._max_to_keep = max_to_keep
        self._hours = keep_checkpoint_every_n_hours
        self._name = name
        self._allow_empty = allow_empty
        self._pad_step_number = pad_step_number
        self._filename = filename
        self._checkpoints = []
        self.saver_def = None
        self._is_built = False
        self._is_empty = None
        if not defer_build:
            self.build()

    def build(self):
        if self._is_built:
            return
        self._is_built = True
        if self._variables is None:
            graph = get_default_graph()
            self._variables = global_variables() + graph.get_collection(GraphKeys.SAVEABLE_OBJECTS)
        if not self._variables:
            if not self._allow_empty:
                raise ValueError('No variables to save')
            self._is_empty = True
            return
        self._is_empty = False
        self._build(_named(self._variables))

    def _build(self, named):
        with name_scope(self._name, 'save', [_tensor(one).op for one in named.values()]):
            filename = placeholder_with_default(self._filename or 'model', shape=(), name='filename')
            filename = placeholder_with_default(filename, shape=(), name='Const')
            tensors = [_tensor(one) for one in named.values()]
            saved = self._save_node(filename, list(named), tensors)
            restored = self._restore_node(filename, list(named), tensors)
            assigned = [
                _assigned(variable, value, self._reshape)
                for variable, value in zip(named.values(), restored)
            ]
            restore = group(*assigned, name='restore_all')
        self._next_time = time.time() + self._hours * 3600
        self.saver_def = SaverDef(
            filename.name, saved.name, restore.name, self._max_to_keep, self._hours
        )

    def _save_node(self, filename, names, tensors):
        with name_scope('SaveV2', 'SaveV2', []) as scope:
            inputs = [filename, *_names_and_slices(names), *tensors]
            node = host_op('SaveV2', inputs, [], checkpoint_files.save_kernel, name=scope)
        return with_dependencies([node], filename)

    def _restore_node(self, filename, names, tensors):
        types = [tensor.dtype.base_dtype for tensor in tensors]
        with name_scope('RestoreV2', 'RestoreV2', []) as scope:
            with get_default_graph().device('cpu:0'):
                node = host_op(
                    'RestoreV2',
                    [filename, *_names_and_slices(names)],
                    [(dtype, None) for dtype in types],
                    checkpoint_files.restore_kernel(types),
                    name=scope,
                )
        return node.outputs

    # -- saving --------------------------------------------------------------------------------

    @property
    def last_checkpoints(self):
        return [path for path, _ in self._checkpoints]

    def set_last_checkpoints(self, last_checkpoints):
        self._checkpoints = [(path, float('inf')) for path in last_checkpoints]

    def set_last_checkpoints_with_time(self, last_checkpoints_with_time):
        self._checkpoints = list(last_checkpoints_with_time)

    def recover_last_checkpoints(self, checkpoint_paths):
        self._checkpoints = [
            (path, os.path.getmtime(path + '.index'))
            for path in checkpoint_paths
            if os.path.exists(path + '.index')
        ]

    def as_saver_def(self):
        return self.saver_def

    def save(
        self,
        sess,
        save_path,
        global_step=None,
        latest_filename=None,
        meta_graph_suffix='meta',
        write_meta_graph=True,
        write_state=True,
        strip_default_attrs=False,
        save_debug_info=False,
    ):
        """The path of the new checkpoint; None when there is nothing to save."""
        if not self._is_built:
            raise RuntimeError('`build()` should be called before save if defer_build==True')
        latest_filename = 'checkpoint' if latest_filename is None else latest_filename
        if os.path.split(latest_filename)[0]:
            raise ValueError("'latest_filename' must not contain path components")
        path = self._path(sess, save_path, global_step, latest_filename)
        from .._session import BaseSession

        sess = getattr(sess, '_raw_session', sess)
        if not isinstance(sess, BaseSession):
            raise TypeError("'sess' must be a Session; %s" % sess)
        log_once(
            'saver',
            "Line {line}: checkpoints are files of this run's sandbox; they end with the run.",
        )
        if self._is_empty:
            return None
        folder = os.path.dirname(save_path)
        try:
            path = sess.run(
                self.saver_def.save_tensor_name, {self.saver_def.filename_tensor_name: path}
            ).decode()
            if write_state:
                oldest = self._record(path)
                update_checkpoint_state(folder, path, self.last_checkpoints, latest_filename)
                if oldest is not None:
                    self._drop(*oldest, meta_graph_suffix)
        except (FailedPreconditionError, NotFoundError):
            if not os.path.isdir(folder):
                raise ValueError(
                    "Parent directory of {} doesn't exist, can't save.".format(save_path)
                ) from None
            raise
        if write_meta_graph:
            with open('%s.%s' % (path, meta_graph_suffix), 'w') as file:
                file.write('A MetaGraphDef is not written by this engine.\n')
        return path

    def _path(self, sess, save_path, global_step, latest_filename):
        if global_step is None:
            if os.path.basename(save_path) == latest_filename:
                raise ValueError(
                    "'latest_filename' collides with 'save_path': '%s' and '%s'"
                    % (latest_filename, save_path)
                )
            return save_path
        if not isinstance(global_step, (int, _np.integer)):
            from .global_step import global_step as value_of

            global_step = value_of(sess, global_step)
        if self._pad_step_number:
            return '%s-%s' % (save_path, '{:08d}'.format(global_step))
        return '%s-%d' % (save_path, global_step)

    def _record(self, path):
        """Counts PATH among the kept checkpoints; the one that is too many, or None."""
        if not self._max_to_keep:
            return None
        self._checkpoints = [one for one in self._checkpoints if one[0] != path]
        self._checkpoints.append((path, time.time()))
        too_many = len(self._checkpoints) > self._max_to_keep
        return self._checkpoints.pop(0) if too_many else None

    def _drop(self, path, made, meta_graph_suffix):
        if made > self._next_time:
            self._next_time += self._hours * 3600
        else:
            remove_checkpoint(path, SaverDef.V2, meta_graph_suffix)

    # -- restoring -----------------------------------------------------------------------------

    def restore(self, sess, save_path):
        """Gives the variables of SESS the values of a checkpoint that this run has saved."""
        if self._is_empty:
            return
        if save_path is None:
            raise ValueError("Can't load save_path when it is None.")
        folder = os.path.dirname(save_path)
        if folder and not os.path.isdir(folder):
            raise NotFoundError(None, None, folder + '; No such file or directory')
        if not checkpoint_files.exists(save_path):
            raise ValueError(
                'The passed save_path is not a valid checkpoint: %s' % save_path
            )
        logging.info('Restoring parameters from %s', save_path)
        sess = getattr(sess, '_raw_session', sess)
        try:
            sess.run(
                self.saver_def.restore_op_name, {self.saver_def.filename_tensor_name: save_path}
            )
        except NotFoundError as error:
            raise _explained(error, 'a Variable name or other graph key that is missing') from None
        except InvalidArgumentError as error:
            raise _explained(error, 'a mismatch between the current graph and the graph') from None

    def export_meta_graph(self, *arguments, **options):
        raise NotImplementedError(
            'tf.train.Saver.export_meta_graph is not evaluated by this engine'
        )


def _explained(error, what):
    return type(error)(
        error.node_def,
        error.op,
        'Restoring from checkpoint failed. This is most likely due to %s from the checkpoint. Please '
        'ensure that you have not altered the graph expected based on the checkpoint. Original error:'
        '\n\n%s' % (what, error.message),
    )


def _names_and_slices(names):
    return (
        convert(names, dtype=string, name='tensor_names'),
        convert([''] * len(names), dtype=string, name='shape_and_slices'),
    )


def import_meta_graph(meta_graph_or_file, clear_devices=False, import_scope=None, **options):
    raise NotImplementedError(
        'tf.train.import_meta_graph is not evaluated by this engine: build the graph in the file, and '
        'restore its variables with tf.train.Saver().restore'
    )
