"""keras.backend.rnn: a step function over time, unrolled or in a loop, with masks.

Of tensorflow/python/keras/backend.py. Where the mask is false, outputs and states stay what they were.
"""

from .. import _dtypes as dtypes
from .. import _nest
from .._constant import constant
from .._ops import arrays, creation
from .._ops.loops import while_loop
from .._ops.tensor_arrays import TensorArray
from .._tensor import Tensor
from .backend_math import expand_dims, reverse
from .backend_values import cast


def _swapped(tensor):
    """Time and samples exchanged."""
    axes = list(range(len(tensor.shape)))
    axes[0], axes[1] = 1, 0
    return arrays.transpose(tensor, axes)


def _wide_mask(mask, like, fixed=1):
    for _ in range(len(like.shape) - len(mask.shape)):
        mask = arrays.expand_dims(mask, -1)
    return arrays.tile(mask, [1] * fixed + like.shape.as_list()[fixed:])


def _chosen(mask, new, old):
    return arrays.where(_wide_mask(mask, new), new, old)


def rnn(
    step_function,
    inputs,
    initial_states,
    go_backwards=False,
    mask=None,
    constants=None,
    unroll=False,
    input_length=None,
    time_major=False,
    zero_output_for_mask=False,
):
    """(last output, all outputs, last states); INPUTS are [samples, time, …]."""
    if not time_major:
        inputs = _nest.map_structure(_swapped, inputs)
    flat = _nest.flatten(inputs)
    steps, batch = flat[0].shape[0].value, flat[0].shape[1].value
    count = arrays.shape(flat[0])[0]
    for tensor in flat:
        tensor.shape.with_rank_at_least(3)
    if mask is not None:
        if mask.dtype != dtypes.bool_:
            mask = cast(mask, dtypes.bool_)
        if len(mask.shape) == 2:
            mask = expand_dims(mask)
        if not time_major:
            mask = _swapped(mask)
    constants = tuple(constants or ())
    run = _unrolled if unroll else _looped
    last, outputs, states = run(
        step_function, inputs, initial_states, go_backwards, mask, constants, steps, count,
        input_length, zero_output_for_mask,
    )  # fmt: skip

    def known(output):
        if isinstance(output, Tensor):
            shape = output.shape.as_list()
            output.set_shape([steps, batch, *shape[2:]])
        return output

    outputs = _nest.map_structure(known, outputs)
    if not time_major:
        outputs = _nest.map_structure(_swapped, outputs)
    return last, outputs, states


def _unrolled(
    step_function, inputs, initial_states, go_backwards, mask, constants, steps, count, length,
    zero_output_for_mask,
):  # fmt: skip
    if not steps:
        raise ValueError('Unrolling requires a fixed number of timesteps.')

    def over_time(tensor):
        slices = arrays.unstack(tensor)
        return slices[::-1] if go_backwards else slices

    by_time = [over_time(tensor) for tensor in _nest.flatten(inputs)]
    masks = None if mask is None else over_time(mask)
    states = tuple(initial_states)
    outputs = []
    for i in range(steps):
        given = _nest.pack_sequence_as(inputs, [slices[i] for slices in by_time])
        output, new_states = step_function(given, tuple(states) + constants)
        if masks is not None:
            wide = _wide_mask(masks[i], output)
            before = outputs[-1] if outputs else creation.zeros_like(output)
            output = arrays.where(wide, output, before)
            new_states = [_chosen(masks[i], new, old) for old, new in zip(states, new_states)]
        states = new_states
        outputs.append(output)
    last = outputs[-1]
    whole = arrays.stack(outputs)
    if masks is not None and zero_output_for_mask:
        last = arrays.where(_wide_mask(masks[-1], last), last, creation.zeros_like(last))
        wide = _wide_mask(mask, whole, fixed=2)
        whole = arrays.where(wide, whole, creation.zeros_like(whole))
    return last, whole, states


def _looped(
    step_function, inputs, initial_states, go_backwards, mask, constants, steps, count, length,
    zero_output_for_mask,
):  # fmt: skip
    flat = _nest.flatten(inputs)
    states = tuple(initial_states)
    read = [
        TensorArray(dtype=tensor.dtype, size=count, tensor_array_name='input_ta_%d' % i)
        for i, tensor in enumerate(flat)
    ]
    read = [
        array.unstack(reverse(tensor, 0) if go_backwards else tensor)
        for array, tensor in zip(read, flat)
    ]
    first = _nest.pack_sequence_as(inputs, [tensor[0] for tensor in flat])
    like, _ = step_function(first, states + constants)
    written = tuple(
        TensorArray(
            dtype=output.dtype,
            size=count,
            element_shape=output.shape,
            tensor_array_name='output_ta_%d' % i,
        )
        for i, output in enumerate(_nest.flatten(like))
    )
    time = constant(0, dtype='int32', name='time')
    options = {'maximum_iterations': length, 'parallel_iterations': 32, 'swap_memory': True}

    def goes_on(time, *_):
        return time < count

    def stepped(time, states):
        given = _nest.pack_sequence_as(inputs, [array.read(time) for array in read])
        return given, tuple(states) + constants

    def with_shapes(states, new_states):
        new = _nest.flatten(new_states)
        for old, one in zip(_nest.flatten(states), new):
            if isinstance(one, Tensor):
                one.set_shape(old.shape)
        return new

    if mask is None:

        def body(time, arrays_, *states):
            output, new_states = step_function(*stepped(time, states))
            new = with_shapes(states, new_states)
            arrays_ = tuple(a.write(time, o) for a, o in zip(arrays_, _nest.flatten(output)))
            return (time + 1, arrays_, *_nest.pack_sequence_as(initial_states, new))

        final = while_loop(goes_on, body, (time, written, *states), **options)
        states = final[2:]
    else:
        if not states:
            raise ValueError(
                'No initial states provided! When using masking in an RNN, you should provide initial '
                'states (and your step function should return as its first state at time `t` the output '
                'at time `t-1`).'
            )
        if go_backwards:
            mask = reverse(mask, 0)
        masks = TensorArray(dtype=dtypes.bool_, size=count, tensor_array_name='mask_ta')
        masks = masks.unstack(mask)
        zeros = tuple(creation.zeros_like(output) for output in _nest.flatten(like))

        def masked_body(time, arrays_, before, *states):
            given = _nest.pack_sequence_as(inputs, [array.read(time) for array in read])
            now = masks.read(time)
            output, new_states = step_function(given, tuple(states) + constants)
            flat_output = _nest.flatten(output)
            kept = zeros if zero_output_for_mask else _nest.flatten(before)
            wide = [_wide_mask(now, one) for one in flat_output]
            chosen = tuple(arrays.where(*parts) for parts in zip(wide, flat_output, kept))
            old = _nest.flatten(states)
            new = with_shapes(states, new_states)
            wide = [_wide_mask(now, one) for one in old]
            final = [arrays.where(*parts) for parts in zip(wide, new, old)]
            new_states = _nest.pack_sequence_as(new_states, final)
            arrays_ = tuple(a.write(time, o) for a, o in zip(arrays_, chosen))
            return (time + 1, arrays_, chosen, *new_states)

        final = while_loop(goes_on, masked_body, (time, written, zeros, *states), **options)
        states = final[3:]
    outputs = [array.stack() for array in final[1]]
    last = _nest.pack_sequence_as(like, [output[-1] for output in outputs])
    return last, _nest.pack_sequence_as(like, outputs), states
