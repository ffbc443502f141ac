"""Arrays as text files: loadtxt, genfromtxt, savetxt."""

from ._array import new
from ._discovery import array, asarray
from ._dtypes import find, FLOAT64, text_type


def _lines_of(source, encoding):
    if isinstance(source, str) or hasattr(source, '__fspath__'):
        with open(source, encoding=encoding if encoding not in (None, 'bytes') else 'utf-8') as f:
            return f.read().splitlines()
    return [line.decode('latin1') if isinstance(line, bytes) else line for line in source]


def _without_comment(line, comments):
    for mark in comments:
        line = line.split(mark, 1)[0]
    return line.strip('\r\n')


def _marks(comments):
    if comments is None:
        return ()
    comments = [comments] if isinstance(comments, (str, bytes)) else comments
    return [c.decode('latin1') if isinstance(c, bytes) else c for c in comments]


def loadtxt(fname, dtype=float, comments='#', delimiter=None, converters=None, skiprows=0,
            usecols=None, unpack=False, ndmin=0, encoding='bytes', max_rows=None, *, quotechar=None,
            like=None):
    """Numbers of a text file, one row a line."""
    kind = find(dtype)
    if isinstance(delimiter, bytes):
        delimiter = delimiter.decode('latin1')
    marks = _marks(comments)
    rows, width = [], None
    if usecols is not None and not hasattr(usecols, '__len__'):
        usecols = [usecols]
    for number, line in enumerate(_lines_of(fname, encoding)):
        if number < skiprows or max_rows is not None and len(rows) >= max_rows:
            continue
        line = _without_comment(line, marks)
        if not line.strip():
            continue
        parts = [p.strip() for p in line.split(delimiter)]
        if usecols is not None:
            if any(not -len(parts) <= c < len(parts) for c in usecols):
                bad = next(c for c in usecols if not -len(parts) <= c < len(parts))
                raise ValueError('invalid column index %d at row %d with %d columns'
                                 % (bad, len(rows) + 1, len(parts)))
            parts = [parts[c] for c in usecols]
        if width is not None and len(parts) != width:
            raise ValueError('the number of columns changed from %d to %d at row %d; use `usecols` to '
                             'select a subset and avoid this error' % (width, len(parts),
                                                                       len(rows) + 1))
        width = len(parts)
        rows.append([_value(text, kind, converters, usecols[k] if usecols else k, len(rows), k)
                     for k, text in enumerate(parts)])
    if not rows:
        from ._errors import warn
        warn('loadtxt: input contained no data: "%s"' % (fname,), UserWarning)
        made = new((0,), kind if kind.kind != 'U' else text_type(1))
    else:
        made = array(rows, kind)
    made = _squeezed(made, ndmin)
    return made.T if unpack else made


def _value(text, kind, converters, column, row, place):
    convert = converters
    if isinstance(converters, dict):
        convert = converters.get(column)
    if convert is not None:
        return convert(text)
    if kind.kind in 'UO':
        return text
    try:
        if kind.kind == 'f':
            return float(text)
        if kind.kind == 'b':
            return bool(int(text))
        return int(text)
    except ValueError:
        raise ValueError("could not convert string %r to %s at row %d, column %d."
                         % (text, kind, row, place + 1)) from None


def _squeezed(a, ndmin):
    if a.ndim > ndmin:
        a = a.squeeze()
    while a.ndim < ndmin:
        a = a.reshape((1,) + a.shape) if ndmin == 1 or a.ndim == 0 else a.reshape(a.shape + (1,))
    return a


def genfromtxt(fname, dtype=float, comments='#', delimiter=None, skip_header=0, skip_footer=0,
               converters=None, missing_values=None, filling_values=None, usecols=None, names=None,
               unpack=False, encoding='bytes', max_rows=None, **named):
    """As loadtxt, with missing values as NaN (or −1 for integers)."""
    if names:
        raise ValueError('genfromtxt with names is not evaluated by this engine')
    kind = FLOAT64 if dtype is None else find(dtype)
    lines = _lines_of(fname, encoding)[skip_header:]
    lines = lines[:len(lines) - skip_footer]
    rows = []
    missing = missing_values if isinstance(missing_values, (list, tuple)) else [missing_values or '']
    for line in lines:
        line = _without_comment(line, _marks(comments))
        if not line.strip() or max_rows is not None and len(rows) >= max_rows:
            continue
        parts = [p.strip() for p in line.split(delimiter)]
        if usecols is not None:
            parts = [parts[c] for c in (usecols if hasattr(usecols, '__len__') else [usecols])]
        rows.append([_filled(p, kind, missing, filling_values) for p in parts])
    if rows and len(set(map(len, rows))) > 1:
        raise ValueError('Some errors were detected !\n    Line lengths differ: %s columns'
                         % sorted(set(map(len, rows))))
    made = _squeezed(array(rows, kind), 0)
    return made.T if unpack else made


def _filled(text, kind, missing, filling):
    if kind.kind in 'UO':
        return text
    if text in missing or not text:
        return filling if filling is not None else float('nan') if kind.kind == 'f' else -1
    try:
        return float(text) if kind.kind == 'f' else int(float(text))
    except ValueError:
        return filling if filling is not None else float('nan') if kind.kind == 'f' else -1


def savetxt(fname, X, fmt='%.18e', delimiter=' ', newline='\n', header='', footer='', comments='# ',
            encoding=None):
    """Writes an array of one or two dimensions as text."""
    X = asarray(X)
    if X.ndim == 0 or X.ndim > 2:
        raise ValueError('Expected 1D or 2D array, got %dD array instead' % X.ndim)
    rows = X.reshape(-1, 1) if X.ndim == 1 else X
    columns = rows.shape[1]
    if isinstance(fmt, (list, tuple)):
        if len(fmt) != columns:
            raise AttributeError('fmt has wrong shape.  %s' % str(fmt))
        form = delimiter.join(fmt)
    else:
        form = fmt if fmt.count('%') == columns and columns > 1 else delimiter.join([fmt] * columns)
    lines = []
    if header:
        lines.append(comments + header.replace('\n', '\n' + comments))
    for row in rows.tolist():
        lines.append(form % tuple(row))
    if footer:
        lines.append(comments + footer.replace('\n', '\n' + comments))
    text = ''.join(line + newline for line in lines)
    if hasattr(fname, 'write'):
        try:
            fname.write(text)
        except TypeError:
            fname.write(text.encode('latin1'))
        return
    with open(fname, 'w', encoding=encoding or 'latin1') as stream:
        stream.write(text)
