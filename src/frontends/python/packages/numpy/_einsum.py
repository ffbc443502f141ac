"""einsum: sums of products over axes that share a letter."""

from . import _kernels
from ._array import header, new, with_layout
from ._discovery import asarray
from ._dtypes import promote
from ._ufunc import shape_text


def einsum(*operands, out=None, optimize=False, dtype=None, order='K', casting='safe'):
    """Evaluates an Einstein summation such as 'ij,jk->ik'."""
    terms, result, arrays = _parse(operands)
    lengths = {}
    for letters, a in zip(terms, arrays):
        for letter, n in zip(letters, a.shape):
            if lengths.setdefault(letter, n) == 1:
                lengths[letter] = n
            elif n not in (1, lengths[letter]):
                raise _mismatch(terms, arrays, result)
    summed = [letter for letter in lengths if letter not in result]
    letters = list(result) + summed
    kind = arrays[0]._dtype
    for a in arrays:
        kind = promote(kind, a._dtype)
    views = []
    for own, a in zip(terms, arrays):
        strides = [sum(s for one, s, n in zip(own, a._strides, a._shape)
                       if one == letter and n != 1) for letter in letters]
        views.append(with_layout(a, tuple(lengths[x] for x in letters), strides))
    made = new(tuple(lengths[x] for x in result), kind)
    if made._size:
        block = _kernels.words([header(v) for v in views])
        if _kernels.sum_of_products(_kernels.address(block), len(views), header(made)) < 0:
            raise ValueError(_kernels.error())
    if out is not None:
        out[...] = made
        return out
    return made if made.ndim else made[()]


def _mismatch(terms, arrays, result):
    """NumPy's error: every operand's shape, and the same with the axes of the whole sum."""
    letters = list(dict.fromkeys(list(result) + [x for t in terms for x in t]))
    shown = []
    for own, a in zip(terms, arrays):
        by_letter = dict(zip(own, a.shape))
        axes = [str(by_letter.get(x, 'newaxis')) for x in letters]
        while axes and axes[0] == 'newaxis':
            axes.pop(0)
        shown.append('%s->(%s)' % (shape_text(a.shape), ','.join(axes)))
    return ValueError('operands could not be broadcast together with remapped shapes '
                      '[original->remapped]: %s ' % ' '.join(shown))


def einsum_path(*operands, **named):
    """All operands in one step: this engine does not reorder."""
    count = len(_parse(operands)[2])
    return ['einsum_path', tuple(range(count))], 'one step'


def _parse(operands):
    """(letters of each operand, letters of the result, arrays); ellipses become numbered letters."""
    if not operands:
        raise ValueError('must specify the einstein sum subscripts string and at least one operand, or '
                         'at least one operand and its corresponding subscripts list')
    if not isinstance(operands[0], str):
        operands = _from_lists(list(operands))
    text, arrays = operands[0].replace(' ', ''), [asarray(a) for a in operands[1:]]
    inputs, arrow, output = text.partition('->')
    terms = inputs.split(',')
    if len(terms) != len(arrays):
        raise ValueError('more operands provided to einstein sum function than specified in the '
                         'subscripts string' if len(terms) < len(arrays) else
                         'fewer operands provided to einstein sum function than specified in the '
                         'subscripts string')
    widest = max([a.ndim - len(t.replace('...', '')) for t, a in zip(terms, arrays) if '...' in t],
                 default=0)
    dots = list(range(widest))
    spelled = []
    for term, a in zip(terms, arrays):
        letters = _spell(term, dots[widest - (a.ndim - len(term.replace('...', ''))):])
        if len(letters) != a.ndim:
            raise ValueError('einstein sum subscripts string contains too many subscripts for operand '
                             '%d' % len(spelled) if len(letters) > a.ndim else
                             'operand has more dimensions than subscripts given in einstein sum, but '
                             "no '...' ellipsis provided to broadcast the extra dimensions.")
        spelled.append(letters)
    everything = [x for letters in spelled for x in letters]
    if arrow:
        result = _spell(output, dots)
        for x in result:
            if x not in everything:
                raise ValueError("einstein sum subscripts string included output subscript '%s' which "
                                 'never appeared in an input' % x)
            if result.count(x) > 1:
                raise ValueError("einstein sum subscripts string includes output subscript '%s' "
                                 'multiple times' % x)
    else:
        single = sorted(x for x in set(everything)
                        if isinstance(x, str) and everything.count(x) == 1)
        result = dots + single
    return spelled, result, arrays


def _spell(term, dots):
    head, found, tail = term.partition('...')
    for x in head + tail:
        if not x.isalpha():
            raise ValueError("invalid subscript '%s' in einstein sum subscripts string, subscripts "
                             'must be letters' % x)
    return list(head) + (list(dots) if found else []) + list(tail)


def _from_lists(operands):
    """einsum(a, [0, 1], b, [1, 2], [0, 2]) as text."""
    def text(axes):
        return ''.join('...' if x is Ellipsis else chr(ord('A') + x) if x < 26
                       else chr(ord('a') + x - 26) for x in axes)
    output = '->' + text(operands.pop()) if len(operands) % 2 else ''
    return [','.join(text(axes) for axes in operands[1::2]) + output] + operands[0::2]
