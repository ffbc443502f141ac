"""Texts of string tensors: the engine holds their numbers, this file the bytes."""

import numpy as _np
from _gradient_runtime import on_reset

_numbers = {b'': 0}
_texts = [b'']


@on_reset
def _reset():
    _numbers.clear()
    _numbers[b''] = 0
    _texts[:] = [b'']


def number_of(text):
    """The number of TEXT (bytes, or str as UTF-8); equal texts have one number."""
    if isinstance(text, str):
        text = text.encode('utf-8')
    elif isinstance(text, _np.generic):
        text = str(text).encode('utf-8')
    elif not isinstance(text, bytes):
        raise TypeError('Expected binary or unicode string, got %r' % (text,))
    number = _numbers.get(text)
    if number is None:
        number = _numbers[text] = len(_texts)
        _texts.append(text)
    return number


def text_of(number):
    """The bytes with this number."""
    return _texts[int(number)]


def numbers_of(items):
    """An array of texts as a float64 array of their numbers."""
    flat = [number_of(item) for item in items.ravel().tolist()]
    return _np.array(flat, dtype=_np.float64).reshape(items.shape)


def texts_of(numbers):
    """The inverse of `numbers_of`: an array of objects, each of type bytes."""
    texts = _np.empty(numbers.shape, dtype=object)
    flat = texts.reshape(-1)
    for place, number in enumerate(numbers.ravel().tolist()):
        flat[place] = text_of(number)
    return texts
