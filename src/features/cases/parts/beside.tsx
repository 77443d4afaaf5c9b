import { say } from '../../../engines/forms/say.ts'
import type { Request } from '../../../journal/kernel.ts'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Fold } from '../../../ui/components/fold.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { texts } from '../texts/texts.ts'
import type { CaseModel } from './load-case.ts'
import { Mails } from './mails.tsx'
import type { ShownCase } from './shown-case.ts'
import { whenIn } from './when.ts'

/** The side column: where the limit comes from, e-mails, change and withdraw, a new code, help. */
export function Beside({ r, model, shown }: { r: Request; model: CaseModel; shown: ShownCase }) {
  const t = texts(r.language)
  const when = whenIn(r)
  const { file, service } = model
  const at = { case: file.id }
  const { phone, address, hours } = r.authority.contact
  return (
    <>
      {!shown.closed && (
        <Card title={t.limitTitle} id="limit" small>
          <Rows
            rows={[
              { name: t.limitSent, value: when.dayOf(file.filed) },
              { name: t.limitLatest, value: when.day(file.due) },
              ...(file.silence && !file.asked ? [{ name: t.limitSilence[file.silence.means], value: when.day(file.silence.last) }] : []),
            ]}
          />
          {file.asked && <p>{t.limitPaused}</p>}
          <p>
            <Told said={say(service.answer.words, r.reading)} />
          </p>
          <Fold id="silence" title={t.silence}>
            <p>
              <Told said={say(service.silence.words, r.reading)} />
            </p>
          </Fold>
          {file.asked && service.asking?.lapse && (
            <Fold id="lapse" title={t.lapse}>
              <p>
                <Told said={say(service.asking.lapse.words, r.reading)} /> ({service.asking.lapse.article})
              </p>
            </Fold>
          )}
        </Card>
      )}
      {shown.status === 'lapsed' && service.asking?.lapse && (
        <Card title={t.status.lapsed} id="lapsed" small>
          <p>
            <Told said={say(service.asking.lapse.words, r.reading)} /> ({service.asking.lapse.article})
          </p>
        </Card>
      )}
      <Mails r={r} file={file} />
      {!shown.closed && (
        <Card title={t.change} id="change" small>
          <p>{t.changeHow}</p>
          <div class="row">
            <ButtonLink href={shown.asked.length ? '#asked' : '#write'} icon="message">
              {t.writeNow}
            </ButtonLink>
            <ButtonLink href={r.url('/requests/:case/withdrawal', at)} icon="undo">
              {t.withdraw}
            </ButtonLink>
          </div>
        </Card>
      )}
      <Card title={t.code} id="code" small>
        <p>{t.codeHow}</p>
        <ButtonLink href={r.url('/requests/:case/code', at)} icon="key">
          {t.codeNew}
        </ButtonLink>
      </Card>
      <Card title={t.help} id="ask" small flat>
        <p>
          {t.helpCall} <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone.replaceAll(' ', '\u00a0')}</a>, {t.helpCounter(address)}
        </p>
        <p class="mute">
          {say(hours, r.reading).text}. {t.helpNumber}
        </p>
      </Card>
    </>
  )
}
