"""Products of vectors and matrices: dot, matmul, inner, outer, tensordot, kron, cross, trace."""

from . import _kernels
from ._array import attach, header, ndarray, new
from ._copying import assign
from ._discovery import asanyarray, asarray
from ._dtypes import BFLOAT16, BOOL, FLOAT16, INT64, promote
from ._shaping import broadcast_shapes, broadcast_to, normalize_axes
from ._ufunc import in_class_of, shape_text
from . import _ufunc_table as uf


def _multiply_stacks(a, b, kind):
    """Matrix products over leading axes that broadcast; both have at least two axes."""
    if kind.kind in 'OU':
        raise TypeError('a matrix product of objects or texts is not evaluated by this engine')
    if kind is BFLOAT16:
        return _multiply_stacks(a.astype(FLOAT16), b.astype(FLOAT16), FLOAT16)
    stack = ()
    if len(a._shape) > 2 or len(b._shape) > 2:
        stack = broadcast_shapes(a._shape[:-2], b._shape[:-2])
        a = broadcast_to(a, stack + a._shape[-2:])
        b = broadcast_to(b, stack + b._shape[-2:])
    made = new(stack + (a._shape[-2], b._shape[-1]), INT64 if kind is BOOL else kind)
    if made._size:
        _kernels.matmul(header(a), header(b), header(made))
    return made.astype(bool) if kind is BOOL else made


def matmul(x1, x2, out=None, **named):
    """x1 @ x2."""
    a, b = asanyarray(x1), asanyarray(x2)
    for place, one in enumerate((a, b)):
        if not one.ndim:
            raise ValueError('matmul: Input operand %d does not have enough dimensions (has 0, gufunc '
                             'core with signature (n?,k),(k,m?)->(n?,m?) requires 1)' % place)
    left = a.reshape(1, -1) if a.ndim == 1 else a
    right = b.reshape(-1, 1) if b.ndim == 1 else b
    if left._shape[-1] != right._shape[-2]:
        raise ValueError(
            'matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature '
            '(n?,k),(k,m?)->(n?,m?) (size %d is different from %d)'
            % (right._shape[-2], left._shape[-1]))
    made = _multiply_stacks(left, right, promote(a._dtype, b._dtype))
    shape = made._shape
    if a.ndim == 1:
        shape = shape[:-2] + shape[-1:]
    if b.ndim == 1:
        shape = shape[:-1]
    if shape != made._shape:
        made = made.reshape(shape)
    return _delivered(made, out, a, b)


def _delivered(made, out, *sources):
    if out is not None:
        assign(out, made)
        return out
    if any(type(s) is not ndarray for s in sources):
        made = in_class_of(made, *sources)
    return made if made._shape else made[()]


def dot(a, b, out=None):
    """Inner product over the last axis of a and the last but one of b."""
    a, b = asanyarray(a), asanyarray(b)
    if a._dtype is BFLOAT16 and b._dtype is BFLOAT16:
        raise ValueError('dot not available for this type')
    if not a.ndim or not b.ndim:
        found = uf.multiply(a, b, dtype=promote(a._dtype, b._dtype))
        return found if out is None else _delivered(asarray(found), out)
    if b.ndim == 1:
        axis, shape = 0, ()
    else:
        axis, shape = b.ndim - 2, b._shape[:-2] + b._shape[-1:]
    if a._shape[-1] != b._shape[axis]:
        raise ValueError('shapes %s and %s not aligned: %d (dim %d) != %d (dim %d)' % (
            shape_text(a._shape), shape_text(b._shape), a._shape[-1], a.ndim - 1,
            b._shape[axis], axis))
    left = a.reshape(-1, a._shape[-1]) if a.ndim != 2 else a
    if b.ndim == 1:
        right = b.reshape(-1, 1)
    elif b.ndim == 2:
        right = b
    else:
        order = [axis] + [k for k in range(b.ndim) if k != axis]
        right = b.transpose(order).reshape(b._shape[axis], -1)
    made = _multiply_stacks(left, right, promote(a._dtype, b._dtype))
    return _delivered(made.reshape(a._shape[:-1] + shape), out, a, b)


def vdot(a, b):
    return dot(asarray(a).ravel(), asarray(b).ravel())


