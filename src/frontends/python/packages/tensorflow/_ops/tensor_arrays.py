"""tf.TensorArray: elements by index, written and read by nodes that hand a `flow` on to each other."""

from contextlib import nullcontext

from .. import _dtypes as dtypes
from .. import _engine
from .._apply import OpCall
from .._control_scope import ControlDependencies
from .._convert import convert
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._placement import colocate_with
from .._recipes import recalled
from .._shapes import TensorShape, as_shape
from .._state import current
from .._tensor import Tensor
from . import arrays
from .creation import range_
from .math import cast

_create = OpCall('TensorArrayV3')
_grad = OpCall('TensorArrayGradV3')
_write = OpCall('TensorArrayWriteV3')
_read = OpCall('TensorArrayReadV3')
_gather = OpCall('TensorArrayGatherV3')
_scatter = OpCall('TensorArrayScatterV3')
_concat = OpCall('TensorArrayConcatV3')
_split = OpCall('TensorArraySplitV3')
_size = OpCall('TensorArraySizeV3')
_close = OpCall('TensorArrayCloseV3')


def _attribute(shape):
    """A static shape as the engine's attribute."""
    shape = as_shape(shape)
    return None if shape.ndims is None else tuple(shape.as_list())


@recalled
def _all_before(size):
    return range_(0, size)


@recalled
def _rows_of(value):
    return range_(0, arrays.shape(value)[0])


