import { keepTyped } from './keep-typed.ts'

/**
 * `<pv-live src target>`: when the stream says that something happened, fetches this page again and morphs the target
 * into its new form. What was typed, the caret, the focus and what was unfolded stay. The target's `data-say`, when it
 * has changed, is announced politely.
 */
class Live extends HTMLElement {
  #stream: EventSource | null = null
  #listening = new AbortController()
  #opened = false
  #failures = 0
  #retry = 0
  #hidden = 0
  #refreshing = false
  #again = false

  connectedCallback(): void {
    this.#listening = new AbortController()
    const { signal } = this.#listening
    document.addEventListener('visibilitychange', () => this.#seen(), { signal })
    addEventListener('pagehide', () => this.#close(), { signal })
    addEventListener('pageshow', () => this.#open(), { signal })
    this.#open()
  }

  disconnectedCallback(): void {
    this.#listening.abort()
    clearTimeout(this.#hidden)
    this.#close()
  }

  #open(): void {
    clearTimeout(this.#retry)
    const src = this.getAttribute('src')
    if (this.#stream || !src || document.hidden) return
    const stream = new EventSource(src)
    this.#stream = stream
    stream.onopen = () => {
      this.#failures = 0
      // What happened between two streams is not told again: look once.
      if (this.#opened) void this.#refresh()
      this.#opened = true
    }
    stream.onmessage = () => void this.#refresh()
    stream.onerror = () => {
      // The browser tries again by itself, unless the server refused; then we do, ever more slowly.
      if (stream.readyState !== EventSource.CLOSED) return
      this.#close()
      this.#retry = window.setTimeout(() => this.#open(), Math.min(60_000, 1000 * 2 ** this.#failures++) * spread())
    }
  }

  #close(): void {
    clearTimeout(this.#retry)
    this.#stream?.close()
    this.#stream = null
  }

  /** A page that nobody looks at for half a minute lets go of its stream, and catches up when it is looked at again. */
  #seen(): void {
    clearTimeout(this.#hidden)
    if (document.hidden) this.#hidden = window.setTimeout(() => this.#close(), 30_000)
    else this.#open()
  }

  async #refresh(): Promise<void> {
    if (this.#refreshing) {
      this.#again = true
      return
    }
    this.#refreshing = true
    try {
      do {
        this.#again = false
        await this.#morph()
      } while (this.#again)
    } catch {
      // Offline or restarting: the stream breaks too, and its next opening looks again.
    } finally {
      this.#refreshing = false
    }
  }

  async #morph(): Promise<void> {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' })
    if (!answer.ok) return
    const target = this.getAttribute('target') ?? ''
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>(target)
    const now = document.querySelector<HTMLElement>(target)
    if (!next || !now) return
    const say = next.dataset.say === now.dataset.say ? '' : (next.dataset.say ?? '')
    keepTyped(now, next)
    const status = this.querySelector('[role=status]')
    if (say && status) status.textContent = say
  }
}

/** Half to one and a half: readers that lost the server together do not come back together. */
const spread = (): number => 0.5 + crypto.getRandomValues(new Uint8Array(1))[0]! / 256

customElements.define('pv-live', Live)
