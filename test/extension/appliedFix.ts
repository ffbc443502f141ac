/** @file A text with the changes of a quick fix, as an editor makes them: all offsets are of the text before. */
import type { TextChange } from '../../src/extension/quickFixes/fix';

export function applied(text: string, changes: readonly TextChange[]): string {
  const order = [...changes].sort((a, b) => b.start - a.start || b.end - a.end);
  order.forEach(({ start }, i) => {
    const before = order[i + 1];
    if (before && before.end > start) throw new Error(`Changes overlap at ${start}.`);
  });
  return order.reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}
