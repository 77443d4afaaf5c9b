import type { Palette, Theme } from './compile-theme.ts'

/** The theme as a style sheet: light, dark by the reader's setting, and light again on paper. */
export const themeCss = ({ light, dark }: Theme): string => `@layer tokens {
:root { color-scheme: light; ${declarations(light)} }
@media screen and (prefers-color-scheme: dark) {
:root { color-scheme: dark; ${declarations(dark)} }
}
}
`

const declarations = (palette: Palette): string =>
  Object.entries(palette)
    .map(([token, colour]) => `--${token}: ${colour};`)
    .join(' ')
