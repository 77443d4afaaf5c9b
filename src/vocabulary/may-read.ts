import type { CaseFile } from './cases.ts'

/**
 * Whether people of these teams read an answer: their team handles the case, or has a step to do in it. A step may say which answers
 * it needs (`parvis:reads`); without a word they are all but what is protected.
 */
export function mayReadAnswer(teams: readonly string[], { team, open }: Pick<CaseFile, 'team' | 'open'>, answer: { readonly question: string; readonly protected?: string }): boolean {
  if (teams.includes(team)) return true
  return open.some(step => step.team !== undefined && teams.includes(step.team) && (step.reads ? step.reads.includes(answer.question) : answer.protected === undefined))
}
