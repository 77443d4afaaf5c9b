import { derivedUuid } from '../../../base/ids.ts'
import type { Calling } from '../../../journal/kernel.ts'
import { secretCode } from '../../../vocabulary/case-code.ts'

export type Ids = { readonly case: string; readonly holder: string; readonly code: string }

/**
 * Everything that a repeated send must find again is made of the key, as on the pages it is made of the session's token: the
 * case's stream, the account that holds it and the secret code. Nothing of it is stored, and nothing can be told without the
 * installation's secret. The network has no part in it: whoever sends again from another one means the same request.
 * A case has its draft's id: what is sent ahead with the same key is kept for this request and no other.
 */
export function idsOf({ secrets, authority }: Calling, service: string, key: string): Ids {
  const id = derivedUuid(secrets.sign('api-case', `${authority.id}/${service}/${key}`))
  return { case: id, holder: derivedUuid(secrets.sign('api-holder', id)), code: secretCode(secrets.sign('api-code', `${id}/${key}`)) }
}
