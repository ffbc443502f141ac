"""The variables that get_variable made in a graph, by full name; sharing with TensorFlow's checks."""

import enum
import inspect

from . import _initializers
from ._collections import add_to_collection
from ._control_scope import InitScope
from ._convert import convert
from ._dtypes import DType, as_dtype
from ._graph import GraphKeys, get_default_graph
from ._initial_values import FromInitializer
from ._initializers import GlorotUniform, Zeros
from ._name_scope import name_scope
from ._ops.slicing import slice_
from ._partitioned import PartitionedVariable, PartitionInfo, partitions_of, SaveSliceInfo, slices_of
from ._recipes import is_told
from ._shapes import TensorShape, as_shape
from ._tensor import Tensor
from ._variable import Variable, variable_at_once


class ReuseMode(enum.Enum):
    AUTO_REUSE = 1

    def __repr__(self):
        return '<_ReuseMode.AUTO_REUSE: 1>'


AUTO_REUSE = ReuseMode.AUTO_REUSE


class VariableStore:
    def __init__(self):
        self._variables = {}
        self._partitioned = {}

    def get(
        self,
        name,
        shape,
        dtype,
        initializer,
        regularizer,
        reuse,
        trainable,
        collections,
        validate_shape,
        use_resource,
        constraint,
        custom_getter,
        caching_device=None,
        partitioner=None,
    ):
        if custom_getter is not None and not callable(custom_getter):
            raise ValueError('Passed a custom_getter which is not callable: %s' % custom_getter)
        dtype = getattr(dtype, 'base_dtype', dtype)
        options = {
            'shape': shape,
            'dtype': dtype,
            'initializer': initializer,
            'regularizer': regularizer,
            'reuse': reuse,
            'trainable': True if trainable is None else trainable,
            'collections': collections,
            'caching_device': caching_device,
            'partitioner': partitioner,
            'validate_shape': validate_shape,
            'use_resource': use_resource,
        }
        if custom_getter is None:
            return self._get(name, constraint=constraint, **options)
        parameters = inspect.signature(custom_getter).parameters
        if 'constraint' in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
            options['constraint'] = constraint

        def getter(name, shape=None, dtype=dtype, *others, **named):
            return self._get(name, shape, dtype, *others, **named)

        return custom_getter(getter=getter, name=name, **options)

    def __contains__(self, name):
        return name in self._variables

    def new_at_once(self, graph, name, value, trainable, beside=None, is_resource=False):
        """The new variable NAME of GRAPH that begins as the FromInitializer VALUE, where scopes and
        graph ask for nothing else; None, and nothing made, when it is there already, whole or in parts."""
        variables = self._variables
        if name in variables or name + '/part_0' in variables:
            return None
        outer = graph._scope
        graph._set_scope('')
        try:
            variable = variables[name] = variable_at_once(
                graph, name, value, trainable, beside, is_resource
            )
        finally:
            graph._set_scope(outer)
        return variable

    def _get(
        self,
        name,
        shape,
        dtype,
        initializer=None,
        regularizer=None,
        reuse=None,
        trainable=None,
        collections=None,
        caching_device=None,
        partitioner=None,
        validate_shape=True,
        use_resource=None,
        constraint=None,
        synchronization=None,
        aggregation=None,
    ):
        is_scalar = isinstance(shape, (list, tuple)) and not shape
        settings = (
            regularizer, reuse, trainable, collections, validate_shape, use_resource, constraint,
            caching_device,
        )  # fmt: skip
        if partitioner is not None and not is_scalar:
            if not callable(partitioner):
                raise ValueError('Partitioner must be callable, but received: %s' % partitioner)
        elif reuse is not True or name not in self._partitioned:
            if name + '/part_0' in self._variables:
                raise ValueError(
                    'No partitioner was provided, but a partitioned version of the variable was '
                    'found: %s/part_0. Perhaps a variable of the same name was already created '
                    'with partitioning?' % name
                )
            return self._get_single(name, shape, dtype, initializer, *settings)
        return self._get_partitioned(name, partitioner, shape, dtype, initializer, *settings)

    def _get_single(
        self,
        name,
        shape,
        dtype,
        initializer,
        regularizer,
        reuse,
        trainable,
        collections,
        validate_shape,
        use_resource,
        constraint,
        caching_device,
        partition_info=None,
    ):
        from_value = initializer is not None and not callable(initializer)
        if shape is not None and from_value:
            raise ValueError('If initializer is a constant, do not specify shape.')
        dtype = as_dtype(dtype)
        shape = as_shape(shape)
        is_eager = get_default_graph()._is_eager
        known = None if is_eager else self._variables.get(name)
        if known is not None:
            return self._shared(known, name, shape, dtype, reuse)
        if reuse is True and not is_eager:
            raise ValueError(
                'Variable %s does not exist, or was not created with tf.get_variable(). Did you mean to '
                'set reuse=tf.AUTO_REUSE in VarScope?' % name
            )
        if initializer is None:
            initializer = _default_initializer(name, dtype)
        if from_value:
            value, wanted = initializer, None
        else:
            value, wanted = _initial_function(initializer, shape, dtype, partition_info)
        variable = Variable(
            initial_value=value,
            name=name,
            trainable=trainable,
            collections=collections,
            caching_device=caching_device,
            dtype=wanted,
            validate_shape=validate_shape,
            constraint=constraint,
            use_resource=use_resource,
        )
        if not is_eager:
            self._variables[name] = variable
        if regularizer:
            graph = get_default_graph()
            with (
                graph.colocate_with(variable),
                name_scope(name + '/Regularizer/'),
                InitScope(graph),
            ):
                loss = regularizer(variable)
            if loss is not None:
                add_to_collection(GraphKeys.REGULARIZATION_LOSSES, loss)
        return variable

    def _get_partitioned(
        self, name, partitioner, shape, dtype, initializer, regularizer, reuse, *settings
    ):
        dtype, shape = as_dtype(dtype), as_shape(shape)
        if name in self._variables:
            raise ValueError(
                'A partitioner was provided, but an unpartitioned version of the variable was found: '
                '%s.  Perhaps a variable of the same name was already created without partitioning?'
                % name
            )
        if isinstance(initializer, Tensor):
            shape = shape.merge_with(initializer.shape)
        partitions = None
        if not reuse or partitioner:
            partitions = partitions_of(partitioner, shape, dtype)
        known = self._partitioned.get(name)
        if known is not None:
            return _shared_parts(known, name, shape, dtype, partitions, reuse)
        if reuse is True:
            raise ValueError(
                'PartitionedVariable %s does not exist, or was not created with tf.get_variable(). Did '
                'you mean to set reuse=False or reuse=tf.AUTO_REUSE in VarScope?' % name
            )
        parts = []
        for i, (offset, part_shape) in enumerate(slices_of(shape.as_list(), partitions)):
            part_name = '%s/part_%d' % (name, i)
            init, init_shape = initializer, part_shape
            with name_scope(part_name + '/PartitionedInitializer'):
                if initializer is not None and not callable(initializer):
                    init = slice_(convert(initializer, dtype), offset, part_shape)
                    init_shape = None
            info = PartitionInfo(shape.as_list(), offset)
            with name_scope(None):
                part = self._get_single(
                    part_name, init_shape, dtype, init, regularizer, reuse, *settings,
                    partition_info=info,
                )  # fmt: skip
            part._set_save_slice_info(SaveSliceInfo(name, shape.as_list(), offset, part_shape))
            parts.append(part)
        made = PartitionedVariable(name, shape, dtype, parts, partitions)
        if not get_default_graph()._is_eager:
            self._partitioned[name] = made
        return made

    def _shared(self, known, name, shape, dtype, reuse):
        if reuse is False:
            raise ValueError(
                'Variable %s already exists, disallowed. Did you mean to set reuse=True or '
                'reuse=tf.AUTO_REUSE in VarScope?%s' % (name, _defined_at(known))
            )
        if not shape.is_compatible_with(known.shape):
            raise ValueError(
                'Trying to share variable %s, but specified shape %s and found shape %s.'
                % (name, shape, known.shape)
            )
        if not dtype.is_compatible_with(known.dtype):
            raise ValueError(
                'Trying to share variable %s, but specified dtype %s and found dtype %s.'
                % (name, dtype.name, known.dtype.name)
            )
        return known


