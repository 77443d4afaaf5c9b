import { showBytes } from '../../base/show-bytes.ts'
import { plainOf, type Reading } from '../../base/language.ts'
import { sendInPieces, type Kept } from './send-in-pieces.ts'
import { shrinkPicture } from './shrink-picture.ts'

/**
 * `<pv-upload data-to>` around a file input: sends what is chosen at once, in pieces that go on after a cut, and puts each file
 * that is there into the list above, as the server would have drawn it. Large pictures are made smaller first. The form waits
 * for files that are under way. Without this script the same form posts its files.
 */
class Upload extends HTMLElement {
  #waiting: File[] = []
  #busy = false
  /** The button with which the form was to be sent while files were under way; `null` is none at all. */
  #sendAfter: HTMLElement | null | undefined
  #told = -1
  #listening = new AbortController()

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    const form = this.closest('form')
    if (!input || !form || !this.dataset['to'] || !('fetch' in window)) return
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.#part('add').hidden = true
    const take = (): void => {
      this.#waiting.push(...(input.files ?? []))
      input.value = ''
      void this.#work(form)
    }
    input.addEventListener('change', take, { signal })
    // Chosen before this script was there.
    if (input.files?.length) take()
    form.addEventListener('submit', (event) => this.#hold(event), { signal })
  }

  disconnectedCallback(): void {
    this.#listening.abort()
  }

  #hold(event: SubmitEvent): void {
    if (!this.#busy) return
    event.preventDefault()
    this.#sendAfter = event.submitter
    this.#say('wait')
  }

  async #work(form: HTMLFormElement): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    let failed = false
    for (let file = this.#waiting.shift(); file; file = this.#waiting.shift()) failed = !(await this.#take(form, file)) || failed
    this.#busy = false
    const button = this.#sendAfter
    this.#sendAfter = undefined
    // What went wrong is to be read before the page goes on.
    if (button !== undefined && !failed) form.requestSubmit(button)
  }

  /** Sends one file; false where it could not be, which is then said. */
  async #take(form: HTMLFormElement, chosen: File): Promise<boolean> {
    const { dataset } = this
    const name = chosen.name
    if (this.#list.childElementCount >= Number(dataset['most'])) return this.#fail('many', name)
    const file = await shrinkPicture(chosen)
    if (file.size > Number(dataset['bytes'])) return this.#fail('large', name)
    const bar = document.createElement('progress')
    bar.setAttribute('aria-label', name)
    this.#part('choose').before(bar)
    this.#told = -1
    try {
      const kept = await sendInPieces({
        to: new URL(dataset['to']!, location.href).href,
        csrf: form.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? '',
        file,
        key: `${chosen.size}.${chosen.lastModified}`,
        progress: (part) => this.#progress(bar, name, part),
        cut: () => this.#say('waiting', name),
      })
      if (kept.error !== undefined) return this.#fail(kept.error)
      this.#add(kept)
      this.#say('here', kept.name)
      return true
    } catch {
      return this.#fail('broken', name)
    } finally {
      bar.remove()
    }
  }

  /** The bar moves all the time; it is said aloud at the beginning, in the middle and shortly before the end only. */
  #progress(bar: HTMLProgressElement, name: string, part: number): void {
    bar.value = part
    const quarter = Math.floor(part * 4)
    if (quarter === this.#told || part === 1) return
    this.#told = quarter
    this.#say('sending', name, String(Math.round(part * 100)))
  }

  #add({ file, name, bytes }: Kept): void {
    const item = this.querySelector('template')!.content.firstElementChild!.cloneNode(true) as HTMLElement
    item.querySelector('input')!.value = file
    item.querySelector('button')!.value = file
    item.querySelector('.typed')!.textContent = name
    item.querySelector('small')!.textContent = showBytes(bytes, plainOf((document.documentElement.lang as Reading) || 'fr'))
    item.querySelector('.vh')!.textContent = ` ${name}`
    // The same content under another name is the same file.
    for (const known of this.#list.querySelectorAll('input')) if (known.value === file) known.closest('li')!.remove()
    this.#list.append(item)
    this.#list.hidden = false
    const choose = this.#part('choose')
    const focused = choose.contains(document.activeElement)
    choose.hidden = this.#list.childElementCount >= Number(this.dataset['most'])
    // Whoever works by keyboard stood on what is gone now: the next stop is the file that came.
    if (choose.hidden && focused) item.querySelector('button')!.focus()
  }

  get #list(): HTMLElement {
    return this.querySelector('ul')!
  }

  #part(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`)!
  }

  /** Says how it stands. */
  #say(what: string, name = '', percent = '', look = 'mute'): void {
    const said = this.#part('said')
    said.className = look
    said.textContent = (this.dataset[what] ?? what).replace('{name}', () => name).replace('{percent}', percent)
  }

  /** Says what went wrong: one of the words that came with the page, or a sentence of the server. */
  #fail(what: string, name = ''): false {
    this.#say(what, name, '', 'error')
    return false
  }
}

customElements.define('pv-upload', Upload)
