/** @file The panel's icons: own drawings on a 16-pixel grid, in the colour of the text. */

const PATHS = {
  step: 'M3.5 3v10l7-5zM12.5 3v10',
  stepBack: 'M12.5 3v10l-7-5zM3.5 3v10',
  compute: 'M2.5 3.5h11l-5.5 9.5z',
  apply: 'M2.5 8.5l3.5 3.5 7.5-8',
  run: 'M2.5 3.5v9l5.5-4.5zM8.5 3.5v9l5.5-4.5z',
  runUntil: 'M2.5 3.5v9l6-4.5zM11.5 3v10',
  continue: 'M3.5 3v10M6.5 3v10l7-5z',
  pause: 'M4 3h2.5v10h-2.5zM9.5 3h2.5v10h-2.5z',
  reset: 'M12.9 9.5a5 5 0 1 1-.6-4.3M12.5 2v3.4h-3.4',
  stop: 'M4 4h8v8h-8z',
  clip: 'M5.6 11.2l6.9-8.7M10.4 11.2l-6.9-8.7M4.3 14a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM11.7 14a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  good: 'M8 14.2a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4zM5.2 8.2l2 2 3.7-4.2',
  notice: 'M8 2.2l6.3 11.3h-12.6zM8 6.2v3.4M8 11.4v.4',
  bad: 'M8 14.2a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4zM5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8',
  none: 'M8 14.2a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4zM3.8 3.8l8.4 8.4',
  note: 'M8 14.2a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4zM8 7.2v3.8M8 4.8v.4',
  stale: 'M8 14.2a6.2 6.2 0 1 0 0-12.4 6.2 6.2 0 0 0 0 12.4zM8 4.5v3.8l2.6 1.6',
  shield: 'M8 1.8l5 1.7v4.2c0 3.2-2.1 5.3-5 6.5-2.9-1.2-5-3.3-5-6.5v-4.2z',
  chevron: 'M6 3.5l4.5 4.5-4.5 4.5',
  chevronDown: 'M3.5 6l4.5 4.5 4.5-4.5',
  pinBaseline: 'M5.5 2h5M6.5 2v4.5l-2 2.5h7l-2-2.5v-4.5M8 9v5',
  unpinBaseline: 'M5.5 2h5M6.5 2v4.5l-2 2.5h7l-2-2.5v-4.5M8 9v5M2.5 2.5l11 11',
  openAccessibleView: 'M3.5 1.8h6l3 3v9.4h-9zM5.8 7.5h4.4M5.8 9.5h4.4M5.8 11.5h2.6',
  export: 'M8 10v-8M5 5l3-3 3 3M2.5 9.5v4h11v-4',
  filter: 'M2 3.5h12l-4.7 5.3v4.2l-2.6-1.4v-2.8z',
  close: 'M4 4l8 8M12 4l-8 8',
  ascending: 'M8 13v-10M4.5 6.5l3.5-3.5 3.5 3.5',
  descending: 'M8 3v10M4.5 9.5l3.5 3.5 3.5-3.5',
  copy: 'M5.5 5.5h8v8h-8zM3.5 10.5h-1v-8h8v1',
} as const;

export type IconName = keyof typeof PATHS;

const FILLED: readonly IconName[] = ['step', 'stepBack', 'run', 'runUntil', 'continue', 'pause', 'stop'];

export function Icon({ name }: { readonly name: IconName }) {
  const isFilled = FILLED.includes(name);
  return (
    <svg
      class={`icon icon-${name}`}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill={isFilled ? 'currentColor' : 'none'}
      stroke="currentColor"
      stroke-width="1.2"
      stroke-linejoin="round"
      stroke-linecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
