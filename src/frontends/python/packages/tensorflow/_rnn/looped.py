"""tf.nn.dynamic_rnn and its kin: one cell in a tf.while_loop over the time steps of a run."""

from .. import _nest
from .._constant import constant
from .._control_scope import ControlDependencies
from .._convert import convert
from .._dtypes import int32
from .._graph import get_default_graph
from .._name_scope import name_scope
from .._ops import arrays, creation, math, reductions
from .._ops.control import Assert
from .._ops.loops import while_loop
from .._ops.rearranging import reverse_sequence
from .._ops.tensor_arrays import TensorArray
from .._placement import colocate_with
from .._recipes import recalled
from .._shapes import TensorShape, as_shape
from .._tensor import Tensor
from .._variable_scope import variable_scope
from .base import check_is_cell, joined_shape, static_joined_shape
from .sequences import cache_beside_cell, initial_state_of, state_dtype, step_with_lengths


@recalled
def _swap_batch_and_time(x):
    static = x.shape
    if static.ndims is not None and static.ndims < 2:
        return x
    rank = arrays.rank(x)
    turned = arrays.transpose(x, arrays.concat(([1, 0], creation.range_(2, rank)), axis=0))
    turned.set_shape(TensorShape([static[1].value, static[0].value]).concatenate(static[2:]))
    return turned


def _batch_size_of(flat):
    """The batch size of time-major inputs: a number where one of them knows it, else a tensor."""
    for item in flat:
        if item.shape.ndims is None:
            continue
        if item.shape.ndims < 2:
            raise ValueError('Expected input tensor %s to have rank at least 2' % item)
        if item.shape[1].value is not None:
            return item.shape[1].value
    return arrays.shape(flat[0])[1]


def _static_shape(size):
    return as_shape(arrays.constant_value(size)) if isinstance(size, Tensor) else size


def _check_lengths(lengths, batch_size):
    """LENGTHS behind an assertion that there is one per example."""
    graph = get_default_graph()
    shape = arrays.shape(lengths)
    wanted = arrays.stack([batch_size])
    message = ['Expected shape for Tensor %s is ' % lengths.name, wanted, ' but saw shape: ', shape]
    check = Assert(reductions.reduce_all(math.equal(shape, wanted)), message)
    with ControlDependencies(graph, [check]):
        return arrays.identity(lengths, name='CheckSeqLen')


def dynamic_rnn(
    cell,
    inputs,
    sequence_length=None,
    initial_state=None,
    dtype=None,
    parallel_iterations=None,
    swap_memory=False,
    time_major=False,
    scope=None,
):
    """(outputs [batch, time, …], last state) of CELL over INPUTS."""
    check_is_cell('cell', cell)
    with variable_scope(scope or 'rnn') as varscope:
        cache_beside_cell(varscope)
        flat = _nest.flatten(inputs)
        if not time_major:
            flat = [_swap_batch_and_time(x) for x in [convert(item) for item in flat]]
        if sequence_length is not None:
            sequence_length = math.cast(sequence_length, int32)
            if sequence_length.shape.ndims not in (None, 1):
                raise ValueError(
                    'sequence_length must be a vector of length batch_size, but saw shape: %s'
                    % sequence_length.shape
                )
            sequence_length = arrays.identity(sequence_length, name='sequence_length')
        batch_size = _batch_size_of(flat)
        if initial_state is not None:
            state = initial_state
        elif not dtype:
            raise ValueError('If there is no initial_state, you must give a dtype.')
        else:
            state = initial_state_of(cell, batch_size, dtype)
        if sequence_length is not None:
            sequence_length = _check_lengths(sequence_length, batch_size)
        inputs = _nest.pack_sequence_as(inputs, flat)
        outputs, state = _loop(
            cell, inputs, state, parallel_iterations or 32, swap_memory, sequence_length, dtype
        )
        if not time_major:
            outputs = _nest.map_structure(_swap_batch_and_time, outputs)
        return outputs, state


