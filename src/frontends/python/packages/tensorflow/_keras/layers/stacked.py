"""StackedRNNCells: cells one upon the other, as one. Of keras/layers/recurrent.py."""

from ... import _nest
from ..._shapes import TensorShape
from ..base_layer import Layer
from ..serializing import has_arg
from .cells import zero_state_of


def is_many(state_size):
    return hasattr(state_size, '__len__') and not isinstance(state_size, TensorShape)


def output_size(cell):
    if getattr(cell, 'output_size', None) is not None:
        return cell.output_size
    return cell.state_size[0] if is_many(cell.state_size) else cell.state_size


class StackedRNNCells(Layer):
    """Cells one upon the other, as one."""

    def __init__(self, cells, **kwargs):
        for name in ('call', 'state_size'):
            if not all(hasattr(cell, name) for cell in cells):
                text = 'a `call` method' if name == 'call' else 'a `state_size` attribute'
                raise ValueError('All cells must have %s. received cells:' % text, cells)
        if kwargs.pop('reverse_state_order', False):
            raise NotImplementedError(
                'StackedRNNCells with reverse_state_order is not evaluated by this engine'
            )
        super().__init__(**kwargs)
        self.cells = cells

    @property
    def state_size(self):
        return tuple(cell.state_size for cell in self.cells)

    @property
    def output_size(self):
        return output_size(self.cells[-1])

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        states = []
        for cell in self.cells:
            own = getattr(cell, 'get_initial_state', None)
            if own:
                states.append(own(inputs=inputs, batch_size=batch_size, dtype=dtype))
            else:
                states.append(zero_state_of(cell, inputs, batch_size, dtype))
        return tuple(states)

    def call(self, inputs, states, constants=None, **kwargs):
        nested = _nest.pack_sequence_as(self.state_size, _nest.flatten(states))
        new = []
        for cell, own in zip(self.cells, nested):
            own = own if isinstance(own, (list, tuple)) else [own]
            if has_arg(cell.call, 'constants'):
                inputs, own = cell.call(inputs, own, constants=constants, **kwargs)
            else:
                inputs, own = cell.call(inputs, own, **kwargs)
            new.append(own)
        return inputs, _nest.pack_sequence_as(self.state_size, _nest.flatten(new))

    def build(self, input_shape):
        shape = input_shape[0] if isinstance(input_shape, list) else input_shape
        batch = TensorShape(shape)[0]
        for cell in self.cells:
            if isinstance(cell, Layer) and not cell.built:
                cell.build(shape)
            shape = TensorShape([batch, *TensorShape(output_size(cell)).as_list()])
        self.built = True

    def get_config(self):
        cells = [
            {'class_name': type(cell).__name__, 'config': cell.get_config()} for cell in self.cells
        ]
        return {**super().get_config(), 'cells': cells}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        from .named import deserialize

        cells = [deserialize(one, custom_objects=custom_objects) for one in config.pop('cells')]
        return cls(cells, **config)
