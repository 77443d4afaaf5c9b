import type { StepWords } from '../../../vocabulary/services.ts'
import process from './default-process-1.bpmn?raw'

/** What serves versions without a process of their own: received, checked, decided, told. */
export const defaultProcess: string = process

/** What its elements are called in its drawing. */
export const defaultSteps: readonly StepWords[] = [
  { id: 'filed', name: { fr: 'Demande reçue', en: 'Request received', de: 'Antrag eingegangen' } },
  { id: 'check', name: { fr: 'Vérifier que rien ne manque', en: 'Check that nothing is missing', de: 'Vollständigkeit prüfen' } },
  { id: 'decide', name: { fr: 'Décider', en: 'Decide', de: 'Entscheiden' } },
  { id: 'told', name: { fr: 'Réponse envoyée', en: 'Answer sent', de: 'Antwort gesendet' } },
]
