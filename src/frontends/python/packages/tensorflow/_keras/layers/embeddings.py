"""Embedding: rows of a matrix by number. Of keras/layers/embeddings.py."""

from ..._ops import embeddings as lookups, math
from .. import settings
from ..base_layer import Layer
from .options import WeightOptions


class Embedding(WeightOptions, Layer):
    _named = ('embeddings',)

    def __init__(
        self,
        input_dim,
        output_dim,
        embeddings_initializer='uniform',
        embeddings_regularizer=None,
        activity_regularizer=None,
        embeddings_constraint=None,
        mask_zero=False,
        input_length=None,
        **kwargs,
    ):
        given = locals()
        if 'input_shape' not in kwargs:
            kwargs['input_shape'] = (input_length,) if input_length else (None,)
        kwargs.setdefault('dtype', settings.floatx())
        super().__init__(**kwargs)
        self.input_dim = input_dim
        self.output_dim = output_dim
        self._keep_options(given)
        self.activity_regularizer = self._regularizer(activity_regularizer)
        self.mask_zero = mask_zero
        self.supports_masking = mask_zero
        self.input_length = input_length

    def build(self, input_shape):
        self.embeddings = self.add_weight(
            shape=(self.input_dim, self.output_dim),
            initializer=self.embeddings_initializer,
            name='embeddings',
            regularizer=self.embeddings_regularizer,
            constraint=self.embeddings_constraint,
        )
        self.built = True

    def compute_mask(self, inputs, mask=None):
        return math.not_equal(inputs, 0) if self.mask_zero else None

    def compute_output_shape(self, input_shape):
        dims = tuple(getattr(dim, 'value', dim) for dim in input_shape)
        return (*dims, self.output_dim)

    def call(self, inputs):
        if inputs.dtype.base_dtype.name not in ('int32', 'int64'):
            inputs = math.cast(inputs, 'int32')
        return lookups.embedding_lookup(self.embeddings, inputs)

    def get_config(self):
        own = {
            'input_dim': self.input_dim,
            'output_dim': self.output_dim,
            **self._options_config(),
            'mask_zero': self.mask_zero,
            'input_length': self.input_length,
        }
        return {**super().get_config(), **own}
