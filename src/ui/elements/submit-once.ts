/**
 * A second press sends nothing: the first one is on its way. The server would find the repeat anyway (`once`);
 * this spares the reader the wait. Buttons are not disabled, for that would drop the pressed one's value.
 */
document.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (form.method !== 'post' || event.defaultPrevented) return
  if (form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
  for (const button of buttons(form)) button.setAttribute('aria-disabled', 'true')
})

/** Back by the browser's own button: the page is shown as it was left, and may be sent again. */
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) {
    delete form.dataset.sent
    for (const button of buttons(form)) button.removeAttribute('aria-disabled')
  }
})

const buttons = (form: HTMLFormElement): Element[] => [...form.elements].filter((element) => element.matches('button, [type=submit]'))

export {}
