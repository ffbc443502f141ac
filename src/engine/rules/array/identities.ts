/**
 * @file Ops that pass their input on: Identity and kin, gradient barriers, checks and assertions.
 */
import type { Data } from '../../dtypes';
import { EngineError, invalidArgument } from '../../errors';
import { none } from '../../rule';
import type { Bound, Rule, Spec } from '../../rule';
import type { NoAttributes } from './attributes';
import { summarize } from './summarize';

const sameAsInput: Pick<Rule<unknown>, 'infer' | 'bind' | 'alias'> = {
  infer: ([input]) => [{ dtype: input!.dtype, shape: input!.shape }],
  bind: ([input]) => ({ outputs: [input!.dims], run: () => undefined }),
  alias: 0,
};

export const identity: Rule<NoAttributes> = {
  ...sameAsInput,
  passesSlices: true,
  derivative: ({ gradients }) => gradients,
};

export const identityN: Rule<NoAttributes> = {
  infer: (inputs) => inputs.map(({ dtype, shape }) => ({ dtype, shape })),
  bind: (inputs) => ({
    outputs: inputs.map(({ dims }) => dims),
    run: (data, outputs) => outputs.forEach((out, i) => out.set(data[i]!)),
  }),
  derivative: ({ gradients }) => gradients,
};

export const stopGradient: Rule<NoAttributes> = {
  ...sameAsInput,
  derivative: none('stop_gradient'),
};

/** A text as Python prints bytes: TensorFlow puts the attribute's bytes into its message. */
function bytesText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `b${quote}${quote === "'" ? text.replaceAll("'", "\\'") : text}${quote}`;
}

export const preventGradient: Rule<{ readonly message: string }> = {
  ...sameAsInput,
  derivative: ({ attributes, node }) => {
    throw new EngineError(
      'LookupError',
      `Gradient explicitly disabled. Reason: ${bytesText(attributes.message)}`,
      node.id,
    );
  },
};

export const checkNumerics: Rule<{ readonly message: string }> = {
  infer: sameAsInput.infer,
  bind: ([input], { message }) => ({
    outputs: [input!.dims],
    run: ([source], [out]) => {
      let hasNaN = false;
      let hasInfinity = false;
      for (let i = 0; i < source!.length; i++) {
        const x = source![i]!;
        if (x !== x) hasNaN = true;
        else if (x === Infinity || x === -Infinity) hasInfinity = true;
      }
      if (hasNaN || hasInfinity) {
        const found = hasNaN && hasInfinity ? 'Inf and NaN' : hasNaN ? 'NaN' : 'Inf';
        throw invalidArgument(`${message} : Tensor had ${found} values`);
      }
      out!.set(source!);
    },
  }),
  derivative: ({ attributes, gradients, build }) => [
    build.make('CheckNumerics', [gradients[0]!], {
      message:
        'Not a number (NaN) or infinity (Inf) values detected in gradient. ' + attributes.message,
    }),
  ],
};

interface AssertAttributes {
  readonly parts: readonly (string | null)[];
  readonly summarize: number;
}

export const assertion: Rule<AssertAttributes> = {
  infer: () => [],
  bind: (inputs, attributes): Bound => ({
    outputs: [],
    run: (data) => {
      if (data[0]![0] === 0) throw invalidArgument(failureText(inputs, data, attributes));
    },
  }),
  derivative: none('an assertion has no output'),
};

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', "'": "\\'", '\\': '\\\\',
};

/** A text as C writes it, bytes outside of ASCII as octal numbers: TensorFlow's CEscape. */
function escaped(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    const isPlain = byte >= 0x20 && byte < 0x7f;
    out +=
      ESCAPES[character] ??
      (isPlain ? character : `\\${byte.toString(8).padStart(3, '0')}`);
  }
  return out;
}

/** `assertion failed: [text] [1 2 3...]`: input 0 is the condition, each other one is a part. */
function failureText(
  inputs: readonly Spec[],
  data: readonly Data[],
  { parts, summarize: entries }: AssertAttributes,
): string {
  const texts = parts.map((part, i) => {
    if (part !== null) return `[${escaped(part)}]`;
    return `[${summarize({ ...inputs[i + 1]!, data: data[i + 1]! }, entries)}]`;
  });
  return `assertion failed: ${texts.join(' ')}`;
}
