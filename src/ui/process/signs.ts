import type { ActivityMark, Activity, Sign } from '../../engines/bpmn/diagram/diagram.ts'

/*
 * The signs of BPMN 2.0.2 (chapters 10 and 13, tables of markers) as paths of our own. Those of events lie around 0, 0 in a circle
 * of radius 18; those of tasks in a square of 16, those at an activity's lower edge in one of 14.
 */

/** `over` is drawn on top of a filled sign in the colour of the paper. */
type Drawn = { readonly d: string; readonly over?: string }

export const eventSigns: Readonly<Record<Exclude<Sign, 'none'>, Drawn>> = {
  message: { d: 'M-9.5-6.5H9.5V6.5H-9.5Z', over: 'M-9.5-6.5 0 1 9.5-6.5' },
  timer: { d: 'M0-11A11 11 0 1 1 0 11A11 11 0 1 1 0-11Z', over: 'M0-11V-8M0 11V8M-11 0H-8M11 0H8M7.8-7.8 5.8-5.8M7.8 7.8 5.8 5.8M-7.8-7.8-5.8-5.8M-7.8 7.8-5.8 5.8M1.8-7.5 0 0H5.5' },
  signal: { d: 'M0-10 9.5 7H-9.5Z' },
  error: { d: 'M-9.5 8.5-4.5-8 3.5 2.5 9-9.5 4 9-4-1Z' },
  escalation: { d: 'M0-10.5 7.5 9 0 1.5-7.5 9Z' },
  condition: { d: 'M-7.5-9.5H7.5V9.5H-7.5Z', over: 'M-4.5-5.7H4.5M-4.5-1.9H4.5M-4.5 1.9H4.5M-4.5 5.7H4.5' },
  compensation: { d: 'M-10.5 0-1.5-7V7ZM-1.5 0 7.5-7V7Z' },
  cancel: { d: 'M-9-6-6-9 0-3 6-9 9-6 3 0 9 6 6 9 0 3-6 9-9 6-3 0Z' },
  terminate: { d: 'M-11 0A11 11 0 1 0 11 0A11 11 0 1 0-11 0Z' },
  link: { d: 'M-10-4H2V-8.5L11 0 2 8.5V4H-10Z' },
  multiple: { d: 'M0-10.5 10-3.2 6.2 8.5H-6.2L-10-3.2Z' },
  parallel: { d: 'M-3-10H3V-3H10V3H3V10H-3V3H-10V-3H-3Z' },
}

const envelope: Drawn = { d: 'M.8 2.8H15.2V13.2H.8Z', over: 'M.8 2.8 8 8.4 15.2 2.8' }

/** A wheel with eight teeth and a hole. */
function wheel(x: number, y: number, radius: number): string {
  const at = (turn: number, away: number) => `${(x + Math.cos(turn) * away).toFixed(2)} ${(y + Math.sin(turn) * away).toFixed(2)}`
  const teeth = Array.from({ length: 8 }, (_, i) => {
    const turn = (i * Math.PI) / 4
    return `${at(turn - 0.26, radius * 0.74)}L${at(turn - 0.17, radius)}L${at(turn + 0.17, radius)}L${at(turn + 0.26, radius * 0.74)}`
  })
  const hole = (radius * 0.34).toFixed(2)
  return `M${teeth.join('L')}ZM${at(0, radius * 0.34)}A${hole} ${hole} 0 1 0 ${at(Math.PI, radius * 0.34)}A${hole} ${hole} 0 1 0 ${at(0, radius * 0.34)}Z`
}

export const taskSigns: Readonly<Record<Exclude<Activity['task'], 'none'>, readonly (Drawn & { readonly filled?: boolean })[]>> = {
  user: [{ d: 'M1.2 15.4C1.2 11.4 3.6 9 8 9S14.8 11.4 14.8 15.4Z' }, { d: 'M8 .8A3.8 3.8 0 1 1 8 8.4A3.8 3.8 0 1 1 8 .8Z' }],
  manual: [{ d: 'M1 8 5.7 3.2C6.7 2.3 8 3.4 7.2 4.5L6 6H14A1.05 1.05 0 0 1 14 8.1H9.6 13.7A1.05 1.05 0 0 1 13.7 10.2H9.6 12.9A1.05 1.05 0 0 1 12.9 12.3H9.4 11.7A1 1 0 0 1 11.7 14.3H5.4C2.8 14.3 1 12.6 1 10Z' }],
  service: [{ d: wheel(6.4, 6.4, 6.2) }, { d: wheel(10.6, 10.6, 5.2) }],
  script: [{ d: 'M4.4 1H14.4C11 3.4 12.6 5.4 13 8S12 13.4 9.8 15H1C4 12.6 2.8 10.4 2.2 8S2.8 2.8 4.4 1Z', over: 'M5.2 4.6H10.6M4.8 8H10.2M5.6 11.4H10.6' }],
  rule: [{ d: 'M1 2.4H15V13.6H1Z', over: 'M1 9.8H15M5.4 6V13.6' }, { d: 'M1 2.4H15V6H1Z', filled: true }],
  send: [{ ...envelope, filled: true }],
  receive: [envelope],
}

export const markSigns: Readonly<Record<ActivityMark, Drawn & { readonly filled?: boolean }>> = {
  loop: { d: 'M4 11.8A5.6 5.6 0 1 1 8.4 12.4M4.2 8.2V12H.4' },
  parallel: { d: 'M3 1V13M7 1V13M11 1V13' },
  sequential: { d: 'M1 3H13M1 7H13M1 11H13' },
  compensation: { d: 'M7 2 1 7 7 12ZM13 2 7 7 13 12Z' },
  adhoc: { d: 'M1 8.8C2.4 4 5 4.4 7 7S11.6 10 13 5.2' },
  inside: { d: 'M0 0H14V14H0ZM7 3V11M3 7H11' },
}
