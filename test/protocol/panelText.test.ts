/** @file The panel as text: a line per fact, exact elements, nothing that is not finite left out. */
import assert from 'node:assert/strict';
import { ENGLISH } from '../../src/protocol/panelStrings';
import { panelText } from '../../src/protocol/panelText';
import { notesState, place, snapshotOf } from '../webview/notesProgram';
import { regressionState } from '../webview/regressionProgram';

describe('the panel as text', () => {
  it('says of the notes’ first step what the panel shows', () => {
    const prints = [{ stream: 'stdout' as const, text: '[(6.0, 5.0)]\n' }];
    // Clip by norm 6: 10·0.6 = 6, 5 stays. w: 5 − 0.1·6 = 4.4; x: 10 − 0.1·5 = 9.5. ‖(10, 5)‖ = √125.
    assert.equal(
      panelText(snapshotOf(notesState(1), { prints }), ENGLISH),
      `clip_by_norm.py · TensorFlow 1.15 semantics

Step 1 of 1 · GradientDescent · GradientDescentOptimizer
Health: All finite (loss, gradients and variables)
Loss: 50
Gradient norm: 11.1803 → 7.81025 applied
Clipped: 1 of 2

w · Variable_1:0 · scalar float32 (line 6)
  Gradient, raw: 10
  clip_by_norm (line 14): clipped, Threshold 6, Norm 10, Factor ×0.6, Angle 0°, Elements 1/1 → 6
  Applied gradient: 6
  Before → after: 5 → 4.4 (−0.6)
  Δ/‖v‖: 0.12
  Update: after = before − lr·g
    lr = 0.1
    lr·g = 0.6
    residual 0

x · Variable:0 · scalar float32 (line 5)
  Gradient, raw: 5
  clip_by_norm (line 14): did not fire, Threshold 6, Norm 5, Factor ×1, Angle 0°, Elements 0/1 → 5
  Applied gradient: 5
  Before → after: 10 → 9.5 (−0.5)
  Δ/‖v‖: 0.05
  Update: after = before − lr·g
    lr = 0.1
    lr·g = 0.5
    residual 0

Printed by the file:
[(6.0, 5.0)]
`,
    );
  });

  it('names a None with its reason and line, and the elements that it leaves out', () => {
    const text = panelText(snapshotOf(regressionState(3, 3)), ENGLISH);
    assert.match(text, /\n  Gradient: None, ArgMax picks an index: it has no derivative\. \(line 18\)\n/);
    assert.match(text, /\n  Variable before: \[.*, … 16 of 24 more\]\n/);
    assert.match(text, /\nFindings:\n  warning \[/);
  });

  it('counts what is not finite', () => {
    const text = panelText(snapshotOf(regressionState(40, 36, 34)), ENGLISH);
    assert.match(text, /\nHealth: Not finite \(the loss, dense\/kernel, dense\/output \+1\)\n/);
    assert.match(text, /\n    Norm NaN, 24 NaN\n/);
  });

  it('changes only the lines of what changed', () => {
    const lines = (cursor: number) =>
      panelText(snapshotOf(notesState(cursor)), ENGLISH).split('\n');
    const [first, second] = [lines(1), lines(2)];
    assert.equal(first.length, second.length);
    const same = first.filter((line, i) => line === second[i]);
    assert.ok(same.includes('    lr = 0.1'));
  });

  it('says an error, and that what follows is out of date', () => {
    const error = {
      type: 'NameError',
      message: "name 'rate' is not defined",
      place: place(4),
      madeAt: null,
      remedy: 'Define rate above this line.',
    };
    const status = { kind: 'stale', reason: 'The text as it is now does not run.' } as const;
    const text = panelText(snapshotOf(notesState(1), { error, status }), ENGLISH);
    assert.match(
      text,
      /^clip_by_norm\.py · TensorFlow 1\.15 semantics\n\nOut of date: The text as it is now does not run\.\n\nNameError \(line 4\): name 'rate' is not defined\nDefine rate above this line\.\n\nStep 1/,
    );
  });
});
