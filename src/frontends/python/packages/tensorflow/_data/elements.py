"""Datasets at run time: each is a function that begins a new pass over its elements, which are lists
of arrays. The orders of shuffles are TensorFlow's, number by number."""

import numpy as _np

from .._errors import DataLossError, InvalidArgumentError
from .._philox import Philox
from .._queue_state import arrays_of
from .._queues import _element, _stacked


def tensors(components):
    def begin():
        yield list(components)

    return begin


def slices(components):
    def begin():
        for i in range(len(components[0])):
            yield [_element(component, i) for component in components]

    return begin


def numbers(start, stop, step):
    def begin():
        for number in range(start, stop, step):
            yield [_np.array(number, dtype=_np.int64)]

    return begin


def zipped(parts):
    def begin():
        for rows in zip(*[part() for part in parts]):
            yield [value for row in rows for value in row]

    return begin


def joined(first, second):
    def begin():
        yield from first()
        yield from second()

    return begin


def mapped(source, call):
    def begin():
        for element in source():
            yield arrays_of(call(element))

    return begin


def chosen(source, call):
    def begin():
        for element in source():
            if call(element)[0]:
                yield element

    return begin


def flattened(source, open_inner):
    def begin():
        for element in source():
            yield from open_inner(element)()

    return begin


def batches(source, size, drop_remainder, stack):
    def begin():
        rows = []
        for element in source():
            rows.append(element)
            if len(rows) == size:
                yield stack(rows)
                rows = []
        if rows and not drop_remainder:
            yield stack(rows)

    return begin


def stacked(rows):
    """One array per component; the elements must have one shape."""
    for row in rows:
        for i, value in enumerate(row):
            if value.shape != rows[0][i].shape:
                raise InvalidArgumentError(
                    None,
                    None,
                    'Cannot batch tensors with different shapes in component %d. First element had shape '
                    '%s and element %d had shape %s.' % (
                        i, _bracket(rows[0][i].shape), rows.index(row), _bracket(value.shape)),
                )
    return [_stacked([row[i] for row in rows]) for i in range(len(rows[0]))]


def _bracket(shape):
    return '[%s]' % ','.join(map(str, shape))


def padded(shapes, values):
    """Stacks after padding each component to its shape; -1 is the longest of the batch."""

    def stack(rows):
        return [
            _padded([row[i] for row in rows], shapes[i].tolist(), values[i], i)
            for i in range(len(rows[0]))
        ]

    return stack


def _padded(items, wanted, value, component):
    dims = [
        max(item.shape[axis] for item in items) if dim < 0 else int(dim)
        for axis, dim in enumerate(wanted)
    ]
    made = _np.full((len(items), *dims), value, dtype=items[0].dtype)
    for place, item in enumerate(items):
        if any(have > dim for have, dim in zip(item.shape, dims)):
            raise DataLossError(
                None,
                None,
                'Attempted to pad to a smaller size than the input element.',
            )
        made[(place, *[slice(0, length) for length in item.shape])] = item
    return made


def repeated(source, count):
    fused = getattr(source, 'repeated', None)
    if fused is not None:
        return fused(count)

    def begin():
        done = 0
        while count < 0 or done < count:
            is_empty = True
            for element in source():
                is_empty = False
                yield element
            if is_empty:
                return
            done += 1

    return begin


def taken(source, count):
    def begin():
        if count == 0:
            return
        for place, element in enumerate(source()):
            yield element
            if place + 1 == count:
                return

    return begin


def skipped(source, count):
    def begin():
        if count < 0:
            return
        for place, element in enumerate(source()):
            if place >= count:
                yield element

    return begin


def cached(source):
    kept = []
    state = {'whole': False}

    def begin():
        if state['whole']:
            yield from kept
            return
        found = []
        for element in source():
            found.append(element)
            yield element
        kept[:] = found
        state['whole'] = True

    return begin


def shuffled(source, size, seeds, reshuffle):
    """A buffer of SIZE elements, of which one is drawn at a time; every pass has new seeds unless
    RESHUFFLE is false."""
    parent = Philox(*seeds)

    def begin():
        generator = Philox(parent.next(), parent.next()) if reshuffle else Philox(*seeds)
        buffer = []
        elements = source()
        for element in elements:
            buffer.append(element)
            if len(buffer) == size:
                break
        # The oldest place is refilled: a ring of `size` places that begins at `start`.
        start, left = 0, len(buffer)
        while left:
            place = (start + generator.next() % left) % len(buffer)
            element = buffer[place]
            buffer[place] = buffer[start % len(buffer)]
            following = next(elements, None)
            if following is None:
                left -= 1
            else:
                buffer[start % len(buffer)] = following
            start += 1
            yield element

    if reshuffle:
        begin.repeated = lambda count: _shuffled_and_repeated(source, size, seeds, count)
    return begin


def _shuffled_and_repeated(source, size, seeds, count):
    """What TensorFlow makes of shuffle followed by repeat: one buffer across the passes, of which the
    elements of an earlier pass are drawn first."""

    def begin():
        generator = Philox(*seeds)
        buffer = [None] * size
        passes = [[0, 0]]  # [first place, place after the last], by pass; places go on around the ring
        held, done, is_new, elements = 0, 0, True, source()
        while True:
            while elements is not None and held < size:
                element = next(elements, None)
                if element is not None:
                    buffer[passes[-1][1] % size] = element
                    passes[-1][1] += 1
                    held, is_new = held + 1, False
                    continue
                done += 1
                is_over = is_new or 0 <= count <= done
                elements = None if is_over else source()
                is_new = True
                passes.append([passes[-1][1]] * 2)
            if held == 0:
                return
            while passes[0][0] == passes[0][1]:
                del passes[0]
            start, end = passes[0]
            place = (start + generator.next() % (end - start)) % size
            element = buffer[place]
            buffer[place] = buffer[start % size]
            passes[0][0] += 1
            held -= 1
            yield element

    return begin