def _checked_shapes(flat):
    shapes = [item.shape.with_rank_at_least(3) for item in flat]
    for shape in shapes:
        if not shape[2:].is_fully_defined():
            raise ValueError(
                'Input size (depth of inputs) must be accessible via shape inference, but saw value '
                'None.'
            )
        if shape[0].value != shapes[0][0].value:
            raise ValueError(
                'Time steps is not the same for all the elements in the input in a batch.'
            )
        if shape[1].value != shapes[0][1].value:
            raise ValueError('Batch_size is not the same for all the elements in the input.')
    return shapes


@recalled
def _zero_output(batch_size, size, dtype):
    return creation.zeros(arrays.stack(joined_shape(batch_size, size)), dtype)


def _loop(cell, inputs, state, parallel_iterations, swap_memory, lengths, dtype):
    flat = _nest.flatten(inputs)
    sizes = _nest.flatten(cell.output_size)
    steps = arrays.shape(flat[0])[0]
    batch_size = _batch_size_of(flat)
    shapes = _checked_shapes(flat)
    static_steps, static_batch = shapes[0].as_list()[:2]
    kind = state_dtype(dtype, state)
    zeros = [_zero_output(batch_size, size, kind) for size in sizes]
    zero_output = _nest.pack_sequence_as(cell.output_size, zeros)
    if lengths is None:
        shortest, longest = None, steps
    else:
        shortest, longest = reductions.reduce_min(lengths), reductions.reduce_max(lengths)
    time = constant(0, dtype=int32, name='time')
    with name_scope('dynamic_rnn') as base_name:
        pass

    def array(name, shape, dtype):
        return TensorArray(
            dtype=dtype, size=steps, element_shape=shape, tensor_array_name=base_name + name
        )

    written = tuple(
        array('output_%d' % i, TensorShape([static_batch]).concatenate(_static_shape(size)), kind)
        for i, size in enumerate(sizes)
    )
    read = [array('input_%d' % i, item.shape[1:], item.dtype) for i, item in enumerate(flat)]
    read = [one.unstack(item) for one, item in zip(read, flat)]

    def step(time, written, state):
        items = [one.read(time) for one in read]
        for item, shape in zip(items, shapes):
            item.set_shape(shape[1:])
        now = _nest.pack_sequence_as(inputs, items)

        def call_cell():
            return cell(now, state)

        if lengths is None:
            output, new_state = call_cell()
        else:
            output, new_state = step_with_lengths(
                time, lengths, shortest, longest, zero_output, state, call_cell,
                without_conditionals=True,
            )
        pairs = zip(written, _nest.flatten(output))
        written = tuple([one.write(time, item) for one, item in pairs])
        return time + 1, written, new_state

    bound = math.minimum(steps, math.maximum(1, longest))
    _, written, state = while_loop(
        cond=lambda time, *_: time < bound,
        body=step,
        loop_vars=(time, written, state),
        parallel_iterations=parallel_iterations,
        maximum_iterations=steps,
        swap_memory=swap_memory,
    )
    outputs = [one.stack() for one in written]
    for output, size in zip(outputs, sizes):
        output.set_shape(static_joined_shape([static_steps, static_batch], size))
    return _nest.pack_sequence_as(cell.output_size, outputs), state


def bidirectional_dynamic_rnn(
    cell_fw,
    cell_bw,
    inputs,
    sequence_length=None,
    initial_state_fw=None,
    initial_state_bw=None,
    dtype=None,
    parallel_iterations=None,
    swap_memory=False,
    time_major=False,
    scope=None,
):
    """((outputs forward, outputs backward), (last state forward, last state backward))"""
    check_is_cell('cell_fw', cell_fw)
    check_is_cell('cell_bw', cell_bw)
    options = {
        'sequence_length': sequence_length,
        'dtype': dtype,
        'parallel_iterations': parallel_iterations,
        'swap_memory': swap_memory,
        'time_major': time_major,
    }
    time_axis, batch_axis = (0, 1) if time_major else (1, 0)

    def turned(x):
        if sequence_length is None:
            return arrays.reverse(x, axis=[time_axis])
        return reverse_sequence(
            input=x, seq_lengths=sequence_length, seq_axis=time_axis, batch_axis=batch_axis
        )

    with variable_scope(scope or 'bidirectional_rnn'):
        with variable_scope('fw') as forward:
            output_fw, state_fw = dynamic_rnn(
                cell_fw, inputs, initial_state=initial_state_fw, scope=forward, **options
            )
        with variable_scope('bw') as backward:
            back = _nest.map_structure(turned, inputs)
            output_bw, state_bw = dynamic_rnn(
                cell_bw, back, initial_state=initial_state_bw, scope=backward, **options
            )
    return (output_fw, turned(output_bw)), (state_fw, state_bw)