class TensorArray:
    """Every write returns the array to go on with. Under eager execution it is a list
    (_eager/tensor_array.py)."""

    _is_tensor_array = True

    def __new__(cls, *arguments, **options):
        if cls is TensorArray and get_default_graph()._is_eager:
            from .._eager.tensor_array import EagerTensorArray

            cls = EagerTensorArray
        return object.__new__(cls)

    def __init__(
        self,
        dtype,
        size=None,
        dynamic_size=None,
        clear_after_read=None,
        tensor_array_name=None,
        handle=None,
        flow=None,
        infer_shape=True,
        element_shape=None,
        colocate_with_first_write_call=True,
        name=None,
    ):
        if handle is not None and tensor_array_name:
            raise ValueError('Cannot construct with both handle and tensor_array_name')
        if handle is not None and not isinstance(handle, Tensor):
            raise TypeError('Handle must be a Tensor')
        if handle is None and size is None:
            raise ValueError('Size must be provided if handle is not provided')
        for value, what in (
            (size, 'size'),
            (element_shape, 'element_shape'),
            (dynamic_size, 'dynamic_size'),
            (clear_after_read, 'clear_after_read'),
        ):
            if handle is not None and value is not None:
                raise ValueError('Cannot provide both a handle and %s at the same time' % what)
        self._dynamic_size = dynamic_size or False
        self._dtype = dtypes.as_dtype(dtype).base_dtype
        # Shared by all arrays that were made from this one: what a write tells, all know.
        self._element_shapes = [as_shape(element_shape)]
        self._infer_shape = infer_shape
        # As shared: the first value that is written, beside which all writes stand; None for nowhere.
        self._beside = [] if colocate_with_first_write_call else None
        with name_scope(name, 'TensorArray', [x for x in (handle, size, flow) if x is not None]) as scope:
            if handle is not None:
                if flow is None:
                    raise ValueError('flow must not be None if handle is not None.')
                self._handle, self._flow = handle, flow
            else:
                # The first write says where the array stands.
                with colocate_with(None, True) if self._beside is not None else nullcontext():
                    self._handle, self._flow = _create(
                        size,
                        name=scope,
                        dtype=self._dtype.name,
                        elementShape=_attribute(element_shape),
                        identicalElementShapes=bool(infer_shape),
                        dynamicSize=bool(self._dynamic_size),
                        clearAfterRead=True if clear_after_read is None else bool(clear_after_read),
                        tensorArrayName=tensor_array_name or '',
                    )

    flow = property(lambda self: self._flow)
    dtype = property(lambda self: self._dtype)
    handle = property(lambda self: self._handle)
    element_shape = property(lambda self: self._element_shapes[0])
    dynamic_size = property(lambda self: self._dynamic_size)

    def _at_first_write(self, value):
        if self._beside is None:
            return nullcontext()
        if not self._beside:
            self._beside.append(value)
        return colocate_with(self._beside[0])

    def _check_element_shape(self, shape):
        if not shape.is_compatible_with(self.element_shape):
            raise ValueError(
                'Inconsistent shapes: saw %s but expected %s ' % (shape, self.element_shape)
            )
        if self._infer_shape:
            self._element_shapes[0] = self.element_shape.merge_with(shape)

    def _value(self, value):
        value = convert(value, None, 'value', self._dtype)
        if value.dtype.base_dtype is not self._dtype:
            # TensorFlow only logs this; the run fails.
            from _gradient_runtime import log_once

            log_once(
                'tensor array %s' % self._handle.name,
                'Line {line}: Error: Input value %s has dtype %s, but expected dtype %s.'
                % (value, value.dtype, self._dtype),
            )
        return value

    def identity(self):
        return build_ta_with_new_flow(self, arrays.identity(self._flow))

    def grad(self, source, flow=None, name=None):
        """The array of the gradients of this one's elements; SOURCE names the call of tf.gradients."""
        if flow is None:
            flow = self.flow
        with name_scope(name, 'TensorArrayGrad', [self._handle]), colocate_with(self._handle):
            handle, _ = _grad(self._handle, flow, name=name, source=source)
            with ControlDependencies(handle.graph, [handle]):
                flow = arrays.identity(flow, name='gradient_flow')
            made = TensorArray(
                dtype=self._dtype,
                handle=handle,
                flow=flow,
                infer_shape=self._infer_shape,
                colocate_with_first_write_call=False,
            )
            made._element_shapes = self._element_shapes
            return made

    def read(self, index, name=None):
        value = _read(self._handle, index, self._flow, name=name, dtype=self._dtype.name)
        value.set_shape(self.element_shape)
        return value

    def write(self, index, value, name=None):
        values = [self._handle, index, value]
        with name_scope(name, 'TensorArrayWrite', values):
            value = self._value(value)
            self._check_element_shape(value.shape)
            with self._at_first_write(value):
                flow = _write(self._handle, index, value, self._flow, name=name)
            return build_ta_with_new_flow(self, flow)

    def stack(self, name=None):
        """All elements as one tensor with one dimension more."""
        with colocate_with(self._handle), name_scope(name, 'TensorArrayStack', [self._handle]):
            return self.gather(_all_before(self.size()), name=name)

    def gather(self, indices, name=None):
        value = _gather(
            self._handle,
            indices,
            self._flow,
            name=name,
            dtype=self._dtype.name,
            elementShape=_attribute(self.element_shape),
        )
        if self.element_shape.ndims is not None:
            value.set_shape(TensorShape([None]).concatenate(self.element_shape))
        return value

    def concat(self, name=None):
        value, _ = _concat(
            self._handle,
            self._flow,
            name=name,
            dtype=self._dtype.name,
            elementShapeExcept0=_attribute(self.element_shape[1:]),
        )
        if self.element_shape.ndims is not None:
            value.set_shape(TensorShape([None]).concatenate(self.element_shape[1:]))
        return value

    def unstack(self, value, name=None):
        """Elements are the rows of VALUE."""
        with name_scope(name, 'TensorArrayUnstack', [self._handle, value]):
            return self.scatter(indices=_rows_of(value), value=value, name=name)

    def scatter(self, indices, value, name=None):
        with name_scope(name, 'TensorArrayScatter', [self._handle, value, indices]):
            value = self._value(value)
            self._check_element_shape(value.shape[1:])
            with self._at_first_write(value):
                flow = _scatter(self._handle, indices, value, self._flow, name=name)
            return build_ta_with_new_flow(self, flow)

    def split(self, value, lengths, name=None):
        """Elements are runs of rows of VALUE, as long as LENGTHS says."""
        with name_scope(name, 'TensorArraySplit', [self._handle, value, lengths]):
            value = convert(value, self._dtype, 'value')
            with self._at_first_write(value):
                lengths = cast(lengths, dtypes.int64)
                known = arrays.constant_value(lengths)
                if value.shape.dims is not None and known is not None and len(known):
                    if max(known) == min(known):
                        self._check_element_shape(
                            TensorShape([int(known[0])]).concatenate(value.shape[1:])
                        )
                flow = _split(self._handle, value, lengths, self._flow, name=name)
            return build_ta_with_new_flow(self, flow)

    def size(self, name=None):
        return _size(self._handle, self._flow, name=name)

    def close(self, name=None):
        return _close(self._handle, name=name)

    def mark_used(self):
        pass


def build_ta_with_new_flow(old, flow):
    """The same array, after what FLOW waits for."""
    graph = current.graph
    if graph is old._handle.graph is flow.graph and type(old) is TensorArray and not graph._is_eager:
        made = object.__new__(TensorArray)
        made._dtype, made._infer_shape, made._handle, made._flow = old._dtype, old._infer_shape, old._handle, flow
        # The constructor enters a scope, in which nothing is made.
        _engine.unique_name('TensorArray', True)
    else:
        made = TensorArray(
            dtype=old._dtype, handle=old._handle, flow=flow, infer_shape=old._infer_shape
        )
    made._dynamic_size = old._dynamic_size
    made._beside = old._beside
    made._element_shapes = old._element_shapes
    return made


def to_flow(value):
    return value.flow if isinstance(value, TensorArray) else value


def from_flows(originals, flows):
    """FLOWS, each as an array again where ORIGINALS has one."""
    if len(originals) != len(flows):
        raise ValueError(
            'Lengths of original Tensor list and new list do not match: %d vs. %d'
            % (len(originals), len(flows))
        )
    return [
        build_ta_with_new_flow(original, flow) if isinstance(original, TensorArray) else flow
        for original, flow in zip(originals, flows)
    ]
