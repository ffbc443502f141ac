"""RandomState: seeding, the state, and how sizes and parameters reach the kernels."""

from array import array as _block

from .. import _kernels
from .._array import as_shape, ndarray, new
from .._discovery import asarray
from .._dtypes import FLOAT64
from .._shaping import broadcast_shapes, broadcast_to
from ._discrete import Discrete
from ._continuous import Continuous
from ._sampling import Sampling

_WORDS = 632


class RandomState(Continuous, Discrete, Sampling):
    """A stream of random numbers. Without a seed it starts from a seed that the host chooses."""

    def __init__(self, seed=None):
        self._words = _block('I', bytes(4 * _WORDS))
        self._address = self._words.buffer_info()[0]
        self._ready = True
        self.seed(seed)

    @classmethod
    def _shared(cls):
        made = object.__new__(cls)
        made._words = _block('I', bytes(4 * _WORDS))
        made._address = made._words.buffer_info()[0]
        made._ready = False
        return made

    def _forget(self):
        self._ready = False

    def _state(self):
        """The address of the state; seeds it first when nobody has."""
        if not self._ready:
            self.seed()
        return self._address

    def seed(self, seed=None):
        """Starts the stream anew from an integer or an array of integers."""
        self._ready = True
        if seed is None:
            _kernels.random_seed(self._address, int(_kernels.initial_seed()))
            return
        if isinstance(seed, ndarray) and seed.size == 1 and seed.ndim:
            seed = seed.reshape(())
        try:
            value = seed.__index__()
        except (AttributeError, TypeError):
            self._seed_by_array(seed)
            return
        if not 0 <= value <= 4294967295:
            raise ValueError('Seed must be between 0 and 2**32 - 1')
        _kernels.random_seed(self._address, value)

    def _seed_by_array(self, seed):
        key = asarray(seed)
        if not key.size:
            raise ValueError('Seed must be non-empty')
        if key._dtype.kind not in 'iub':
            raise TypeError("Cannot cast %s from %r to dtype('int64') according to the rule 'safe'"
                            % ('array data' if key.ndim else 'scalar', key._dtype))
        if key.ndim != 1:
            raise ValueError('Seed array must be 1-d')
        values = key.tolist()
        if any(not 0 <= v <= 4294967295 for v in values):
            raise ValueError('Seed must be between 0 and 2**32 - 1')
        block = _block('I', values)
        _kernels.random_seed_array(self._address, block.buffer_info()[0], len(values))

    def get_state(self, legacy=True):
        """('MT19937', key, position, has_gauss, cached_gaussian)."""
        self._state()
        key = asarray(self._words[:624].tolist(), 'uint32')
        kept = memoryview(self._words).cast('B').cast('d')[313]
        position, has = self._words[624], self._words[625]
        if legacy:
            return ('MT19937', key, position, has, kept)
        return {'bit_generator': 'MT19937', 'state': {'key': key, 'pos': position},
                'has_gauss': has, 'gauss': kept}

    def set_state(self, state):
        if isinstance(state, dict):
            state = (state['bit_generator'], state['state']['key'], state['state']['pos'],
                     state['has_gauss'], state['gauss'])
        if state[0] != 'MT19937':
            raise ValueError('set_state can only be used with legacy MT19937 state instances.')
        key = [int(v) for v in asarray(state[1]).tolist()]
        if len(key) != 624:
            raise ValueError('state must be 624 longs')
        for place, word in enumerate(key):
            self._words[place] = word
        self._words[624] = int(state[2])
        self._words[625] = int(state[3]) if len(state) > 3 else 0
        memoryview(self._words).cast('B').cast('d')[313] = float(state[4]) if len(state) > 4 else 0.0
        self._ready = True

    def __getstate__(self):
        return self.get_state(legacy=False)

    def __setstate__(self, state):
        self.__init__(0)
        self.set_state(state)

    def __repr__(self):
        return 'RandomState(MT19937)'

    def _fill(self, name, size, parameters=(), kind=FLOAT64):
        """An array of draws (a scalar without a size) from a named distribution."""
        numbers = [asarray(p, FLOAT64) for p in parameters]
        shape = broadcast_shapes(*(p._shape for p in numbers)) if numbers else ()
        scalar = size is None and not shape
        if size is not None:
            wanted = as_shape(size)
            if shape and broadcast_shapes(wanted, shape) != wanted:
                raise ValueError('Output size %s is not compatible with broadcast dimensions of inputs '
                                 '%s.' % (wanted, shape))
            shape = wanted
        made = new(shape, kind)
        steps, kept = [], []
        for p in numbers:
            step = 0
            if p._shape:
                p, step = broadcast_to(p, shape).copy(), 1
            kept.append(p)
            steps += [p._address, step]
        steps += [made._address, 0] * (3 - len(numbers))
        if made._size:
            _kernels.random_fill(self._state(), _kernels.DISTRIBUTIONS[name], kind.code,
                                 made._address, made._size, *steps)
        if scalar:
            value = made.item()
            return value
        return made


class mtrand:
    """Where older files look for RandomState: np.random.mtrand.RandomState."""

    RandomState = RandomState


