/** @file The few characters of several values behind their line, and all about them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupLabel, groupLines } from '../../src/extension/groupText';
import { LONGEST_HINT } from '../../src/extension/hintText';
import type { GroupPart, PlaceGroup, ValueDigest } from '../../src/protocol/placeValues';
import { toWire } from '../../src/protocol/wireNumber';
import { healthOf } from '../../src/session/tensorHealth';
import { HINT_WORDS as WORDS } from './hintWords';

const PLACE = { file: 'loss.py', line: 1, column: 1, endLine: 1, endColumn: 2 };

function digest(...numbers: readonly number[]): ValueDigest {
  const health = healthOf({ dtype: 'float64', dims: [numbers.length], data: Float64Array.from(numbers) });
  return { dtype: 'float64', shape: numbers.length === 1 ? [] : [numbers.length], size: numbers.length, value: numbers.length === 1 ? toWire(numbers[0]!) : null, health };
}

function part(path: string, value: ValueDigest | null, more: Partial<GroupPart> = {}): GroupPart {
  return { path, isNone: false, value, sparse: null, gradient: null, op: 'Mul', node: 'mul', rows: [], ...more };
}

const NONE: Partial<GroupPart> = { isNone: true, op: '', node: '' };

function group(parts: readonly GroupPart[], more: Partial<PlaceGroup> = {}): PlaceGroup {
  return {
    kind: 'assigned', place: PLACE, within: PLACE, after: { line: 1, column: 2 }, name: 'x', visits: 1, form: 'list', count: parts.length,
    parts, isPairs: false, norm: 2.5, gradientNorm: null, ...more,
  };
}

const label = (found: PlaceGroup, mark: 'none' | 'gone' | 'awaited' = 'none') => groupLabel(found, WORDS, mark, true);

describe('several values behind their line', () => {
  const two = [part('[0]', digest(1, 2)), part('[1]', digest(3))];

  it('are how many there are and the norm of all together, with the norm of their gradients', () => {
    assert.equal(label(group(two)), '2 tensors ‖·‖ 2.5');
    assert.equal(label(group(two, { gradientNorm: 0.5 })), '2 tensors ‖·‖ 2.5 ∂‖·‖ 0.5');
    assert.equal(groupLabel(group(two, { gradientNorm: 0.5 }), WORDS, 'none', false), '2 tensors ‖·‖ 2.5');
    assert.equal(label(group([...two, part('[2]', null, NONE)])), '2 tensors, 1 None ‖·‖ 2.5');
    assert.equal(label(group(two, { norm: null })), '2 tensors');
    assert.equal(label(group(two, { isPairs: true, count: 1 })), '1 pairs ‖g‖ 2.5');
    assert.equal(label(group(two, { norm: 'NaN' })), '2 tensors ‖·‖ NaN');
  });

  it('are the numbers themselves where each is one and there is room', () => {
    const numbers = [part('[0]', digest(0.12345)), part('[1]', digest(3))];
    assert.equal(label(group(numbers)), '= [0.1235, 3]');
    assert.equal(label(group([...numbers, part('[2]', null, NONE)], { form: 'tuple' })), '= (0.1235, 3, None)');
    assert.equal(label(group(numbers), 'awaited'), '… [0.1235, 3]');
    assert.equal(label(group(numbers, { count: 3 })), '2 tensors ‖·‖ 2.5');
    const many = [...'12345678'].map((_, i) => part(`[${i}]`, digest(1234.5)));
    assert.equal(label(group(many)), '8 tensors ‖·‖ 2.5');
  });

  it('of IndexedSlices are their rows', () => {
    const rows = (of: number | null) => group([part('', digest(1, 2), { sparse: { distinct: 2, of } })], { form: 'IndexedSlices', count: 1 });
    assert.equal(label(rows(5)), '2 of 5 rows ‖·‖ 2.5');
    assert.equal(label(rows(null)), '2 rows ‖·‖ 2.5');
  });

  it('of one iteration say how many there were', () => {
    assert.equal(label(group(two, { turns: 3, gradientNorm: 0.5 })), '2 tensors ‖·‖ 2.5 ∂‖·‖ 0.5 ↻3');
    assert.equal(label(group(two, { turns: 3000, gradientNorm: 0.5 })), '2 tensors ‖·‖ 2.5 ↻3000');
  });

  it('say of another text that they were, as single values do, and never have more than 30 characters', () => {
    assert.equal(label(group(two), 'gone'), 'was 2 tensors ‖·‖ 2.5');
    assert.equal(label(group(two), 'awaited'), '… 2 tensors ‖·‖ 2.5');
    fc.assert(fc.property(fc.nat(64), fc.nat(64), fc.double(), fc.double(), fc.boolean(), (count, none, norm, slope, isPairs) => {
      const parts = [...new Array<GroupPart>(count + 1).fill(two[0]!), ...new Array<GroupPart>(none).fill(part('[2]', null, NONE))];
      for (const mark of ['none', 'awaited', 'gone'] as const) {
        const text = label(group(parts, { norm: toWire(norm), gradientNorm: toWire(slope), isPairs }), mark);
        assert.ok([...text].length <= LONGEST_HINT, text);
        assert.equal(text.startsWith('was '), mark === 'gone', text);
      }
    }));
  });

  it('have all parts in the tooltip: what each is, its gradient, its row, why there is none', () => {
    const parts = [
      part("['a']", digest(1, NaN), { gradient: digest(0.5), rows: ['w:0'] }), part('[1]', null, NONE), part('[2]', null),
      part('[3]', digest(4), { sparse: { distinct: 1, of: 7 } }),
    ];
    const lines = groupLines(group(parts, { visits: 3 }), WORDS, true, (variable) => `<${variable}>`);
    assert.deepEqual(lines.slice(0, 4), ['**x** · list · elements: 4', '$(warning) stale', 'last of 3', 'norm: **2.5**']);
    assert.deepEqual(lines[4]!.split('\n'), [
      "- `['a']` `float64 [2]` Mul `mul` · $(error) NaN×1 μ 1 ‖·‖ NaN · ∂ **0.5** · <w:0>", '- `[1]` None',
      '- `[2]` Mul `mul` · not in this step', '- `[3]` `float64 []` Mul `mul` · 1 of 7 rows · = **4**',
    ]);
    const many = groupLines(group(new Array<GroupPart>(20).fill(two[0]!)), WORDS, false, String);
    assert.equal(many.at(-1)!.split('\n').length, 17);
    assert.match(many.at(-1)!, /- and 4 more$/);
  });
});
