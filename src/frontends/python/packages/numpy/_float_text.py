"""Floats as text: the shortest digits that give the same number back, for each float type."""

from struct import Struct

from ._dtypes import FLOAT16, FLOAT32, FLOAT64

_LAYOUTS = {FLOAT32: (Struct('=f'), 9), FLOAT16: (Struct('=e'), 5)}


def shortest(value, kind):
    """Digits and exponent of a finite float: (sign, '15', 3) is 1.5e3."""
    if kind is FLOAT64:
        text = '%r' % abs(float(value))
        mantissa, _, exponent = text.partition('e')
        whole, _, fraction = mantissa.partition('.')
        power = int(exponent or 0)
        digits = (whole + fraction).lstrip('0')
        if not digits.strip('0'):
            return '0', 0
        if whole.strip('0'):
            power += len(whole) - 1
        else:
            power -= len(fraction) - len(fraction.lstrip('0')) + 1
        return digits.rstrip('0') or '0', power
    if value == 0:
        return '0', 0
    layout, most = _LAYOUTS[kind]
    value = abs(value)
    for places in range(most):
        text = '%.*e' % (places, value)
        if _same(text, value, layout):
            break
        # Below a power of two the neighbours are closer: the next decimal up may still be nearest.
        text = _next_up(text)
        if _same(text, value, layout):
            break
    mantissa, _, exponent = text.partition('e')
    whole, _, fraction = mantissa.partition('.')
    return (whole + fraction).rstrip('0') or '0', int(exponent) + len(whole) - 1


def _same(text, value, layout):
    try:
        return layout.unpack(layout.pack(float(text)))[0] == value
    except OverflowError:
        return False


def _next_up(text):
    """'1.29e+03' -> '1.30e+03': one more in the last place."""
    mantissa, _, exponent = text.partition('e')
    digits = str(int(mantissa.replace('.', '')) + 1)
    places = len(mantissa) - 2 if '.' in mantissa else 0
    return '%s.%se%s' % (digits[:-places] if places else digits, digits[-places:] if places else '',
                         exponent)


def positional(value, kind, precision):
    """Fixed notation with at most `precision` digits after the point, the shortest that is unique.

    Without a precision all unique digits are shown. The text ends in '.' when there is no fraction.
    """
    digits, power = shortest(value, kind)
    if precision is not None and len(digits) - 1 - power > precision:
        text = ('%.*f' % (precision, abs(value)))
        if '.' in text:
            text = text.rstrip('0')
        else:
            text += '.'
    elif power < 0:
        text = '0.' + '0' * (-power - 1) + digits
    elif len(digits) <= power + 1:
        text = digits + '0' * (power + 1 - len(digits)) + '.'
    else:
        text = digits[:power + 1] + '.' + digits[power + 1:]
    if text == '0.0':
        text = '0.'
    return '-' + text if is_negative(value) else text


def scientific(value, kind, precision):
    """Scientific notation, the shortest that is unique with at most `precision` digits."""
    digits, power = shortest(value, kind)
    if precision is not None and len(digits) - 1 > precision:
        mantissa, _, exponent = ('%.*e' % (precision, abs(value))).partition('e')
        head, _, tail = mantissa.partition('.')
        digits, power = head + tail.rstrip('0'), int(exponent)
    text = '%s.%se%s%02d' % (digits[0], digits[1:], '-' if power < 0 else '+', abs(power))
    return '-' + text if is_negative(value) else text


def is_negative(value):
    return str(value)[0] == '-'


def scalar_text(value, kind):
    """What `str` and `repr` of a NumPy float scalar show."""
    if value != value:
        return 'nan'
    if value in (float('inf'), float('-inf')):
        return 'inf' if value > 0 else '-inf'
    size = abs(value)
    if size == 0 or 1e-4 <= size < 1e16:
        text = positional(value, kind, None)
        return text + '0' if text[-1] == '.' else text
    text = scientific(value, kind, None)
    return text.replace('.e', 'e')
