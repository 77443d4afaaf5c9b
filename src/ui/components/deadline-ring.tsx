import type { Language } from '../../base/language.ts'
import { texts } from '../texts/texts.ts'

export type Deadline = {
  /** Days until the legal limit; 0 today, negative when it has passed; `null` where there is none. */
  readonly daysLeft: number | null
  /** The share of the time that is used up, 0 to 1 (more is drawn as full). */
  readonly share: number
}

/** A ring that fills up as time passes, the days that are left in its middle. Drawn for the eye: `deadlineWords` says it. */
export function DeadlineRing({ language, deadline }: { language: Language; deadline: Deadline }) {
  const text = short(language, deadline)
  const share = deadline.daysLeft === null ? 0 : Math.min(1, Math.max(0, deadline.share))
  return (
    <svg class="ring" data-tone={tone(deadline)} width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
      <circle class="track" cx="22" cy="22" r={radius} />
      {share > 0 && <circle class="used" cx="22" cy="22" r={radius} stroke-dasharray={`${(share * round).toFixed(1)} ${round.toFixed(1)}`} transform="rotate(-90 22 22)" />}
      <text class={text.length > 4 ? 'long' : undefined} x="22" y="22.5">
        {text}
      </text>
    </svg>
  )
}

/** The ring in words: "en retard de 2 jours". */
export function deadlineWords(language: Language, { daysLeft }: Deadline): string {
  const t = texts(language)
  if (daysLeft === null) return t.noDue
  if (daysLeft === 0) return t.dueToday
  return daysLeft > 0 ? t.dueIn(daysLeft) : t.late(-daysLeft)
}

/** How pressing it is: late or due today, soon, or not yet. */
export const tone = ({ daysLeft, share }: Deadline): 'bad' | 'warn' | 'info' =>
  daysLeft === null ? 'info' : daysLeft <= 0 ? 'bad' : daysLeft <= 2 || share >= 0.6 ? 'warn' : 'info'

function short(language: Language, { daysLeft }: Deadline): string {
  const t = texts(language)
  if (daysLeft === null) return t.ringNone
  if (daysLeft === 0) return t.ringToday
  return daysLeft > 0 ? t.ringDays(daysLeft) : t.ringLate(-daysLeft)
}

const radius = 18
const round = 2 * Math.PI * radius