def _shared_parts(known, name, shape, dtype, partitions, reuse):
    if reuse is False:
        raise ValueError(
            'Partitioned variable with name %s already exists. Did you mean to set reuse=True or '
            'reuse=tf.AUTO_REUSE in VarScope?' % name
        )
    trouble = 'Trying to reuse partitioned variable %s, but specified ' % name
    if not shape.is_compatible_with(known.shape):
        raise ValueError('%sshape %s and found shape %s.' % (trouble, shape, known.shape))
    if not dtype.is_compatible_with(known.dtype):
        raise ValueError(
            '%sdtype %s and found dtype %s.' % (trouble, dtype.name, known.dtype.name)
        )
    if partitions is not None and known._get_partitions() != partitions:
        raise ValueError(
            '%spartitions %s and found partitions %s.'
            % (trouble, partitions, known._get_partitions())
        )
    return known


def _defined_at(variable):
    """Where VARIABLE was made, as a clause; empty when that is not known."""
    from ._engine import node_origin
    from ._places import line_of

    line = line_of(variable.graph._within(node_origin, variable.op._id))
    return '' if line is None else ' Originally defined at line %d.' % line


def value_told(shape, dtype, initializer):
    """The FromInitializer of a variable of these, its default where INITIALIZER is None; None where the
    shape is not known in full, and where what the initializer does is not told by what it holds."""
    if type(dtype) is not DType:
        return None
    dtype = dtype.base_dtype
    if initializer is None and (dtype.is_floating or dtype.is_integer or dtype.is_bool):
        initializer = _default_initializer(None, dtype)
    if not is_told(initializer):
        return None
    if type(shape) is TensorShape:
        if not shape:  # of unknown rank
            return None
        shape = shape.as_list()
    elif type(shape) is not list and type(shape) is not tuple:
        return None
    for dim in shape:
        if type(dim) is not int or dim < 0:
            return None
    return FromInitializer(initializer, ','.join(map(str, shape)), dtype)


