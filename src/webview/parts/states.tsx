/** @file What the panel says when it has no values: no file, running, failed, restricted, nothing to step. */
import type { ComponentChildren } from 'preact';
import { fill } from '../../protocol/panelStrings';
import type { ErrorRecord } from '../../protocol/records';
import { runCommand } from '../host';
import type { Situation } from '../model/situation';
import { strings } from '../store';
import { Icon, type IconName } from './icons';
import { ErrorNotice } from './notices';

export function EmptyState({ situation }: { readonly situation: Situation }) {
  const t = strings.value;
  switch (situation.kind) {
    case 'values':
      return null;
    case 'empty':
      return <Message icon="compute" title={t.emptyTitle} text={t.emptyText} />;
    case 'missing':
      return <Message icon="none" title={t.missingTitle} text={situation.reason} />;
    case 'loading':
      return <Message icon="run" title={t.loadingTitle} text={t.loadingText} />;
    case 'failed':
      return (
        <Message
          icon={isStop(situation.error) ? 'stop' : 'bad'}
          title={isStop(situation.error) ? t.stoppedTitle : t.failedTitle}
          text={isStop(situation.error) ? t.stoppedText : t.failedText}
        >
          <ErrorNotice error={situation.error} showsLastGood={false} />
        </Message>
      );
    case 'restricted':
      return (
        <Message icon="shield" title={t.restrictedTitle} text={t.restrictedText}>
          <button type="button" class="button" onClick={() => runCommand('manageTrust')}>
            {t.manageTrust}
          </button>
        </Message>
      );
    case 'noTrainingOp':
      return (
        <Message icon="none" title={t.noTrainingTitle} text={fill(t.noTrainingText, situation.framework.minimizers)}>
          <pre class="example">{situation.framework.example}</pre>
        </Message>
      );
  }
}

/** Nothing is wrong with the file: its reader pressed Stop. */
function isStop(error: ErrorRecord): boolean {
  return error.type === 'Stopped';
}

interface MessageProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

function Message({ icon, title, text, children }: MessageProps) {
  return (
    <section class="state">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
