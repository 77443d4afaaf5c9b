/*
 * Registers of organisations: how their numbers are written and checked. What people add by habit (spaces, points, "TVA") is taken
 * away first; a letter O among figures is a nought.
 */

export const registers = ['siret', 'uid-ch', 'crn-gb', 'none'] as const
export type Register = (typeof registers)[number]

type Rules = { readonly form: string; readonly example: string; read(typed: string): string; holds(number: string): boolean; show(number: string): string }

const plain = (typed: string): string => typed.replace(/[\s\u00a0\u202f.\-–/']/g, '').toUpperCase()
const figures = (typed: string): string => plain(typed).replaceAll('O', '0')

export const rulesOf: Readonly<Record<Exclude<Register, 'none'>, Rules>> = {
  /** France: 14 figures by Luhn; the establishments of La Poste have a sum that five divides instead (INSEE). */
  siret: {
    form: '^\\d{14}$',
    example: '123 456 782 00002',
    read: (typed) => figures(typed.replace(/^\s*siret\b\s*:?/i, '')),
    holds: (number) => /^\d{14}$/.test(number) && (luhn(number) || (number.startsWith('356000000') && sum(number) % 5 === 0)),
    show: (number) => number.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u202f$2\u202f$3\u202f$4'),
  },
  /** Switzerland: the UID's last figure is its check (modulo 11). Written CHE-123.456.789, with MWST, TVA or IVA behind it on bills. */
  'uid-ch': {
    form: '^CHE-\\d{3}\\.\\d{3}\\.\\d{3}$',
    example: 'CHE-123.456.788',
    read: (typed) => {
      const bare = plain(typed).replace(/(MWST|TVA|IVA|HR|RC)$/, '')
      const found = /^(?:CHE)?([\dO]{9})$/.exec(bare)?.[1]?.replaceAll('O', '0')
      return found ? `CHE-${found.slice(0, 3)}.${found.slice(3, 6)}.${found.slice(6)}` : bare
    },
    holds: (number) => /^CHE-\d{3}\.\d{3}\.\d{3}$/.test(number) && modulo11(number.replace(/\D/g, '')),
    show: (number) => number,
  },
  /** United Kingdom: eight signs, two letters or two figures in front; a leading nought is often left out. No check figure. */
  'crn-gb': {
    form: '^(?:\\d{8}|[A-Z]{2}\\d{6})$',
    example: '01234567',
    read: (typed) => {
      const bare = plain(typed)
      const number = /^[\dO]+$/.test(bare) ? bare.replaceAll('O', '0').padStart(8, '0') : bare.slice(0, 2) + bare.slice(2).replaceAll('O', '0')
      return number
    },
    holds: (number) => /^(?:\d{8}|[A-Z]{2}\d{6})$/.test(number) && !/^0+$/.test(number),
    show: (number) => number,
  },
}

const sum = (digits: string): number => [...digits].reduce((total, digit) => total + Number(digit), 0)

const luhn = (digits: string): boolean =>
  [...digits].reverse().reduce((total, digit, i) => total + (i % 2 === 0 ? Number(digit) : sum(String(Number(digit) * 2))), 0) % 10 === 0

function modulo11(digits: string): boolean {
  const weights = [5, 4, 3, 2, 7, 6, 5, 4]
  const check = (11 - (weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0) % 11)) % 11
  return check < 10 && check === Number(digits[8])
}
