import { isRefusal, refuse, type Refusal } from '../../../base/result.ts'
import { page, type Request } from '../../../journal/kernel.ts'
import { Arms } from '../../../ui/components/arms.tsx'
import { BackLink } from '../../../ui/components/back-link.tsx'
import { ButtonLink } from '../../../ui/components/button.tsx'
import { Document } from '../../../ui/components/document.tsx'
import { PrintButton } from '../../../ui/components/print-button.tsx'
import { Rows } from '../../../ui/components/rows.tsx'
import { certificateOf, type Certificate } from '../parts/certificate.ts'
import { loadCase, type CaseModel } from '../parts/load-case.ts'
import { isHolder } from '../permits.ts'
import { texts } from '../texts/texts.ts'

type Certified = { readonly model: CaseModel; readonly certificate: Certificate }

async function load(r: Request): Promise<Certified | Refusal> {
  const model = await loadCase(r)
  if (isRefusal(model)) return model
  const certificate = certificateOf(model, r.authority)
  return certificate ? { model, certificate } : refuse('NotFound')
}

/** What the law made of the authority's silence, to show to others. */
export const certificate = page<Certified>({
  name: 'certificate',
  path: '/requests/:case/certificate',
  load,
  permit: (actor, { model }) => isHolder(actor, model.file),
  view({ model: { file }, certificate: { heading, says, rows, applicant, parts, made, example } }, r) {
    const t = texts(r.language)
    const at = { case: file.id }
    return (
      <Document site={r.site} title={`${t.certificate.title}, ${file.number}`} noindex>
        <div class="page">
          <BackLink href={r.url('/requests/:case', at)}>{t.backToRequest}</BackLink>
        </div>
        <div class="stack">
          <article class="sheet card" lang={file.language}>
            <header>
              <div class="row">
                <Arms svg={r.authority.theme.arms} />
                <p>
                  <b>{r.authority.name}</b>
                  <br />
                  {r.authority.contact.address}
                </p>
              </div>
            </header>
            <h1>{heading}</h1>
            <p>{says}</p>
            <Rows rows={applicant ? [...rows, applicant] : rows} />
            {parts.map(({ title, text }) => (
              <>
                <h2>{title}</h2>
                <p>{text}</p>
              </>
            ))}
            <p class="mute">{made}</p>
            {example && <p class="mute">{example}</p>}
          </article>
          <div class="row">
            <ButtonLink kind="main" icon="download" href={r.url('/requests/:case/certificate/file', at)}>
              {t.certificate.download}
            </ButtonLink>
            <PrintButton language={r.language} />
          </div>
        </div>
      </Document>
    )
  },
})

/** The same as a file. */
export const certificateDownload = page<Certified>({
  name: 'certificate-file',
  path: '/requests/:case/certificate/file',
  load,
  permit: (actor, { model }) => isHolder(actor, model.file),
  async sends({ model: { file }, certificate }, r) {
    // The library is large, and few come here.
    const { certificateFile } = await import('../parts/certificate-file.ts')
    const bytes = await certificateFile(certificate, { authority: r.authority, language: file.language, at: file.tacit!.at })
    return { name: `${texts(file.language).certificate.file}-${file.number}.pdf`, type: 'application/pdf', bytes: bytes.length, content: once(bytes) }
  },
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
