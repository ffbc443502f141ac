"""Arrays as text, by NumPy 1's rules: columns, precision, line breaks, summaries."""

from math import isfinite, isnan

from ._array import attach, ndarray
from ._dtypes import BOOL, FLOAT64, INT64
from ._float_text import is_negative, positional, scientific

_DEFAULTS = {
    'edgeitems': 3, 'threshold': 1000, 'floatmode': 'maxprec', 'precision': 8, 'suppress': False,
    'linewidth': 75, 'nanstr': 'nan', 'infstr': 'inf', 'sign': '-', 'formatter': None,
    'legacy': False,
}
_options = dict(_DEFAULTS)
_FLOATMODES = ('fixed', 'unique', 'maxprec', 'maxprec_equal')


def _checked(options):
    options = {name: value for name, value in options.items() if value is not None}
    if options.get('floatmode', 'fixed') not in _FLOATMODES:
        raise ValueError('floatmode option must be one of %s'
                         % ', '.join('"%s"' % mode for mode in _FLOATMODES))
    if options.get('sign', '-') not in ('-', '+', ' '):
        raise ValueError("sign option must be one of ' ', '+', or '-'")
    threshold = options.get('threshold', 0)
    if isinstance(threshold, float) and isnan(threshold):
        raise ValueError('threshold must be non-NAN, try sys.maxsize for untruncated representation')
    return options


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, suppress=None,
                     nanstr=None, infstr=None, formatter=None, sign=None, floatmode=None, *,
                     legacy=None):
    """Changes how arrays are printed, until the end of the run."""
    _options.update(_checked({
        'precision': precision, 'threshold': threshold, 'edgeitems': edgeitems,
        'linewidth': linewidth, 'suppress': suppress, 'nanstr': nanstr, 'infstr': infstr,
        'sign': sign, 'floatmode': floatmode}))
    _options['formatter'] = formatter


def get_printoptions():
    return dict(_options)


class printoptions:
    """`with np.printoptions(precision=3):`"""

    def __init__(self, **options):
        self.options = options

    def __enter__(self):
        self.former = dict(_options)
        set_printoptions(**self.options)
        return dict(_options)

    def __exit__(self, *problem):
        _options.update(self.former)


def reset():
    _options.update(_DEFAULTS)


def array2string(a, max_line_width=None, precision=None, suppress_small=None, separator=' ',
                 prefix='', style=None, formatter=None, threshold=None, edgeitems=None, sign=None,
                 floatmode=None, suffix='', *, legacy=None):
    """The text of an array with the given options in place of the set ones."""
    options = dict(_options)
    options.update(_checked({
        'linewidth': max_line_width, 'precision': precision, 'suppress': suppress_small,
        'formatter': formatter, 'threshold': threshold, 'edgeitems': edgeitems, 'sign': sign,
        'floatmode': floatmode}))
    options['linewidth'] -= len(suffix)
    if a.size == 0:
        return '[]'
    a = a if type(a) is ndarray else a.view(ndarray)
    summarized = a.size > options['threshold']
    data = _edges(a, options['edgeitems']) if summarized else a
    show = _formatter(data, options)
    return _lines(a, show, options, ' ' * (len(prefix) + 1), separator, summarized)


def _edges(a, edge):
    """The corners that a summary shows, as one array."""
    from ._joining import concatenate
    for axis in range(a.ndim):
        if a.shape[axis] > 2 * edge:
            head = (slice(None),) * axis
            a = concatenate((a[head + (slice(None, edge),)],
                             a[head + (slice(a.shape[axis] - edge, None),)]), axis)
    return a


def _formatter(data, options):
    """A function from one Python value to its text, for the element type."""
    kind = data._dtype
    own = options['formatter']
    if own:
        names = {'b': ('bool',), 'i': ('int', 'int_kind'), 'u': ('int', 'int_kind'),
                 'f': ('float', 'float_kind'), 'V': ('void',), 'O': ('object',),
                 'U': ('numpystr', 'str_kind')}[kind.kind]
        for name in names + ('all',):
            if own.get(name) is not None:
                chosen = own[name]
                return lambda value: chosen(kind.type._of(value) if kind.kind in 'biuf' else value)
    if kind is BOOL:
        width = 5 if data.ndim == 0 or 0 in data.ravel().tolist() else 4
        pad = ' True' if data.ndim else 'True'
        return lambda value: pad if value else 'False'
    if kind.kind in 'iu':
        values = data.ravel().tolist()
        width = max(len(str(max(values))), len(str(min(values))))
        return lambda value: str(value).rjust(width)
    if kind.kind == 'f':
        return _Floats(data.ravel().tolist(), kind, options)
    if kind.kind == 'U':
        return repr
    return lambda value: 'list(%r)' % value if type(value) is list else repr(value)


