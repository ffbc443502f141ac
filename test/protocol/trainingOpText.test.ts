/** @file Names of training ops as a reader takes them. */
import assert from 'node:assert/strict';
import { trainingOpText } from '../../src/protocol/trainingOpText';

describe('the name of a training op', () => {
  it('is the user’s own where there is one', () => {
    assert.equal(trainingOpText('train_op', 'Adam'), 'train_op');
    assert.equal(trainingOpText('generator/train', 'AdamOptimizer'), 'generator/train');
  });

  it('leaves out what the optimizer made of it', () => {
    assert.equal(trainingOpText('GradientDescent', 'GradientDescent'), '');
    assert.equal(trainingOpText('Adam_1', 'AdamOptimizer'), '');
    assert.equal(trainingOpText('training/Adam/Adam/AssignAddVariableOp', 'Adam'), 'training');
    assert.equal(trainingOpText('critic/Adam', 'Adam'), 'critic');
  });

  it('of several ops run at once names each', () => {
    assert.equal(trainingOpText('train_d + train_g', 'Adam'), 'train_d + train_g');
    assert.equal(trainingOpText('Adam + train_g', 'Adam'), 'train_g');
  });
});
