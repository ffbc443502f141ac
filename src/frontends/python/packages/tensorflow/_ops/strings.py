"""Ops on texts: tf.strings and its older names (tensorflow/python/ops/string_ops.py, core/kernels/*string*.cc)."""

import base64
import re

import numpy as np

from .. import _dtypes as dtypes
from .._name_scope import either
from .broadcasting import broadcast_static_shape
from .string_hosts import TextOp, as_bytes, filled, refuse, shape_error, shape_text

_join = TextOp('StringJoin')
_as_string = TextOp('AsString')
_to_number = TextOp('StringToNumber')
_length = TextOp('StringLength')
_lower = TextOp('StringLower')
_upper = TextOp('StringUpper')
_strip = TextOp('StringStrip')
_substr = TextOp('Substr')
_encode = TextOp('EncodeBase64')
_decode = TextOp('DecodeBase64')


def string_join(inputs, separator='', name=None):
    """INPUTS, texts or tensors of one shape, element by element with SEPARATOR between."""
    separator = as_bytes(separator)

    def outputs(tensors):
        shape = tensors[0].shape
        for tensor in tensors[1:]:
            if shape.ndims == 0:
                shape = tensor.shape
            elif tensor.shape.ndims != 0:
                _check_same(shape, tensor.shape, tensors)
                shape = shape.merge_with(tensor.shape)
        return [(dtypes.string, shape)]

    def kernel(*parts):
        dims = next((part.shape for part in parts if part.ndim), ())
        for part in parts:
            if part.ndim and part.shape != dims:
                refuse('Input shapes do not match')
        size = int(np.prod(dims))
        columns = [part.ravel().tolist() for part in parts]
        columns = [column if part.ndim else column * size for column, part in zip(columns, parts)]
        rows = zip(*[map(as_bytes, column) for column in columns])
        return [filled(dims, dtypes.string, map(separator.join, rows))]

    return _join([inputs], outputs, kernel, name)[0]


def _check_same(a, b, tensors):
    if a.ndims is None or b.ndims is None or a.is_compatible_with(b):
        return
    if a.ndims != b.ndims:
        words = 'Shapes must be equal rank, but are %d and %d' % (a.ndims, b.ndims)
    else:
        left, right = a.as_list(), b.as_list()
        pairs = enumerate(zip(left, right))
        at = next(i for i, pair in pairs if None not in pair and pair[0] != pair[1])
        words = (
            'Dimension %d in both shapes must be equal, but are %d and %d. Shapes are %s and %s.'
            % (at, left[at], right[at], shape_text(a), shape_text(b))
        )
    shape_error(_join, words, *[tensor.shape for tensor in tensors])


def as_string(
    input, precision=-1, scientific=False, shortest=False, width=-1, fill='', name=None
):
    """Numbers as C's printf writes them: %d, %f, %e (SCIENTIFIC), %g (SHORTEST), true and false."""

    def outputs(tensors):
        return [(dtypes.string, _checked_form(tensors[0]))]

    def _checked_form(tensor):
        base = tensor.dtype.base_dtype
        if base.is_complex:
            dtypes.code_of(base)
        return tensor.shape

    def kernel(array):
        is_float = array.dtype.kind == 'f'
        kind = array.dtype.name
        if scientific and shortest and is_float:
            refuse('Cannot select both scientific and shortest notation')
        if not is_float and (scientific or shortest):
            refuse('scientific and shortest format not supported for datatype %s' % kind)
        if not is_float and precision > -1:
            refuse('precision not supported for datatype %s' % kind)
        if len(fill) > 1:
            refuse('Fill string must be one or fewer characters')
        form = '%' + fill + (str(width) if width > -1 else '')
        if is_float:
            form += '.%d' % precision if precision > -1 else ''
            form += 'e' if scientific else 'g' if shortest else 'f'
        else:
            form += 'd'
        if array.dtype.kind == 'b':
            texts = ('true' if item else 'false' for item in array.ravel().tolist())
        else:
            texts = (form % item for item in array.ravel().tolist())
        return [filled(array.shape, dtypes.string, (text.encode() for text in texts))]

    return _as_string([input], outputs, kernel, name)[0]


_NUMBER = re.compile(
    rb'[+-]?(?:inf(?:inity)?|nan|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|0x[0-9a-f]+)\Z', re.IGNORECASE
)


def number_in(text, dtype):
    """The number that TEXT is, None when it is none (core/lib/strings/numbers.cc)."""
    text = as_bytes(text).strip()
    if dtype.is_floating:
        if not _NUMBER.match(text):
            return None
        return float(int(text, 16)) if b'x' in text.lower() else float(text)
    if not re.match(rb'[+-]?\d+\Z', text):
        return None
    number = int(text)
    return number if dtype.min <= number <= dtype.max else None