class _Floats:
    """Texts of floats, all of one width: fixed notation, or scientific where the range asks for it."""

    def __init__(self, values, kind, options):
        self.kind, self.options = kind, options
        mode = options['floatmode']
        self.precision = None if mode == 'unique' else options['precision']
        self.fixed = mode == 'fixed'
        self.plus = options['sign'] == '+'
        finite = [x for x in values if isfinite(x)]
        sizes = [abs(x) for x in finite if x != 0]
        self.exponent = bool(sizes) and (
            max(sizes) >= 1.e8 or (not options['suppress'] and (
                min(sizes) < 0.0001 or self._ratio(max(sizes), min(sizes)) > 1000.)))
        self.left = self.right = 0
        self.exponent_digits = 2
        self.keep = self.fixed or mode == 'maxprec_equal'
        if finite and self.exponent:
            texts = [self._scientific(x) for x in finite]
            parts = [text.partition('e') for text in texts]
            self.left = max(len(text.partition('.')[0]) for text in texts)
            self.precision = max(len(head.partition('.')[2]) for head, _, _ in parts)
            self.exponent_digits = max(len(tail) - 1 for _, _, tail in parts)
            self.right = self.exponent_digits + 2 + self.precision
        elif finite:
            parts = [self._positional(x).split('.') for x in finite]
            self.left = max(len(whole) for whole, _ in parts)
            self.right = max(len(fraction) for _, fraction in parts)
            if self.keep:
                self.precision = self.right
        if options['sign'] == ' ' and not any(is_negative(x) for x in finite):
            self.left += 1
        if len(finite) != len(values):
            negative = options['sign'] != '-' or any(x == float('-inf') for x in values)
            offset = self.right + 1
            self.left = max(self.left, len(options['nanstr']) - offset,
                            len(options['infstr']) + negative - offset)

    def _ratio(self, high, low):
        from ._elements import convert
        return convert(high / low, self.kind)

    def _signed(self, text):
        return '+' + text if self.plus and text[0] != '-' else text

    def _scientific(self, x):
        if self.fixed:
            text = '%.*e' % (self.precision, x)
            head, _, tail = text.partition('e')
            return self._signed((head if '.' in head else head + '.') + 'e' + tail)
        return self._signed(scientific(x, self.kind, self.precision))

    def _positional(self, x):
        if self.fixed:
            text = '%.*f' % (self.precision, x)
            return self._signed(text if '.' in text else text + '.')
        text = positional(x, self.kind, self.precision)
        # The digits before the point are exact, also where fewer would be unique.
        return self._signed(text if text[-1] != '.' else '%.0f.' % x)

    def __call__(self, x):
        if not isfinite(x):
            text = self.options['nanstr'] if isnan(x) else self.options['infstr']
            sign = '-' if x < 0 else '+' if self.plus else ''
            return (sign + text).rjust(self.left + self.right + 1)
        if self.exponent:
            head, _, tail = ('%.*e' % (self.precision, x)).partition('e')
            head = head if '.' in head else head + '.'
            tail = tail[0] + tail[1:].rjust(self.exponent_digits, '0')
            text = self._signed(head + 'e' + tail)
            whole = text.partition('.')[0]
            return ' ' * (self.left - len(whole)) + text
        text = self._positional(x)
        whole, _, fraction = text.partition('.')
        if self.keep:
            fraction = fraction.ljust(self.right, '0')
        return whole.rjust(self.left) + '.' + fraction.ljust(self.right)


def _lines(a, show, options, indent, separator, summarized):
    """The nested brackets, rows broken at the line width."""
    edge = options['edgeitems']

    def text_of(part, hanging, width):
        ndim = part.ndim
        if ndim == 0:
            return show(part.item())
        length = part.shape[0]
        cut = summarized and 2 * edge < length
        if ndim == 1:
            values = part.tolist()
            limit = width - max(len(separator.rstrip()), len(']'))
            words = [show(x) for x in (values[:edge] if cut else values)]
            rows, line = [], hanging
            if cut:
                words.append('...')
                words.extend(show(x) for x in values[length - edge:])
            for place, word in enumerate(words):
                line = _put(rows, line, word, limit, hanging)
                if place < len(words) - 1:
                    line += separator
            return '[' + '\n'.join(rows + [line])[len(hanging):] + ']'
        inner, narrower = hanging + ' ', width - 1
        line_sep = separator.rstrip() + '\n' * (ndim - 1)
        places = list(range(length))
        if cut:
            places = places[:edge] + [None] + places[length - edge:]
        rows = [hanging + ('...' if i is None else text_of(part[i], inner, narrower))
                for i in places]
        return '[' + line_sep.join(rows)[len(hanging):] + ']'

    return text_of(a, indent, options['linewidth'])


