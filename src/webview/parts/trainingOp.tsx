/** @file The training op of the step shown; where the file has several, the way to choose what Step runs. */
import { fill } from '../../protocol/panelStrings';
import type { SessionState } from '../../protocol/messages';
import { trainingOpText } from '../../protocol/trainingOpText';
import type { StepRecord } from '../../protocol/records';
import { runCommand } from '../host';
import { snapshot, strings } from '../store';
import { Icon } from './icons';

interface Props {
  readonly state: SessionState;
  readonly record: StepRecord;
}

export function TrainingOp({ state, record }: Props) {
  const t = strings.value;
  const count = state.trainingOps.length;
  const next = snapshot.value?.trainingOp ?? null;
  const { trainingOp: name, optimizer } = record;
  if (count < 2) {
    const short = trainingOpText(name, optimizer);
    return short === '' ? null : (
      <span class="training-op" title={name}>
        {short}
      </span>
    );
  }
  const isDisabled = !snapshot.value?.enabled.includes('chooseTrainingOp');
  const label = fill(t.chooseTrainingOp, record.trainingOp, count);
  return (
    <span class="training-op">
      <button
        type="button"
        class="link choose"
        data-command="chooseTrainingOp"
        aria-disabled={isDisabled}
        aria-label={label}
        title={label}
        onClick={() => {
          if (!isDisabled) runCommand('chooseTrainingOp');
        }}
      >
        {record.trainingOp} <Icon name="chevronDown" />
      </button>
      {next !== null && next !== record.trainingOp && (
        <span class="next-op">{fill(t.nextTrainingOp, next)}</span>
      )}
    </span>
  );
}
