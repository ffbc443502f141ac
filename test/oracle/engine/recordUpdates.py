"""Records single optimizer steps of TensorFlow 1.15's CPU kernels on random inputs: dense ones, and ones
of some rows. float32 only with fewer than eight elements in a variable or row: longer runs use the CPU's
approximate reciprocal root, which differs between processors. Usage: python recordUpdates.py > updates.json (with TensorFlow 1.15.5)."""
import json
import sys

import numpy as np
import tensorflow as tf

tf.compat.v1.logging.set_verbosity('ERROR')
ADAM = [('beta1_power', .9 ** 3), ('beta2_power', .999 ** 3), ('lr', .01), ('beta1', .9),
        ('beta2', .999), ('epsilon', 1e-8)]
RMS = [('lr', .1), ('rho', .9), ('momentum', .3), ('epsilon', 1e-10)]
FTRL = [('lr', .1), ('l1', .2), ('l2', .3)]
# op, slots ('+': positive start), scalars, attributes
OPS = [
    ('ApplyGradientDescent', [], [('alpha', .1)], {}),
    ('ApplyMomentum', ['accum'], [('lr', .1), ('momentum', .9)], {'use_nesterov': False}),
    ('ApplyMomentum', ['accum'], [('lr', .1), ('momentum', .9)], {'use_nesterov': True}),
    ('ApplyAdam', ['m', '+v'], ADAM, {'use_nesterov': False}),
    ('ApplyAdam', ['m', '+v'], ADAM, {'use_nesterov': True}),
    ('ApplyAdaMax', ['m', '+v'], [ADAM[0]] + ADAM[2:], {}),
    ('ApplyAdagrad', ['+accum'], [('lr', .1)], {'update_slots': True}),
    ('ApplyAdagrad', ['+accum'], [('lr', .1)], {'update_slots': False}),
    ('ApplyAdadelta', ['+accum', '+accum_update'], [('lr', .1), ('rho', .95), ('epsilon', 1e-6)], {}),
    ('ApplyRMSProp', ['+ms', 'mom'], RMS, {}),
    ('ApplyCenteredRMSProp', ['mg', '+ms', 'mom'], RMS, {}),
    ('ApplyFtrl', ['+accum', 'linear'], FTRL + [('lr_power', -.5)], {}),
    ('ApplyFtrlV2', ['+accum', 'linear'], FTRL + [('l2_shrinkage', .05), ('lr_power', -.5)], {}),
    ('ApplyProximalGradientDescent', [], [('alpha', .1), ('l1', .2), ('l2', .3)], {}),
    ('ApplyProximalGradientDescent', [], [('alpha', .1), ('l1', 0.), ('l2', .3)], {}),
    ('ApplyProximalAdagrad', ['+accum'], FTRL, {}),
    ('ApplyProximalAdagrad', ['+accum'], [('lr', .1), ('l1', 0.), ('l2', .3)], {}),
    ('ApplyAdagradDA', ['gradient_accumulator', '+gradient_squared_accumulator'], FTRL, {}),
    ('ApplyAdagradDA', ['gradient_accumulator', '+gradient_squared_accumulator'],
     [('lr', .1), ('l1', 0.), ('l2', .3)], {}),
]
SPARSE = [
    ('SparseApplyMomentum', ['accum'], [('lr', .1), ('momentum', .9)], {'use_nesterov': False}),
    ('SparseApplyMomentum', ['accum'], [('lr', .1), ('momentum', .9)], {'use_nesterov': True}),
    ('SparseApplyAdagrad', ['+accum'], [('lr', .1)], {'update_slots': True}),
    ('SparseApplyAdagrad', ['+accum'], [('lr', .1)], {'update_slots': False}),
    ('SparseApplyAdadelta', ['+accum', '+accum_update'], [('lr', .1), ('rho', .95), ('epsilon', 1e-6)], {}),
    ('SparseApplyRMSProp', ['+ms', 'mom'], RMS, {}),
    ('SparseApplyCenteredRMSProp', ['mg', '+ms', 'mom'], RMS, {}),
    ('SparseApplyFtrl', ['+accum', 'linear'], FTRL + [('lr_power', -.5)], {}),
    ('SparseApplyFtrlV2', ['+accum', 'linear'], FTRL + [('l2_shrinkage', .05), ('lr_power', -.5)], {}),
    ('SparseApplyProximalGradientDescent', [], [('alpha', .1), ('l1', .2), ('l2', .3)], {}),
    ('SparseApplyProximalGradientDescent', [], [('alpha', .1), ('l1', 0.), ('l2', .3)], {}),
    ('SparseApplyProximalAdagrad', ['+accum'], FTRL, {}),
    ('SparseApplyProximalAdagrad', ['+accum'], [('lr', .1), ('l1', 0.), ('l2', .3)], {}),
    ('SparseApplyAdagradDA', ['gradient_accumulator', '+gradient_squared_accumulator'], FTRL, {}),
    ('SparseApplyAdagradDA', ['gradient_accumulator', '+gradient_squared_accumulator'],
     [('lr', .1), ('l1', 0.), ('l2', .3)], {}),
]
# Shape of the variable and the rows of the gradient. Rows of one element have loops of their own.
ROWS = [([6], [4, 0, 3]), ([5, 1], [2, 4]), ([4, 3], [3, 0]), ([3, 2, 2], [1]), ([4, 2], [])]
ROOTLESS = ('ApplyGradientDescent', 'ApplyMomentum', 'ApplyProximalGradientDescent', 'ApplyAdaMax')