def _put(rows, line, word, limit, hanging):
    """Appends a word to a line, or starts a new line when it would not fit."""
    if '\n' in word:
        return _put_tall(rows, line, word, limit, hanging)
    if len(line) + len(word) > limit and len(line) > len(hanging):
        rows.append(line.rstrip())
        line = hanging
    return line + word


def _put_tall(rows, line, word, limit, hanging):
    words = word.splitlines()
    widest = max(map(len, words))
    if len(line) + widest > limit and len(line) > len(hanging):
        rows.append(line.rstrip())
        line, indent = hanging + words[0], hanging
    else:
        indent = ' ' * len(line)
        line += words[0]
    for one in words[1:]:
        rows.append(line.rstrip())
        line = indent + one
    return line + ' ' * (widest - len(words[-1]))


def array_repr(arr, max_line_width=None, precision=None, suppress_small=None):
    """What `repr(a)` shows: the type is named unless it is the usual one of its kind."""
    kind = arr._dtype
    name = 'array' if type(arr) is ndarray else type(arr).__name__
    prefix = name + '('
    implied = kind in (BOOL, INT64, FLOAT64) and arr.size > 0
    suffix = ')' if implied else 'dtype=%s)' % ("'%s'" % kind if kind.kind == 'U' else kind.name)
    width = max_line_width or _options['linewidth']
    if arr.size or arr.shape == (0,):
        text = array2string(arr, width, precision, suppress_small, ', ', prefix,
                            suffix=')' if implied else ',')
    else:
        text = '[], shape=%s' % (arr.shape,)
    text = prefix + text
    if implied:
        return text + suffix
    last = len(text) - (text.rfind('\n') + 1)
    spacer = '\n' + ' ' * len(prefix) if last + 2 + len(suffix) > width else ' '
    return text + ',' + spacer + suffix


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    if not a.shape:
        return str(a[()]) if a._dtype.kind != 'O' else str(a.item())
    return array2string(a, max_line_width, precision, suppress_small, ' ', '')


def format_float_positional(x, precision=None, unique=True, fractional=True, trim='k', sign=False,
                            pad_left=None, pad_right=None, min_digits=None):
    """A float in fixed notation."""
    kind = getattr(x, 'dtype', FLOAT64)
    if unique:
        text = positional(float(x), kind, precision)
    else:
        text = '%.*f' % (precision, float(x))
        text = text if '.' in text else text + '.'
    if trim != 'k':
        text = text.rstrip('0')
    elif precision is not None and not unique:
        text = text.ljust(text.index('.') + 1 + precision, '0')
    if trim == '-':
        text = text.rstrip('.')
    elif trim == '0' and text[-1] == '.':
        text += '0'
    text = '+' + text if sign and text[0] != '-' else text
    whole, point, fraction = text.partition('.')
    return whole.rjust(pad_left or 0) + point + fraction.ljust(pad_right or 0)


def format_float_scientific(x, precision=None, unique=True, trim='k', sign=False, pad_left=None,
                            exp_digits=None, min_digits=None):
    """A float in scientific notation."""
    kind = getattr(x, 'dtype', FLOAT64)
    text = (scientific(float(x), kind, precision) if unique
            else '%.*e' % (precision, float(x)))
    head, _, tail = text.partition('e')
    if trim == '-':
        head = head.rstrip('0').rstrip('.')
    elif trim == '0' and head[-1] == '.':
        head += '0'
    tail = tail[0] + tail[1:].lstrip('0').rjust(exp_digits or 2, '0')
    text = head + 'e' + tail
    return '+' + text if sign and text[0] != '-' else text


def base_repr(number, base=2, padding=0):
    digits, n, text = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', abs(int(number)), ''
    while n:
        n, rest = divmod(n, base)
        text = digits[rest] + text
    text = '0' * padding + (text or ('0' if not padding else ''))
    return '-' + text if number < 0 else text


def binary_repr(num, width=None):
    num = int(num)
    if num < 0 and width:
        return bin(num & ((1 << width) - 1))[2:]
    return '-' * (num < 0) + bin(abs(num))[2:].rjust(width or 0, '0')


attach(__repr__=array_repr, __str__=array_str)
