"""Arrays as sets: unique, membership, union, intersection."""

from ._discovery import asanyarray, asarray
from ._dtypes import BOOL, INT64
from ._joining import concatenate
from ._shaping import normalize_axis


def _sorted_with_order(flat):
    order = flat.argsort()
    return flat[order], order


def _starts(line):
    """True where a sorted line begins a new value; NaN counts once."""
    from ._creation import empty
    mask = empty((line.size,), BOOL)
    if line.size:
        mask[0] = True
        mask[1:] = line[1:] != line[:-1]
        if line._dtype.kind == 'f':
            from ._ufunc_table import isnan, logical_and
            mask[1:][logical_and(isnan(line[1:]), isnan(line[:-1]))] = False
    return mask


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *,
           equal_nan=True):
    """The sorted different values; on request where they stood and how often."""
    ar = asanyarray(ar)
    if axis is not None:
        return _unique_along(ar, axis, return_index, return_inverse, return_counts)
    flat = ar.ravel()
    line, order = _sorted_with_order(flat)
    mask = _starts(line)
    found = [line[mask]]
    if return_index:
        found.append(order[mask])
    if return_inverse:
        inverse = asarray(mask.astype(INT64).cumsum() - 1)
        placed = inverse.copy()
        placed[order] = inverse
        found.append(placed)
    if return_counts:
        places = concatenate(mask.nonzero() + (asarray([line.size]),))
        found.append(places[1:] - places[:-1])
    return found[0] if len(found) == 1 else tuple(found)


def _unique_along(ar, axis, return_index, return_inverse, return_counts):
    axis = normalize_axis(axis, ar.ndim)
    rows = ar.swapaxes(axis, 0)
    keys = [tuple(row.ravel().tolist()) for row in rows]
    order = sorted(range(len(keys)), key=lambda k: keys[k])
    first, inverse, counts = [], [0] * len(keys), []
    for place in order:
        if not first or keys[first[-1]] != keys[place]:
            first.append(place)
            counts.append(0)
        counts[-1] += 1
        inverse[place] = len(first) - 1
    found = [rows[asarray(first, INT64)].swapaxes(axis, 0)]
    for wanted, values in ((return_index, first), (return_inverse, inverse),
                           (return_counts, counts)):
        if wanted:
            found.append(asarray(values, INT64))
    return found[0] if len(found) == 1 else tuple(found)


def in1d(ar1, ar2, assume_unique=False, invert=False, *, kind=None):
    """For each element of the first whether it is in the second."""
    a, b = asarray(ar1).ravel(), asarray(ar2).ravel()
    members = set(b.tolist())
    made = asarray([x in members for x in a.tolist()], bool)
    return ~made if invert else made


def isin(element, test_elements, assume_unique=False, invert=False, *, kind=None):
    element = asarray(element)
    return in1d(element, test_elements, invert=invert).reshape(element.shape)


def intersect1d(ar1, ar2, assume_unique=False, return_indices=False):
    first, second = unique(ar1), unique(ar2)
    both = first[in1d(first, second)]
    if not return_indices:
        return both
    a, b = asarray(ar1).ravel().tolist(), asarray(ar2).ravel().tolist()
    return (both, asarray([a.index(x) for x in both.tolist()], INT64),
            asarray([b.index(x) for x in both.tolist()], INT64))


def union1d(ar1, ar2):
    return unique(concatenate((asarray(ar1).ravel(), asarray(ar2).ravel())))


def setdiff1d(ar1, ar2, assume_unique=False):
    first = asarray(ar1).ravel() if assume_unique else unique(ar1)
    return first[in1d(first, ar2, invert=True)]


def setxor1d(ar1, ar2, assume_unique=False):
    first, second = unique(ar1), unique(ar2)
    return unique(concatenate((first[in1d(first, second, invert=True)],
                               second[in1d(second, first, invert=True)])))

