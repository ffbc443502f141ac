/** @file How TensorFlow.js prints a tensor: at most twenty rows and columns of seven decimals, columns in line. */
import type { DataType, Elements } from './types';

const MOST = 20;
const ENDS = 3;
const DECIMALS = 7;

export function tensorText(values: Elements, shape: readonly number[], dtype: DataType, isVerbose: boolean): string {
  const columns = shape.at(-1) ?? 1;
  const widths = new Array<number>(columns).fill(0);
  if (shape.length > 1) values.forEach((value, i) => (widths[i % columns] = Math.max(widths[i % columns]!, word(value, dtype).length)));
  const head = isVerbose ? ['Tensor', `  dtype: ${dtype}`, `  rank: ${shape.length}`, `  shape: [${shape.join()}]`, '  values:'] : ['Tensor'];
  const body = linesOf(values, shape, dtype, widths, true);
  return [...head, body.map((line) => `    ${line}`).join('\n')].join('\n');
}

function word(value: number, dtype: DataType): string {
  if (dtype === 'bool') return value === 0 ? 'false' : 'true';
  return parseFloat(value.toFixed(DECIMALS)).toString();
}

function row(values: Elements, dtype: DataType, widths: readonly number[]): string {
  const words = Array.from(values, (value, i) => word(value, dtype).padEnd(widths[i] ?? 0));
  if (words.length <= MOST) return `[${words.join(', ')}]`;
  return `[${[...words.slice(0, ENDS), '...', ...words.slice(-ENDS)].join(', ')}]`;
}

function linesOf(
  values: Elements, shape: readonly number[], dtype: DataType, widths: readonly number[], isLast: boolean,
): string[] {
  const rank = shape.length;
  if (rank === 0) return [dtype === 'bool' ? word(values[0]!, dtype) : String(values[0])];
  const size = shape[0]!;
  if (rank === 1) return [row(values, dtype, widths)];
  const stride = values.length / Math.max(size, 1);
  const part = (i: number, isEnd: boolean): string[] =>
    linesOf(values.subarray(i * stride, (i + 1) * stride), shape.slice(1), dtype, widths, isEnd);
  const lines: string[] = [];
  for (let i = 0; i < size; i++) {
    if (size > MOST && i === ENDS) lines.push('...');
    if (size <= MOST || i < ENDS || i >= size - ENDS) lines.push(...part(i, i === size - 1 && (size <= MOST || i >= ENDS)));
  }
  const comma = rank === 2 ? ',' : '';
  const first = size > 0 ? lines[0]! + comma : '';
  lines[0] = `[${first}`;
  for (let i = 1; i < lines.length - 1; i++) lines[i] = ` ${lines[i]!}${comma}`;
  const ending = isLast ? '' : `,\n${'\n'.repeat(rank - 2)}`;
  lines[lines.length - 1] = ` ${lines.at(-1)!}]${ending}`;
  return lines;
}
