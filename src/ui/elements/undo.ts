/**
 * `<pv-undo data-until data-now data-left data-over>`: counts down the seconds in which something can be taken back.
 * The time of day stands in the text already; the seconds are drawn after it (`data-shown`, see undo in status.css).
 */
class Undo extends HTMLElement {
  #tick = 0

  connectedCallback(): void {
    // The server's clock decides; the reader's only measures what has passed since.
    const ahead = Date.now() - Number(this.dataset.now)
    const show = () => {
      const left = Math.ceil((Number(this.dataset.until) + ahead - Date.now()) / 1000)
      this.dataset.shown = left > 0 ? (this.dataset.left ?? '').replace('{}', String(left)) : (this.dataset.over ?? '')
      if (left <= 0) clearInterval(this.#tick)
    }
    this.#tick = window.setInterval(show, 1000)
    show()
  }

  disconnectedCallback(): void {
    clearInterval(this.#tick)
  }
}

customElements.define('pv-undo', Undo)
