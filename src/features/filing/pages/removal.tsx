import { easyLanguages } from '../../../base/find-words.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { removeItem } from '../../../engines/forms/accept.ts'
import { itemCaption, type ItemCaption } from '../../../engines/forms/describe-step.ts'
import { firstOpen, itemsOf } from '../../../engines/forms/path.ts'
import { say } from '../../../engines/forms/say.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Button } from '../../../ui/components/button.tsx'
import { Card } from '../../../ui/components/card.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { ErrorSummary } from '../../../ui/components/error-summary.tsx'
import { Form } from '../../../ui/components/form.tsx'
import { Told } from '../../../ui/components/told.tsx'
import type { Said } from '../../../engines/forms/control.ts'
import { ItemName } from '../parts/item-name.tsx'
import { lostDraft } from '../parts/lost-draft.tsx'
import { changeAnswers, isOpen, openAddress, openDraft, type OpenDraft } from '../open-draft.ts'
import { isWriter } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type Removing = OpenDraft & { readonly group: string; readonly index: number; readonly item: ItemCaption; readonly label: Said }

/** The page that asks before an item of a repeated group (a child) is taken away. */
export const removalAddress = (r: Request, draft: string, group: string, index: number): string =>
  r.url('/apply/:draft/items/:group/:index/removal', { draft, group, index: String(index) })

/** Takes an item out of a repeated group, with all its answers. */
export const removal = page<Removing>({
  name: 'removal',
  path: '/apply/:draft/items/:group/:index/removal',
  async load(r) {
    const open = await openDraft(r)
    if (!isOpen(open)) return open
    const group = open.form.groups.find(one => one.id === r.params.group && one.repeat !== null)
    const index = Number(r.params.index)
    const items = group ? itemsOf(group, open.draft.answers) : []
    if (!group || !Number.isInteger(index) || !(index in items)) return refuse('NotFound')
    if (items.length <= group.repeat!.min) return { to: openAddress(r, open) }
    return { ...open, group: group.id, index, item: itemCaption(group, open.draft.answers, index, r.reading), label: say(group.repeat!.remove, r.reading) }
  },
  permit: (actor, m) => isWriter(actor, m.draft),
  async act(r, m) {
    // The name shown must be the one taken away: after a change in another tab, places may have moved.
    const taken = await changeAnswers(r, m.draft, answers => {
      const group = m.form.groups.find(one => one.id === m.group)!
      const now = itemCaption(group, answers, m.index, r.reading)
      return now.name === m.item.name ? { answers: removeItem(m.form, answers, m.group, m.index) } : [{ field: m.group, rule: 'moved' }]
    })
    if (isRefusal(taken)) return taken
    if (!('answers' in taken)) return refuse('ItemMoved', { issues: taken })
    const open = firstOpen(m.form, taken.answers, m.at)
    return { to: open ? r.url('/apply/:draft/:step', { draft: m.draft.id, step: open.id }) : r.url('/apply/:draft/check', { draft: m.draft.id }) }
  },
  lost: lostDraft,
  view(m, r, problem) {
    const t = texts(r.language)
    return (
      <Document site={r.site} title={m.label.text} faulty={!!problem} noindex easy={easyLanguages(m.service.description, m.service.form)}>
        <div class="page measure stack">
          <BackLink href={openAddress(r, m)}>{t.back}</BackLink>
          {problem && <ErrorSummary language={r.language} errors={[{ message: t.tryAgain }]} />}
          <Card>
            <h1>
              <Told said={m.label} />
            </h1>
            <p>
              <strong>
                <ItemName item={m.item} />
              </strong>
            </p>
            <p>{t.removeLead}</p>
            <Form action={r.here} csrf={r.csrf}>
              <p>
                <Button kind="danger" icon="remove">
                  {t.remove}
                </Button>
              </p>
            </Form>
          </Card>
        </div>
      </Document>
    )
  },
})
