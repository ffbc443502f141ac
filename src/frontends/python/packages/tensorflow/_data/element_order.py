"""Datasets at run time that choose, cut or group the elements of others (kernels/data/*.cc)."""

from .._errors import InvalidArgumentError
from .._queue_state import arrays_of
from .._queues import _element
from . import iterators


def interleaved(source, open_inner, cycle_length, block_length):
    """CYCLE_LENGTH inner data sets at a time, BLOCK_LENGTH elements of each in turn (interleave_dataset_op.cc)."""

    def begin():
        outer, is_over = source(), False
        current = [None] * cycle_length
        place, taken, count = 0, 0, 0
        while not is_over or count > 0:
            inner = current[place]
            if inner is not None:
                element = next(inner, None)
                if element is not None:
                    taken += 1
                    if taken == block_length:
                        place, taken = (place + 1) % cycle_length, 0
                    yield element
                    continue
                current[place] = None
                count -= 1
            elif not is_over:
                element = next(outer, None)
                if element is not None:
                    current[place] = open_inner(element)()
                    count += 1
                else:
                    is_over = True
                continue
            place, taken = (place + 1) % cycle_length, 0

    return begin


def windows(source, size, shift, stride, drop_remainder):
    """A data set per component of each window (window_dataset_op.cc)."""
    for number, name in ((size, 'size'), (shift, 'shift'), (stride, 'stride')):
        if number <= 0:
            raise InvalidArgumentError(None, None, 'Window %s must be greater than zero.' % name)
    span = (size - 1) * stride + 1

    def begin():
        rows, is_over, left_out = [], False, 0
        feed = source()
        while True:
            while left_out > 0 and not is_over:
                is_over = next(feed, None) is None
                left_out -= 1
            while len(rows) < span and not is_over:
                row = next(feed, None)
                if row is None:
                    is_over = True
                else:
                    rows.append(row)
            if not rows or (drop_remainder and len(rows) < span):
                return
            chosen = rows[:span:stride]
            yield [variant_of([[row[i]] for row in chosen]) for i in range(len(chosen[0]))]
            left_out = max(0, shift - len(rows))
            rows = rows[shift:]

    return begin


def variant_of(rows):
    """The number of a data set of ROWS."""
    return iterators.dataset_value(lambda: iter(rows))[0]


def every(source, count, index):
    """The elements INDEX, INDEX + COUNT, … (shard_dataset_op.cc)."""
    if count <= 0:
        raise InvalidArgumentError(
            None, None,
            'Number of shards must be greater than zero (currently num_shards = %d).' % count,
        )
    if not 0 <= index < count:
        raise InvalidArgumentError(
            None, None,
            'Index must be between 0 and %d (currently index = %d, num_shards = %d).'
            % (count - 1, index, count),
        )

    def begin():
        for place, element in enumerate(source()):
            if place % count == index:
                yield element

    return begin


def rows_of(source):
    def begin():
        for element in source():
            for i in range(len(element[0])):
                yield [_element(component, i) for component in element]

    return begin


def grouped(source, key_of, size_of, open_group):
    """Windows of the elements of one key; at the end what is left, by key (group_by_window_dataset_op.cc)."""

    def begin():
        groups, sizes = {}, {}
        for element in source():
            key = int(key_of(element))
            if key not in sizes or not groups.get(key):
                sizes[key] = int(size_of(key))
                if sizes[key] <= 0:
                    raise InvalidArgumentError(
                        None, None,
                        'Window size must be greater than zero, but got %d.' % sizes[key],
                    )
            rows = groups.setdefault(key, [])
            rows.append(element)
            if len(rows) == sizes[key]:
                del groups[key]
                yield from open_group(key, rows)()
        for key in sorted(groups):
            yield from open_group(key, groups[key])()

    return begin


def scanned(source, state, call):
    """CALL(state, element) gives the next state and an output."""

    def begin():
        held = list(state)
        for element in source():
            results = arrays_of(call([*held, *element]))
            held = results[: len(held)]
            yield results[len(held) :]

    return begin


def reduced(source, state, call):
    held = list(state)
    for element in source():
        held = arrays_of(call([*held, *element]))
    return held


def while_true(source, call):
    def begin():
        for element in source():
            if not call(element)[0]:
                return
            yield element

    return begin


def unlike(source):
    """Each element once."""

    def begin():
        seen = set()
        for element in source():
            [value] = element
            key = value.item() if value.ndim == 0 else value.tobytes()
            if key not in seen:
                seen.add(key)
                yield element

    return begin


def directed(selector, parts):
    """From the part that SELECTOR names (directed_interleave_dataset_op.cc)."""

    def begin():
        open_parts = [part() for part in parts]
        left = len(open_parts)
        for choice in selector():
            number = int(choice[0])
            if not 0 <= number < len(parts):
                raise InvalidArgumentError(
                    None, None,
                    'Selector index out of range: %d >= %d' % (number, len(parts)),
                )
            element = next(open_parts[number], None) if open_parts[number] is not None else None
            if element is not None:
                yield element
                continue
            if open_parts[number] is not None:
                open_parts[number] = None
                left -= 1
            if left == 0:
                return

    return begin


def single(source):
    feed = source()
    element = next(feed, None)
    if element is None:
        raise InvalidArgumentError(None, None, 'Dataset was empty.')
    if next(feed, None) is not None:
        raise InvalidArgumentError(None, None, 'Dataset had more than one element.')
    return element


def text_lines(names, compression):
    """The lines of files, without their ends (text_line_dataset_op.cc)."""

    def begin():
        for name in names:
            lines = file_bytes(name, compression).split(b'\n')
            if lines[-1] == b'':
                lines.pop()
            for line in lines:
                yield arrays_of([line.removesuffix(b'\r')])

    return begin


def file_bytes(name, compression=b''):
    """What is in a file, unpacked; TensorFlow's error where there is none."""
    from .._file_io import raise_for

    try:
        with open(name, 'rb') as file:
            data = file.read()
    except OSError as error:
        raise_for(error, name)
    if compression in (b'GZIP', b'ZLIB'):
        import zlib

        data = zlib.decompress(data, 47)
    elif compression != b'':
        raise InvalidArgumentError(
            None, None, 'Unsupported compression_type: %s.' % compression.decode()
        )
    return data
