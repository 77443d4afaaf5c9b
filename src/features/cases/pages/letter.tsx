import { page } from '../../../journal/kernel.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { PrintButton } from '../../../ui/components/print-button.tsx'
import { CaseLetter } from '../parts/case-letter.tsx'
import { Contest } from '../parts/appeal.tsx'
import { loadAppealing, type Appealing } from '../parts/load-appealing.ts'
import { loadCase, type CaseModel } from '../parts/load-case.ts'
import { shownCase, type ShownCase } from '../parts/shown-case.ts'
import { whenIn } from '../parts/when.ts'
import { isHolder } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type LetterModel = { readonly model: CaseModel; readonly decision: NonNullable<ShownCase['decision']>; readonly appealing: Appealing }

/** The letter alone, for paper. There is none before the decision has left. */
export const letter = page<LetterModel>({
  name: 'letter',
  path: '/requests/:case/letter',
  async load(r) {
    const model = await loadCase(r)
    if (isRefusal(model)) return model
    const { decision } = shownCase(model.file, whenIn(r).today)
    return decision ? { model, decision, appealing: await loadAppealing(r, model) } : refuse('NotFound')
  },
  permit: (actor, { model }) => isHolder(actor, model.file),
  view({ model, decision, appealing }, r) {
    const t = texts(r.language)
    return (
      <Document site={r.site} title={`${t.letterPage}, ${model.file.number}`} noindex>
        <div class="page">
          <BackLink href={r.url('/requests/:case', { case: model.file.id })}>{t.backToRequest}</BackLink>
        </div>
        <h1 class="vh">{t.letterPage}</h1>
        <div class="stack">
          <CaseLetter r={r} model={model} decision={decision} />
          <Contest r={r} model={model} appealing={appealing} />
          <PrintButton language={r.language} />
        </div>
      </Document>
    )
  },
})
