# A unittest file against TensorFlow's own module paths: each test's outcome, the last one fails.
import unittest

import numpy as np
from tensorflow.python.framework import constant_op, dtypes, ops, test_util
from tensorflow.python.framework.errors_impl import InvalidArgumentError
from tensorflow.python.ops import array_ops, clip_ops, gradients_impl, math_ops, variables
from tensorflow.python.platform import test
from tensorflow.python.training import adam, ftrl, gradient_descent, momentum, rmsprop


class OptimizersTest(test.TestCase):
    def take_steps(self, optimizer, count):
        with self.cached_session():
            v = variables.Variable([1.0, 2.0])
            g = constant_op.constant([0.1, 0.01])
            op = optimizer.apply_gradients([(g, v)])
            self.evaluate(variables.global_variables_initializer())
            for _ in range(count):
                op.run()
            return self.evaluate(v)

    @test_util.run_deprecated_v1
    def testGradientDescent(self):
        w = self.take_steps(gradient_descent.GradientDescentOptimizer(3.0), 1)
        self.assertAllCloseAccordingToType([1 - 0.3, 2 - 0.03], w)

    @test_util.run_deprecated_v1
    def testMomentum(self):
        # a = 0.1, then 0.9·0.1 + 0.1 = 0.19
        w = self.take_steps(momentum.MomentumOptimizer(2.0, 0.9), 2)
        self.assertAllClose([1 - 2 * 0.29, 2 - 2 * 0.029], w)

    @test_util.run_v1_only('slots')
    def testAdam(self):
        # g/|g| to within ε: each step is lr.
        self.assertAllClose([1 - 0.003, 2 - 0.003], self.take_steps(adam.AdamOptimizer(), 3), 1e-5)

    def testRmsprop(self):
        w = self.take_steps(rmsprop.RMSPropOptimizer(1.0, epsilon=1.0), 1)
        self.assertAllLess(w, 2.0)
        self.assertAllGreater(w, 0.9)

    def testFtrl(self):
        w = self.take_steps(ftrl.FtrlOptimizer(3.0, initial_accumulator_value=0.1), 3)
        self.assertEqual(w.shape, (2,))
        self.assertNotAllClose(w, [1.0, 2.0])

    def testClips(self):
        with self.session():
            x = constant_op.constant([-3.0, 0.0, 4.0], dtype=dtypes.float32)
            self.assertAllClose([-1.2, 0.0, 1.6], clip_ops.clip_by_norm(x, 2.0).eval())
            self.assertAllEqual([-1, 0, 1], clip_ops.clip_by_value(x, -1.0, 1.0))
            self.assertShapeEqual(np.zeros(3, np.float32), x)
            with self.assertRaisesRegex(TypeError, 't_list should be a sequence'):
                clip_ops.clip_by_global_norm(x, 1.0)

    def testGradients(self):
        x = constant_op.constant(3.0)
        self.assertNear(6.0, self.evaluate(gradients_impl.gradients(math_ops.square(x), x)[0]), 1e-6)

    def testSession(self):
        with self.cached_session() as one, self.cached_session() as two:
            self.assertIs(one, two)
            with self.assertRaisesRegex(ValueError, 'graph used to get the cached session'):
                with self.cached_session(graph=ops.Graph()):
                    pass
            p = array_ops.placeholder(dtypes.float32, name='p')
            with self.assertRaisesOpError("You must feed a value for placeholder tensor 'p'"):
                p.eval()
            with self.assertRaisesWithPredicateMatch(InvalidArgumentError, 'feed a value'):
                p.eval()

    def testThatFails(self):
        self.assertAllClose([1.0, 2.0], [1.0, 2.5])


suite = unittest.defaultTestLoader.loadTestsFromTestCase(OptimizersTest)
for each in suite:
    result = unittest.TestResult()
    each.run(result)
    bad = len(result.failures), len(result.errors), len(result.skipped)
    print(each.id().split('.')[-1], 'ok' if bad == (0, 0, 0) else bad)
# Steps: 10
