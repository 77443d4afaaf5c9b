import type { Authority } from '../../../base/authority.ts'
import type { Language } from '../../../base/language.ts'
import { say } from '../../../engines/forms/say.ts'
import { Icon } from '../../../ui/components/icon.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { texts } from '../texts/texts.ts'

/** Phone and counter, with hours: doors as good as this page. */
export function HelpDoors({ authority, language }: { authority: Authority; language: Language }) {
  const t = texts(language)
  const { phone, address, hours } = authority.contact
  return (
    <>
      <p>{t.helpLead}</p>
      <dl class="ways stack gap-3">
        <div>
          <dt>
            <Icon name="phone" />
            {t.helpPhone}
          </dt>
          <dd>
            <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>
          </dd>
        </div>
        <div>
          <dt>
            <Icon name="place" />
            {t.helpCounter}
          </dt>
          <dd>
            {address}
            <small class="source">
              <Told said={say(hours, language)} />
            </small>
          </dd>
        </div>
      </dl>
    </>
  )
}
