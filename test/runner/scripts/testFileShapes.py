"""Test classes in the shapes of TensorFlow's own: modules, decorators, parameters; each outcome is printed."""
import unittest

import numpy as np
from absl.testing import parameterized
from tensorflow.python.eager import context
from tensorflow.python.framework import constant_op, dtypes, ops, test_util, tensor_shape, errors, indexed_slices
from tensorflow.python.ops import array_ops, clip_ops, embedding_ops, math_ops, resource_variable_ops, variables, gradients_impl, state_ops, control_flow_ops, gradient_checker, nn_ops, gradients, variable_scope, random_ops
from tensorflow.python.platform import test
from tensorflow.python.training import gradient_descent, momentum as momentum_lib, slot_creator, adam
from tensorflow.python.framework.ops import *
from tensorflow.python.ops.math_ops import *


class MomentumShape(test.TestCase):
    @test_util.run_in_graph_and_eager_modes(reset_test=True)
    def testBasic(self):
        for i, dtype in enumerate([dtypes.float32, dtypes.float64]):
            var0 = variables.Variable([1.0, 2.0], dtype=dtype, name='var0_%d' % i)
            var1 = variables.Variable([3.0, 4.0], dtype=dtype, name='var1_%d' % i)
            grads0 = constant_op.constant([0.1, 0.1], dtype=dtype)
            grads1 = constant_op.constant([0.01, 0.01], dtype=dtype)
            mom_opt = momentum_lib.MomentumOptimizer(learning_rate=lambda: 2.0, momentum=0.9)
            mom_update = mom_opt.apply_gradients(zip([grads0, grads1], [var0, var1]))
            if not context.executing_eagerly():
                self.evaluate(variables.global_variables_initializer())
                self.assertAllClose([1.0, 2.0], self.evaluate(var0))
            self.assertEqual(['momentum'], mom_opt.get_slot_names())
            slot0 = mom_opt.get_slot(var0, 'momentum')
            self.assertEquals(slot0.get_shape(), var0.get_shape())
            if not context.executing_eagerly():
                self.assertFalse(slot0 in variables.trainable_variables())
                self.evaluate(mom_update)
            self.assertAllCloseAccordingToType(np.array([0.1, 0.1]), self.evaluate(slot0))
            self.assertAllCloseAccordingToType(np.array([1.0 - 0.2, 2.0 - 0.2]), self.evaluate(var0))

    @test_util.run_deprecated_v1
    def testSparse(self):
        for dtype in [dtypes.float32, dtypes.float64]:
            with self.cached_session():
                var0 = variables.Variable([[1.0], [2.0]], dtype=dtype)
                grads = ops.IndexedSlices(constant_op.constant([0.1], shape=[1, 1], dtype=dtype), constant_op.constant([0]), constant_op.constant([2, 1]))
                update = gradient_descent.GradientDescentOptimizer(3.0).apply_gradients([(grads, var0)])
                variables.global_variables_initializer().run()
                self.assertAllCloseAccordingToType([[1.0], [2.0]], self.evaluate(var0))
                update.run()
                self.assertAllCloseAccordingToType([[1.0 - 3.0 * 0.1], [2.0]], self.evaluate(var0))


class ClipShape(test.TestCase, parameterized.TestCase):
    @parameterized.parameters((1.0, [[0.2, 0.4]]), (0.5, [[0.1, 0.2]]))
    def testNorm(self, limit, want):
        with self.session(use_gpu=True):
            x = constant_op.constant([[0.3, 0.4]])
            ans = clip_ops.clip_by_norm(x, limit)
            print(want, limit)
            self.assertAllInRange(self.evaluate(ans), 0.0, 1.0)

    @parameterized.named_parameters(('one', 1), ('Two', 2))
    def testNamed(self, n):
        with self.session() as sess:
            x = constant_op.constant([1.0, 2.0], shape=[1, 2]) * n
            y = clip_ops.clip_by_value(x, 0.0, 1.5)
            err = gradient_checker.compute_gradient_error(x, [1, 2], y, [1, 2], x_init_value=np.asarray([[0.5, 2.5]], dtype=np.float32))
            self.assertLess(err, 1e-3)

    def testGradients(self):
        with ops.Graph().as_default():
            inp = constant_op.constant(1.0, shape=[32, 10], name='in')
            w = constant_op.constant(1.0, shape=[10, 4], name='w')
            xw = math_ops.matmul(inp, w, name='xw')
            h = nn_ops.bias_add(xw, constant_op.constant(1.0, shape=[4]))
            w_grad = gradients.gradients(h, w)[0]
            self.assertEquals('MatMul', w_grad.op.type)
            self.assertEqual(ops.get_name_scope(), '')
            test_util.assert_ops_in_graph({'xw': 'MatMul'}, ops.get_default_graph())
            self.assertDeviceEqual('/cpu:0', '/device:CPU:0')

    def testSlots(self):
        with self.cached_session():
            v = variables.Variable([1.0, 2.5], name='var')
            slot = slot_creator.create_slot(v, v.initialized_value(), name='slot')
            self.evaluate(variables.global_variables_initializer())
            self.assertEqual('var/slot', slot.op.name)
            self.assertAllClose([1.0, 2.5], self.evaluate(slot))


print(type(variables.Variable(1.0)), errors.INVALID_ARGUMENT, dtypes.float32_ref)
for case in (MomentumShape, ClipShape):
    for each in unittest.defaultTestLoader.loadTestsFromTestCase(case):
        result = unittest.TestResult()
        each.run(result)
        bad = len(result.failures), len(result.errors), len(result.skipped)
        print(each._testMethodName.split(' ')[0], 'ok' if bad == (0, 0, 0) else bad)
# Steps: 4