def string_to_number(string_tensor=None, out_type=dtypes.float32, name=None, input=None):
    string_tensor = either('input', input, 'string_tensor', string_tensor)
    dtype = dtypes.as_dtype(out_type)
    if dtype.name not in ('float32', 'float64', 'int32', 'int64'):
        raise TypeError(
            "Value passed to parameter 'out_type' has DataType %s not in list of allowed values: "
            'float32, float64, int32, int64' % dtype.name
        )

    def read(text):
        number = number_in(text, dtype)
        if number is None:
            shown = text.decode('utf-8', 'replace') if isinstance(text, bytes) else text
            refuse('StringToNumberOp could not correctly convert string: %s' % shown)
        return number

    return _to_number.elementwise(string_tensor, dtype, read, name)


def _checked_unit(unit):
    if unit not in ('BYTE', 'UTF8_CHAR'):
        raise ValueError('Attr %r must be one of BYTE, UTF8_CHAR' % unit)
    return unit == 'UTF8_CHAR'


def string_length(input, name=None, unit='BYTE'):
    in_characters = _checked_unit(unit)

    def length(text):
        text = as_bytes(text)
        return len(text.decode('utf-8', 'replace')) if in_characters else len(text)

    return _length.elementwise(input, dtypes.int32, length, name)


def string_lower(input, encoding='', name=None):
    return _changed_case(_lower, bytes.lower, str.lower, input, encoding, name)


def string_upper(input, encoding='', name=None):
    return _changed_case(_upper, bytes.upper, str.upper, input, encoding, name)


def _changed_case(op, of_bytes, of_text, input, encoding, name):
    """Of ASCII letters only, unless ENCODING is utf-8."""
    if encoding not in ('', 'utf-8'):
        raise ValueError('encoding must be "" or "utf-8", not %r' % encoding)

    def change(text):
        text = as_bytes(text)
        return of_text(text.decode('utf-8')).encode('utf-8') if encoding else of_bytes(text)

    return op.elementwise(input, dtypes.string, change, name)


def string_strip(input, name=None):
    return _strip.elementwise(input, dtypes.string, lambda text: as_bytes(text).strip(), name)


def encode_base64(input, pad=False, name=None):
    def encode(text):
        encoded = base64.urlsafe_b64encode(as_bytes(text))
        return encoded if pad else encoded.rstrip(b'=')

    return _encode.elementwise(input, dtypes.string, encode, name)


def decode_base64(input, name=None):
    def decode(text):
        text = as_bytes(text).rstrip(b'=')
        if len(text) % 4 == 1:
            refuse('Base64 string length cannot be 1 modulo 4.')
        if not re.match(rb'[\w-]*\Z', text):
            refuse('Invalid character found in base64.')
        return base64.urlsafe_b64decode(text + b'=' * (-len(text) % 4))

    return _decode.elementwise(input, dtypes.string, decode, name)


def substr(input, pos, len, name=None, unit='BYTE'):
    """LEN bytes (or characters) of each text from POS on, a number below 0 counted from the end."""
    in_characters = _checked_unit(unit)

    def outputs(tensors):
        text, start, size = (tensor.shape for tensor in tensors)
        if start.ndims is not None and size.ndims is not None and start.ndims != size.ndims:
            words = 'Shape must be rank %d but is rank %d' % (size.ndims, start.ndims)
            shape_error(_substr, words, text, start, size)
        return [(dtypes.string, broadcast_static_shape(text, start))]

    def kernel(texts, starts, sizes):
        dims = np.broadcast(texts, starts).shape
        columns = [
            np.broadcast_to(array, dims).ravel().tolist() for array in (texts, starts, sizes)
        ]
        parts = (
            _part(as_bytes(text), start, size, place, in_characters)
            for place, (text, start, size) in enumerate(zip(*columns))
        )
        return [filled(dims, dtypes.string, parts)]

    return _substr([input, pos, len], outputs, kernel, name)[0]


def _part(text, start, size, place, in_characters):
    units = text.decode('utf-8') if in_characters else text
    count = len(units)
    if start > count or start < -count:
        shown = text.decode('utf-8', 'replace')
        refuse("pos %d out of range for string b'%s' at index %d" % (start, shown, place))
    begin = start if start >= 0 else count + start
    part = units[begin : begin + max(size, 0)]
    return part.encode('utf-8') if in_characters else part
