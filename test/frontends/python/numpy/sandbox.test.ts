/**
 * @file What is ours and not NumPy's: memory, addresses, unseeded states, names that are missing.
 */
import assert from 'node:assert/strict';
import { type Python, pythonWithNumpy } from './pyodideWithNumpy';

describe('numpy in the sandbox', () => {
  let python: Python;

  before(async function () {
    this.timeout(120_000);
    python = await pythonWithNumpy();
  });

  it('names what it does not evaluate', () => {
    const said = python.printed(`
import numpy as np
for probe in (lambda: np.fft, lambda: np.random.default_rng, lambda: np.linalg.eig,
              lambda: np.zeros(2, complex), lambda: np.array(['x']).tobytes()):
    try:
        probe()
    except (AttributeError, TypeError) as problem:
        print(problem)`).trimEnd().split('\n');
    assert.deepEqual(said, [
      'numpy.fft is not evaluated by this engine',
      'numpy.random.default_rng is not evaluated by this engine: use np.random.RandomState(seed)',
      'numpy.linalg.eig is not evaluated by this engine: eigh and eigvalsh serve symmetric matrices',
      'complex is not evaluated by this engine: use bool, int8 to int64, uint8 to uint64, '
        + 'float16, float32, float64, str or object',
      'tobytes of objects or texts is not evaluated by this engine',
    ]);
  });

  it('raises MemoryError for an array beyond the heap, and goes on', () => {
    // 10^10 float64 elements are 8·10^10 bytes = 74.5 GiB; WebAssembly ends at 4 GiB.
    assert.equal(python.printed(`
import numpy as np
try:
    np.zeros(10 ** 10)
except MemoryError as problem:
    print(problem)
print(np.ones(3).sum())`),
      'Unable to allocate 74.5 GiB for an array with shape (10000000000,) and data type float64\n'
        + '3.0\n');
  });

  it('gives memory back when the last reference goes', () => {
    // 200 arrays of 8 MB are 1.6 GB: they fit one after the other only.
    assert.equal(python.printed(`
import numpy as np
total = 0
for step in range(200):
    total += np.ones(1000000)[0]
print(total)`), '200.0\n');
  });

  it('starts an unseeded state from the seed of the host, so that a run can be repeated', () => {
    const draw = `
import numpy as np
np._reset_for_run()
print(np.random.rand(2), np.random.RandomState().rand())`;
    const seeded = 'import numpy as np\nnp.random.seed(2026)\n'
      + 'a = np.random.rand(2)\nnp.random.seed(2026)\nprint(a, np.random.rand())';
    assert.equal(python.printed(draw), python.printed(draw));
    assert.equal(python.printed(draw), python.printed(seeded));
  });

  it('forgets print options and error settings between runs', () => {
    assert.equal(python.printed(`
import numpy as np
np.set_printoptions(precision=2)
np.seterr(all='raise')
np._reset_for_run()
print(np.array([1 / 3]), np.geterr()['divide'])`), '[0.33333333] warn\n');
  });

  it('gives way to an object with a higher array priority, as to a Tensor', () => {
    assert.deepEqual(python.printed(`
import numpy as np
class Tensor:
    __array_priority__ = 100
    def __radd__(self, other): return 'Tensor.__radd__(%s)' % type(other).__name__
    __rmul__ = __rsub__ = __rtruediv__ = __rmatmul__ = __rpow__ = __radd__
    def __lt__(self, other): return 'Tensor.__lt__'
    __eq__ = __lt__
t = Tensor()
print(np.ones(2) + t, np.float32(2) * t, np.float64(2) - t, np.int64(1) / t, np.ones((2, 2)) @ t,
      np.ones(2) > t, np.ones(2) == t, np.ones(2) ** t, sep='\\n')`).trimEnd().split('\n'), [
      'Tensor.__radd__(ndarray)', 'Tensor.__radd__(float32)', 'Tensor.__radd__(float64)',
      'Tensor.__radd__(int64)', 'Tensor.__radd__(ndarray)', 'Tensor.__lt__', 'Tensor.__lt__',
      'Tensor.__radd__(ndarray)',
    ]);
  });

  it('takes what offers __array__, and what has a buffer', () => {
    assert.equal(python.printed(`
import array, numpy as np
class Fetched:
    def __array__(self, dtype=None): return np.array([1.5, 2.5], np.float32)
print(np.asarray(Fetched()).dtype, np.mean(Fetched()), np.array([Fetched(), Fetched()]).shape,
      np.array(array.array('d', [1, 2])), np.add(Fetched(), 1))`),
      'float32 2.0 (2, 2) [1. 2.] [2.5 3.5]\n');
  });

  it('hands elements over by heap address', () => {
    // A transposed view is copied into row-major order first: 1 3 2 4.
    assert.equal(python.printed(`
import numpy as np
from numpy._interop import as_array, data_address, empty, scalar
view = np.array([[1, 2], [3, 4]], np.float32).T
ready = as_array(view)
out = empty((2, 2), 'float32')
print(ready.ravel(), data_address(ready) != data_address(as_array(view)) or ready is view,
      data_address(out) % 8, as_array([1, 2], 'float64').dtype, repr(scalar('float32', 0.1)))
try:
    data_address(view)
except ValueError as problem:
    print(problem)`),
      '[1. 3. 2. 4.] True 0 float64 0.1\n'
        + 'the array is not C-contiguous: take as_array(a) and keep it\n');
  });

  it('warns at the line of the loss file', () => {
    assert.equal(python.printed(`
import warnings, numpy as np
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    exec(compile('\\n\\nnp.log(np.zeros(2))', 'loss.py', 'exec'))
print(caught[0].filename, caught[0].lineno, caught[0].message)`),
      'loss.py 3 divide by zero encountered in log\n');
  });
});
