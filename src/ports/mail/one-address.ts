/**
 * Whether text is one address that may stand in an envelope: a local part, one @, a domain; no list, no line break, no angle bracket.
 * Looser than RFC 5321 on purpose: the server has the last word.
 */
export const isOneAddress = (text: string): boolean => text.length <= 254 && /^[^\s@<>,;"\\\x00-\x1f]+@[^\s@<>,;"\\\x00-\x1f]+$/u.test(text)