def raw_rnn(cell, loop_fn, parallel_iterations=None, swap_memory=False, scope=None):
    """A loop whose inputs, end and outputs LOOP_FN(time, output, state, loop_state) decides."""
    check_is_cell('cell', cell)
    if not callable(loop_fn):
        raise TypeError('loop_fn must be a callable')
    with variable_scope(scope or 'rnn') as varscope:
        cache_beside_cell(varscope)
        time = constant(0, dtype=int32)
        finished, next_input, state, emitted, first_loop_state = loop_fn(time, None, None, None)
        flat_input = _nest.flatten(next_input)
        loop_state = first_loop_state
        if loop_state is None:
            loop_state = constant(0, dtype=int32)
        static_batch = flat_input[0].shape[0]
        for item in flat_input:
            static_batch.merge_with(item.shape[0])
        static_batch = batch_size = static_batch.value
        if batch_size is None:
            batch_size = arrays.shape(flat_input[0])[0]
        _nest.assert_same_structure(state, cell.state_size)
        flat_state = [convert(item) for item in _nest.flatten(state)]
        state = _nest.pack_sequence_as(state, flat_state)
        if emitted is not None:
            flat = _nest.flatten(emitted)
            sizes = [e.shape if e.shape.is_fully_defined() else arrays.shape(e) for e in flat]
            kinds = [item.dtype for item in flat]
        else:
            emitted = cell.output_size
            sizes = _nest.flatten(emitted)
            kinds = [flat_state[0].dtype] * len(sizes)
        written = [
            TensorArray(
                dtype=kind,
                dynamic_size=True,
                element_shape=TensorShape([static_batch]).concatenate(_static_shape(size)),
                size=0,
                name='rnn_output_%d' % i,
            )
            for i, (kind, size) in enumerate(zip(kinds, sizes))
        ]
        written = _nest.pack_sequence_as(emitted, written)
        zeros = [
            creation.zeros(joined_shape(batch_size, size), kind) for size, kind in zip(sizes, kinds)
        ]
        zero_emit = _nest.pack_sequence_as(emitted, zeros)

        def unless_finished(finished, old, new):
            def choose(old, new):
                if isinstance(old, TensorArray) or old.shape.ndims == 0:
                    return new
                with colocate_with(new):
                    return arrays.where(finished, old, new)

            return _nest.map_structure(choose, old, new)

        def body(time, finished, current, written, state, loop_state):
            output, cell_state = cell(current, state)
            _nest.assert_same_structure(state, cell_state)
            _nest.assert_same_structure(cell.output_size, output)
            later = time + 1
            now_finished, upcoming, new_state, emit, new_loop_state = loop_fn(
                later, output, cell_state, loop_state
            )
            _nest.assert_same_structure(state, new_state)
            _nest.assert_same_structure(current, upcoming)
            _nest.assert_same_structure(written, emit)
            if new_loop_state is not None:
                loop_state = new_loop_state
            emit = unless_finished(finished, zero_emit, emit)
            new_state = unless_finished(finished, state, new_state)
            written = _nest.map_structure(lambda one, item: one.write(time, item), written, emit)
            finished = math.logical_or(finished, now_finished)
            return later, finished, upcoming, written, new_state, loop_state

        *_, written, state, loop_state = while_loop(
            lambda _, finished, *rest: math.logical_not(reductions.reduce_all(finished)),
            body,
            loop_vars=[time, finished, next_input, written, state, loop_state],
            parallel_iterations=parallel_iterations or 32,
            swap_memory=swap_memory,
        )
        return written, state, None if first_loop_state is None else loop_state
