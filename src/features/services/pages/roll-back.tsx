import { isRefusal, refuse } from '../../../base/result.ts'
import { say } from '../../../engines/forms/say.ts'
import { page } from '../../../journal/kernel.ts'
import { RollBackService, type EditionLine } from '../../../vocabulary/services.ts'
import { Confirmation } from '../parts/confirmation.tsx'
import { editionsAddress, loadEditions, type Editions } from '../parts/load-editions.ts'
import { isAdministrator } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type Model = Editions & { readonly wanted: EditionLine }

/** Offering a version that was published before: what follows from it, and one button. */
export const rollBack = page<Model>({
  name: 'roll-back',
  path: '/desk/editions/:service/roll-back/:version',
  door: 'desk',
  permit: isAdministrator,
  async load(r) {
    const found = await loadEditions(r)
    if (isRefusal(found)) return found
    const wanted = found.lines.find(line => String(line.version) === r.params['version'])
    return wanted && found.changes ? { ...found, wanted } : refuse('NotFound')
  },
  async act(r, { service, wanted }) {
    const done = await r.send(RollBackService, { authority: r.authority.id, service, version: wanted.version })
    return isRefusal(done) ? done : { to: editionsAddress(r, service) }
  },
  view(model, r, problem) {
    const t = texts(r.language).editions
    const { wanted, current } = model
    return (
      <Confirmation r={r} model={model} title={t.offer(wanted.version)} problem={problem} button={t.confirmOffer(wanted.version)} icon="restart" done={wanted.current ? t.alreadyOnOffer : undefined} name={say(wanted.name, r.reading)}>
        <p>{current ? t.replaces(current.version) : t.offersAgain}</p>
        <p>{t.keepsWords}</p>
      </Confirmation>
    )
  },
})
