import type { Control, Said } from '../../../engines/forms/control.ts'
import type { Request } from '../../../journal/kernel.ts'
import { Card } from '../../../ui/components/card.tsx'
import { Told } from '../../../ui/components/told.tsx'
import { texts } from '../texts/texts.ts'
import { typedFields } from './posted-step.ts'

/** What was typed and could not be saved, to read and copy: under its questions where the form is known. */
export function TypedAnswer({ r, asked, typed }: { r: Request; asked: { readonly controls: readonly Control[] } | null; typed: URLSearchParams }) {
  const t = texts(r.language)
  const rows = asked ? rowsOf(asked.controls, typed) : [{ label: null, text: typedFields(typed).map(([, value]) => value).join('\n') }]
  const some = rows.filter(row => row.text !== '')
  if (some.length === 0) return null
  return (
    <Card id="typed" title={t.typedTitle}>
      <dl class="stack">
        {some.map(({ label, text }) => (
          <div>
            <dt>{label ? <Told said={label} /> : t.typedAnswer}</dt>
            <dd class="typed">{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

type Row = { readonly label: Said | null; readonly text: string }

const rowsOf = (controls: readonly Control[], typed: URLSearchParams): Row[] => controls.map(control => ({ label: control.label, text: textOf(control, typed) }))

function textOf(control: Control, typed: URLSearchParams): string {
  if ('controls' in control) return control.controls.map(part => textOf(part, typed)).filter(text => text !== '').join(' ')
  const values = typedFields(typed).filter(([name]) => name === control.name || name.startsWith(`${control.name}.`)).map(([, value]) => value)
  const options = 'options' in control ? control.options : []
  return values.map(value => options.find(option => option.value === value)?.label.text ?? value).join(' ')
}