_GLOROT_UNIFORM = GlorotUniform()
_ZEROS = Zeros()


def _default_initializer(name, dtype):
    if dtype.is_floating:
        return _GLOROT_UNIFORM
    if dtype.is_integer or dtype.is_bool:
        return _ZEROS
    raise ValueError('An initializer for variable %s of %s is required' % (name, dtype.base_dtype))


def _initial_function(initializer, shape, dtype, partition_info):
    """(function without arguments, dtype to convert its result to)."""
    if isinstance(initializer, type):
        initializer = initializer()
    if shape.is_fully_defined():
        dims = shape.as_list()
        if partition_info is None and is_told(initializer):
            return FromInitializer(initializer, ','.join(map(str, dims)), dtype), dtype.base_dtype
        if 'partition_info' in _parameters(initializer):
            return lambda: initializer(dims, dtype=dtype, partition_info=partition_info), dtype.base_dtype
        return lambda: initializer(dims, dtype=dtype), dtype.base_dtype
    needed = [p for p in _parameters(initializer).values() if p.default is p.empty]
    if not needed:
        return initializer, None
    raise ValueError(
        'The initializer passed is not valid. It should be a callable with no arguments and the shape '
        "should not be provided or an instance of `tf.keras.initializers.*' and `shape` should be fully "
        'defined.'
    )


def _parameters(function):
    """The parameters of FUNCTION by name; those of our own initializers are looked up once."""
    cls = type(function)
    if cls.__module__ != 'tensorflow.python.ops.init_ops':
        return _parameters_of(function)
    known = _known_parameters.get(cls)
    if known is None:
        known = _known_parameters[cls] = _parameters_of(function)
    return known


#: Parameters of a call of our own initializers, by their class.
_known_parameters = {}


def _parameters_of(function):
    try:
        return inspect.signature(function).parameters
    except (TypeError, ValueError):
        return {}
