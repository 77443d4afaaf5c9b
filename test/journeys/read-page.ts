import type { Page } from 'playwright-core'

/* A question page, read as a person reads it: what is asked, which controls there are and what they are called. */

export type Seen = {
  readonly kind: 'text' | 'search' | 'list' | 'radio' | 'box' | 'file'
  /** The control's place on the page, for whoever wants to touch it. */
  readonly selector: string
  readonly name: string
  /** Its own label: "Jour", "Oui". */
  readonly label: string
}

export type Asked = {
  /** What its answer is called in the form: `email`. */
  readonly id: string
  /** The question in words: legend or label. */
  readonly label: string
  readonly optional: boolean
  readonly controls: readonly Seen[]
}

/** The questions of the page that is open, in their order. A control without a label stops the reader: nobody could know what it is for. */
export function readQuestions(page: Page): Promise<readonly Asked[]> {
  return page.evaluate(() => {
    const words = (from: Element | null | undefined): string => {
      const copy = from?.cloneNode(true) as Element | undefined
      for (const aside of copy?.querySelectorAll('.optional, .hint') ?? []) aside.remove()
      return (copy?.textContent ?? '').replace(/\s+/g, ' ').trim()
    }
    type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
    const kinds: Record<string, Seen['kind']> = { radio: 'radio', checkbox: 'box', file: 'file', 'select-one': 'list' }
    const isShown = (control: Control): boolean => control.type !== 'hidden' && control.checkVisibility()
    const asked = new Map<string, { id: string; label: string; optional: boolean; controls: Seen[] }>()
    for (const field of document.querySelectorAll('main form .field')) {
      if (field.parentElement!.closest('.field')) continue
      for (const control of [...field.querySelectorAll<Control>('input, select, textarea')].filter(isShown)) {
        const label = words(control.labels?.[0])
        if (!label) throw new Error(`${control.name} has no label.`)
        const id = control.name.split('.')[0]!
        // A box beside the question ("I have none") is an answer to it.
        const one = asked.get(id) ?? { id, label: words(field.querySelector(':scope > legend, :scope > label, :scope > h1')), optional: field.querySelector('.optional') !== null, controls: [] }
        asked.set(id, one)
        const kind = kinds[control.type] ?? (control.getAttribute('role') === 'combobox' && control.name.endsWith('.typed') ? 'search' : 'text')
        const choice = kind === 'radio' || kind === 'box' ? `[value="${control.value}"]` : ''
        // Where files are, a hidden field bears the name as well.
        one.controls.push({ kind, label, name: control.name, selector: `main form [name="${control.name}"]${choice}${kind === 'file' ? '[type=file]' : ''}` })
      }
    }
    return [...asked.values()]
  })
}

/** The rows of the page's summaries: question and answer. */
export function readSummary(page: Page): Promise<readonly (readonly [question: string, answer: string])[]> {
  return page.evaluate(() => [...document.querySelectorAll('.summary-list > div')].map(row => [row.querySelector('dt')!.textContent ?? '', row.querySelector('dd')!.textContent ?? ''] as const))
}

/** Without what the renderer sets between words and figures: narrow spaces, typographic marks. */
export const bare = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}@]+/gu, '')
