import { isUuid } from '../../../base/ids.ts'
import { refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button, ButtonLink } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { GetCase } from '../../../vocabulary/cases.ts'
import { ForgetUploads } from '../../../vocabulary/documents.ts'
import { receiptAddress } from '../open-draft.ts'
import { isHolder, isWriter } from '../permits.ts'
import { eraseDraft, findDraft, type Draft } from '../store.ts'
import { texts } from '../texts/texts.ts'

/** Erases a draft, and says so: afterwards the page shows that nothing stands there any more. */
export const discard = page<{ readonly draft: Draft | null }>({
  name: 'discard',
  path: '/apply/:draft/discard',
  async load(r) {
    const id = r.params.draft
    if (!isUuid(id)) return refuse('NotFound')
    const draft = await findDraft(r.db, id, r.now)
    if (draft) return draft.sent && isWriter(r.actor, draft) ? { to: receiptAddress(r, id) } : { draft }
    const file = await r.ask(GetCase, { case: id })
    return file && isHolder(r.actor, file) ? { to: receiptAddress(r, id) } : { draft: null }
  },
  // Where no draft stands, the page says just that.
  permit: (actor, { draft }) => draft === null || isWriter(actor, draft),
  async act(r, { draft }) {
    if (draft) {
      await eraseDraft(r.db, draft.id)
      await r.ask(ForgetUploads, { draft: draft.id, now: r.now })
    }
    return { to: r.url('/apply/:draft/discard', { draft: r.params.draft! }) }
  },
  view({ draft }, r) {
    const t = texts(r.language)
    return (
      <Document site={r.site} title={draft ? t.discardTitle : t.discardedTitle} noindex>
        <div class="page measure stack">
          {draft && <BackLink href={r.url('/apply/:draft/check', { draft: draft.id })}>{t.goOn}</BackLink>}
          <Card>
            <h1>{draft ? t.discardTitle : t.discardedTitle}</h1>
            <p>{draft ? t.discardLead : t.discardedLead}</p>
            {draft ? (
              <Form action={r.here} csrf={r.csrf}>
                <p>
                  <Button kind="danger" icon="remove">
                    {t.discard}
                  </Button>
                </p>
              </Form>
            ) : (
              <p>
                <ButtonLink href={r.site.home}>{t.home}</ButtonLink>
              </p>
            )}
          </Card>
        </div>
      </Document>
    )
  },
})
