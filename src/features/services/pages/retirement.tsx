import { isRefusal, refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { RetireService } from '../../../vocabulary/services.ts'
import { Confirmation } from '../parts/confirmation.tsx'
import { editionsAddress, loadEditions, nameOfEditions, type Editions } from '../parts/load-editions.ts'
import { isAdministrator } from '../permits.ts'
import { texts } from '../texts/texts.ts'

/** Taking a service off the catalogue: what follows from it, and one button. */
export const retirement = page<Editions>({
  name: 'retirement',
  path: '/desk/editions/:service/retirement',
  door: 'desk',
  permit: isAdministrator,
  async load(r) {
    const found = await loadEditions(r)
    return isRefusal(found) || found.changes ? found : refuse('NotFound')
  },
  async act(r, { service }) {
    const done = await r.send(RetireService, { authority: r.authority.id, service })
    return isRefusal(done) ? done : { to: editionsAddress(r, service) }
  },
  view(model, r, problem) {
    const t = texts(r.language).editions
    return (
      <Confirmation r={r} model={model} title={t.retireTitle} problem={problem} button={t.confirmRetire} icon="ban" danger done={model.current === null ? t.isRetired : undefined} name={nameOfEditions(model, r)}>
        <p>{t.retireLead}</p>
        <p>{t.retireUndo}</p>
      </Confirmation>
    )
  },
})
