"""Making an op from Python values: which graph, which name, what is converted to what, which types fit.

The checks, their order and their words are those of TensorFlow's op_def_library.
"""

from . import _engine
from ._bit_signatures import BIT_ALLOWED, BIT_SIGNATURES
from ._convert import convert, convert_all
from ._dtypes import BY_INFO, as_dtype
from ._eager.making import eager_outputs, make_eagerly
from ._eager.tensor import EagerTensor
from ._graph import get_default_graph
from ._graph_elements import graph_of_inputs
from ._graph_scopes import GraphScope, check_scope_name, known_names
from ._op_arguments import Input, constant_types, is_read_by_snapshot, sorted_out
from ._resource_signatures import RESOURCE_SIGNATURES
from ._signatures import ALLOWED, SIGNATURES
from ._state import current
from ._tensor import Tensor
from ._text_signatures import TEXT_ALLOWED, TEXT_SIGNATURES
from ._wider_signatures import WIDER_ALLOWED, WIDER_SIGNATURES

_TABLES = (SIGNATURES, WIDER_SIGNATURES, RESOURCE_SIGNATURES, BIT_SIGNATURES, TEXT_SIGNATURES)
_NUMBERED = {**WIDER_ALLOWED, **BIT_ALLOWED, **TEXT_ALLOWED}

_engine_node_of = _engine.node_of
_engine_unary = _engine.unary
_engine_binary = _engine.binary


def tensor_made(code):
    """The Tensor for a packed node with one output that was made in the current graph."""
    graph = current.graph
    if graph._is_eager:
        return EagerTensor(code >> 10, code & 63)
    number = code >> 10
    tensor = graph._tensors[number] = Tensor(graph, number, code & 63)
    return tensor


def outputs_made(code):
    """What a Python op returns for a packed node: an Operation, a Tensor, or a list of Tensors."""
    graph = current.graph
    number = code >> 10
    count = code >> 6 & 15
    if count == 1:
        return tensor_made(code)
    if graph._is_eager:
        return eager_outputs(graph, number, count)
    if count == 0:
        return graph._operation(number)
    infos = _engine.ids(_engine.output_types(number))
    return [graph._tensor(number + i, info) for i, info in enumerate(infos)]


def _types_numbered(number):
    return ALLOWED[number] if number < len(ALLOWED) else _NUMBERED[number]


def _captured(graph, values):
    """VALUES with what belongs to the graph outside replaced by what stands for it in GRAPH."""
    return [
        _captured(graph, value)
        if isinstance(value, (list, tuple))
        else graph.captured(value)
        if isinstance(value, Tensor) and value.graph is not graph
        else graph.captured(value._snapshot)
        if is_read_by_snapshot(value) and value.graph is not graph
        else value
        for value in values
    ]


