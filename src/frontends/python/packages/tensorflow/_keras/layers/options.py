"""What many layers share: initializer, regularizer and constraint of each weight; sizes and formats."""

from .. import constraints, initializers, regularizers, settings


class WeightOptions:
    """For layers whose constructor takes `kernel_initializer`, `bias_constraint` and so on: `_named` lists
    the weights."""

    _named = ()

    def _keep_options(self, given):
        """GIVEN: the arguments of the constructor by name."""
        for name in self._named:
            setattr(self, name + '_initializer', initializers.get(given[name + '_initializer']))
            setattr(self, name + '_regularizer', regularizers.get(given[name + '_regularizer']))
            setattr(self, name + '_constraint', constraints.get(given[name + '_constraint']))

    def _weight(self, name, shape, initializer=None, **options):
        prefix = 'recurrent' if name == 'recurrent_kernel' else name.replace('_kernel', '')
        return self.add_weight(
            name=name,
            shape=shape,
            initializer=initializer or getattr(self, prefix + '_initializer'),
            regularizer=getattr(self, prefix + '_regularizer'),
            constraint=getattr(self, prefix + '_constraint'),
            trainable=True,
            **options,
        )

    def _options_config(self):
        config = {}
        for kind, module in (
            ('initializer', initializers), ('regularizer', regularizers), ('constraint', constraints),
        ):  # fmt: skip
            for name in self._named:
                key = '%s_%s' % (name, kind)
                config[key] = module.serialize(getattr(self, key))
            if kind == 'regularizer':
                own = regularizers.serialize(self.activity_regularizer)
                config['activity_regularizer'] = own
        return config

    @staticmethod
    def _regularizer(regularizer):
        return regularizers.get(regularizer)


def data_format_of(value):
    value = settings.image_data_format() if value is None else value
    data_format = value.lower()
    if data_format not in {'channels_first', 'channels_last'}:
        raise ValueError(
            'The `data_format` argument must be one of "channels_first", "channels_last". Received: '
            + str(value)
        )
    return data_format


def tuple_of(value, count, name):
    """VALUE as COUNT integers."""
    if isinstance(value, int):
        return (value,) * count
    message = 'The `%s` argument must be a tuple of %d integers. Received: %s' % (name, count, value)
    try:
        found = tuple(value)
    except TypeError:
        raise ValueError(message) from None
    if len(found) != count:
        raise ValueError(message)
    for item in found:
        try:
            int(item)
        except (ValueError, TypeError):
            raise ValueError(
                '%s including element %s of type %s' % (message, item, type(item))
            ) from None
    return found


def padding_of(value):
    if isinstance(value, (list, tuple)):
        return value
    padding = value.lower()
    if padding not in {'valid', 'same', 'causal'}:
        raise ValueError(
            'The `padding` argument must be a list/tuple or one of "valid", "same" (or "causal", only '
            'for `Conv1D). Received: ' + str(padding)
        )
    return padding


def letters_of(data_format, rank):
    """`NHWC`, `NCW` and so on."""
    spatial = {3: 'W', 4: 'HW', 5: 'DHW'}.get(rank)
    if spatial is None:
        raise ValueError('Input rank not supported:', rank)
    return 'N' + spatial + 'C' if data_format == 'channels_last' else 'NC' + spatial


def output_length(length, size, padding, stride, dilation=1):
    """Of a convolution or a pool; None for an unknown length."""
    if length is None:
        return None
    size = size + (size - 1) * (dilation - 1)
    if padding == 'valid':
        length = length - size + 1
    return (length + stride - 1) // stride


def transposed_length(length, size, padding, output_padding=None, stride=0, dilation=1):
    if length is None:
        return None
    size = size + (size - 1) * (dilation - 1)
    if output_padding is None:
        length = length * stride
        return length + max(size - stride, 0) if padding == 'valid' else length
    pad = size // 2 if padding == 'same' else 0
    return (length - 1) * stride + size - 2 * pad + output_padding
