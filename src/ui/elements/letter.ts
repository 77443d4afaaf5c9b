/**
 * `<pv-letter form data-accepted data-refused data-missing>`: the letter inside follows the form with that id. Each
 * `data-part` shows the field of its name; the field `seen` tells the server that the letter was in sight while it was written.
 */
class LetterPreview extends HTMLElement {
  #listening = new AbortController()

  connectedCallback(): void {
    this.#listening = new AbortController()
    const form = document.getElementById(this.getAttribute('form') ?? '')
    if (!(form instanceof HTMLFormElement)) return
    const follow = () => this.#follow(form)
    form.addEventListener('input', follow, { signal: this.#listening.signal })
    // Back by the browser's own button: it fills fields in again after the page is shown.
    addEventListener('pageshow', follow, { signal: this.#listening.signal })
    follow()
  }

  disconnectedCallback(): void {
    this.#listening.abort()
  }

  #follow(form: HTMLFormElement): void {
    const fields = new FormData(form)
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]')) {
      const typed = String(fields.get(part.dataset.part ?? '') ?? '').trim()
      if (part.dataset.part === 'outcome') {
        const words = typed === 'refused' ? this.dataset.refused : this.dataset.accepted
        part.textContent = words ?? ''
        continue
      }
      part.textContent = typed || (this.dataset.missing ?? '')
      part.className = typed ? 'typed' : 'mute'
    }
    const seen = form.elements.namedItem('seen')
    if (seen instanceof HTMLInputElement) seen.value = 'live'
  }
}

customElements.define('pv-letter', LetterPreview)

export {}
