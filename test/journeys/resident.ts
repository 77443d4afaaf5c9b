import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Language } from '../../src/base/language.ts'
import { showDay } from '../../src/base/show-time.ts'
import type { File, Hands } from './hands.ts'
import { bare, readQuestions, readSummary, type Asked, type Seen } from './read-page.ts'

/*
 * Somebody who has papers and answers at hand, and a form before them: they read what is asked, look the answer up, type, tick or
 * choose it, and go on until the page asks them to check. Nothing here knows a form: what is not in `answers` and may be left empty is.
 */

/** A day that is known by heart: YYYY-MM-DD. */
export type Known = { readonly day: string }
export type Attached = { readonly files: readonly File[] }
/** The one box of a question is ticked, whatever its words are. */
export type Ticked = { readonly ticked: true }
/** An answer in several boxes, by what the form calls them: `given`, `family`, `birthDate`, `number`. */
export type Parts = { readonly parts: Readonly<Record<string, string | Known>> }

/** A text to type, or the words of the option to choose; several options; or one of the above. */
export type Answer = string | readonly string[] | Known | Attached | Ticked | Parts

/** By question. */
export type Answers = Readonly<Record<string, Answer>>

/** What was answered: the summary must show each of `words` beside the question. */
export type Said = { readonly question: string; readonly words: readonly string[] }

export type Walk = {
  readonly page: Page
  readonly hands: Hands
  readonly language: Language
  readonly answers: Answers
  /** Looks at each page before it is answered. */
  seen?(asked: readonly Asked[]): Promise<void>
}

export const stepOf = (page: Page): string => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)

/** Answers page after page until the form asks to check; what was said, in order. */
export async function answerAll(walk: Walk): Promise<readonly Said[]> {
  const { page, hands } = walk
  const said: Said[] = []
  for (let turn = 0; turn < 60; turn++) {
    const step = stepOf(page)
    if (step === 'check') return said
    const asked = await readQuestions(page)
    await walk.seen?.(asked)
    if (asked.length === 0) throw new Error(`Nothing is asked on ${page.url()}: ${await page.locator('main').innerText()}`)
    for (const question of asked) {
      const answer = walk.answers[question.id]
      if (answer === undefined && !question.optional) throw new Error(`"${question.label}" (${question.id}) has no answer in the table: ${question.controls.map(one => one.label).join(' | ')}`)
      if (answer === undefined) continue
      const words = await give(hands, question, answer, walk.language)
      // Whether there is another child is no answer to keep.
      if (!step.endsWith('.more')) said.push({ question: question.label, words })
    }
    await hands.goOn()
    if (stepOf(page) === step) throw new Error(`The answer to ${step} was not taken: ${await page.locator('main').innerText()}`)
  }
  throw new Error('The form never asked to check.')
}

/** Everything that was said stands in the page's summary, beside its question. */
export async function expectSummary(page: Page, said: readonly Said[]): Promise<void> {
  const rows = await readSummary(page)
  for (const { question, words } of said) {
    const shown = rows.filter(([asked]) => bare(asked) === bare(question)).map(([, answer]) => answer)
    for (const word of words) expect(shown.some(answer => bare(answer).includes(bare(word))), `"${word}" beside "${question}": ${shown.join(' | ')}`).toBe(true)
  }
}

/** Gives one answer; returns the words that the summary should show. */
async function give(hands: Hands, { id, label, controls }: Asked, answer: Answer, language: Language): Promise<readonly string[]> {
  if (typeof answer === 'string') {
    const choice = controls.find(one => (one.kind === 'radio' || one.kind === 'box') && bare(one.label) === bare(answer))
    if (choice) await (choice.kind === 'radio' ? hands.choose(choice) : hands.tick(choice))
    else if (controls[0]!.kind === 'list' || controls[0]!.kind === 'search') await hands.pick(controls[0]!, answer)
    else await hands.type(only(controls.filter(one => one.kind === 'text'), `"${label}" takes "${answer}"`), answer)
    return [answer]
  }
  if ('ticked' in answer) {
    await hands.tick(only(controls, label))
    return []
  }
  if ('files' in answer) {
    await hands.attach(only(controls, label), answer.files)
    return answer.files.map(file => file.name)
  }
  if ('day' in answer) {
    await giveDay(hands, controls, id, answer)
    return [showDay(answer.day, language, { year: true })]
  }
  if ('parts' in answer) {
    const words: string[] = []
    for (const [part, value] of Object.entries(answer.parts)) {
      if (typeof value !== 'string') {
        await giveDay(hands, controls, `${id}.${part}`, value)
        words.push(showDay(value.day, language, { year: true }))
        continue
      }
      // The first box of an organisation bears the question's own name.
      await hands.type(only(controls.filter(one => one.name === (part === 'name' ? id : `${id}.${part}`)), `${label}: ${part}`), value)
      words.push(value)
    }
    return words
  }
  for (const wanted of answer) await hands.tick(only(controls.filter(one => bare(one.label) === bare(wanted)), `${label}: ${wanted} of ${controls.map(one => one.label).join(" | ")}`))
  return answer
}

async function giveDay(hands: Hands, controls: readonly Seen[], name: string, { day }: Known): Promise<void> {
  const [year, month, date] = day.split('-') as [string, string, string]
  for (const [part, value] of [['day', date], ['month', month], ['year', year]] as const) await hands.type(only(controls.filter(one => one.name === `${name}.${part}`), `${name}: ${part}`), value)
}

function only(controls: readonly Seen[], what: string): Seen {
  if (controls.length !== 1) throw new Error(`${what}: ${controls.length} controls instead of one (${controls.map(one => one.name).join(', ')}).`)
  return controls[0]!
}
