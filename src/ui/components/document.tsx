import type { Children } from '../../base/jsx/html.ts'
import { isEasy, languages, type Language, type Words } from '../../base/language.ts'
import type { Site } from '../../journal/kernel.ts'
import { texts } from '../texts/texts.ts'
import { Arms } from './arms.tsx'
import { Icon } from './icon.tsx'

export type DocumentProps = {
  site: Site
  title: string
  /** The page shows a form that was sent back: its title says so first. */
  faulty?: boolean
  /** Not for search engines: everything that is somebody's own. */
  noindex?: boolean
  /** The languages in which the packages in sight bring easy words: the page offers those, and calls itself easy only in those. */
  easy?: readonly Language[]
  /** The agents' frame: full height, no foot. */
  desk?: boolean
  /** The id that the link past the head leads to, where it is not the whole content: past a list of forty cases to the open one. */
  skipTo?: string
  children: Children
}

/** The whole page around its content. The caller writes `<!doctype html>` before it. */
export function Document({ site, title, faulty, noindex, easy = [], desk, skipTo = 'content', children }: DocumentProps) {
  const { authority, language, reading } = site
  const offered = site.easy.filter(other => easy.includes(other.language))
  const t = texts(language)
  return (
    <html lang={easy.includes(language) ? reading : language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {noindex && <meta name="robots" content="noindex" />}
        <title>{`${faulty ? t.error : ''}${title} – ${authority.name}`}</title>
        {site.fonts.map((href) => (
          <link rel="preload" href={href} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        {site.stylesheets.map((href) => (
          <link rel="stylesheet" href={href} />
        ))}
        {site.script && <script type="module" src={site.script} />}
        {!noindex && site.alternates.map(({ language: other, href }) => <link rel="alternate" hreflang={other} href={href} />)}
        {!noindex && offered.map(({ language: other, href }) => <link rel="alternate" hreflang={`${other}-simple`} href={href} />)}
      </head>
      <body class={desk ? 'app' : undefined}>
        <a class="skip" href={`#${skipTo}`}>
          {t.skip}
        </a>
        <Head site={site} offered={offered} desk={desk} />
        <main id="content" tabindex={-1}>
          {desk ? (
            children
          ) : (
            <>
              <div class="paving" aria-hidden="true" />
              <div class="wrap">
              {easy.includes(language) && <EasyChoice site={site} offered={offered} />}
              {children}
            </div>
            </>
          )}
        </main>
        {!desk && <Foot site={site} offered={offered} />}
      </body>
    </html>
  )
}

type Offered = Site['easy']

function Head({ site, offered, desk }: { site: Site; offered: Offered; desk?: boolean }) {
  const { authority, language } = site
  const t = texts(language)
  return (
    <header class="site">
      <div class="wrap">
        <a class="who" href={desk ? site.desk : site.home}>
          <Arms svg={authority.theme.arms} />
          <span>
            {authority.name}
            <small>{!desk ? t.services : authority.example ? t.exampleDesk : t.deskName}</small>
          </span>
        </a>
        <nav class="nav" aria-label={t.main}>
          <LanguageLinks site={site} offered={offered} />
          {desk ? (
            site.agent && <SignOut site={site} agent={site.agent} />
          ) : (
            <a href={site.requests}>
              <Icon name="list" />
              <span class="roomy">{t.myRequests}</span>
            </a>
          )}
        </nav>
      </div>
      {authority.example && !desk && (
        <p class="example">
          <span class="wrap">
            <Icon name="info" />
            <span>{t.example}</span>
          </span>
        </p>
      )}
    </header>
  )
}

/** The other languages, on every screen: short to see, whole to hear. */
function LanguageLinks({ site, offered }: { site: Site; offered: Offered }) {
  return (
    <ul class="languages" aria-label={texts(site.language).languages}>
      {site.alternates.map(({ language, href }) => (
        <li>
          <a href={href} lang={language} hreflang={language}>
            <span aria-hidden="true">{language.toUpperCase()}</span>
            <span class="vh">{ownName[language]}</span>
          </a>
        </li>
      ))}
      {offered.map(({ language, href }) => (
        <li class="roomy">
          <a href={href} lang={language} hreflang={`${language}-simple`}>
            <span aria-hidden="true">{texts(language).easyShort}</span>
            <span class="vh">{texts(language).easyLanguage}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The way into easy language and out of it, in sight on every screen. */
function EasyChoice({ site: { language, reading, alternates }, offered }: { site: Site; offered: Offered }) {
  const t = texts(language)
  const other = (isEasy(reading) ? alternates : offered).find(one => one.language === language)
  if (!other) return null
  return (
    <p class="easy-choice">
      <a href={other.href} hreflang={isEasy(reading) ? language : `${language}-simple`}>
        <Icon name="book" />
        {isEasy(reading) ? t.plainLanguage : t.easyLanguage}
      </a>
    </p>
  )
}

const ownName: Record<Language, string> = { fr: 'Français', en: 'English', de: 'Deutsch' }

function SignOut({ site, agent }: { site: Site; agent: { name: string; signOut: string } }) {
  return (
    <form method="post" action={agent.signOut}>
      <input type="hidden" name="csrf" value={site.csrf} />
      <span class="roomy">{agent.name}</span>
      <button type="submit">
        <Icon name="sign-out" />
        <span class="roomy">{texts(site.language).signOut}</span>
      </button>
    </form>
  )
}

/** Help by phone and at the counter stands on every page: equal doors. */
function Foot({ site, offered }: { site: Site; offered: Offered }) {
  const { contact, name } = site.authority
  const t = texts(site.language)
  const hours = inLanguage(contact.hours, site.language)
  return (
    <footer>
      <div class="arches" aria-hidden="true" />
      <div class="foot">
        <div class="wrap">
          <section aria-labelledby="help">
            <h2 id="help">{t.help}</h2>
            <p>{t.helpLead}</p>
            <dl>
              <div>
                <dt>
                  <Icon name="phone" />
                  {t.byPhone}
                </dt>
                <dd>
                  <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a>
                </dd>
              </div>
              <div>
                <dt>
                  <Icon name="place" />
                  {t.atCounter}
                </dt>
                <dd>{contact.address}</dd>
              </div>
              <div>
                <dt>
                  <Icon name="clock" />
                  {t.hours}
                </dt>
                <dd lang={hours.lang === site.language ? undefined : hours.lang}>{hours.text}</dd>
              </div>
              <div>
                <dt>
                  <Icon name="mail" />
                  {t.byMail}
                </dt>
                <dd>
                  <a href={`mailto:${contact.email}`}>{contact.email}</a>
                </dd>
              </div>
            </dl>
          </section>
          <p class="end">
            {name}
            {site.alternates.map(({ language, href }) => (
              <a href={href} lang={language} hreflang={language}>
                {ownName[language]}
              </a>
            ))}
            {offered.map(({ language, href }) => (
              <a href={href} lang={language} hreflang={`${language}-simple`}>
                {texts(language).easyLanguage}
              </a>
            ))}
            <a href={site.desk}>{t.forStaff}</a>
          </p>
        </div>
      </div>
    </footer>
  )
}

/** The text in this language, else in the first one that the author wrote. */
function inLanguage(words: Words, language: Language): { text: string; lang: Language } {
  const lang = words[language] !== undefined ? language : languages.find((l) => words[l] !== undefined)
  return { text: (lang && words[lang]) ?? '', lang: lang ?? language }
}
