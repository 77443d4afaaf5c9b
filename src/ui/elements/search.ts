/**
 * `<pv-search target>` around a search form: while somebody types, fetches the form's own answer and puts its target in the
 * place of this page's. How many were found (`data-say`) is said politely. Without it the form sends, and shows the same.
 */
class Search extends HTMLElement {
  #listening = new AbortController()
  #asking = new AbortController()
  #waiting = 0

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    this.addEventListener('input', () => this.#typed(), { signal })
    this.addEventListener('submit', () => this.#stop(), { signal })
  }

  disconnectedCallback(): void {
    this.#listening.abort()
    this.#stop()
  }

  #typed(): void {
    this.#stop()
    this.#waiting = window.setTimeout(() => void this.#ask(), 200)
  }

  #stop(): void {
    clearTimeout(this.#waiting)
    this.#asking.abort()
  }

  async #ask(): Promise<void> {
    const form = this.querySelector('form')
    if (!form) return
    const typed = String(new FormData(form).get('q') ?? '').trim()
    const address = new URL(form.action)
    if (typed) address.searchParams.set('q', typed)
    this.#asking = new AbortController()
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' }, signal: this.#asking.signal })
      if (answer.ok) this.#show(new DOMParser().parseFromString(await answer.text(), 'text/html'), address)
    } catch {
      // Offline, or more was typed meanwhile: the form still sends.
    }
  }

  #show(next: Document, address: URL): void {
    const target = this.getAttribute('target') ?? ''
    const found = next.querySelector<HTMLElement>(target)
    const now = document.querySelector<HTMLElement>(target)
    if (!found || !now) return
    now.replaceWith(found)
    document.title = next.title
    // The address follows, so that a reload and the way back show what was found.
    history.replaceState(history.state, '', address)
    const status = this.querySelector('[role=status]')
    if (status) status.textContent = found.dataset.say ?? ''
  }
}

customElements.define('pv-search', Search)
