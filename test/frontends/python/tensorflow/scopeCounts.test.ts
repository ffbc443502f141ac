/** @file The endings of variable scopes without a name of their own: which, and how many names are looked at. */
import assert from 'node:assert/strict';
import { PythonUnderTest } from './pythonUnderTest';

const COUNTED = `
from tensorflow._scope_counts import ScopeCounts

class Looks(dict):
    """Counts the names that are looked at."""
    count = 0
    def get(self, key, default=None):
        Looks.count += 1
        return super().get(key, default)

counts = ScopeCounts()
counts._counts = Looks()

def opened(name):
    full = name + counts.ending(name)
    counts.open(full)
    return full
`;

describe('the endings of variable scopes', () => {
  let python: PythonUnderTest;

  before(async () => {
    python = await PythonUnderTest.boot();
  });

  it('are found by looks that grow with the scopes, not with their square', () => {
    assert.deepEqual(
      python.print(`${COUNTED}
def looks(many):
    Looks.count = 0
    last = [opened('Adam') for _ in range(many)][-1]
    return last, Looks.count
first, second = looks(500), looks(500)
print(first[0], second[0], first[1] < 4 * 500, second[1] <= first[1] + 4)`),
      ['Adam_499 Adam_999 True True'],
    );
  });

  it('are the first that is not open, also after some were closed', () => {
    assert.deepEqual(
      python.print(`${COUNTED}
for _ in range(4):
    opened('a/b')
counts.open('a/b_7')
print([opened('a/b') for _ in range(4)])
counts.close_below('a')
print(opened('a/b'), opened('a/b'))
mark = counts.remember()
print(opened('a/b'), opened('a/b'), opened('a/b_0'), opened('a/b_' + '9' * 5000)[:5])
counts.restore(mark)
print(opened('a/b'))`),
      [
        "['a/b_4', 'a/b_5', 'a/b_6', 'a/b_8']",
        'a/b a/b_1',
        'a/b_2 a/b_3 a/b_0 a/b_9',
        'a/b_2',
      ],
    );
  });
});
