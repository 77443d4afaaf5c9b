import type { Authority } from '../../base/authority.ts'
import type { Words } from '../../base/language.ts'
import { needService } from '../../vocabulary/needs.ts'
import { audiences, lifeEvents, type ServiceDescription, type ServicePackage } from '../../vocabulary/services.ts'
import { needForm } from './need-form.ts'
import { needLaw } from './need-law.ts'

/** The package of the service that takes needs, for this authority; `null` where there is no team to answer. */
export function needPackage(authority: Authority, version: number): ServicePackage | null {
  const team = authority.teams.find(one => one.id === authority.needsTeam) ?? authority.teams[0]
  return team ? { service: describe(authority, team, version), form: needForm } : null
}

const describe = (authority: Authority, team: { readonly id: string; readonly name: Words }, version: number): ServiceDescription => ({
  id: needService,
  version,
  example: authority.example,
  name: { fr: 'Mon besoin n’est pas dans la liste', en: 'My need is not listed', de: 'Mein Anliegen ist nicht dabei' },
  summary: {
    fr: 'Dites ce qu’il vous faut, avec vos mots. Une personne le lit, et vous avez une réponse.', en: 'Say what you need, in your own words. Somebody reads it, and you get an answer.',
    de: 'Sagen Sie mit Ihren Worten, was Sie brauchen. Jemand liest es, und Sie bekommen eine Antwort.',
  },
  description: {
    fr: 'Pour tout ce qu’aucune démarche ne prévoit : une aide qui manque, une idée, une question sans guichet. Cela prend deux minutes. Vous n’êtes pas obligé de dire votre nom. Les besoins sont comptés par thème, pour voir ce qui manque le plus.',
    en: 'For whatever no service covers: a help that is missing, an idea, a question without a counter. It takes two minutes. You need not say your name. Needs are counted by theme, to see what is missing most.',
    de: 'Für alles, was kein Dienst vorsieht: eine Hilfe, die fehlt, eine Idee, eine Frage ohne Schalter. Es dauert zwei Minuten. Sie müssen Ihren Namen nicht nennen. Die Anliegen werden nach Themen gezählt, um zu sehen, was am meisten fehlt.',
  },
  audiences: audiences.filter(audience => audience !== 'staff'),
  lifeEvents: lifeEvents.filter(event => event === 'dealingWithTheAuthority'),
  keywords: [{ fr: 'besoin, idée, question, proposition, réclamation', en: 'need, idea, question, suggestion, complaint', de: 'Anliegen, Idee, Frage, Vorschlag, Beschwerde' }],
  channels: [
    { kind: 'online', assisted: false, words: { fr: 'En ligne, à toute heure', en: 'Online, at any time', de: 'Online, jederzeit' } },
    { kind: 'counter', assisted: true, words: { fr: 'Au guichet : une personne écrit votre besoin avec vous', en: 'At the counter: somebody writes down your need with you', de: 'Am Schalter: Jemand schreibt Ihr Anliegen mit Ihnen auf' } },
    { kind: 'phone', assisted: true, words: { fr: 'Par téléphone : une personne écrit ce que vous dites', en: 'By phone: somebody writes down what you say', de: 'Am Telefon: Jemand schreibt auf, was Sie sagen' } },
  ],
  evidence: [],
  cost: { words: { fr: 'C’est gratuit.', en: 'It is free.', de: 'Es kostet nichts.' } },
  answer: {
    term: { amount: 15, unit: 'workingDays' },
    words: {
      fr: 'Une personne vous répond au plus tard 15 jours ouvrés après l’envoi : ce qui peut être fait, par qui, ou pourquoi ce n’est pas possible.',
      en: 'Somebody answers you no later than 15 working days after sending: what can be done, by whom, or why it is not possible.',
      de: 'Jemand antwortet Ihnen spätestens 15 Arbeitstage nach dem Absenden: was getan werden kann, von wem, oder warum es nicht möglich ist.',
    },
  },
  ...needLaw[authority.country],
  retention: {
    term: { amount: 12, unit: 'months' },
    words: { fr: 'Un an après la réponse. Ensuite il ne reste que le thème et les dates, sans rien qui dise qui vous êtes.', en: 'One year after the answer. Then only the theme and the dates remain, with nothing that says who you are.', de: 'Ein Jahr nach der Antwort. Danach bleiben nur Thema und Daten, ohne etwas, das sagt, wer Sie sind.' },
  },
  recipients: [team.name],
  team: team.id,
  numberPrefix: 'NE',
  milestones: [
    { id: 'received', name: { fr: 'Besoin reçu', en: 'Need received', de: 'Anliegen eingegangen' }, ahead: { fr: 'Vous dites votre besoin', en: 'You say what you need', de: 'Sie sagen, was Sie brauchen' } },
    { id: 'complete', name: { fr: 'Lu et compris', en: 'Read and understood', de: 'Gelesen und verstanden' }, ahead: { fr: 'Une personne le lit, et vous pose une question si elle ne comprend pas', en: 'Somebody reads it, and asks you if anything is not clear', de: 'Jemand liest es und fragt nach, wenn etwas nicht klar ist' } },
    { id: 'decision', name: { fr: 'Réponse', en: 'Answer', de: 'Antwort' }, ahead: { fr: 'Elle cherche ce qui peut être fait, ici ou ailleurs', en: 'They look for what can be done, here or elsewhere', de: 'Sie sucht, was getan werden kann, hier oder anderswo' } },
    { id: 'told', name: { fr: 'Vous avez la réponse', en: 'You have the answer', de: 'Sie haben die Antwort' }, ahead: { fr: 'Vous avez la réponse', en: 'You have the answer', de: 'Sie haben die Antwort' } },
  ],
})
