/** @file Answers questions about one step: which explanation it is, and what it is given. */
import type { Noted } from '../../frontends/program';
import type { Answer, Question } from '../../protocol/explanations';
import { textDigest } from '../../protocol/textDigest';
import type { Naming } from '../recordMaker';
import { firstBadOp } from './firstBadOp';
import { splitLoss } from './lossTerms';
import { checkGradients } from './numericCheck';
import { placeDetails, placeValues } from './placeValues';
import { placeTensor } from './placeTensor';
import { stepPlaces } from './stepPlaces';
import type { StepReader } from './stepReader';
import { whyTree } from './whyTree';

/** A question that is answered by running one step again with more to look at. */
export type StepQuestion = Exclude<Question, { kind: 'compare' | 'tensor' | 'records' | 'condition' | 'evaluate' }>;

/** Throws EngineError with the remedy in its words when the question does not fit the step. */
export function answer(
  question: StepQuestion,
  reader: StepReader,
  naming: Naming,
  isCancelled: () => boolean,
  noted: () => Noted,
): Answer {
  switch (question.kind) {
    case 'why':
      return whyTree(reader, naming, question.variable, question.element);
    case 'firstBadOp':
      return firstBadOp(reader, naming);
    case 'check':
      return checkGradients(reader, question.variable, isCancelled);
    case 'lossTerms':
      return splitLoss(reader, naming, isCancelled);
    case 'placeValues': {
      const known = noted();
      return {
        kind: 'placeValues', step: reader.index,
        ...placeValues(reader, naming, known, question.which === 'all'),
        modules: known.modules.map(({ file, text }) => ({ file, digest: textDigest(text) })),
        ...stepPlaces(reader, naming),
      };
    }
    case 'placeTensor':
      return placeTensor(reader, noted().places, question);
    case 'placeDetails':
      return placeDetails(reader, naming, noted(), question);
  }
}
