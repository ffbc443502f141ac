/** @file A tensor as a text for the clipboard: Python, NumPy, tab-separated values; every number exact. No page. */
import { fullText } from '../../protocol/numberText';
import type { TensorRecord } from '../../protocol/records';

export const COPY_FORMS = ['python', 'numpy', 'tsv'] as const;
export type CopyForm = (typeof COPY_FORMS)[number];

/** Only a whole tensor has its shape: of a part the values are one list, and a comment says so. */
export function tensorAs(form: CopyForm, tensor: TensorRecord): string {
  const isWhole = tensor.values.length === tensor.size;
  const shape = isWhole ? tensor.shape : [tensor.values.length];
  const texts = tensor.values.map((value) => fullText(value, tensor.dtype));
  const note = isWhole ? '' : `# the first ${tensor.values.length} of ${tensor.size}, shape [${tensor.shape.join(', ')}]\n`;
  switch (form) {
    case 'python':
      return note + nested(texts.map(pythonText), shape);
    case 'numpy': {
      const inner = nested(texts.map(numpyText), shape);
      return `${note}np.array(${inner}, dtype=${numpyType(tensor.dtype)})${hasNoElement(shape) ? `.reshape(${tuple(shape)})` : ''}`;
    }
    case 'tsv':
      return note + lines(texts, shape);
  }
}

/** `nan` and `inf` are no Python literals. */
function pythonText(text: string): string {
  return /^-?(nan|inf)$/.test(text) ? `float('${text}')` : text;
}

function numpyText(text: string): string {
  return text.replace(/^(-?)(nan|inf)$/, '$1np.$2');
}

function numpyType(dtype: string): string {
  if (dtype === 'bool') return 'np.bool_';
  return dtype === 'bfloat16' ? 'np.float32' : `np.${dtype}`;
}

/** Row-major lists in lists; a scalar is itself. */
function nested(texts: readonly string[], shape: readonly number[]): string {
  if (shape.length === 0) return texts[0] ?? '';
  let parts = [...texts];
  for (const size of [...shape].reverse()) {
    const outer: string[] = [];
    const count = size === 0 ? (parts.length === 0 ? 1 : 0) : parts.length / size;
    for (let i = 0; i < count; i++) outer.push(`[${parts.slice(i * size, (i + 1) * size).join(', ')}]`);
    parts = outer;
  }
  return parts[0] ?? '[]';
}

function hasNoElement(shape: readonly number[]): boolean {
  return shape.includes(0);
}

function tuple(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** A line per row of the last dimension; an empty line where a dimension before the last two goes on. */
function lines(texts: readonly string[], shape: readonly number[]): string {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  if (columns === 0) return '';
  const text: string[] = [];
  for (let i = 0; i < texts.length; i += columns) {
    if (shape.length > 2 && i > 0 && (i / columns) % rows === 0) text.push('');
    text.push(texts.slice(i, i + columns).join('\t'));
  }
  return text.join('\n');
}
