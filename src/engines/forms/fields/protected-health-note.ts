import { longText } from './long-text.ts'

/** A note on someone's health (GDPR, article 9): written like any text, shown only to those who need it. */
export const protectedHealthNote = { ...longText, type: 'protected-health-note', protected: 'health' as const }
