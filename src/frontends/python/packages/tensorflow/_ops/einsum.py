"""tf.einsum: pairs of tensors brought to one matrix product each, as TensorFlow 1.15 takes it apart."""

import re
import string

from .._name_scope import name_scope
from . import arrays, math, reductions


def einsum(equation, *inputs, **kwargs):
    name = kwargs.pop('name', None)
    if kwargs:
        raise TypeError(
            'invalid keyword arguments for this function: ' + ', '.join(sorted(kwargs))
        )
    with name_scope(name, 'einsum', [equation, inputs]):
        inputs = list(inputs)
        labels, wanted = _parsed(equation, [x.shape for x in inputs])
        letters = set(''.join(labels) + wanted)
        for letter in letters:
            for own in labels:
                if (
                    len(labels) == 1
                    and own.count(letter) == 2
                    and own == own[::-1]
                    and '->' not in equation
                ):
                    return reductions.trace(inputs[0])
                if own.count(letter) > 1:
                    raise ValueError(
                        'Subscript not supported: an axis appears more than once: %s' % own
                    )
        for letter in letters:
            if sum(1 for own in labels if letter in own) > 2 and letter not in wanted:
                return _all_at_once(equation, *inputs)
        product, have = inputs[0], labels[0]
        for other, own in zip(inputs[1:], labels[1:]):
            summed = set(have) & set(own) - set(wanted)
            product, have = _pair(product, have, other, own, summed)
        if set(have) - set(wanted):
            axis = [i for i, letter in enumerate(have) if letter not in wanted]
            product = reductions.reduce_sum(product, axis=axis)
            have = ''.join(letter for letter in have if letter in wanted)
        if sorted(have) != sorted(wanted):
            raise ValueError('Invalid equation: %s' % equation)
        return _transposed(product, [have.index(letter) for letter in wanted])


def _parsed(equation, shapes):
    """(labels of each input, labels of the output), the ellipses written out."""
    equation = equation.replace(' ', '')
    match = re.match('^([a-zA-Z,.]+)(->[a-zA-Z.]*)?$', equation)
    if not match:
        raise ValueError('Indices have incorrect format: %s' % equation)
    labels = match.group(1).split(',')
    wanted = match.group(2)[2:] if match.group(2) else None
    if len(shapes) != len(labels):
        raise ValueError(
            'Got %d arguments for equation "%s", expecting %d' % (len(shapes), equation, len(labels))
        )
    dots = ''
    if '...' in equation:
        dots = _write_out_dots(labels, shapes)
        if wanted is not None:
            wanted = wanted.replace('...', dots)
            if '.' in wanted:
                raise ValueError('period "." found outside of ellipsis')
    if wanted is None:
        letters = set(''.join(labels)) - set(dots)
        once = [x for x in letters if sum(own.count(x) for own in labels) == 1]
        wanted = dots + ''.join(sorted(once))
    return labels, wanted


def _write_out_dots(labels, shapes):
    unused = ''.join(c for c in string.ascii_letters if c not in ''.join(labels))
    dots = ''
    for i, own in enumerate(labels):
        if '...' not in own:
            continue
        parts = own.split('...')
        if len(parts) != 2:
            raise ValueError('Unable to resolve ellipsis. Excess number found.')
        if shapes[i].ndims is None:
            raise ValueError('Unable to statically infer ellipsis axes.')
        count = shapes[i].ndims - len(''.join(parts))
        if count < 0:
            raise ValueError('Ellipses lengths do not match.')
        if len(unused) < count:
            raise ValueError('Unable to resolve ellipsis, too many distinct labels.')
        written = unused[-count:] if count > 0 else ''
        labels[i] = own.replace('...', written)
        if len(written) > len(dots):
            dots = written
    if any('.' in own for own in labels):
        raise ValueError('period "." found outside of ellipsis')
    return dots


