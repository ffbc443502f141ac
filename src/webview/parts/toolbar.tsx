/** @file The buttons over the table: the same commands as the palette, one tab stop for all. */
import { useRef, useState } from 'preact/hooks';
import type { ViewCommand } from '../../protocol/view';
import { runCommand } from '../host';
import { snapshot, strings } from '../store';
import { Icon } from './icons';

const STEPPING = ['stepBack', 'step', 'compute', 'apply', 'run', 'runUntil', 'continue', 'stop', 'reset'] as const;
/** Icons only: what they are called is in their hint. */
const READING = ['pinBaseline', 'openAccessibleView', 'export'] as const;
const BUTTONS = [...STEPPING, ...READING] as const;
type Button = (typeof BUTTONS)[number];

export function Toolbar() {
  const t = strings.value;
  const [focused, setFocused] = useState<number>(BUTTONS.indexOf('step'));
  const bar = useRef<HTMLDivElement>(null);
  const enabled: readonly ViewCommand[] = snapshot.value?.enabled ?? [];

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: { readonly [key: string]: number } = {
      ArrowLeft: (focused + BUTTONS.length - 1) % BUTTONS.length,
      ArrowRight: (focused + 1) % BUTTONS.length,
      Home: 0,
      End: BUTTONS.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };

  return (
    <div ref={bar} class="toolbar" role="toolbar" aria-label={t.toolbar} onKeyDown={onKeyDown}>
      {BUTTONS.map((button, index) => {
        const command = nowOf(button, enabled);
        // aria-disabled instead of disabled: the focus stays when Back reaches step 0.
        const isDisabled = !enabled.includes(command);
        return (
          <button
            key={button}
            type="button"
            class={`tool tool-${button}`}
            data-command={command}
            tabIndex={index === focused ? 0 : -1}
            aria-disabled={isDisabled}
            aria-label={t[command]}
            title={t[`${command}Hint`]}
            onFocus={() => setFocused(index)}
            onClick={() => {
              if (!isDisabled) runCommand(command);
            }}
          >
            <Icon name={command} />
            {isStepping(button) && <span class="tool-label">{t[command]}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** Two that exclude each other have one place: Continue and Pause, Pin and Unpin. */
function nowOf(button: Button, enabled: readonly ViewCommand[]): Button | 'pause' | 'unpinBaseline' {
  if (button === 'continue' && enabled.includes('pause')) return 'pause';
  return button === 'pinBaseline' && enabled.includes('unpinBaseline') ? 'unpinBaseline' : button;
}

function isStepping(button: Button): boolean {
  return (STEPPING as readonly string[]).includes(button);
}
