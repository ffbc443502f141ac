"""InputSpec: what a layer asks of its inputs; the check, with TensorFlow's words (engine/input_spec.py)."""

from .. import _nest
from .._dtypes import as_dtype


class InputSpec:
    def __init__(self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None):
        self.dtype = as_dtype(dtype).name if dtype is not None else None
        self.shape = shape
        self.ndim = len(shape) if shape is not None else ndim
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        try:
            axes = axes or {}
            self.axes = {int(key): axes[key] for key in axes}
        except (ValueError, TypeError):
            raise TypeError('The keys in axes must be integers.') from None
        if self.axes and (self.ndim is not None or self.max_ndim is not None):
            largest = (self.ndim if self.ndim else self.max_ndim) - 1
            if max(self.axes) > largest:
                raise ValueError(
                    'Axis {} is greater than the maximum allowed value: {}'.format(
                        max(self.axes), largest
                    )
                )

    def __repr__(self):
        parts = [
            '%s=%s' % (name, getattr(self, name))
            for name in ('dtype', 'shape', 'ndim', 'max_ndim', 'min_ndim', 'axes')
            if getattr(self, name)
        ]
        return 'InputSpec(%s)' % ', '.join(parts)

    def get_config(self):
        names = ('dtype', 'shape', 'ndim', 'max_ndim', 'min_ndim', 'axes')
        return {name: getattr(self, name) for name in names}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


def assert_input_compatibility(input_spec, inputs, layer_name):
    """ValueError unless each of INPUTS, a list, is as the spec in its place asks."""
    if not input_spec:
        return
    specs = [input_spec] if type(input_spec) is InputSpec else _nest.flatten(input_spec)
    if len(inputs) != len(specs):
        raise ValueError(
            'Layer %s expects %d inputs, but it received %d input tensors. Inputs received: %s'
            % (layer_name, len(specs), len(inputs), inputs)
        )
    for index, (x, spec) in enumerate(zip(inputs, specs)):
        if spec is not None:
            _check(index, x, spec, layer_name)


def _check(index, x, spec, layer_name):
    start = 'Input %d of layer %s is incompatible with the layer: ' % (index, layer_name)
    static = x.shape
    rank = static.ndims
    wants_rank = spec.ndim is not None or spec.min_ndim is not None or spec.max_ndim is not None
    if wants_rank and rank is None:
        raise ValueError(start + 'its rank is undefined, but the layer requires a defined rank.')
    if spec.ndim is not None and rank != spec.ndim:
        raise ValueError(
            start + 'expected ndim=%d, found ndim=%d. Full shape received: %s'
            % (spec.ndim, rank, static.as_list())
        )
    if spec.max_ndim is not None and rank > spec.max_ndim:
        raise ValueError(start + 'expected max_ndim=%d, found ndim=%d' % (spec.max_ndim, rank))
    if spec.min_ndim is not None and rank < spec.min_ndim:
        raise ValueError(
            start + ': expected min_ndim=%d, found ndim=%d. Full shape received: %s'
            % (spec.min_ndim, rank, static.as_list())
        )
    if spec.dtype is not None and x.dtype != spec.dtype:
        raise ValueError(start + 'expected dtype=%s, found dtype=%s' % (spec.dtype, x.dtype))
    if spec.axes:
        shape = static.as_list()
        for axis, value in spec.axes.items():
            value = getattr(value, 'value', value)
            if value is not None and shape[int(axis)] not in {value, None}:
                raise ValueError(
                    start + 'expected axis %s of input shape to have value %s but received input with '
                    'shape %s' % (axis, value, shape)
                )
    if spec.shape is not None:
        shape = static.as_list()
        for wanted, found in zip(spec.shape, shape):
            if wanted is not None and found is not None and wanted != found:
                raise ValueError(
                    'Input %d is incompatible with layer %s: expected shape=%s, found shape=%s'
                    % (index, layer_name, spec.shape, shape)
                )