def _pair(left, left_labels, right, right_labels, summed):
    """(product, its labels) of two tensors, summed over SUMMED."""
    for tensor, own in ((left, left_labels), (right, right_labels)):
        if len(own) != tensor.shape.ndims:
            raise ValueError(
                'Tensor of rank %s does not match einsum reduction of length %d'
                % (tensor.shape.ndims, len(own))
            )
    kept = (set(left_labels) & set(right_labels)) - summed
    free = [set(own) - kept - summed for own in (left_labels, right_labels)]

    def place(index, letter):
        if letter in kept:
            return (-1, letter)
        is_first = letter in free[0] if index == 0 else letter in summed
        return (0 if is_first else 1, letter)

    order = [
        sorted(own, key=lambda letter, i=i: place(i, letter))
        for i, own in enumerate((left_labels, right_labels))
    ]
    left = _transposed(left, [left_labels.find(letter) for letter in order[0]])
    right = _transposed(right, [right_labels.find(letter) for letter in order[1]])
    if not summed:
        for _ in free[1]:
            left = arrays.expand_dims(left, -1)
        for _ in free[0]:
            right = arrays.expand_dims(right, len(kept))
        return math.multiply(left, right), ''.join(order[0] + order[1][len(kept) :])
    dims = _dims(left)
    rows = _size(dims[len(kept) : -len(summed)])
    inner = _size(dims[-len(summed) :])
    left = _reshaped(left, dims[: len(kept)] + [rows, inner])
    other = _dims(right)
    columns = _size(other[len(kept) + len(summed) :])
    right = _reshaped(right, other[: len(kept)] + [inner, columns])
    product = reductions.matmul(left, right)
    shape = dims[: len(kept) + len(free[0])] + other[len(other) - len(free[1]) :]
    product = _reshaped(product, shape)
    letters = order[0][: len(kept) + len(free[0])] + order[1][len(order[1]) - len(free[1]) :]
    return product, ''.join(letters)


def _transposed(tensor, order):
    return tensor if order == list(range(len(order))) else arrays.transpose(tensor, perm=order)


def _dims(tensor):
    """The dimensions, a scalar tensor where one is unknown."""
    dims = tensor.shape.as_list()
    unknown = [i for i, dim in enumerate(dims) if dim is None]
    if unknown:
        shape = arrays.shape(tensor)
        for i in unknown:
            dims[i] = shape[i]
    return dims


def _size(dims):
    result = 1
    for dim in dims:
        result *= dim
    return result


def _reshaped(tensor, shape):
    known = tensor.shape.as_list()
    if len(shape) == len(known) and all(
        isinstance(wanted, int) and own == wanted for own, wanted in zip(known, shape)
    ):
        return tensor
    return arrays.reshape(tensor, tuple(shape))


def _all_at_once(equation, *inputs):
    """Every input broadcast to all letters, multiplied, summed: for a letter in three inputs."""
    inputs = list(inputs)
    labels, wanted = _parsed(equation, [x.shape for x in inputs])
    letters = set(''.join(labels) + wanted)
    order = {}
    for letter in [x for x in sorted(letters) if x not in wanted] + list(wanted):
        order[letter] = len(order)
    shapes = []
    for i, own in enumerate(labels):
        if len(set(own)) != len(own):
            raise ValueError('Subscript not supported: an axis appears more than once: %s' % own)
        turned = sorted(own, key=order.get)
        if list(own) != turned:
            inputs[i] = arrays.transpose(inputs[i], [own.find(letter) for letter in turned])
        labels[i] = turned
        shapes.append([dim if dim else -1 for dim in inputs[i].shape.as_list()])
    for j, letter in enumerate(sorted(letters, key=order.get)):
        for own, shape in zip(labels, shapes):
            if letter not in own:
                shape.insert(j, 1)
        sizes = {shape[j] for shape in shapes if isinstance(shape[j], int) and shape[j] > 1}
        if len(sizes) > 1:
            raise ValueError('Dimension mismatch on axis: %s' % letter)
    product = 1
    for factor in [arrays.reshape(x, shape) for x, shape in zip(inputs, shapes)]:
        product *= factor
    return reductions.reduce_sum(product, [i for i in range(len(letters) - len(wanted))])
