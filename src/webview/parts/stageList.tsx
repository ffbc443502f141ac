/** @file Everything that happened to one gradient between compute_gradients and apply_gradients. */
import { fill } from '../../protocol/panelStrings';
import type { RowRecord, StageRecord, TensorRecord } from '../../protocol/records';
import { valueText } from '../model/elements';
import { numberText, shortText } from '../model/numberText';
import { strings } from '../store';
import { Icon } from './icons';
import { LineLink } from './lineLink';

const ABSENT = '–';

export function StageList({ record }: { readonly record: RowRecord }) {
  const t = strings.value;
  const { stages, gradient } = record;
  return (
    <section>
      <h2>{t.stages}</h2>
      {stages.length === 0 ? (
        <p class="quiet">{t.stageNone}</p>
      ) : (
        <table class="small stages">
          <thead>
            <tr>
              <th scope="col">{t.stageOp}</th>
              <th scope="col">{t.stageThreshold}</th>
              <th scope="col">{t.stageNorm}</th>
              <th scope="col">{t.stageFactor}</th>
              <th scope="col">{t.stageAngle}</th>
              <th scope="col">{t.stageElements}</th>
              <th scope="col">{t.stageResult}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t.raw}</th>
              <td colSpan={5} />
              <td class="number">
                {gradient.kind === 'none' ? ABSENT : valueText(gradient.tensor, t)}
              </td>
            </tr>
            {stages.map((stage, i) => (
              <StageLine key={i} stage={stage} />
            ))}
          </tbody>
        </table>
      )}
      {gradient.kind !== 'none' && <Statistics tensor={gradient.tensor} />}
    </section>
  );
}

/** Over the finite elements, as Health has them. */
function Statistics({ tensor }: { readonly tensor: TensorRecord }) {
  const { mean, std, min, max } = tensor.health;
  if (tensor.size < 2 || mean === null || std === null || min === null || max === null) return null;
  const figures = [mean, std, min, max].map((value) => numberText(value, 4));
  return <p class="aside">{fill(strings.value.statistics, ...figures)}</p>;
}

function StageLine({ stage }: { readonly stage: StageRecord }) {
  const t = strings.value;
  const { op, place, thresholds, norm, factor, angleDegrees, clippedElements, output } = stage;
  return (
    <tr class={stage.fired ? 'fired' : ''} data-stage={op}>
      <th scope="row">
        {op} <LineLink place={place} />
      </th>
      <td class="number">
        {thresholds.length === 0
          ? ABSENT
          : thresholds.map((value) => numberText(value)).join(' … ')}
      </td>
      <td class="number">{norm === null ? ABSENT : numberText(norm)}</td>
      <td class="number">{factor === null ? ABSENT : `×${shortText(factor)}`}</td>
      <td class="number">{angleDegrees === null ? ABSENT : `${shortText(angleDegrees)}°`}</td>
      <td class="number">
        {clippedElements}/{output.size}
      </td>
      <td class="number">
        {valueText(output, t)} <Outcome stage={stage} />
      </td>
    </tr>
  );
}

/** Icon and word, and quietly when nothing happened. */
function Outcome({ stage }: { readonly stage: StageRecord }) {
  const t = strings.value;
  if (!stage.fired) {
    return <span class="quiet">{stage.isClip ? t.stageNotFired : t.stageNoChange}</span>;
  }
  return (
    <span class="clip-fired">
      {stage.isClip && <Icon name="clip" />} {stage.isClip ? t.stageFired : t.stageChange}
    </span>
  );
}
