/** @file Which parts of a run are dead: not chosen by a predicate. Known when the plan is made. */
import type { Tensor } from '../graph';

/** Whether a part of the run is dead, at a moment of the run. */
export interface Life {
  isDead: boolean;
  /** Predicates that must be as given, by the tensor's id: all of them, for the part to live. */
  readonly conditions: ReadonlyMap<number, boolean>;
}

/** Null is what always lives. */
export type MaybeLife = Life | null;

/** The lives of one region (the top of a run, or one loop): one per set of conditions. */
export class Lives {
  private readonly byKey = new Map<string, Life>();

  /** The two lives below a Switch; `isNew` when somebody must keep them up to date. */
  split(
    parent: MaybeLife,
    predicate: Tensor,
  ): { readonly off: Life; readonly on: Life; readonly isNew: boolean } {
    const off = this.of(withCondition(parent, predicate.id, false));
    const on = this.of(withCondition(parent, predicate.id, true));
    return { off: off.life, on: on.life, isNew: off.isNew || on.isNew };
  }

  /** The life of what needs all of `parts`. */
  join(parts: readonly MaybeLife[]): { readonly life: MaybeLife; readonly isNew: boolean } {
    const distinct = [...new Set(parts.filter((part): part is Life => part !== null))];
    if (distinct.length === 0) return { life: null, isNew: false };
    if (distinct.length === 1) return { life: distinct[0]!, isNew: false };
    const conditions = new Map<number, boolean>();
    for (const part of distinct) for (const [id, value] of part.conditions) conditions.set(id, value);
    return this.of(conditions);
  }

  /**
   * The life of what takes the living one of `parts`. Two that differ in one predicate only live
   * whenever the rest does; of any other choice nothing is known before the run: `isNew`.
   */
  choose(
    parts: readonly MaybeLife[],
    merge: Tensor,
  ): { readonly life: MaybeLife; readonly isNew: boolean } {
    if (parts.some((part) => part === null)) return { life: null, isNew: false };
    const [a, b] = parts as readonly Life[];
    if (parts.length === 2 && a && b && a.conditions.size === b.conditions.size) {
      const other = [...a.conditions].filter(([id, value]) => b.conditions.get(id) !== value);
      const [differing] = other;
      if (other.length === 1 && differing && b.conditions.has(differing[0])) {
        const rest = new Map(a.conditions);
        rest.delete(differing[0]);
        if (rest.size === 0) return { life: null, isNew: false };
        const found = this.byKey.get(keyOf(rest));
        if (found !== undefined) return { life: found, isNew: false };
      }
    }
    return this.of(new Map([[merge.id, true]]));
  }

  private of(conditions: ReadonlyMap<number, boolean>): { life: Life; isNew: boolean } {
    const key = keyOf(conditions);
    const found = this.byKey.get(key);
    if (found !== undefined) return { life: found, isNew: false };
    const life: Life = { isDead: false, conditions };
    this.byKey.set(key, life);
    return { life, isNew: true };
  }
}

function withCondition(parent: MaybeLife, id: number, value: boolean): Map<number, boolean> {
  return new Map([...(parent?.conditions ?? []), [id, value]]);
}

function keyOf(conditions: ReadonlyMap<number, boolean>): string {
  const sorted = [...conditions].sort(([a], [b]) => a - b);
  return sorted.map(([id, value]) => `${id}${value ? '+' : '-'}`).join();
}
