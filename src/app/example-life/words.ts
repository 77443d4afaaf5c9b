import type { Language } from '../../base/language.ts'

/** What agents and applicants write in example requests, in the language of each. The agents' names and the people do not exist. */
export type LifeWords = {
  readonly ask: readonly string[]
  readonly answer: readonly string[]
  readonly write: readonly string[]
  readonly reply: readonly string[]
  readonly accepted: readonly string[]
  readonly refused: readonly string[]
  readonly withdraw: string
  /** Of agents to their colleagues. */
  readonly note: readonly string[]
}

export const lifeWords: Readonly<Record<Language, LifeWords>> = {
  fr: {
    ask: ['Bonjour, une date de votre demande n’est pas claire. Pouvez-vous nous la confirmer ?', 'Bonjour, à quelle heure peut-on vous appeler ? Il nous manque un détail.'],
    answer: ['Bonjour, c’est bien la date que j’ai écrite. Merci.', 'Le matin avant dix heures, c’est le mieux.'],
    write: ['Bonjour, est-ce que vous avez tout ce qu’il vous faut ?', 'Bonjour, mon numéro a changé, je peux vous rappeler ?'],
    reply: ['Bonjour, oui, tout est là. Nous vous répondons avant la date annoncée.'],
    accepted: ['Votre demande est complète et remplit les conditions. Elle est acceptée.', 'Nous avons vérifié votre demande : tout est en ordre.'],
    refused: ['Une condition du service n’est pas remplie. Vous pouvez refaire une demande dès qu’elle le sera.'],
    withdraw: 'Je n’en ai plus besoin.',
    note: ['Vu ce matin, tout est clair.', 'J’ai appelé la personne : c’est confirmé.'],
  },
  en: {
    ask: ['Hello, one date in your request is not clear to us. Could you confirm it?', 'Hello, when can we call you? One detail is missing.'],
    answer: ['Hello, the date is right as I wrote it. Thank you.', 'Mornings before ten are best.'],
    write: ['Hello, do you have everything you need?', 'Hello, my number has changed. May I call you?'],
    reply: ['Hello, yes, everything is here. You will have our answer before the date we announced.'],
    accepted: ['Your request is complete and meets the conditions. It is accepted.', 'We have checked your request: everything is in order.'],
    refused: ['One condition of the service is not met. You can ask again as soon as it is.'],
    withdraw: 'I no longer need it.',
    note: ['Seen this morning, all is clear.', 'I called the person: confirmed.'],
  },
  de: {
    ask: ['Guten Tag, ein Datum in Ihrem Antrag ist uns nicht klar. Können Sie es bestätigen?', 'Guten Tag, wann können wir Sie anrufen? Eine Angabe fehlt noch.'],
    answer: ['Guten Tag, das Datum stimmt so, wie ich es geschrieben habe. Danke.', 'Am besten morgens vor zehn Uhr.'],
    write: ['Guten Tag, haben Sie alles, was Sie brauchen?', 'Guten Tag, meine Nummer hat sich geändert. Darf ich anrufen?'],
    reply: ['Guten Tag, ja, alles ist da. Sie bekommen die Antwort vor dem angekündigten Tag.'],
    accepted: ['Ihr Antrag ist vollständig und erfüllt die Bedingungen. Er wird bewilligt.', 'Wir haben Ihren Antrag geprüft: Alles ist in Ordnung.'],
    refused: ['Eine Bedingung ist nicht erfüllt. Sie können den Antrag neu stellen, sobald sie es ist.'],
    withdraw: 'Ich brauche es nicht mehr.',
    note: ['Heute früh angesehen, alles klar.', 'Mit der Person telefoniert: bestätigt.'],
  },
}
