import { readPoint } from '../../../base/point.ts'
import { page } from '../../../journal/kernel.ts'
import { isAskable, type AddressBook, type Suggestion } from '../../../ports/addresses/addresses.ts'

/**
 * What the box of an address is offered while somebody types: a list to be read by its script, nothing more. Only for those who have
 * begun a request, so many times a minute; the words are neither kept nor logged. Without an answer people write on.
 */
export const addresses = (book: AddressBook) =>
  page<readonly Suggestion[]>({
    name: 'addresses',
    path: '/addresses',
    async load(r) {
      const register = book(r.authority.country)
      const text = (r.query.get('q') ?? '').replace(/\s+/g, ' ').trim()
      if (!register || !isAskable(text) || r.actor.kind !== 'visitor' || r.actor.account === null) return []
      return (await r.throttled(`addresses/${r.actor.account}`, mostAMinute, 60)) ? [] : register.suggest(text, readPoint(r.authority.centre), mostShown)
    },
    permit: actor => actor.kind === 'visitor' && actor.account !== null,
    view: found => (
      <ul>
        {found.map(({ text, point, source }) => (
          <li data-text={text} data-point={point} data-source={source}>
            {text.replaceAll('\n', ', ')}
          </li>
        ))}
      </ul>
    ),
  })

const mostAMinute = 90
const mostShown = 6
