import { verbatim } from '../../../base/text.ts'

const step = (number: string, name: string) => (name ? `step ${number}, ${verbatim(name)}` : `step ${number}`)

export const en = {
  picture: (name: string) => (name ? `Drawing of the process: ${verbatim(name)}` : 'Drawing of the process'),
  same: 'The process in words, further down, says the same.',
  hereNow: (steps: string) => `Under way: ${verbatim(steps)}.`,
  words: (name: string) => (name ? `The process in words: ${verbatim(name)}` : 'The process in words'),
  here: 'here',
  hereTimes: (count: number) => `here, ${count} times`,
  late: 'late',
  legend: 'What the drawing shows of the case',
  legendHere: 'Step under way',
  legendLate: 'Step that is late',
  legendDone: 'Step done',
  legendTaken: 'Way taken',
  done: 'Done',
  now: 'Under way',
  waiting: 'waiting',
  team: (name: string) => `team ${verbatim(name)}`,
  otherwise: 'otherwise',
  what: {
    start: '', end: '', event: '', choice: 'choice', parallel: '', any: '', first: '', complex: '', sub: 'several steps', eventSub: 'only if it happens', call: 'another process',
    none: '', user: 'by a person', manual: 'by hand', service: 'by the system', script: 'by the system', rule: 'by a decision table', send: 'sends a message', receive: 'waits for a message',
  },
  unnamed: {
    start: 'Start', end: 'End', event: 'Event', choice: 'Choice', parallel: 'Several ways at once', any: 'One or more ways', first: 'Whatever happens first', complex: 'Several ways',
    sub: 'Several steps', eventSub: 'Steps in answer to an event', call: 'Another process', none: 'Step', user: 'Step', manual: 'Step', service: 'Step', script: 'Step', rule: 'Decision', send: 'Message', receive: 'Message',
  },
  marks: { loop: 'repeated', parallel: 'for each, at the same time', sequential: 'for each, one after the other', compensation: 'only to undo', adhoc: 'in any order', inside: '' },
  waitsFor: {
    none: '', message: 'waits for a message', timer: 'waits for a date or the end of a period', signal: 'waits for a signal', error: 'if there is an error', escalation: 'when it has to be reported', condition: 'waits for a condition',
    compensation: 'to undo', cancel: 'if it is abandoned', terminate: '', link: 'goes on from another place', multiple: 'waits for one of several events', parallel: 'waits for several events',
  },
  sends: {
    none: '', message: 'sends a message', timer: '', signal: 'sends a signal', error: 'reports an error', escalation: 'reports a fact', condition: '', compensation: 'undoes what was done', cancel: 'abandons', terminate: 'stops everything', link: 'goes on in another place',
    multiple: 'sends several events', parallel: '',
  },
  happens: {
    none: 'an event', message: 'a message arrives', timer: 'the period is over', signal: 'a signal arrives', error: 'there is an error', escalation: 'a fact is reported', condition: 'a condition is met', compensation: 'it has to be undone',
    cancel: 'it is abandoned', terminate: 'it is stopped', link: 'an event', multiple: 'an event arrives', parallel: 'several events have arrived',
  },
  edge: (what: string, stops: boolean) => (stops ? `Meanwhile, if “${verbatim(what)}”: the step ends.` : `Meanwhile, if “${verbatim(what)}”: the step goes on, and in addition:`),
  undo: 'To undo this step once it is done:',
  then: (number: string, name: string) => `Then: ${verbatim(step(number, name))}.`,
  thenBack: (number: string, name: string) => `Then back to: ${verbatim(step(number, name))}.`,
  thenAll: (number: string, name: string) => `Then, when all ways have arrived there: ${verbatim(step(number, name))}.`,
  ways: { one: 'Then:', all: 'Then at the same time:', choice: 'Then one of these ways:', any: 'Then each way that applies:', first: 'Then whichever happens first:' },
  asked: (question: string) => `Then, by the answer to “${verbatim(question)}”:`,
  way: (when: string, number: string, name: string) => (when ? `${verbatim(when)}: ${verbatim(step(number, name))}` : verbatim(step(number, name))),
  wayBack: (when: string, number: string, name: string) => (when ? `${verbatim(when)}: back to ${verbatim(step(number, name))}` : `back to ${verbatim(step(number, name))}`),
}
