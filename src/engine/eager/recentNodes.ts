/** @file The nodes of eager execution whose inputs are kept although no tape needs them: the last ones only. */
import { EngineError } from '../errors';
import type { Node, Tensor } from '../graph';

/** Of a node that was kept and is not any more. */
export const DROPPED: readonly Tensor[] = Object.freeze([]);

const MOST_NODES = 20_000;
const MOST_BYTES = 64 * 1024 * 1024;

export class RecentNodes {
  private nodes: Node[] = [];
  private first = 0;
  private bytes = 0;

  /** `isHeld`: a tape still needs the node. */
  constructor(private readonly isHeld: (node: Node) => boolean) {}

  add(node: Node): void {
    this.nodes.push(node);
    this.bytes += bytesOf(node);
    while (this.nodes.length - this.first > MOST_NODES || this.bytes > MOST_BYTES) this.dropOldest();
    if (this.first > MOST_NODES) {
      this.nodes = this.nodes.slice(this.first);
      this.first = 0;
    }
  }

  private dropOldest(): void {
    const node = this.nodes[this.first++]!;
    this.bytes -= bytesOf(node);
    if (!this.isHeld(node)) node.inputs = DROPPED;
  }

  /** `nodes` and all kept nodes that lead to them and are not older than `start`, in order. */
  above(nodes: readonly Node[], start: number): readonly Node[] {
    const found = new Set<Node>(nodes);
    for (const node of found) {
      if (node.inputs === DROPPED) {
        throw new EngineError(
          'ResourceExhaustedError',
          'The operations that led to this step are not all kept any more, so it cannot be repeated.',
        );
      }
      for (const { node: before } of node.inputs) {
        if (before.id >= start && before.inputs.length > 0) found.add(before);
        else if (before.inputs === DROPPED && before.id >= start) found.add(before);
      }
    }
    return [...found].sort((a, b) => a.id - b.id);
  }
}

function bytesOf(node: Node): number {
  let bytes = 0;
  for (const { value } of node.outputs) bytes += value?.data.byteLength ?? 0;
  return bytes;
}
