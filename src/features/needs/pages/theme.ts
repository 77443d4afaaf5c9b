import { isUuid } from '../../../base/ids.ts'
import { isRefusal, refuse } from '../../../base/result.ts'
import { page } from '../../../journal/kernel.ts'
import { GetCase, type CaseFile } from '../../../vocabulary/cases.ts'
import { needService, ThemeNeed, type NeedTheme } from '../../../vocabulary/needs.ts'

/** Says under which theme a need counts, and leads back to it in the list. */
export const theme = page<CaseFile>({
  name: 'need-theme',
  path: '/desk/needs/:need/theme',
  door: 'desk',
  permit: (actor, file) => actor.kind === 'agent' && actor.teams.includes(file.team),
  async load(r) {
    if (r.actor.kind !== 'agent') return refuse('SignInNeeded')
    const id = r.params.need
    const file = isUuid(id) ? await r.ask(GetCase, { case: id }) : null
    return file?.service === needService ? file : refuse('NotFound')
  },
  async act(r, file) {
    const done = await r.send(ThemeNeed, { case: file.id, theme: r.form.get('theme') as NeedTheme })
    const list = r.url('/desk/needs')
    // Nothing was chosen: the list still asks.
    if (isRefusal(done) && done.refused !== 'BadInput') return done
    return { to: `${list}#need-${file.id}` }
  },
  instead: (file, r) => `${r.url('/desk/needs')}#need-${file.id}`,
})
