import { verbatim } from '../../../base/text.ts'

const step = (number: string, name: string) => (name ? `étape ${number}, ${verbatim(name)}` : `étape ${number}`)

/** The words around the picture of a process, in French, the reference. */
export const fr = {
  picture: (name: string) => (name ? `Dessin de la procédure : ${verbatim(name)}` : 'Dessin de la procédure'),
  same: 'La procédure en mots, plus bas, dit la même chose.',
  hereNow: (steps: string) => `En cours : ${verbatim(steps)}.`,
  words: (name: string) => (name ? `La procédure en mots : ${verbatim(name)}` : 'La procédure en mots'),
  here: 'ici',
  hereTimes: (count: number) => `ici, ${count} fois`,
  late: 'en retard',
  legend: 'Ce que le dessin montre du dossier',
  legendHere: 'Étape en cours',
  legendLate: 'Étape en retard',
  legendDone: 'Étape faite',
  legendTaken: 'Chemin suivi',
  done: 'Fait',
  now: 'En cours',
  waiting: 'en attente',
  team: (name: string) => `équipe ${verbatim(name)}`,
  otherwise: 'sinon',
  what: {
    start: '', end: '', event: '', choice: 'choix', parallel: '', any: '', first: '', complex: '', sub: 'plusieurs étapes', eventSub: 'seulement si cela arrive', call: 'une autre procédure',
    none: '', user: 'par une personne', manual: 'à la main', service: 'par le système', script: 'par le système', rule: 'selon une table de décision', send: 'envoi d’un message', receive: 'attente d’un message',
  },
  /** What a step without a name is called. */
  unnamed: {
    start: 'Début', end: 'Fin', event: 'Événement', choice: 'Choix', parallel: 'Plusieurs chemins à la fois', any: 'Un ou plusieurs chemins', first: 'Ce qui arrive en premier', complex: 'Plusieurs chemins',
    sub: 'Plusieurs étapes', eventSub: 'Étapes en réponse à un événement', call: 'Une autre procédure', none: 'Étape', user: 'Étape', manual: 'Étape', service: 'Étape', script: 'Étape', rule: 'Décision', send: 'Message', receive: 'Message',
  },
  marks: { loop: 'répété', parallel: 'pour chacun, en même temps', sequential: 'pour chacun, l’un après l’autre', compensation: 'seulement pour annuler', adhoc: 'dans n’importe quel ordre', inside: '' },
  waitsFor: {
    none: '', message: 'attend un message', timer: 'attend une date ou la fin d’un délai', signal: 'attend un signal', error: 'en cas d’erreur', escalation: 'quand cela doit être signalé', condition: 'attend une condition',
    compensation: 'pour annuler', cancel: 'en cas d’abandon', terminate: '', link: 'suite d’un autre endroit', multiple: 'attend l’un de plusieurs événements', parallel: 'attend plusieurs événements',
  },
  sends: {
    none: '', message: 'envoie un message', timer: '', signal: 'envoie un signal', error: 'signale une erreur', escalation: 'signale un fait', condition: '', compensation: 'annule ce qui a été fait', cancel: 'abandonne', terminate: 'arrête tout', link: 'continue à un autre endroit',
    multiple: 'envoie plusieurs événements', parallel: '',
  },
  /** What an event at a step's edge is called that has no name. */
  happens: {
    none: 'un événement', message: 'un message arrive', timer: 'le délai est passé', signal: 'un signal arrive', error: 'une erreur survient', escalation: 'un fait est signalé', condition: 'une condition est remplie', compensation: 'elle doit être annulée',
    cancel: 'elle est abandonnée', terminate: 'elle est arrêtée', link: 'un événement', multiple: 'un événement arrive', parallel: 'plusieurs événements sont arrivés',
  },
  edge: (what: string, stops: boolean) => (stops ? `Pendant ce temps, si « ${verbatim(what)} » : l’étape s’arrête.` : `Pendant ce temps, si « ${verbatim(what)} » : l’étape continue, et en plus :`),
  undo: 'Pour annuler cette étape une fois faite :',
  then: (number: string, name: string) => `Ensuite : ${verbatim(step(number, name))}.`,
  thenBack: (number: string, name: string) => `Ensuite, retour à : ${verbatim(step(number, name))}.`,
  thenAll: (number: string, name: string) => `Ensuite, quand tous les chemins y sont arrivés : ${verbatim(step(number, name))}.`,
  ways: { one: 'Ensuite :', all: 'Ensuite, en même temps :', choice: 'Ensuite, l’un de ces chemins :', any: 'Ensuite, chaque chemin qui convient :', first: 'Ensuite, ce qui arrive en premier :' },
  asked: (question: string) => `Ensuite, selon la réponse à « ${verbatim(question)} » :`,
  way: (when: string, number: string, name: string) => (when ? `${verbatim(when)} : ${verbatim(step(number, name))}` : verbatim(step(number, name))),
  wayBack: (when: string, number: string, name: string) => (when ? `${verbatim(when)} : retour à ${verbatim(step(number, name))}` : `retour à ${verbatim(step(number, name))}`),
}
