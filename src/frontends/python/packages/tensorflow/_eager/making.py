"""Making an op under eager execution: converted to the op's types, checked by its kernel."""

from .. import _engine
from .._constant import INT32_MAX, INT32_MIN, PLAIN
from .._convert import convert, convert_all
from .._dtypes import BY_INFO
from .._errors import InvalidArgumentError
from .._op_arguments import constant_types, int32_text
from .tensor import EagerTensor

#: Names of element types in the words of kernels.
_KERNEL_NAMES = {'float32': 'float', 'float64': 'double', 'float16': 'half'}


def eager_outputs(graph, number, count):
    """What an op returns: None without outputs, a list when there are several. Inside of a step that
    is not made yet an op without outputs is an Operation."""
    if count == 0:
        return graph._operation(number) if graph._is_stepping else None
    return [graph._tensor(number + i) for i in range(count)]


def make_eagerly(call, graph, number, values, name):
    """One node of the op of CALL (an OpCall), evaluated."""
    forms, parts = _sorted_out(call._inputs, values)
    if forms is not None:
        constants = call._eager_fits.get(forms)
        if constants is not None:
            for place, code in constants:
                parts[place] = code
            return _made(graph, _engine.node_of(number, name or '', *parts))
    tensors = _converted(call, values, name)
    made = _made(graph, _engine.node_of(number, name or '', *[tensor._id for tensor in tensors]))
    if forms is not None:
        codes = constant_types(parts, tensors)
        if codes is not None:
            call._eager_fits[forms] = codes
    return made


def _sorted_out(inputs, values):
    """(forms, parts) as those of _op_arguments.sorted_out, of eager tensors and constants; forms is
    None when something else is among VALUES."""
    forms = []
    parts = []
    for one, value in zip(inputs, values):
        kind = type(value)
        if one.takes_list:
            if kind is not list and kind is not tuple or not value:
                return None, parts
            forms.append(-len(value))
            for item in value:
                if type(item) is not EagerTensor:
                    return None, parts
                forms.append(item._info)
                parts.append(item._id)
        elif kind is EagerTensor:
            forms.append(value._info)
            parts.append(value._id)
        else:
            if kind in PLAIN:
                if kind is int and not INT32_MIN <= value <= INT32_MAX:
                    return None, parts
                forms.append(kind)
            else:
                value = int32_text(value, kind)
                if value is None:
                    return None, parts
                forms.append(list)
            parts += (None, value, one.name)
    return tuple(forms), parts


def _made(graph, code):
    if code < 0:
        _engine.failed()
    outputs = code >> 6 & 15
    if outputs == 1:
        return EagerTensor(code >> 10, code & 63)
    return eager_outputs(graph, code >> 10, outputs)


def _converted(call, values, name):
    """VALUES as tensors: the first tensor of a letter says the type, and what is no tensor becomes one
    of that type."""
    letters = {}
    for declared, value in zip(call._inputs, values):
        if declared.letter is None or declared.letter in letters:
            continue
        for item in value if declared.is_list else (value,):
            dtype = _dtype_of(item)
            if dtype is not None:
                letters[declared.letter] = dtype
                break
    tensors = []
    for declared, value in zip(call._inputs, values):
        if declared.is_list or declared.is_mixed_list:
            if not isinstance(value, (list, tuple)):
                raise TypeError(
                    "Expected list for '%s' argument to '%s' Op, not %s."
                    % (declared.name, call.type, value)
                )
            dtype = None if declared.is_mixed_list else _wanted(call, declared, letters)
            for item in convert_all(value, None if dtype is None or _has_type(value) else dtype, declared.name):
                if declared.letter and not declared.is_mixed_list:
                    letters.setdefault(declared.letter, item.dtype.base_dtype)
                _check(call, declared, item, letters, len(tensors), name)
                tensors.append(item)
            continue
        tensor = _one(call, declared, value, letters)
        _check(call, declared, tensor, letters, len(tensors), name)
        tensors.append(tensor)
    return tensors


def _has_type(values):
    return any(_dtype_of(value) is not None for value in values)


def _wanted(call, declared, letters):
    return declared.fixed or letters.get(declared.letter)


def _one(call, declared, value, letters):
    if isinstance(value, EagerTensor):
        tensor = value
    else:
        dtype = _wanted(call, declared, letters)
        if dtype is not None and _dtype_of(value) is None:
            tensor = convert(value, dtype, declared.name)
        elif declared.fixed is not None and declared.fixed.name == 'resource':
            tensor = convert(value, declared.fixed, declared.name)
        else:
            preferred = None if dtype else call._defaults.get(declared.letter)
            tensor = convert(value, None, declared.name, preferred)
    if declared.letter and not declared.is_mixed_list:
        letters.setdefault(declared.letter, tensor.dtype.base_dtype)
    return tensor


def _dtype_of(value):
    """The type that VALUE has already: of a tensor or a variable; None of Python's and numpy's values."""
    if isinstance(value, EagerTensor):
        return BY_INFO[value._info]
    if hasattr(type(value), '_is_variable'):
        return value.dtype.base_dtype
    if hasattr(type(value), '_convert_to_tensor'):
        return value.dtype.base_dtype
    return None


def _check(call, declared, tensor, letters, place, name):
    """The kernel refuses another type than the op's."""
    base = tensor.dtype.base_dtype
    wanted = declared.fixed or (None if declared.is_mixed_list else letters.get(declared.letter))
    if wanted is not None and wanted is not base:
        raise InvalidArgumentError(
            None,
            None,
            'cannot compute %s as input #%d(zero-based) was expected to be a %s tensor but is a %s tensor '
            '[Op:%s]%s'
            % (
                call.type,
                place,
                _kernel_name(wanted),
                _kernel_name(base),
                call.type,
                ' name: ' + name if name else '',
            ),
        )
    allowed = call._allowed.get(declared.letter)
    if allowed is not None and base.name not in allowed:
        call._settle(declared, base, {})


def _kernel_name(dtype):
    return _KERNEL_NAMES.get(dtype.name, dtype.name)
