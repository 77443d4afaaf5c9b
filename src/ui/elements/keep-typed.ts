import { Idiomorph } from 'idiomorph'

/** Morphs `now` into `next` without touching what the reader has changed: text, ticks, choices, unfolded parts. */
export function keepTyped(now: HTMLElement, next: HTMLElement): void {
  Idiomorph.morph(now, next, {
    morphStyle: 'outerHTML',
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (node: Node) => !edited(node),
      beforeAttributeUpdated: (name: string, element: Element) => !(name === 'open' && element.localName === 'details'),
      beforeNodeRemoved: (node: Node) => !holdsEdits(node),
    },
  })
}

/** A form that the new page no longer has, but in which something was written, stays: nothing typed is lost. */
const holdsEdits = (node: Node): boolean =>
  edited(node) || (node instanceof Element && [...node.querySelectorAll('input, textarea, select')].some(edited))

function edited(node: Node): boolean {
  if (node instanceof HTMLTextAreaElement) return node.value !== node.defaultValue
  if (node instanceof HTMLSelectElement) return [...node.options].some((option) => option.defaultSelected && !option.selected) || (node.selectedIndex > 0 && !node.options[node.selectedIndex]!.defaultSelected)
  if (!(node instanceof HTMLInputElement) || node.type === 'hidden') return false
  return node.type === 'checkbox' || node.type === 'radio' ? node.checked !== node.defaultChecked : node.value !== node.defaultValue
}
