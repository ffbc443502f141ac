"""tf.decode_csv (kernels/decode_csv_op.cc): one tensor per column of the records."""

import numpy as _np

from ._convert import convert
from ._dtypes import string
from ._errors import InvalidArgumentError
from ._host_calls import host_op
from ._name_scope import name_scope
from ._queue_state import arrays_of

_KINDS = {'float32': 'float', 'float64': 'double', 'int32': 'int32', 'int64': 'int64'}


def decode_csv(records, record_defaults, field_delim=',', use_quote_delim=True, name=None, na_value='',
               select_cols=None):
    """The columns of RECORDS in the types of RECORD_DEFAULTS, each with the shape of RECORDS.

    A default is a list of one value, or of none where the column is required. Raises InvalidArgumentError in the run
    for a field that is missing or no number.
    """
    if select_cols is not None and any(
        a >= b for a, b in zip(select_cols[:-1], select_cols[1:])
    ):
        raise ValueError('select_cols is not strictly increasing.')
    if select_cols is not None and select_cols and select_cols[0] < 0:
        raise ValueError('select_cols contains negative values.')
    if select_cols is not None and len(select_cols) != len(record_defaults):
        raise ValueError('Length of select_cols and record_defaults do not match.')
    with name_scope(name, 'DecodeCSV', []) as scope:
        text = convert(records, dtype=string, name='records')
        defaults = [
            convert(one, name='record_defaults_%d' % i) for i, one in enumerate(record_defaults)
        ]

        def decode(given, *values):
            texts = arrays_of([given])[0]
            rows = [
                _row(one, field_delim.encode(), use_quote_delim, select_cols, len(values))
                for one in texts.reshape(-1).tolist()
            ]
            return [
                _column(rows, i, value, defaults[i].dtype, na_value.encode(), texts.shape)
                for i, value in enumerate(arrays_of(values))
            ]

        node = host_op('DecodeCSV', [text, *defaults],
                       [(one.dtype, text.shape) for one in defaults], decode, name=scope)
    return node.outputs


def _row(record, delimiter, quoted, chosen, count):
    fields = _fields(record.rstrip(b'\r\n'), delimiter, quoted)
    if chosen:
        missing = [one for one in chosen if one >= len(fields)]
        if missing:
            raise InvalidArgumentError(
                None, None, 'Expect %d fields but have %d in record' % (len(chosen), len(chosen) - len(missing))
            )
        return [fields[one] for one in chosen]
    if len(fields) != count:
        raise InvalidArgumentError(
            None, None, 'Expect %d fields but have %d in record 0' % (count, len(fields))
        )
    return fields


def _fields(record, delimiter, quoted):
    if not quoted or b'"' not in record:
        return record.split(delimiter)
    fields, rest = [], record
    while True:
        if rest.startswith(b'"'):
            field, rest = _quoted(rest[1:], delimiter)
        else:
            field, found, rest = rest.partition(delimiter)
            if b'"' in field:
                raise InvalidArgumentError(None, None, 'Unquoted fields cannot have quotes inside')
            rest = rest if found else None
        fields.append(field)
        if rest is None:
            return fields


def _quoted(rest, delimiter):
    """(the field, what comes after its delimiter or None), of REST after the opening quote."""
    field = b''
    while True:
        part, found, rest = rest.partition(b'"')
        field += part
        if not found:
            raise InvalidArgumentError(None, None, 'Quoted field has to end with quote followed by delim or end')
        if rest.startswith(b'"'):
            field, rest = field + b'"', rest[1:]
        elif not rest:
            return field, None
        elif rest.startswith(delimiter):
            return field, rest[len(delimiter) :]
        else:
            raise InvalidArgumentError(None, None, 'Quoted field has to end with quote followed by delim or end')


def _column(rows, place, default, dtype, na_value, shape):
    kind = _np.dtype(object) if dtype is string else dtype.as_numpy_dtype
    made = _np.empty([len(rows)], dtype=kind)
    for number, row in enumerate(rows):
        field = row[place]
        if field == b'' or field == na_value:
            if default.size != 1:
                raise InvalidArgumentError(
                    None, None, 'Field %d is required but missing in record %d!' % (place, number)
                )
            made[number] = default.reshape(-1)[0]
        elif dtype is string:
            made[number] = field
        else:
            made[number] = _number(field, dtype, place, number)
    return made.reshape(shape)


def _number(field, dtype, place, number):
    try:
        return int(field) if dtype.is_integer else float(field)
    except ValueError:
        raise InvalidArgumentError(
            None, None,
            'Field %d in record %d is not a valid %s: %s'
            % (place, number, _KINDS.get(dtype.name, dtype.name), field.decode()),
        ) from None
