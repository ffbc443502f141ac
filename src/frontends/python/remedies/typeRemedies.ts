/** @file Remedies for errors of element types, static shapes and their dimensions. */
import type { RemedyRule } from './rule';

const KNOWN_RANK =
  'The rank is not known while the graph is built: give the placeholder a shape, call ' +
  'x.set_shape([…]), or use tf.shape(x) and tf.rank(x) in the run.';

export const typeRemedies: readonly RemedyRule[] = [
  {
    message: /too large to convert to C long$/,
    remedy: 'The number does not fit into 64 bits: use a float type, or a smaller number.',
  },
  {
    message: /^__int__ returned non-int \(type NoneType\)$/,
    remedy:
      'The dimension is not known while the graph is built: take it from tf.shape(x)[i], or use -1 in ' +
      'tf.reshape.',
  },
  {
    message: /for \/: '.*Dimension|for \/: 'Dimension'/,
    remedy: 'A dimension is divided with //, or as a Python number: x.shape[i].value / 2.',
  },
  {
    message: /^Cannot (?:take the length of|iterate over a) shape with unknown rank|^The inequality of unknown/,
    remedy: KNOWN_RANK,
  },
  {
    message: /^Shapes must be equal rank, but are \d+ and \d+$/,
    remedy: 'set_shape adds to what is known and cannot change it: use tf.reshape to get another shape.',
  },
  {
    message: /^Shape \S.* must have rank (?:at (?:least|most) )?\d+$|must have the same rank$/,
    remedy: 'Bring the tensor to that rank first: tf.reshape, tf.expand_dims or tf.squeeze.',
  },
  {
    message: /^Shape \S.* is not fully defined$/,
    remedy: 'Give every dimension a size, in the placeholder or with x.set_shape([…]).',
  },
  {
    message: /A string has ambiguous TensorShape/,
    remedy: 'A shape is a list of numbers, with None for what is not known: [None, 3].',
  },
  {
    message: /Dimension -\d+ must be >= 0|Ambiguous dimension: /,
    remedy: 'A dimension is a whole number of at least 0, or None where it is not known.',
  },
  {
    message: /^Cannot find (?:minimum|maximum) value of/,
    remedy: 'Only the types of real numbers have a smallest and a largest value.',
  },
  {
    message: /^type_enum is not a valid types_pb2\.DataType|^'DType' object (?:has no|is not)/,
    remedy: "Name the type by tf.float32 and its kin, or tf.as_dtype('float32'); tf.cast converts a value.",
  },
  {
    message: /^Cannot bitcast/,
    remedy:
      'To read a wider type, the last dimension must hold as many elements as make one of it; tf.cast ' +
      'converts values.',
  },
  {
    message: /^Invalid dtype tf\.\w+ in __truediv__$/,
    remedy: 'Cast both sides to a type of numbers first: tf.cast(x, tf.float32).',
  },
  {
    message: /^Integer division by zero$/,
    remedy: 'A divisor of an integer division is 0: divide floats, or add the smallest positive number.',
  },
];
