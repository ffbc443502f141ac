/** @file Plotting code runs and draws nothing; the log says so once. */
import assert from 'node:assert/strict';
import { PythonBench } from '../../../runner/builtRealm';

describe('matplotlib', () => {
  let bench: PythonBench;
  before(async () => {
    bench = await PythonBench.open();
  });
  after(() => bench.close());

  it('is silent when it is only imported', async () => {
    const { logged, printed } = await bench.run('import matplotlib\nimport matplotlib.pyplot as plt');
    assert.deepEqual([logged, printed], [[], '']);
  });

  it('says once, with the line, that plots are not drawn', async () => {
    const { logged } = await bench.run('import matplotlib.pyplot as plt\n\nplt.plot([1, 2])\nplt.show()');
    assert.deepEqual(logged, ['plots are not drawn here (line 3)']);
  });

  it('accepts the plotting code that people write', async () => {
    const text = [
      'import matplotlib; matplotlib.use("Agg")',
      'import matplotlib.pyplot as plt, matplotlib.animation as animation, matplotlib.cm as cm',
      'from matplotlib import pyplot, ticker, colors',
      'from matplotlib.colors import LogNorm',
      'from mpl_toolkits.mplot3d import Axes3D',
      'from mpl_toolkits.axes_grid1 import make_axes_locatable',
      'plt.rcParams["figure.figsize"] = (8, 4); plt.style.use("ggplot")',
      'fig, ax = plt.subplots()',
      'line, = ax.plot([1, 2], label="loss"); line.set_data([1], [2])',
      'fig, (left, right) = plt.subplots(1, 2, figsize=(4, 4))',
      'fig, axes = plt.subplots(2, 3, sharex=True)',
      'for row in axes:',
      '  for one in row: one.set_title("x")',
      'for one in axes.flat: one.grid(True)',
      'for one in axes.ravel(): one.legend()',
      'axes[0, 1].scatter([1], [2]); axes[1][2].hist([1]); axes[:, 0][1].plot([1])',
      'assert axes.shape == (2, 3) and len(axes) == 2 and axes.size == 6',
      'fig = plt.figure(); ax = fig.add_subplot(111, projection="3d")',
      'ax.plot_surface(1, 2, 3, cmap=cm.viridis, norm=LogNorm())',
      'n, bins, patches = plt.hist([1, 2, 3], bins=2)',
      'low, high = ax.get_xlim(); ax.set_xlim(low - 1, 2 * high)',
      'for label in ax.get_xticklabels(): label.set_rotation(45)',
      'with plt.style.context("dark_background"): plt.plot([1])',
      'film = animation.FuncAnimation(fig, lambda i: line, frames=10); film.save("a.gif")',
      'ax.spines["top"].set_visible(False); plt.gca().invert_yaxis()',
      'plt.tight_layout(); plt.savefig("a.png"); plt.close("all"); plt.ion(); plt.pause(0.1)',
      'axes = fig.subplots(3, 1, squeeze=False); axes[2, 0].axis("off")',
    ].join('\n');
    assert.deepEqual((await bench.run(text)).outcome, { kind: 'ended' });
  });

  it('makes no number: what it returns cannot be computed with', async () => {
    const error = await bench.fail('import matplotlib.pyplot as plt\nx = float(plt.ylim()[0])');
    assert.equal(error.type, 'TypeError');
    assert.match(error.message, /NotDrawn/);
  });
});
