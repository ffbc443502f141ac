"""tf.map_fn, scan, foldl and foldr: loops over the rows of tensors, made of while_loop and TensorArray."""

from .. import _nest
from .._constant import constant
from .._convert import convert
from .._name_scope import name_scope
from .._shapes import Dimension, TensorShape
from . import arrays
from .loops import while_loop
from .tensor_arrays import TensorArray


def _structure(value):
    """(flatten, pack) for nested values like VALUE."""
    if _nest.is_sequence(value):
        return _nest.flatten, lambda flat: _nest.pack_sequence_as(value, flat)
    return (lambda one: [one]), (lambda flat: flat[0])


def _rows(elem):
    """How many rows: a Python int if that is known and not zero, else a tensor."""
    known = elem.shape[0].value
    return known or arrays.shape(elem)[0]


def _unstacked(elems, n, element_shape=lambda elem: None):
    """A TensorArray of the N rows of each of ELEMS."""
    made = [
        TensorArray(
            dtype=elem.dtype,
            size=n,
            dynamic_size=False,
            element_shape=element_shape(elem),
            infer_shape=True,
        )
        for elem in elems
    ]
    return [array.unstack(elem) for array, elem in zip(made, elems)]


def _with_static_rows(results, elems):
    rows = Dimension(elems[0].shape.with_rank_at_least(1)[0].value)
    for elem in elems[1:]:
        rows.merge_with(Dimension(elem.shape.with_rank_at_least(1)[0].value))
    for result in results:
        result.set_shape(TensorShape([rows]).concatenate(result.shape[1:]))
    return results


def map_fn(
    fn,
    elems,
    dtype=None,
    parallel_iterations=None,
    back_prop=True,
    swap_memory=False,
    infer_shape=True,
    name=None,
):
    """FN of every row of ELEMS, stacked. DTYPE has the structure of what FN returns."""
    if not callable(fn):
        raise TypeError('fn must be callable.')
    parallel_iterations = parallel_iterations or 10
    flatten_input, pack_input = _structure(elems)
    flatten_output, pack_output = _structure(elems if dtype is None else dtype)
    flat = flatten_input(elems)
    with name_scope(name, 'map', flat):
        flat = [convert(elem, name='elem') for elem in flat]
        dtype = dtype or pack_input([elem.dtype for elem in flat])
        rank = flat[0].shape.ndims
        if rank is not None and rank < 1:
            if len(flat) == 1:
                raise ValueError('elems must be a 1+ dimensional Tensor, not a scalar')
            raise ValueError('elements in elems must be 1+ dimensional Tensors, not scalars')
        n = _rows(flat[0])
        inputs = _unstacked(flat, n)
        i = constant(0)
        outputs = [
            TensorArray(dtype=dt, size=n, dynamic_size=False, infer_shape=infer_shape)
            for dt in flatten_output(dtype)
        ]

        def compute(i, arrays_so_far):
            values = fn(pack_input([array.read(i) for array in inputs]))
            _nest.assert_same_structure(dtype or elems, values)
            written = [
                array.write(i, value)
                for array, value in zip(arrays_so_far, flatten_output(values))
            ]
            return (i + 1, written)

        _, outputs = while_loop(
            lambda i, _: i < n,
            compute,
            (i, outputs),
            parallel_iterations=parallel_iterations,
            back_prop=back_prop,
            swap_memory=swap_memory,
            maximum_iterations=n,
        )
        return pack_output(_with_static_rows([array.stack() for array in outputs], flat))


def _fold(default_name, is_from_end, doc):
    """The function DEFAULT_NAME: FN over the rows of ELEMS, one after the other."""

    def fold(
        fn,
        elems,
        initializer=None,
        parallel_iterations=10,
        back_prop=True,
        swap_memory=False,
        name=None,
    ):
        if not callable(fn):
            raise TypeError('fn must be callable.')
        with name_scope(name, default_name, _nest.flatten(elems)):
            flat = [convert(elem, name='elem') for elem in _nest.flatten(elems)]
            n = _rows(flat[0])
            inputs = _nest.map_structure(lambda elem: _unstacked([elem], n)[0], elems)

            def row(i):
                return _nest.map_structure(lambda array: array.read(i), inputs)

            if is_from_end:
                i, value = (n - 1, None) if initializer is None else (n, initializer)
                if initializer is None:
                    value = row(i)

                def compute(i, value):
                    i -= 1
                    return [i, fn(value, row(i))]

                def condition(i, value):
                    return i > 0

            else:
                value = row(0) if initializer is None else initializer
                i = constant(1 if initializer is None else 0)

                def compute(i, value):
                    value = fn(value, row(i))
                    return [i + 1, value]

                def condition(i, value):
                    return i < n

            _, result = while_loop(
                condition,
                compute,
                [i, value],
                maximum_iterations=n,
                parallel_iterations=parallel_iterations,
                back_prop=back_prop,
                swap_memory=swap_memory,
            )
            return result

    fold.__name__ = fold.__qualname__ = default_name
    fold.__doc__ = doc
    return fold


foldl = _fold('foldl', False, 'FN over the rows of ELEMS from the first to the last.')
foldr = _fold('foldr', True, 'FN over the rows of ELEMS from the last to the first.')


def scan(
    fn,
    elems,
    initializer=None,
    parallel_iterations=10,
    back_prop=True,
    swap_memory=False,
    infer_shape=True,
    reverse=False,
    name=None,
):
    """All the values on the way of `foldl` (from the end when REVERSE), stacked."""
    if not callable(fn):
        raise TypeError('fn must be callable.')
    flatten_input, pack_input = _structure(elems)
    flatten_output, pack_output = _structure(elems if initializer is None else initializer)
    flat = flatten_input(elems)
    with name_scope(name, 'scan', flat):
        flat = [convert(elem, name='elem') for elem in flat]
        n = flat[0].shape[0].value
        if n is None:
            n = arrays.shape(flat[0])[0]
        inputs = _unstacked(flat, n, lambda elem: elem.shape[1:])
        if initializer is None:
            start = [array.read(n - 1 if reverse else 0) for array in inputs]
            i = 1
        else:
            start = [convert(value) for value in flatten_output(initializer)]
            i = 0
        outputs = [
            TensorArray(
                dtype=value.dtype,
                size=n,
                element_shape=value.shape if infer_shape else None,
                dynamic_size=False,
                infer_shape=infer_shape,
            )
            for value in start
        ]
        if initializer is None:
            outputs = [
                array.write(n - 1 if reverse else 0, value) for array, value in zip(outputs, start)
            ]

        def compute(i, values, arrays_so_far):
            elem = pack_input([array.read(i) for array in inputs])
            result = fn(pack_output(values), elem)
            _nest.assert_same_structure(elems if initializer is None else initializer, result)
            result = flatten_output(result)
            written = [array.write(i, value) for array, value in zip(arrays_so_far, result)]
            return (i - 1 if reverse else i + 1, result, written)

        def condition(i, _1, _2):
            return i >= 0 if reverse else i < n

        _, _, outputs = while_loop(
            condition,
            compute,
            (n - 1 - i if reverse else i, start, outputs),
            parallel_iterations=parallel_iterations,
            back_prop=back_prop,
            swap_memory=swap_memory,
            maximum_iterations=n,
        )
        return pack_output(_with_static_rows([array.stack() for array in outputs], flat))
