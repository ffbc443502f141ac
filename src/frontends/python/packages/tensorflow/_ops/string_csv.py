"""tf.decode_csv: lines of fields with a separator (core/kernels/decode_csv_op.cc)."""


from .. import _dtypes as dtypes
from .string_hosts import TextOp, as_bytes, filled, refuse, shape_error
from .strings import number_in

_decode = TextOp('DecodeCSV')

_TYPES = ('float32', 'float64', 'int32', 'int64', 'string')
_WORDS = {'float32': 'float', 'float64': 'double', 'int32': 'int32', 'int64': 'int64'}


def decode_csv(
    records,
    record_defaults,
    field_delim=',',
    use_quote_delim=True,
    name=None,
    na_value='',
    select_cols=None,
):
    """A tensor per column; RECORD_DEFAULTS give the types and what stands for an empty field."""
    if select_cols is not None and any(
        select_cols[i] >= select_cols[i + 1] for i in range(len(select_cols) - 1)
    ):
        raise ValueError('select_cols is not strictly increasing.')
    if select_cols is not None and select_cols[0] < 0:
        raise ValueError('select_cols contains negative values.')
    if select_cols is not None and len(select_cols) != len(record_defaults):
        raise ValueError('Length of select_cols and record_defaults do not match.')
    delim, missing = as_bytes(field_delim), as_bytes(na_value)
    types = []

    def outputs(tensors):
        records, *defaults = tensors
        for default in defaults:
            base = default.dtype.base_dtype
            if base.name not in _TYPES:
                raise TypeError(
                    "Value passed to parameter 'record_defaults' has DataType %s not in list of "
                    'allowed values: %s' % (base.name, ', '.join(_TYPES))
                )
            if default.shape.ndims not in (None, 0, 1):
                words = 'Shape must be at most rank 1 but is rank %d' % default.shape.ndims
                shape_error(_decode, words, *[tensor.shape for tensor in tensors])
        types[:] = [default.dtype.base_dtype for default in defaults]
        return [(dtype, records.shape) for dtype in types]

    def kernel(lines, *defaults):
        columns = [[] for _ in types]
        for record, line in enumerate(lines.ravel().tolist()):
            fields = _fields(as_bytes(line), delim, use_quote_delim)
            if select_cols is not None:
                fields = [fields[i] for i in select_cols if i < len(fields)]
            if len(fields) != len(types):
                refuse(
                    'Expect %d fields but have %d in record %d' % (len(types), len(fields), record)
                )
            for place, field in enumerate(fields):
                columns[place].append(
                    _value(field, missing, types[place], defaults[place], place, record)
                )
        return [filled(lines.shape, dtype, items) for dtype, items in zip(types, columns)]

    return _decode([records, list(record_defaults)], outputs, kernel, name)


def _value(field, missing, dtype, default, place, record):
    if not field or field == missing:
        if default.size == 0:
            refuse('Field %d is required but missing in record %d!' % (place, record))
        return default.ravel().tolist()[0]
    if dtype is dtypes.string:
        return field
    number = number_in(field, dtype)
    if number is None:
        shown = field.decode('utf-8', 'replace')
        refuse(
            'Field %d in record %d is not a valid %s: %s' % (place, record, _WORDS[dtype.name], shown)
        )
    return number


def _fields(line, delim, may_quote):
    """The fields of one LINE; an empty line has none."""
    fields = []
    at = 0
    while at < len(line):
        if line[at : at + 1] in (b'\n', b'\r'):
            at += 1
            continue
        if may_quote and line[at : at + 1] == b'"':
            field, at = _quoted(line, at + 1, delim)
        else:
            end = line.find(delim, at)
            end = len(line) if end < 0 else end
            field = line[at:end]
            if may_quote and any(mark in field for mark in (b'"', b'\n', b'\r')):
                refuse('Unquoted fields cannot have quotes/CRLFs inside')
            at = end + 1
        fields.append(field)
    if line[-1:] == delim:
        fields.append(b'')
    return fields


def _quoted(line, at, delim):
    """(the field whose first quote stands before AT, where the next one begins)"""
    field = b''
    while at < len(line):
        if line[at : at + 1] != b'"':
            field += line[at : at + 1]
            at += 1
        elif line[at + 1 : at + 2] == b'"':
            field += b'"'
            at += 2
        elif at + 1 == len(line) or line[at + 1 : at + 2] == delim:
            return field, at + 2
        else:
            refuse('Quote inside a string has to be escaped by another quote')
    refuse('Quoted field has to end with quote followed by delim or end')
