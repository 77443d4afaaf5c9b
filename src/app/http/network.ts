import type { Secrets } from '../../journal/kernel.ts'

/**
 * The network of an address: an IPv4 address stands for itself, of an IPv6 address the first 64 bits, which is the least
 * that one subscriber gets (RFC 6177) and may change within at will.
 */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined || !ip.includes(':')) return mapped ?? ip
  const [left, right] = ip.split('%')[0]!.split('::').map(part => (part === '' ? [] : part.split(':'))) as [string[], string[]?]
  const zeros = Array<string>(Math.max(0, 8 - left.length - (right?.length ?? 0))).fill('0')
  return [...left, ...zeros, ...(right ?? [])].slice(0, 4).map(group => Number.parseInt(group, 16).toString(16)).join(':')
}

/** How attempts are counted by network, on pages and by programs alike: as a keyed hash, nothing else. */
export const countedNetwork = (secrets: Secrets, ip: string): string => secrets.sign('network', networkOf(ip))
