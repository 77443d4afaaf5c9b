import type { Language } from '../../../base/language.ts'
import type { Step } from '../../../vocabulary/cases.ts'
import type { CaseEvent } from '../state.ts'
import { texts } from '../texts/texts.ts'

/** The events that the applicant is told of: a new one does not compile until it has its sentence. */
type Told = Exclude<CaseEvent['type'], 'DecisionTakenBack' | 'NoticeNoted' | 'StepDone' | 'ProcessTimerRang'>

/** A step of the history as a plain sentence. */
export function historySentence(step: Step, language: Language): string {
  const t = texts(language)
  if (step.type === 'MessageWritten' && step.by === 'applicant') return t.youWrote
  return t.steps[step.type as Told](step.name || t.someone)
}
