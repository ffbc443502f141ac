"""Checkpoints as files of the sandbox: PREFIX.index says what lies where in PREFIX.data-00000-of-00001.

The layout is this package's own: TensorFlow cannot read these files, nor this package TensorFlow's.
"""

import json
import os

import numpy as _np

from .._dtypes import as_dtype
from .._errors import InvalidArgumentError, NotFoundError

_MARK = 'Gradient Debugger checkpoint'


def _data_file(prefix):
    return prefix + '.data-00000-of-00001'


def write(prefix, arrays):
    """Writes ARRAYS, a dict of numpy arrays by name."""
    entries, offset, parts = {}, 0, []
    for name, items in arrays.items():
        data = _bytes_of(items)
        entries[name] = {
            'dtype': as_dtype(items.dtype).name,
            'shape': list(items.shape),
            'offset': offset,
            'size': len(data),
        }
        offset += len(data)
        parts.append(data)
    try:
        os.makedirs(os.path.dirname(prefix) or '.', exist_ok=True)
        with open(_data_file(prefix), 'wb') as file:
            file.write(b''.join(parts))
        with open(prefix + '.index', 'w') as file:
            json.dump({'format': _MARK, 'tensors': entries}, file)
    except OSError as error:
        raise NotFoundError(None, None, '%s; %s' % (prefix, error.strerror)) from None


def _bytes_of(items):
    if items.dtype == object:
        return json.dumps([text.hex() for text in items.ravel().tolist()]).encode()
    return items.tobytes()


def exists(prefix):
    return bool(prefix) and (os.path.exists(prefix + '.index') or os.path.exists(prefix))


def entries_of(prefix):
    """The entries of a checkpoint by name, or the error of a file that is none of ours."""
    try:
        with open(prefix + '.index') as file:
            found = json.load(file)
        if found['format'] == _MARK:
            return found['tensors']
    except FileNotFoundError:
        raise NotFoundError(
            None,
            None,
            'Unsuccessful TensorSliceReader constructor: Failed to find any matching files for %s'
            % prefix,
        ) from None
    except (ValueError, KeyError, TypeError):
        pass
    raise NotImplementedError(
        'A checkpoint that TensorFlow wrote is not evaluated by this engine: %s' % prefix
    )


def read(prefix, names):
    """The arrays with these NAMES."""
    entries = entries_of(prefix)
    with open(_data_file(prefix), 'rb') as file:
        data = file.read()
    return [_array(entries, data, name) for name in names]


def _array(entries, data, name):
    entry = entries.get(name)
    if entry is None:
        raise NotFoundError(None, None, 'Key %s not found in checkpoint' % name)
    part = data[entry['offset'] : entry['offset'] + entry['size']]
    shape = tuple(entry['shape'])
    if entry['dtype'] == 'string':
        items = _np.empty(len(json.loads(part)), dtype=object)
        for place, text in enumerate(json.loads(part)):
            items[place] = bytes.fromhex(text)
        return items.reshape(shape)
    dtype = _np.dtype(as_dtype(entry['dtype']).as_numpy_dtype)
    return _np.frombuffer(part, dtype=dtype).reshape(shape).copy()


def save_kernel(prefix, names, slices, *values):
    """SaveV2: a scalar arrives as a numpy scalar or, for a text, as bytes."""
    write(prefix.decode(), {
        name.decode(): _as_array(value) for name, value in zip(names.tolist(), values)
    })
    return []


def _as_array(value):
    if not isinstance(value, bytes):
        return _np.asarray(value)
    items = _np.empty((), dtype=object)
    items.reshape(-1)[0] = value
    return items


def restore_kernel(dtypes):
    """RestoreV2 of tensors that must have these types."""

    def restore(prefix, names, slices):
        names = [name.decode() for name in names.tolist()]
        arrays = read(prefix.decode(), names)
        for name, items, dtype in zip(names, arrays, dtypes):
            if as_dtype(items.dtype) is not dtype:
                raise InvalidArgumentError(
                    None,
                    None,
                    'tensor_name = %s; expected dtype %s does not equal original dtype %s'
                    % (name, _c_name(dtype), _c_name(as_dtype(items.dtype))),
                )
        return arrays

    return restore


def _c_name(dtype):
    return {'float32': 'float', 'float64': 'double', 'float16': 'half'}.get(dtype.name, dtype.name)
