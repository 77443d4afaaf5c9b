import { searchOptions, type Found } from './search-options.ts'

/**
 * `<pv-combobox data-src data-typed data-list data-none data-one data-many>` around a select, a text box or a text area: while
 * somebody types, what fits is offered in a list below (ARIA Authoring Practices, combobox with a list; a text area keeps its own
 * role). A tap on a select's box shows all. Down and up move through it, Enter or a click takes one, Escape closes it, and how many there are is said politely.
 * A select is searched here and stays what is posted; for a text box, `data-src` is asked. Silence there is no fault: people go on typing.
 */
class Combobox extends HTMLElement {
  #select: HTMLSelectElement | null = null
  #box: HTMLInputElement | HTMLTextAreaElement | null = null
  #list: HTMLUListElement | null = null
  #said: HTMLElement | null = null
  #found: readonly Found[] = []
  #active = -1
  #wait = 0
  #asking: AbortController | null = null

  connectedCallback(): void {
    if (this.#box) return
    this.#select = this.querySelector('select')
    this.#box = this.#select ? this.#replace(this.#select) : this.querySelector('input:not([type=hidden]), textarea')
    if (!this.#box) return
    const id = `${this.#box.id}-found`
    this.#list = Object.assign(document.createElement('ul'), { id, className: 'found', hidden: true })
    this.#list.setAttribute('role', 'listbox')
    this.#list.setAttribute('aria-label', this.dataset.list ?? '')
    this.#said = Object.assign(document.createElement('p'), { className: 'vh' })
    this.#said.setAttribute('role', 'status')
    this.append(this.#list, this.#said)
    const box = this.#box
    if (box instanceof HTMLInputElement) {
      box.setAttribute('role', 'combobox')
      box.setAttribute('aria-expanded', 'false')
    }
    box.setAttribute('aria-autocomplete', 'list')
    box.setAttribute('aria-controls', id)
    // The browser's own memory would lie over the list. What it knows of an address is worth more than ours: there both may stand.
    if (this.#select) box.autocomplete = 'off'
    box.addEventListener('input', () => this.#typed())
    box.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent))
    box.addEventListener('blur', () => this.#left())
    // A finger has no arrow keys: a tap shows what can be chosen, as the browser's own list does.
    box.addEventListener('click', () => this.#select && this.#list!.hidden && this.#offer())
    // Down, not click: the box must not lose the caret first.
    this.#list.addEventListener('mousedown', (event) => {
      event.preventDefault()
      const option = (event.target as Element).closest<HTMLElement>('[role=option]')
      if (option) this.#take(Number(option.dataset.at))
    })
  }

  disconnectedCallback(): void {
    clearTimeout(this.#wait)
    this.#asking?.abort()
  }

  /** A text box in the select's place; the select stays, unseen, and is what counts. */
  #replace(select: HTMLSelectElement): HTMLInputElement {
    const box = Object.assign(document.createElement('input'), { type: 'text', id: select.id, className: select.className, name: `${select.name}.typed` })
    for (const name of ['aria-describedby', 'aria-invalid']) if (select.hasAttribute(name)) box.setAttribute(name, select.getAttribute(name)!)
    if (select.required) box.setAttribute('aria-required', 'true')
    box.value = select.value ? (select.selectedOptions[0]?.label ?? '') : (this.dataset.typed ?? '')
    box.spellcheck = false
    select.removeAttribute('id')
    select.required = false
    select.hidden = true
    select.before(box)
    return box
  }

  #typed(): void {
    // Back to what is typed: an option that was taken before is so no longer.
    if (this.#select) this.#select.value = ''
    clearTimeout(this.#wait)
    if (this.#select) this.#show(searchOptions(this.#select, this.#box!.value))
    else this.#wait = window.setTimeout(() => void this.#ask(), 250)
  }

  async #ask(): Promise<void> {
    this.#asking?.abort()
    const typed = this.#box!.value.trim()
    if (typed.length < 4 || !this.dataset.src) return this.#close()
    this.#asking = new AbortController()
    try {
      const answer = await fetch(`${this.dataset.src}?${new URLSearchParams({ q: typed })}`, { headers: { accept: 'text/html' }, signal: this.#asking.signal })
      if (!answer.ok) return this.#close()
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const found = [...page.querySelectorAll<HTMLElement>('[data-point]')].map(({ innerText, textContent, dataset }) => ({
        label: (innerText || textContent || '').trim(), value: dataset.text ?? '', point: dataset.point ?? '', source: dataset.source ?? '',
      }))
      // Whoever has gone on meanwhile is not held up by a list.
      if (document.activeElement === this.#box && this.#box!.value.trim() === typed) this.#show(found)
    } catch {
      // Given up for a newer question, or offline: what is typed is an answer without us.
    }
  }

  #show(found: readonly Found[]): void {
    this.#found = found
    this.#list!.replaceChildren(...found.map(({ label, lang }, at) => {
      const item = Object.assign(document.createElement('li'), { id: `${this.#list!.id}-${at}`, textContent: label })
      item.setAttribute('role', 'option')
      item.setAttribute('aria-selected', 'false')
      item.dataset.at = String(at)
      if (lang) item.lang = lang
      return item
    }))
    this.#move(-1)
    const open = found.length > 0
    this.#list!.hidden = !open
    this.#expanded(open)
    const { none, one, many } = this.dataset
    // That nothing fits is seen as well as heard: else the list seems not to have come.
    this.#said!.className = open || !this.#select ? 'vh' : 'mute'
    this.#say(this.#box!.value.trim() === '' ? '' : !open ? (this.#select ? (none ?? '') : '') : found.length === 1 ? (one ?? '') : (many ?? '').replace('{}', String(found.length)))
  }

  /** What fits; beside an option that is taken, all. */
  #offer(): void {
    this.#show(searchOptions(this.#select!, this.#select!.value ? '' : this.#box!.value))
  }

  #key(event: KeyboardEvent): void {
    const open = !this.#list!.hidden
    const { key } = event
    if ((key === 'ArrowDown' || key === 'ArrowUp') && (open || this.#select)) {
      if (!open) this.#offer()
      if (this.#found.length === 0) return
      const last = this.#found.length - 1
      this.#move(key === 'ArrowDown' ? (this.#active === last ? 0 : this.#active + 1) : this.#active <= 0 ? last : this.#active - 1)
    } else if (key === 'Enter' && open && this.#active >= 0) this.#take(this.#active)
    else if (key === 'Escape' && open) this.#close()
    else return
    event.preventDefault()
  }

  #move(to: number): void {
    const options = this.#list!.children
    options[this.#active]?.setAttribute('aria-selected', 'false')
    this.#active = to
    const option = options[to]
    if (!option) return this.#box!.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    this.#box!.setAttribute('aria-activedescendant', option.id)
  }

  #take(at: number): void {
    const { value, label, point, source } = this.#found[at]!
    const box = this.#box!
    if (this.#select) {
      this.#select.value = value
      box.value = label
    } else {
      box.value = box instanceof HTMLInputElement ? value.replaceAll('\n', ', ') : value
      const name = box.name
      for (const [part, text] of Object.entries({ point, source, for: box.value })) {
        const field = box.form?.elements.namedItem(`${name}.${part}`)
        if (field instanceof HTMLInputElement) field.value = text ?? ''
      }
      this.dispatchEvent(new Event('pv-taken', { bubbles: true }))
    }
    this.#close()
    this.#say('')
    box.focus()
  }

  /** A label typed out in full is the option, though nobody took it from the list. */
  #left(): void {
    this.#close()
    const select = this.#select
    if (!select || select.value) return
    const typed = this.#box!.value.trim().toLowerCase()
    const option = [...select.options].find((one) => one.value !== '' && one.label.trim().toLowerCase() === typed)
    if (option) select.value = option.value
  }

  #close(): void {
    this.#list!.hidden = true
    this.#move(-1)
    this.#expanded(false)
  }

  #expanded(open: boolean): void {
    if (this.#box instanceof HTMLInputElement) this.#box.setAttribute('aria-expanded', String(open))
  }

  #say(words: string): void {
    if (this.#said!.textContent !== words) this.#said!.textContent = words
  }
}

customElements.define('pv-combobox', Combobox)
