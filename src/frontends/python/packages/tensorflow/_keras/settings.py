"""What a program may set for all of Keras: the float type, epsilon, the order of image axes."""

from _gradient_runtime import on_reset

_defaults = {'floatx': 'float32', 'epsilon': 1e-7, 'image_data_format': 'channels_last'}
_settings = dict(_defaults)


@on_reset
def _forget():
    _settings.update(_defaults)


def epsilon():
    return _settings['epsilon']


def set_epsilon(value):
    _settings['epsilon'] = value


def floatx():
    return _settings['floatx']


def set_floatx(value):
    if value not in {'float16', 'float32', 'float64'}:
        raise ValueError('Unknown floatx type: ' + str(value))
    _settings['floatx'] = str(value)


def image_data_format():
    return _settings['image_data_format']


def set_image_data_format(data_format):
    if data_format not in {'channels_last', 'channels_first'}:
        raise ValueError('Unknown data_format: ' + str(data_format))
    _settings['image_data_format'] = str(data_format)
