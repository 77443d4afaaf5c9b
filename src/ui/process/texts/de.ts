import { verbatim } from '../../../base/text.ts'

const step = (number: string, name: string) => (name ? `Schritt ${number}, ${verbatim(name)}` : `Schritt ${number}`)

export const de = {
  picture: (name: string) => (name ? `Bild des Ablaufs: ${verbatim(name)}` : 'Bild des Ablaufs'),
  same: 'Der Ablauf in Worten, weiter unten, sagt dasselbe.',
  hereNow: (steps: string) => `Läuft gerade: ${verbatim(steps)}.`,
  words: (name: string) => (name ? `Der Ablauf in Worten: ${verbatim(name)}` : 'Der Ablauf in Worten'),
  here: 'hier',
  hereTimes: (count: number) => `hier, ${count}-mal`,
  late: 'verspätet',
  legend: 'Was das Bild vom Vorgang zeigt',
  legendHere: 'Schritt läuft',
  legendLate: 'Schritt ist verspätet',
  legendDone: 'Schritt erledigt',
  legendTaken: 'Gegangener Weg',
  done: 'Erledigt',
  now: 'Läuft',
  waiting: 'wartet',
  team: (name: string) => `Team ${verbatim(name)}`,
  otherwise: 'sonst',
  what: {
    start: '', end: '', event: '', choice: 'Entscheidung', parallel: '', any: '', first: '', complex: '', sub: 'mehrere Schritte', eventSub: 'nur wenn es eintritt', call: 'ein anderer Ablauf',
    none: '', user: 'durch einen Menschen', manual: 'von Hand', service: 'durch das System', script: 'durch das System', rule: 'nach einer Entscheidungstabelle', send: 'sendet eine Nachricht', receive: 'wartet auf eine Nachricht',
  },
  unnamed: {
    start: 'Beginn', end: 'Ende', event: 'Ereignis', choice: 'Entscheidung', parallel: 'Mehrere Wege zugleich', any: 'Ein Weg oder mehrere', first: 'Was zuerst eintritt', complex: 'Mehrere Wege',
    sub: 'Mehrere Schritte', eventSub: 'Schritte nach einem Ereignis', call: 'Ein anderer Ablauf', none: 'Schritt', user: 'Schritt', manual: 'Schritt', service: 'Schritt', script: 'Schritt', rule: 'Entscheidung', send: 'Nachricht', receive: 'Nachricht',
  },
  marks: { loop: 'wiederholt', parallel: 'für jeden, zugleich', sequential: 'für jeden, nacheinander', compensation: 'nur zum Rückgängigmachen', adhoc: 'in beliebiger Reihenfolge', inside: '' },
  waitsFor: {
    none: '', message: 'wartet auf eine Nachricht', timer: 'wartet auf einen Tag oder das Ende einer Frist', signal: 'wartet auf ein Signal', error: 'bei einem Fehler', escalation: 'wenn es gemeldet werden muss', condition: 'wartet auf eine Bedingung',
    compensation: 'zum Rückgängigmachen', cancel: 'beim Abbruch', terminate: '', link: 'kommt von anderer Stelle', multiple: 'wartet auf eines von mehreren Ereignissen', parallel: 'wartet auf mehrere Ereignisse',
  },
  sends: {
    none: '', message: 'sendet eine Nachricht', timer: '', signal: 'sendet ein Signal', error: 'meldet einen Fehler', escalation: 'meldet etwas', condition: '', compensation: 'macht Getanes rückgängig', cancel: 'bricht ab', terminate: 'beendet alles', link: 'geht an anderer Stelle weiter',
    multiple: 'sendet mehrere Ereignisse', parallel: '',
  },
  happens: {
    none: 'ein Ereignis', message: 'eine Nachricht kommt', timer: 'die Frist ist vorbei', signal: 'ein Signal kommt', error: 'ein Fehler tritt auf', escalation: 'etwas wird gemeldet', condition: 'eine Bedingung ist erfüllt', compensation: 'er muss rückgängig gemacht werden',
    cancel: 'er wird abgebrochen', terminate: 'er wird beendet', link: 'ein Ereignis', multiple: 'ein Ereignis tritt ein', parallel: 'mehrere Ereignisse sind eingetreten',
  },
  edge: (what: string, stops: boolean) => (stops ? `Wenn währenddessen „${verbatim(what)}“: Der Schritt endet.` : `Wenn währenddessen „${verbatim(what)}“: Der Schritt läuft weiter, und außerdem:`),
  undo: 'Um diesen Schritt rückgängig zu machen, wenn er erledigt ist:',
  then: (number: string, name: string) => `Danach: ${verbatim(step(number, name))}.`,
  thenBack: (number: string, name: string) => `Danach zurück zu: ${verbatim(step(number, name))}.`,
  thenAll: (number: string, name: string) => `Danach, wenn alle Wege dort angekommen sind: ${verbatim(step(number, name))}.`,
  ways: { one: 'Danach:', all: 'Danach zugleich:', choice: 'Danach einer dieser Wege:', any: 'Danach jeder Weg, der zutrifft:', first: 'Danach, was zuerst eintritt:' },
  asked: (question: string) => `Danach, je nach Antwort auf „${verbatim(question)}“:`,
  way: (when: string, number: string, name: string) => (when ? `${verbatim(when)}: ${verbatim(step(number, name))}` : verbatim(step(number, name))),
  wayBack: (when: string, number: string, name: string) => (when ? `${verbatim(when)}: zurück zu ${verbatim(step(number, name))}` : `zurück zu ${verbatim(step(number, name))}`),
}
