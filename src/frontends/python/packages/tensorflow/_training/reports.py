"""Tells the debugger what an optimizer did: the gradients it computed, the training ops it made."""

import json

from _gradient_runtime import here

from .. import _engine
from .._indexed_slices import IndexedSlices
from .._state import current
from .._tensor import Tensor
from .._variable import Variable


def _variable(variable):
    return {'id': variable._ref()._id, 'trainable': bool(variable.trainable)}


def _gradient(gradient, reason='', cut_by=-1):
    if gradient is None:
        return {'kind': 'none', 'reason': reason, 'cutBy': cut_by}
    if isinstance(gradient, IndexedSlices):
        return {
            'kind': 'sparse',
            'values': gradient.values._id,
            'indices': gradient.indices._id,
        }
    return {'kind': 'dense', 'id': gradient._id}


def computed_gradients(name, loss, variables, found, grad_loss=None):
    """One call of compute_gradients by the optimizer called NAME, or of tf.gradients. Tensors among
    the variables have no row: nothing updates them.
    """
    pairs = [
        {
            'variable': _variable(variable),
            'gradient': _gradient(item.gradient, item.reason, item.cut_by),
        }
        for variable, item in zip(variables, found)
        if isinstance(variable, Variable)
    ]
    if not pairs or not isinstance(loss, (Tensor, Variable)):
        return
    report = {
        'optimizer': name,
        'loss': _tensor(loss)._id,
        'seed': grad_loss._id if isinstance(grad_loss, Tensor) else None,
        'pairs': pairs,
        'origin': here(),
    }
    graph = _tensor(loss).graph
    if graph._is_eager:
        report['isPassing'] = True
    _engine.check(graph._within(_engine.computed_gradients, json.dumps(report)))


def _tensor(value):
    return value if isinstance(value, Tensor) else value._as_graph_element()


def made_training_op(optimizer, train_op, pairs, updates, global_step, site=None):
    """SITE: of an eager step, what it has in common with the other steps of its line."""
    report = {
        'node': train_op._id,
        'optimizer': optimizer.get_name(),
        'updates': [
            {
                'variable': _variable(variable),
                'applied': _gradient(gradient, 'the program applied None to this variable'),
                'update': None if update is None else _operation(update)._id,
                'slots': _slots(optimizer, variable),
            }
            for (gradient, variable), update in zip(pairs, updates)
        ],
        'globalStep': None if global_step is None else global_step.op.name,
        'origin': here(),
    }
    if site is not None:
        report['site'] = site
    # A user's own optimizer need not have called Optimizer.__init__.
    made_at = getattr(optimizer, '_made_at', None)
    if made_at is not None:
        report['madeAt'] = made_at
    graph = train_op.graph
    _engine.check(graph._within(_engine.made_training_op, json.dumps(report)))


def made_by_hand(variable, value, update, done, site):
    """One assignment under eager execution of a VALUE that is made of a gradient."""
    report = {
        'node': done._id,
        'optimizer': 'assign',
        'updates': [
            {
                'variable': _variable(variable),
                'applied': _gradient(value),
                'update': update._id,
                'slots': [],
            }
        ],
        'globalStep': None,
        'site': site,
        'origin': here(),
    }
    _engine.check(done.graph._within(_engine.made_training_op, json.dumps(report)))


def _operation(update):
    return update.op if isinstance(update, (Tensor, Variable)) else update


def _slots(optimizer, variable):
    named = []
    for name in optimizer.get_slot_names():
        slot = optimizer.get_slot(variable, name)
        if slot is None:
            continue
        if type(slot) is Variable and slot.graph is current.graph:
            # The engine knows its name.
            named.append({'name': name, 'id': slot._variable._id})
        else:
            named.append({'name': name, 'key': slot.op.name})
    return named