def plain(array):
    """Numbers as JSON can hold them; float32 as the shortest decimal that reads back to it."""
    def one(x):
        x = float(np.format_float_positional(x)) if array.dtype == np.float32 else float(x)
        return x if np.isfinite(x) and (x != 0 or np.copysign(1, x) > 0) else repr(x).replace('-0.0', '-0')
    return [one(x) for x in array.ravel()]


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.title() for part in rest)


def record(op, slots, scalars, attributes, dtype, shape, rows, index):
    """One step from random values; ROWS None: the gradient is of the variable's shape."""
    random = np.random.RandomState(index)
    values = {'var': random.randn(*shape).astype(dtype)}
    for slot in slots:
        start = random.randn(*shape)
        values[slot.strip('+')] = (abs(start) + .1 if slot[0] == '+' else start).astype(dtype)
    inputs = dict(values)
    if rows is None:
        gradient = 'delta' if 'alpha' in dict(scalars) else 'grad'
        inputs[gradient] = random.randn(*shape).astype(dtype)
    else:
        inputs['grad'] = random.randn(len(rows), *shape[1:]).astype(dtype)
        inputs['indices'] = np.asarray(rows, np.int64 if dtype == np.float64 else np.int32)
    for name, number in scalars:
        inputs[name] = np.asarray(number, dtype)
    if op.endswith('AdagradDA'):
        inputs['global_step'] = np.asarray(3, np.int64)
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        variables = {k: tf.Variable(v, use_resource=False) for k, v in values.items()}
        arguments = {k: variables[k]._ref() if k in variables else tf.constant(v)
                     for k, v in inputs.items()}
        node = getattr(tf.raw_ops, op)(**arguments, **attributes)
        session.run(tf.compat.v1.global_variables_initializer())
        session.run(node)
        after = {k: session.run(v) for k, v in variables.items()}
    return {
        'op': op, 'attributes': {camel(k): v for k, v in attributes.items()},
        'inputs': {k: [v.dtype.name, list(v.shape), plain(v)] for k, v in inputs.items()},
        'after': {k: plain(v) for k, v in after.items()},
    }


cases = []
for op, slots, scalars, attributes in OPS:
    for dtype in (np.float32, np.float64):
        for size in (1, 7) + ((12,) if dtype == np.float64 or op in ROOTLESS else ()):
            cases.append(record(op, slots, scalars, attributes, dtype, [size], None, size + len(cases)))
for op, slots, scalars, attributes in SPARSE:
    for dtype in (np.float32, np.float64):
        for shape, rows in ROWS:
            cases.append(record(op, slots, scalars, attributes, dtype, shape, rows, len(cases)))

json.dump(cases, sys.stdout, separators=(',', ':'))
