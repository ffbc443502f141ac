"""The engine's functions, bound once, and its failures as Python exceptions.

The module they come from disappears when the interpreter is hardened, so nothing may import it later.
"""

import json

import _gradient_engine as _js
from _gradient_runtime import StopScript, on_reset

error = _js.error
kind = _js.kind
unary = _js.unary
binary = _js.binary
binary_with_number = _js.binaryWithNumber
node = _js.node
node_of = _js.nodeOf
node_in_scope = _js.nodeInScope
reduce_whole = _js.reduceWhole
product_of_matrices = _js.productOfMatrices
new_variable = _js.newVariable
new_resource = _js.newResource
#: What these return for a variable that needs more than its own nodes.
NOT_PLAIN = -2
no_op = _js.noOp
copy_node = _js.copyNode

recall = _js.recall
#: What recall returns besides -1 when nothing was made: record the call, or do not.
RECORD = -2
begin_recording = _js.beginRecording
end_recording = _js.endRecording
abandon_recording = _js.abandonRecording
seed_count = _js.seedCount

new_graph = _js.newGraph
use_graph = _js.useGraph
node_count = _js.nodeCount
set_seed = _js.setSeed
unique_name = _js.uniqueName
enter_scope = _js.enterScope
set_scope = _js.setScope
push_control = _js.pushControl
clear_control = _js.clearControl
pop_control = _js.popControl

open_function = _js.openFunction
feed_eager = _js.feedEager
eager_result = _js.eagerResult
function_handle = _js.functionHandle
order_effects = _js.orderEffects
follows = _js.follows
call_function = _js.callFunction
branch_effects = _js.branchEffects
impure_tensors = _js.impureTensors
refuse_draws = _js.refuseDraws

set_device_asker = _js.setDeviceAsker
enter_device = _js.enterDevice
enter_colocation = _js.enterColocation
ask_for_colocation = _js.askForColocation
enter_group = _js.enterGroup
leave_placing = _js.leavePlacing
node_device = _js.nodeDevice
are_unplaced = _js.areUnplaced
node_groups = _js.nodeGroups
set_node_device = _js.setNodeDevice

current_context = _js.currentContext
is_in_loop = _js.isInLoop
new_branch = _js.newBranch
new_loop = _js.newLoop
enter_context = _js.enterContext
exit_context = _js.exitContext
is_outermost = _js.isOutermost
is_in_context = _js.isInContext
context_name = _js.contextName
branch_output = _js.branchOutput
exit_result = _js.exitResult
begin_loop = _js.beginLoop
loop_condition = _js.loopCondition
finish_loop = _js.finishLoop
answered_tensors = _js.answeredTensors
prevent_fetching = _js.preventFetching
prevent_feeding = _js.preventFeeding
is_fetchable = _js.isFetchable
is_feedable = _js.isFeedable
unfetchable_of = _js.unfetchableOf

scalar_constant = _js.scalarConstant
heap_constant = _js.heapConstant
vector_constant = _js.vectorConstant
filled_constant = _js.filledConstant
zeros_of_shape = _js.zerosOfShape

node_name = _js.nodeName
node_type = _js.nodeType
node_origin = _js.nodeOrigin
output_types = _js.outputTypes
node_inputs = _js.nodeInputs
input_of_tensor = _js.inputOfTensor
node_control_inputs = _js.nodeControlInputs
node_attributes = _js.nodeAttributes
node_named = _js.nodeNamed
nodes_from = _js.nodesFrom
node_of_tensor = _js.nodeOfTensor
tensor_type = _js.tensorType
tensor_shape = _js.tensorShape
tensor_rank = _js.tensorRank
tensor_consumers = _js.tensorConsumers
refine_shape = _js.refineShape
known_value = _js.knownValue
reads_variable = _js.readsVariable

new_eager_graph = _js.newEagerGraph
next_eager_id = _js.nextEagerId
release = _js.release
eager_counts = _js.eagerCounts
forget_random = _js.forgetRandom
set_trainable = _js.setTrainable
forget_variable = _js.forgetVariable
open_tape = _js.openTape
push_tape = _js.pushTape
pop_tape = _js.popTape
close_tape = _js.closeTape
watch = _js.watch
watch_variable = _js.watchVariable
watched_variables = _js.watchedVariables
suspend_tapes = _js.suspendTapes
resume_tapes = _js.resumeTapes
is_derived = _js.isDerived
begin_step = _js.beginStep
end_step = _js.endStep
abandon_step = _js.abandonStep
run_step = _js.runStep
tape_gradients = _js.tapeGradients
look = _js.look

