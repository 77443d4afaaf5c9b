/** `<pv-print>` around a button: prints the page. The style sheet hides it until this is defined. */
class Print extends HTMLElement {
  connectedCallback(): void {
    this.onclick = () => print()
  }
}

customElements.define('pv-print', Print)