def inner(a, b):
    a, b = asarray(a), asarray(b)
    if not a.ndim or not b.ndim:
        return uf.multiply(a, b)
    if a._shape[-1] != b._shape[-1]:
        raise ValueError('shapes %s and %s not aligned: %d (dim %d) != %d (dim %d)' % (
            shape_text(a._shape), shape_text(b._shape), a._shape[-1], a.ndim - 1, b._shape[-1],
            b.ndim - 1))
    made = tensordot(a, b, (-1, -1))
    return made if made.ndim else made[()]


def outer(a, b, out=None):
    made = uf.multiply(asarray(a).ravel().reshape(-1, 1), asarray(b).ravel())
    return made if out is None else _delivered(made, out)


def tensordot(a, b, axes=2):
    """Sums of products over the named axes of both."""
    a, b = asarray(a), asarray(b)
    if hasattr(axes, '__iter__'):
        axes_a, axes_b = axes
        axes_a = list(axes_a) if hasattr(axes_a, '__iter__') else [axes_a]
        axes_b = list(axes_b) if hasattr(axes_b, '__iter__') else [axes_b]
    else:
        axes_a, axes_b = list(range(-axes, 0)), list(range(axes))
    axes_a, axes_b = normalize_axes(axes_a, a.ndim), normalize_axes(axes_b, b.ndim)
    if len(axes_a) != len(axes_b) or any(
            a._shape[i] != b._shape[j] for i, j in zip(axes_a, axes_b)):
        raise ValueError('shape-mismatch for sum')
    rest_a = [k for k in range(a.ndim) if k not in axes_a]
    rest_b = [k for k in range(b.ndim) if k not in axes_b]
    count = 1
    for k in axes_a:
        count *= a._shape[k]
    shape_a, shape_b = (tuple(x._shape[k] for k in rest) for x, rest in ((a, rest_a), (b, rest_b)))
    rows = columns = 1
    for n in shape_a:
        rows *= n
    for n in shape_b:
        columns *= n
    made = dot(a.transpose(rest_a + list(axes_a)).reshape(rows, count),
               b.transpose(list(axes_b) + rest_b).reshape(count, columns))
    return asarray(made).reshape(shape_a + shape_b)


def kron(a, b):
    """Kronecker product."""
    a, b = asarray(a), asarray(b)
    n = max(a.ndim, b.ndim)
    a = a.reshape((1,) * (n - a.ndim) + a._shape)
    b = b.reshape((1,) * (n - b.ndim) + b._shape)
    interleaved = lambda shape, first: tuple(
        x for one in shape for x in ((one, 1) if first else (1, one)))
    made = a.reshape(interleaved(a._shape, True)) * b.reshape(interleaved(b._shape, False))
    return made.reshape(tuple(p * q for p, q in zip(a._shape, b._shape)))


def cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None):
    """Vector product of vectors with two or three components."""
    if axis is not None:
        axisa = axisb = axisc = axis
    from ._joining import stack
    from ._shaping import moveaxis
    a, b = moveaxis(asarray(a), axisa, -1), moveaxis(asarray(b), axisb, -1)
    if a._shape[-1] not in (2, 3) or b._shape[-1] not in (2, 3):
        raise ValueError('incompatible dimensions for cross product\n'
                         '(dimension must be 2 or 3)')
    a0, a1, b0, b1 = a[..., 0], a[..., 1], b[..., 0], b[..., 1]
    z = a0 * b1 - a1 * b0
    if a._shape[-1] == 2 and b._shape[-1] == 2:
        return z
    a2 = a[..., 2] if a._shape[-1] == 3 else a0 * 0
    b2 = b[..., 2] if b._shape[-1] == 3 else b0 * 0
    return stack([a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, z], axisc)


def _trace(self, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return self.diagonal(offset, axis1, axis2).sum(-1, dtype, out)


def trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None):
    return asanyarray(a).trace(offset, axis1, axis2, dtype, out)


def _matmul_operator(self, other):
    if type(other) is not ndarray:
        from ._operators import _gives_way
        if _gives_way(self, other):
            return NotImplemented
    return matmul(self, other)


def _reflected_matmul(self, other):
    return matmul(other, self)


def _matmul_in_place(self, other):
    assign(self, matmul(self, other))
    return self


attach(dot=lambda self, b, out=None: dot(self, b, out), trace=_trace, __matmul__=_matmul_operator,
       __rmatmul__=_reflected_matmul, __imatmul__=_matmul_in_place)
