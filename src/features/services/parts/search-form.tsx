import type { Request } from '../../../journal/kernel.ts'
import { Icon } from '../../../ui/components/icon.tsx'
import { texts } from '../texts/texts.ts'

/** The search field. It sends by GET, so that results have an address; with a script they come while somebody types. */
export function SearchForm({ r, typed = '' }: { r: Request; typed?: string }) {
  const t = texts(r.language)
  return (
    <pv-search target="#found">
      <form class="search" method="get" action={r.site.home} role="search">
        <label for="q">{t.searchLabel}</label>
        <p class="hint" id="q-hint">
          {t.searchHint}
        </p>
        <div class="affixed">
          <input class="input" id="q" name="q" type="search" value={typed} maxlength={200} autocomplete="off" spellcheck={false} aria-describedby="q-hint" />
          <button class="btn main" type="submit">
            <Icon name="search" />
            {t.search}
          </button>
        </div>
      </form>
      <p class="vh" role="status" />
    </pv-search>
  )
}
