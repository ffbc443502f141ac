/** @file One question and what became of it; the answer goes with the step that it is about. */
import { useEffect, useState } from 'preact/hooks';
import type { PanelAnswer, PanelQuestion } from '../../protocol/viewQuestions';
import { ask } from '../host';

export type Asked<K extends PanelQuestion['kind']> =
  | { readonly state: 'none' }
  | { readonly state: 'working' }
  | { readonly state: 'answered'; readonly answer: Extract<PanelAnswer, { kind: K }> }
  | { readonly state: 'refused'; readonly message: string };

/** `about`: what the answer is about, as text; when it is another, the answer is gone. */
export function useAnswer<K extends PanelQuestion['kind']>(
  about: string,
): [Asked<K>, (question: Extract<PanelQuestion, { kind: K }> | null) => void] {
  const [asked, setAsked] = useState<Asked<K>>({ state: 'none' });
  useEffect(() => setAsked({ state: 'none' }), [about]);
  const send = (question: Extract<PanelQuestion, { kind: K }> | null) => {
    if (question === null) {
      setAsked({ state: 'none' });
      return;
    }
    setAsked({ state: 'working' });
    ask<K>(question).then(
      (answer) => setAsked((now) => (now.state === 'working' ? { state: 'answered', answer } : now)),
      (error: Error) =>
        setAsked((now) => (now.state === 'working' ? { state: 'refused', message: error.message } : now)),
    );
  };
  return [asked, send];
}
