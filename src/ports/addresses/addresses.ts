import type { Authority } from '../../base/authority.ts'
import type { Point } from '../../base/point.ts'

/**
 * A register of addresses that suggests while somebody types. It never throws: where it has nothing, is gone or too slow, the answer
 * is an empty list, and what was typed stands as it is. What is asked is part of somebody's address: nobody logs it.
 */
export type Addresses = { readonly source: string; suggest(text: string, near: Point | null, limit: number): Promise<readonly Suggestion[]> }

/** `text` over its lines, as on a letter; `point` latitude and longitude in degrees (WGS 84), '48.123456,2.123456'. */
export type Suggestion = { readonly text: string; readonly point: string; readonly source: string }

/** The register for an authority's country; `null` where the operator chose none, and nothing leaves the house. */
export type AddressBook = (country: Authority['country']) => Addresses | null

export const noAddresses: AddressBook = () => null

/** Whether it is worth asking, and allowed: a few signs at least, no more than an address has. */
export const isAskable = (text: string): boolean => text.length >= 4 && text.length <= 200 && /^[\p{L}\p{N}]/u.test(text)
