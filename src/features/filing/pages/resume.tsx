import { easyLanguages } from '../../../base/find-words.ts'
import { showInstant } from '../../../base/show-time.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { cameFrom, openAddress, openDraft, type OpenDraft } from '../open-draft.ts'
import { AboutDecision } from '../parts/about-decision.tsx'
import { DraftFoot } from '../parts/draft-foot.tsx'
import { lostDraft } from '../parts/lost-draft.tsx'
import { isWriter } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Asked of whoever begins again while a half answered draft is kept. It tells no answer: the device may be shared. */
export const resume = page<OpenDraft>({
  name: 'resume',
  path: '/apply/:draft/resume',
  load: openDraft,
  permit: (actor, m) => isWriter(actor, m.draft),
  lost: lostDraft,
  view(m, r) {
    const t = texts(r.language)
    const { id, name } = m.service.description
    return (
      <Document site={r.site} title={`${t.resumeTitle} – ${say(name, r.reading).text}`} noindex easy={easyLanguages(m.service.description, m.service.form)}>
        <div class="page measure stack">
          <BackLink href={cameFrom(r, m.draft)}>{t.back}</BackLink>
          <div class="card stack">
            <p class="mute">
              <Told said={say(name, r.reading)} />
            </p>
            <h1>{t.resumeTitle}</h1>
            <AboutDecision r={r} draft={m.draft} about={m.about} />
            <p>{t.resumeLead(showInstant(m.draft.touched, r.authority.zone, r.language))}</p>
            <p>
              <ButtonLink kind="main" href={openAddress(r, m)}>
                {t.resume}
              </ButtonLink>
            </p>
            <Form action={m.draft.about === null ? r.url('/services/:service/start', { service: id }) : r.url('/requests/:case/appeals/:service', { case: m.draft.about, service: id })} csrf={r.csrf}>
              <input type="hidden" name="anew" value="yes" />
              <p>
                <Button>{t.startAnew}</Button>
              </p>
            </Form>
          </div>
          <DraftFoot r={r} draft={m.draft} later />
        </div>
      </Document>
    )
  },
})