class OpCall:
    """Makes nodes of one op type: `OpCall('Add')(x, y, name=None)`.

    Cheap from the second call with the same types on, when every value is a tensor, a number, a short
    list of ints (`[0, 1]` for axes, shapes, permutations) or, where a list is declared, a list of
    tensors: the node and the constants inside its scope are then made by one engine call. So give
    numbers and lists as they are; `constant(2)` or `convert([0, 1])` beforehand costs a call each.
    """

    __slots__ = ('type', '_inputs', '_defaults', '_allowed', '_plain', '_fits', '_eager_fits')

    def __init__(self, op_type):
        self.type = op_type
        self._inputs = None
        self._plain = None
        self._eager_fits = {}  # as _fits, of eager tensors
        self._fits = {}  # forms of arguments that have passed the checks -> places and types of the constants

    def _declare(self):
        declared = next(table[self.type] for table in _TABLES if self.type in table)
        inputs, _, letters = declared.partition('|')
        self._inputs = [Input(text) for text in inputs.split()]
        self._defaults = {}
        self._allowed = {}
        for text in letters.split():
            text, _, allowed = text.partition(':')
            letter, _, default = text.partition('=')
            if default:
                self._defaults[letter] = as_dtype(default)
            if allowed:
                self._allowed[letter] = _types_numbered(int(allowed)).split()

    def plain_kind(self):
        """The engine's number for this op without attributes."""
        number = self._plain
        if number is None:
            number = self._plain = _engine.kind_of(self.type)
        return number

    def __call__(self, *values, name=None, _kind=None, **attributes):
        """Make one node. VALUES in the order of the declaration, a list where a list is declared. _KIND, if
        given, is the engine's number for the op with its attributes: `kind_of` costs as much as the node."""
        if self._inputs is None:
            self._declare()
        if _kind is not None:
            number = _kind
        elif attributes:
            number = _engine.kind_of(self.type, attributes)
        else:
            number = self._plain or self.plain_kind()
        graph = current.graph or get_default_graph()
        code = None
        if graph._captures is not None:
            values = _captured(graph, values)
        elif graph._is_eager:
            return make_eagerly(self, graph, number, values, name)
        elif values and type(values[-1]) is Tensor and not graph._finalized and (name is None or name in known_names):
            code = self._of_tensors(graph, number, values, name or '')
        if code is None:
            arguments = sorted_out(graph, self._inputs, values)
            if arguments is None:
                return self._make_where_they_are(graph, number, values, name)
            forms, parts = arguments
            constants = self._fits.get(forms)
            if constants is None:
                return self._make(graph, number, values, name, arguments)
            for place, constant in constants:
                parts[place] = constant
            if graph._finalized:
                graph._check_not_finalized()
            if name and name not in known_names and (name[-1] != '/' or name[:-1] != graph._scope):
                check_scope_name(graph, name)
            # Types as they were before: the node, and the constants inside its scope, at once.
            code = _engine_node_of(number, name or self.type, *parts)
        if code < 0:
            _engine.failed()
        if code >> 6 & 15 != 1:
            return outputs_made(code)
        made = code >> 10
        tensor = graph._tensors[made] = Tensor(graph, made, code & 63)
        return tensor

    def _of_tensors(self, graph, number, values, name):
        """The packed node of one tensor or two of GRAPH, whose types have passed before; None where VALUES are
        something else."""
        count = len(values)
        if count == 1:
            x = values[0]
            if x.graph is graph and (x._info,) in self._fits:
                return _engine_unary(number, x._id, name)
        elif count == 2:
            x, y = values
            if type(x) is Tensor and x.graph is graph and y.graph is graph and (x._info, y._info) in self._fits:
                return _engine_binary(number, x._id, y._id, name)
        return None

    def make_in_scope(self, graph, number, name, *parts):
        """The node NAME in GRAPH, which is current, of the engine's kind NUMBER, with the constants among
        PARTS in its scope; PARTS as the engine's nodeOf takes them. For wrappers that know the types."""
        graph._check_not_finalized()
        code = _engine_node_of(number, name, *parts)
        if code < 0:
            _engine.failed()
        return tensor_made(code)

    def _make_where_they_are(self, graph, number, values, name):
        """The node in the graph of VALUES, which may be another than GRAPH, the current one."""
        flat = []
        for value in values:
            if isinstance(value, (list, tuple)):
                flat.extend(value)
            else:
                flat.append(value)
        own = graph_of_inputs(flat)
        if own is not None and own is not graph:
            return own._within(self._make, own, number, values, name)
        return self._make(graph, number, values, name)

    def _make(self, graph, number, values, name, arguments=None):
        graph._check_not_finalized()
        with GraphScope(graph, name or self.type) as scope:
            tensors = self._convert_inputs(values)
            code = _engine_node_of(number, scope, *[tensor._id for tensor in tensors])
        if code < 0:
            _engine.failed()
        if arguments is not None:
            forms, parts = arguments
            constants = constant_types(parts, tensors)
            if constants is not None:
                self._fits[forms] = constants
        return outputs_made(code)

    def _convert_inputs(self, values):
        letters = {}  # letter -> (base dtype, name of the input it was inferred from)
        inputs = []
        for declared, value in zip(self._inputs, values):
            if declared.is_list or declared.is_mixed_list:
                tensors = self._convert_list(declared, value, letters)
            else:
                tensors = [self._convert_one(declared, value, letters)]
            if declared.is_ref and not all(tensor.dtype._is_ref for tensor in tensors):
                raise TypeError(
                    "'%s' Op requires that input '%s' be a mutable tensor (e.g.: a tf.Variable)"
                    % (self.type, declared.name)
                )
            inputs += tensors
        return inputs

    def _convert_one(self, declared, value, letters):
        known = letters.get(declared.letter)
        dtype = declared.fixed or (known[0] if known else None)
        preferred = None if dtype else self._defaults.get(declared.letter)
        try:
            tensor = convert(value, dtype, declared.name, preferred, declared.is_ref)
        except TypeError as error:
            if dtype is None:
                raise
            raise TypeError(
                "Expected %s passed to parameter '%s' of op '%s', got %s of type '%s' instead. "
                'Error: %s'
                % (dtype.name, declared.name, self.type, repr(value), type(value).__name__, error)
            ) from None
        except ValueError:
            self._explain_one(declared, value, known)
        if declared.letter:
            self._settle(declared, tensor.dtype.base_dtype, letters)
        return tensor

    def _explain_one(self, declared, value, known):
        try:
            observed = convert(value, as_ref=declared.is_ref).dtype.name
        except ValueError as error:
            raise ValueError(
                "Tried to convert '%s' to a tensor and failed. Error: %s" % (declared.name, error)
            ) from None
        prefix = "Input '%s' of '%s' Op has type %s that does not match" % (
            declared.name,
            self.type,
            observed,
        )
        if declared.fixed:
            raise TypeError('%s expected type of %s.' % (prefix, declared.fixed.name)) from None
        if known is None:
            known = (self._defaults[declared.letter], 'Default in OpDef')
        raise TypeError(
            "%s type %s of argument '%s'." % (prefix, known[0].name, known[1])
        ) from None

    def _convert_list(self, declared, values, letters):
        if not isinstance(values, (list, tuple)):
            raise TypeError(
                "Expected list for '%s' argument to '%s' Op, not %s."
                % (declared.name, self.type, values)
            )
        known = letters.get(declared.letter)
        dtype = declared.fixed or (known[0] if known and declared.is_list else None)
        if dtype is None and declared.is_list:
            first = next((value for value in values if isinstance(value, Tensor)), None)
            dtype = first.dtype.base_dtype if first is not None else None
        preferred = None if dtype else self._defaults.get(declared.letter)
        try:
            tensors = convert_all(values, dtype, declared.name, preferred, declared.is_ref)
            bases = {tensor.dtype.base_dtype for tensor in tensors}
            if declared.is_list and len(bases) > 1:
                raise TypeError
        except (TypeError, ValueError):
            self._explain_list(declared, values, known, dtype)
        if declared.is_list and not tensors:
            raise ValueError(
                "List argument '%s' to '%s' Op with length 0 shorter than minimum length 1."
                % (declared.name, self.type)
            )
        if declared.is_list and declared.letter:
            self._settle(declared, tensors[0].dtype.base_dtype, letters)
        return tensors

    def _explain_list(self, declared, values, known, dtype):
        observed = []
        for value in values:
            try:
                observed.append(convert(value).dtype.base_dtype.name)
            except (TypeError, ValueError):
                observed.append('<NOT CONVERTIBLE TO TENSOR>')
        prefix = "Tensors in list passed to '%s' of '%s' Op have types [%s]" % (
            declared.name,
            self.type,
            ', '.join(observed),
        )
        if declared.is_mixed_list:
            raise TypeError('%s that are invalid. Tensors: %s' % (prefix, values)) from None
        if declared.fixed:
            raise TypeError('%s that do not match expected type %s.' % (prefix, dtype.name)) from None
        if known:
            raise TypeError(
                '%s that do not match type %s inferred from earlier arguments.' % (prefix, dtype.name)
            ) from None
        raise TypeError("%s that don't all match." % prefix) from None

    def _settle(self, declared, base, letters):
        """The letter of DECLARED is BASE, which must agree with what it was and be allowed."""
        known = letters.get(declared.letter)
        if known is None:
            allowed = self._allowed.get(declared.letter)
            if allowed is not None and base.name not in allowed:
                raise TypeError(
                    "Value passed to parameter '%s' has DataType %s not in list of allowed values: %s"
                    % (declared.name, base.name, ', '.join(allowed))
                )
            letters[declared.letter] = (base, declared.name)
        elif known[0] is not base:
            raise TypeError(
                "Input '%s' of '%s' Op has type %s that does not match type %s of argument '%s'."
                % (declared.name, self.type, base.name, known[0].name, known[1])
            )

    def allows(self, info):
        """Whether the one letter of this op allows the type INFO (low bits of a packed node)."""
        if self._inputs is None:
            self._declare()
        declared = self._inputs[0]
        base = BY_INFO[info].base_dtype
        if declared.fixed:
            return base is declared.fixed
        allowed = self._allowed.get(declared.letter)
        return allowed is None or base.name in allowed
