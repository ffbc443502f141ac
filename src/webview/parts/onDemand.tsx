/** @file What is seen only when it is opened is a script of its own, which the first paint does not wait for. */
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { strings } from '../store';

type Drawings = typeof import('./drawings');

const drawings = signal<Drawings | 'coming' | 'missing' | null>(null);

/** Soon after the first paint too, so that it is there when it is asked for. */
export function fetchDrawings(): void {
  if (drawings.value !== null) return;
  drawings.value = 'coming';
  import('./drawings').then(
    (module) => (drawings.value = module),
    () => (drawings.value = 'missing'),
  );
}

interface Props {
  readonly draw: (drawings: Drawings) => ComponentChildren;
}

export function OnDemand({ draw }: Props) {
  useEffect(fetchDrawings, []);
  const now = drawings.value;
  // An update of the extension takes the files away from under an open page.
  if (now === 'missing') return <p class="quiet">{strings.value.drawingsMissing}</p>;
  if (now === null || now === 'coming') return <div class="awaited" aria-busy="true" />;
  return <>{draw(now)}</>;
}
