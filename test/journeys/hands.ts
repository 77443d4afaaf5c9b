import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import type { Seen } from './read-page.ts'

export type File = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** Two ways to work a page: with a finger or the mouse, and by keyboard alone. */
export type Hands = {
  type(control: Seen, text: string): Promise<void>
  /** One of several radios. */
  choose(control: Seen): Promise<void>
  tick(control: Seen): Promise<void>
  /** One option of a list, searched where the page offers a search. */
  pick(control: Seen, label: string): Promise<void>
  attach(control: Seen, files: readonly File[]): Promise<void>
  /** Presses the page's main button; resolves when the page that answers is there. */
  goOn(): Promise<void>
  follow(selector: string): Promise<void>
}

const main = 'main .btn.main[type=submit]'
const arrives = (page: Page, act: () => Promise<unknown>): Promise<unknown> => Promise.all([page.waitForEvent('domcontentloaded'), act()])

export const pointer = (page: Page, scripts: boolean): Hands => ({
  type: (control, text) => page.fill(control.selector, text),
  choose: control => page.check(control.selector),
  tick: control => page.check(control.selector),
  async pick(control, label) {
    if (control.kind === 'list') return void (await page.selectOption(control.selector, { label }))
    await page.fill(control.selector, label)
    await page.getByRole('option', { name: label, exact: true }).first().click()
  },
  async attach(control, files) {
    await page.setInputFiles(control.selector, [...files])
    // Without a script they come with the form.
    if (scripts) await named(page, files)
  },
  async goOn() { await arrives(page, () => page.click(main)) },
  async follow(selector) { await arrives(page, () => page.click(selector)) },
})

/** Tab, arrows, the space bar, Enter. The focus must be seen wherever it stands, and whatever a key does must not lose it. */
export const keys = (page: Page): Hands => {
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key)
    await expectFocus(page)
  }
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 80; presses++) {
      if (await page.evaluate(wanted => document.activeElement?.matches(wanted) ?? false, selector)) return
      await press('Tab')
    }
    throw new Error(`The focus never came to ${selector} on ${page.url()}.`)
  }
  const enter = async (selector: string): Promise<void> => {
    await tabTo(selector)
    await arrives(page, () => page.keyboard.press('Enter'))
    // A page that was sent back takes the focus to its faults, a moment after it is there.
    if ((await page.locator('.error-summary').count()) > 0) return
    // The first stop of every page leads past its head.
    await press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  }
  return {
    async type(control, text) {
      await tabTo(control.selector)
      await page.keyboard.type(text)
    },
    async choose(control) {
      // Radios of one name are one stop; the arrows go through them.
      await tabTo(`main form [name="${control.name}"]`)
      await press('Space')
      for (let presses = 0; presses < 30 && !(await page.isChecked(control.selector)); presses++) await press('ArrowDown')
    },
    async tick(control) {
      await tabTo(control.selector)
      await press('Space')
    },
    async pick(control, label) {
      await tabTo(control.selector)
      await page.keyboard.type(label)
      await press('ArrowDown')
      await press('Enter')
      expect(await page.inputValue(control.selector)).toBe(label)
    },
    async attach(control, files) {
      // The dialog is the system's; what it gives back is what counts here. A browser shows one at a time, whoever's page asks, and
      // may leave a key without one while another closes.
      await inTurn(async () => {
        for (let tries = 0; ; tries++) {
          await tabTo(control.selector)
          const dialog = page.waitForEvent('filechooser', { timeout: 4_000 }).catch((late: Error) => { if (tries >= 4) throw late })
          await page.keyboard.press('Space')
          const opened = await dialog
          if (opened) return opened.setFiles([...files])
        }
      })
      await named(page, files)
      await expectFocus(page)
    },
    goOn: () => enter(main),
    follow: enter,
  }
}

let turn: Promise<unknown> = Promise.resolve()
/** One after the other, whatever became of the one before. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const mine = turn.then(work, work)
  turn = mine
  return mine
}

/** Until as many files stand in the page's list. */
const named = (page: Page, files: readonly File[]): Promise<void> => page.locator('.files li .typed').nth(files.length - 1).waitFor()

/** The focus stands on something that is to be seen, with a line of two pixels at least around it. */
async function expectFocus(page: Page): Promise<void> {
  const fault = await page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return 'The focus is lost.'
    const box = at.getBoundingClientRect()
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    const seen = box.width > 0 && box.height > 0 && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    return seen ? null : `The focus is not to be seen on ${at.outerHTML.slice(0, 200)}`
  })
  expect(fault, page.url()).toBeNull()
}
