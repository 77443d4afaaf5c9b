import { refuse, type Refusal } from '../../../base/result.ts'
import type { Posting } from '../../../journal/kernel.ts'
import { addressKey } from '../../../vocabulary/mail-link.ts'

const hour = 3_600

/**
 * The posted e-mail address, while it and this session may have another link. Counted together with the links to requests:
 * who fills somebody's mailbox is stopped, whatever the links are for.
 */
export async function mailableAddress(r: Posting): Promise<{ readonly email: string; readonly key: string } | Refusal> {
  const email = (r.form.get('email') ?? '').trim()
  // The length first: what does not match is looked at again from each of its dots.
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    return refuse('Incomplete', { issues: [{ field: 'email', rule: email ? 'emailUnreadable' : 'emailRequired' }] })
  const key = addressKey(r.secrets, email)
  const tooMany = (await r.throttled(`access/session/${r.derive('access') ?? ''}`, 10, hour)) || (await r.throttled(`access/address/${key}`, 5, hour))
  return tooMany ? refuse('Throttled', { detail: { seconds: hour } }) : { email, key }
}
