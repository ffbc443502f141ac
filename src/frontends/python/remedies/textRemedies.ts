/** @file Remedies for tf.strings, tf.decode_csv and lookup tables. */
import type { RemedyRule } from './rule';

export const textRemedies: readonly RemedyRule[] = [
  {
    message: /^List argument '(\w+)' to '(\w+)' Op with length 0/,
    remedy: 'Give one tensor at least: the list of $1 is empty.',
  },
  {
    message: /^Attr '(\w+)' of '\w+' Op passed -?\d+ less than minimum (\d+)/,
    remedy: 'Give $1 the value $2 or more.',
  },
  {
    message: /^(?:precision|scientific and shortest format) not supported for datatype/,
    remedy: 'precision, scientific and shortest are for floats: cast the numbers with tf.cast(…, tf.float32) first.',
  },
  {
    message: /^Cannot select both scientific and shortest notation/,
    remedy: 'Give tf.as_string one of the two, scientific=True or shortest=True.',
  },
  {
    message: /^Fill string must be one or fewer characters/,
    remedy: "fill is '0', '-', '+' or a space.",
  },
  {
    message: /^StringToNumberOp could not correctly convert string: (.*)/,
    remedy: 'Replace what is no number before, for example with tf.regex_replace; it reads "$1".',
  },
  {
    message: /^pos -?\d+ out of range for string/,
    remedy: 'pos must lie within each text: look at tf.strings.length, or make the texts longer first.',
  },
  {
    message: /^Invalid pattern: /,
    remedy: 'The pattern is no regular expression; a bracket that is meant itself is written \\( or [(].',
  },
  {
    message: /^Base64 string length cannot be|^Invalid character found in base64/,
    remedy: 'tf.decode_base64 reads the web-safe alphabet (- and _) that tf.encode_base64 writes.',
  },
  {
    message: /placeholder\(s\) in template does not match (\d+) tensor/,
    remedy: 'Write one {} in the template for each tensor.',
  },
  {
    message: /^Expect (\d+) fields but have (\d+) in record (\d+)/,
    remedy:
      'record_defaults has $1 entries and line $3 (from 0) has $2 fields: give one default per column, or choose columns with select_cols.',
  },
  {
    message: /^Field (\d+) is required but missing in record/,
    remedy: 'Give column $1 (from 0) a default that is not empty, or fill the field.',
  },
  {
    message: /^Field (\d+) in record \d+ is not a valid (\w+)/,
    remedy: "Column $1 (from 0) is read as $2 after its default: skip a header line, or give the default [''].",
  },
  {
    message: /^(?:Quote inside a string|Unquoted fields cannot|Quoted field has to end)/,
    remedy: 'Double the quotes inside a field and quote the whole field, or pass use_quote_delim=False.',
  },
  {
    message: /^Length of select_cols and record_defaults do not match|^select_cols (?:is not|contains)/,
    remedy: 'select_cols names the columns from 0 on in ascending order, one for each default.',
  },
  {
    message: /^Table not initialized\./,
    remedy: 'Run tf.tables_initializer() in this session before the first lookup.',
  },
  {
    message: /^HashTable has different value for same key/,
    remedy: 'Each key may stand once among the keys of the table.',
  },
  {
    message: /^Signature mismatch\. Keys must be dtype <dtype: '(\w+)'>/,
    remedy: 'Look up tensors of the type of the keys of the table, tf.$1.',
  },
  {
    message: /^(?:mapping|vocabulary_list) must be specified/,
    remedy: 'Give the list of words whose places the table shall give.',
  },
  {
    message: /^num_oov_buckets must be greater/,
    remedy: 'num_oov_buckets is 0 for none, or the number of buckets for unknown words.',
  },
  {
    message: /^Only integer and string keys are supported/,
    remedy: 'Keys of a table are texts, tf.int32 or tf.int64.',
  },
  {
    message: /^Expected (?:integer|non-integer), got <dtype/,
    remedy: 'dtype is the type of the words: tf.string for texts, tf.int64 for numbers.',
  },
];