open_session = _js.openSession
device_names = _js.deviceNames
feed = _js.feed
feed_scalar = _js.feedScalar
drop_feeds = _js.dropFeeds
run = _js.run
result_dims = _js.resultDims
result_type = _js.resultType
result_scalar = _js.resultScalar
copy_result = _js.copyResult
drop_results = _js.dropResults

set_caller = _js.setCaller
call_node = _js.callNode
host_node = _js.hostNode
argument_count = _js.argumentCount
argument_dims = _js.argumentDims
argument_type = _js.argumentType
argument_scalar = _js.argumentScalar
copy_argument = _js.copyArgument
give_result = _js.giveResult
fail_call = _js.failCall

gradients = _js.gradients
gradient_answers = _js.gradientAnswers
wanted_function = _js.wantedFunction
resume_gradients = _js.resumeGradients
abandon_gradients = _js.abandonGradients
register_gradient = _js.registerGradient
forget_gradient = _js.forgetGradient
is_registered_gradient = _js.isRegisteredGradient
is_differentiable = _js.isDifferentiable
set_gradient_overrides = _js.setGradientOverrides
gradient_type = _js.gradientType
computed_gradients = _js.computedGradients
clipped = _js.clipped
clipped_nodes = _js.clippedNodes
made_training_op = _js.madeTrainingOp
expected_update = _js.expectedUpdate
log = _js.log

#: Numbers of ops with attributes, valid during one run.
_kinds = {}
on_reset(_kinds.clear)


def kinds_of_run():
    """A dict for numbers of ops with attributes, empty again in every run."""
    kinds = {}
    on_reset(kinds.clear)
    return kinds


def fixed_kind(op, attributes):
    """A function that gives the engine's number for OP with ATTRIBUTES, and asks for it once in a run."""
    known = []
    on_reset(known.clear)

    def number():
        if not known:
            known.append(kind_of(op, attributes))
        return known[0]

    return number


#: Numbers of ops without attributes, the same in every run.
_plain_kinds = {}
_error_classes = {
    'ValueError': ValueError,
    'TypeError': TypeError,
    'LookupError': LookupError,
    'RuntimeError': RuntimeError,
    'NotImplementedError': NotImplementedError,
    'MemoryError': MemoryError,
    'OverflowError': OverflowError,
    'StopScript': StopScript,
}


#: What a Python function that the engine called (tf.py_func) has raised, and nobody has heard of yet.
causes = []
#: What a device function of the program has raised, and nobody has heard of yet.
device_failures = []


def register_errors(classes):
    """Raise `make(details)` for engine failures named by the keys of CLASSES."""
    _error_classes.update(classes)


def failed():
    """Raise what the last engine call, which returned -1, failed of."""
    details = json.loads(error())
    if device_failures:
        raise device_failures.pop()
    cls = _error_classes.get(details['type'], RuntimeError)
    make = getattr(cls, '_from_engine', None)
    made = make(details) if make else cls(details['message'])
    if not causes:
        raise made
    cause = causes.pop()
    causes.clear()
    if not isinstance(cause, Exception):
        raise cause
    # The error points at the line of the Python function that failed, not at the run that called it.
    raise made.with_traceback(cause.__traceback__) from cause


def check(code):
    """CODE as it is, unless it says that the engine call failed."""
    if code < 0:
        failed()
    return code


def kind_of(op, attributes=None):
    """The engine's number for the op type OP with ATTRIBUTES (a dict). Ops that the engine lacks are
    an error that names them."""
    if attributes:
        known, key = _kinds, (op, *attributes, *attributes.values())
    else:
        known, key = _plain_kinds, op
    number = known.get(key)
    if number is None:
        number = kind(op, json.dumps(attributes, separators=(',', ':')) if attributes else '')
        if number < 0:
            raise NotImplementedError(f'The op {op} is not evaluated by this engine')
        known[key] = number
    return number


def ids(text):
    """`12,15` as [12, 15]."""
    return [int(part) for part in text.split(',')] if text else []
