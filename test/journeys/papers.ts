import { addDays, dayOf } from '../../src/base/time.ts'
import type { Language } from '../../src/base/language.ts'
import { jpeg, pdf, png } from '../documents/sample-files.ts'
import type { File } from './hands.ts'
import type { Answer, Answers, Known } from './resident.ts'

/*
 * Who asks what of whom in the journeys, and what they answer: by question, in the words that the page offers. Nobody whose name
 * stands here exists; the numbers are valid and nobody's.
 */

export type Errand = {
  readonly authority: string
  readonly service: string
  readonly language: Language
  readonly answers: Answers
}

const day = (known: string): Known => ({ day: known })
const inDays = (days: number): Known => ({ day: addDays(dayOf(Date.now(), 'Europe/Paris'), days) })
const parts = (of: Record<string, string | Known>): Answer => ({ parts: of })
const files = (...of: readonly File[]): Answer => ({ files: of })
const agreed: Answer = { ticked: true }

const letter: File = { name: 'courrier.pdf', mimeType: 'application/pdf', buffer: pdf }
const photo: File = { name: 'photo.png', mimeType: 'image/png', buffer: png(24, 16) }
const snapshot: File = { name: 'IMG_0007.jpg', mimeType: 'image/jpeg', buffer: jpeg() }

export const errands = {
  streetProblem: {
    authority: 'fleury-sur-orne', service: 'signalement-rue', language: 'fr',
    answers: {
      kind: 'Éclairage éteint ou abîmé', where: 'Devant le 3 rue de l’Exemple', landmark: 'En face de l’école', lampNumber: 'EX 204', danger: 'Oui, pour certaines personnes',
      since: 'Quelques jours', details: 'La lampe s’allume puis s’éteint.\nC’est sombre devant le passage.', photo: files(photo, snapshot), wantsNews: 'Oui',
      applicantName: parts({ given: 'Camille-Zoé', family: 'Exemplaire' }), email: 'Je n’ai pas d’adresse e-mail', phone: '02 61 91 00 01',
    },
  },
  payLater: {
    authority: 'fleury-sur-orne', service: 'echeancier', language: 'fr',
    answers: {
      debtor: 'Une entreprise ou une association', organisation: parts({ name: 'Atelier de l’Exemple', number: '123 456 782 00002' }), billKind: 'Location d’une salle ou de matériel',
      invoiceNumber: 'EX-2026-0042', invoiceDate: inDays(-20), amountDue: '842,60', dispute: 'Oui', payments: '5', firstDate: inDays(20), means: 'Par prélèvement',
      iban: 'FR14 2004 1010 0505 0001 3M02 606', reasons: ['Dépense imprévue'], proof: files(letter), applicantName: parts({ given: 'Noé', family: 'Modèle' }), role: 'Trésorier',
      home: '3 rue de l’Exemple\n14123 Fleury-sur-Orne', email: 'noe@exemple.example', consent: agreed,
    },
  },
  library: {
    authority: 'fleury-sur-orne', service: 'mediatheque-epn', language: 'fr',
    answers: {
      whoJoins: 'Moi et un ou plusieurs enfants', adult: parts({ given: 'Maud', family: 'Exemple', birthDate: day('1984-03-14') }), level: 'Un peu, avec de l’aide',
      devices: ['Un téléphone avec internet'], workshops: ['Faire ses démarches en ligne', 'CV, lettre et recherche d’emploi'], times: ['Le soir', 'Le samedi'], adultImage: 'Non',
      child: parts({ given: 'Inès', family: 'Exemple', birthDate: day('2018-11-02') }), childComputer: 'Oui, avec un adulte', childImage: 'Non', more: 'Non',
      accessNeed: 'Oui', accessNote: 'Un écran avec de grandes lettres.', home: '12 allée du Modèle\n14123 Fleury-sur-Orne', phone: '02 61 91 00 02', email: 'maud@exemple.example', consent: agreed,
    },
  },
  visitorParking: {
    authority: 'geneve', service: 'stationnement-visiteur', language: 'fr',
    answers: { zone: 'H · Cluse', vehicle: 'Une camionnette jusqu’à 3,5 tonnes', plate: 'GE 000 123', arrival: inDays(9), parkingDays: '3', email: 'visite@exemple.example', consent: agreed },
  },
  visitorParkingInGerman: {
    authority: 'geneve', service: 'stationnement-visiteur', language: 'de',
    answers: { zone: 'H · Cluse', vehicle: 'Mit einem Lieferwagen bis 3,5 Tonnen', plate: 'GE 000 124', arrival: inDays(9), parkingDays: '2', email: 'eine.sehr.lange.adresse.ohne.trennstelle@besuchsparken.example', consent: agreed },
  },
  greening: {
    authority: 'geneve', service: 'permis-vegetaliser', language: 'fr',
    answers: {
      spot: 'Au pied d’un arbre', place: 'Rue de l’Exemple 7', surface: '2,5', photo: files(snapshot), plantKinds: ['Des fleurs', 'De petits arbustes'], plantList: 'Lavande, genêt', kit: 'Oui',
      neighboursAsked: 'Oui, elles et ils sont d’accord', neighboursCount: '4', applicantName: parts({ given: 'Lou', family: 'Modèle' }), group: 'Les Jardins d’essai', email: 'lou@exemple.example', consent: agreed,
    },
  },
  grant: {
    authority: 'geneve', service: 'subvention-association', language: 'fr',
    answers: {
      organisation: parts({ name: 'Les Amis de l’Exemple', number: 'CHE-123.456.788' }), seat: 'Rue du Modèle 5\n1200 Genève', members: '37', firstRequest: 'Oui', statutes: files(letter),
      projectTitle: 'Un jardin pour lire', projectText: 'Des bancs, des livres, des lectures le mercredi.', publicReached: ['Pour tout le monde'], reached: '250', startDate: inDays(60), endDate: inDays(160),
      budget: '9000', requested: '3000', budgetFile: files(letter), otherFunders: 'Oui', funder: 'Fondation de l’Exemple', funderAmount: '2000', funderState: 'Accordée', more: 'Non',
      iban: 'CH93 0076 2011 6238 5295 7', applicantName: parts({ given: 'Ami', family: 'Fictif' }), role: 'Présidente', email: 'amis@exemple.example', phone: '022 555 01 23', consent: agreed,
    },
  },
  residentParking: {
    authority: 'jena', service: 'bewohnerparken', language: 'de',
    answers: {
      homeAddress: 'Musterdonaudampfschifffahrtsweg 7\n07743 Jena', zone: 'F · Jena-Nord', ownSpace: 'Ja', ownSpaceReason: 'Die Garage wird gerade saniert.', keeper: 'Auf mich', plate: 'J EX 2026', registration: files({ ...letter, name: 'Zulassungsbescheinigung_Teil_I_Einkommensteuerbescheid.pdf' }),
      validity: 'Zwölf Monate', validFrom: inDays(14), resident: parts({ given: 'Mika', family: 'Mustermann-Beispielhausen', birthDate: day('1990-07-22') }), phone: '030 23125 123', email: 'mika@muster.example', consent: agreed,
    },
  },
  treeFelling: {
    authority: 'jena', service: 'baumfaellung', language: 'de',
    answers: {
      place: 'Musterweg 3\n07743 Jena', owner: 'Mir, allein oder mit anderen', largeSite: 'Nein', species: 'Birke', girth: '110', measure: 'Fällen', reasons: ['Er ist krank oder abgestorben'], photos: files(photo), more: 'Nein',
      plannedDay: inDays(30), urgentReason: 'Der Stamm ist hohl.', nests: 'Ich habe nichts gesehen', applicantName: parts({ given: 'Toni', family: 'Muster' }), postalAddress: 'Musterweg 3\n07743 Jena', email: 'Ich habe keine E-Mail-Adresse', consent: agreed,
    },
  },
  ownFile: {
    authority: 'jena', service: 'akteneinsicht', language: 'de',
    answers: {
      aboutWhom: 'Um mein Kind', child: parts({ given: 'Ida', family: 'Muster', birthDate: day('2016-05-09') }), fileKind: 'Schule und Hort', wanted: 'Die Entscheidung über den Hortplatz.', since: day('2024-08-12'),
      way: ['Als Kopie mit der Post', 'Als Datei, sicher zum Herunterladen'], postalAddress: 'Musterweg 7\n07743 Jena', requester: parts({ given: 'Toni', family: 'Muster', birthDate: day('1988-02-17') }),
      email: 'Ich habe keine E-Mail-Adresse', consent: agreed,
    },
  },
  reportProblem: {
    authority: 'london', service: 'report-street-problem', language: 'en',
    answers: { problem: 'Dumped rubbish', place: '14 Example Street', details: 'Two mattresses and a fridge.', photo: files(photo), wantsAnswer: 'Yes', name: parts({ given: 'Sam', family: 'Sample' }), email: 'sam@sample.example' },
  },
  deskSpace: {
    authority: 'london', service: 'home-working-space', language: 'en',
    answers: {
      person: parts({ given: 'Robin', family: 'Specimen' }), address: '14 Example Street\nLondon EX1 1EX', situation: 'I work, and look for something else', benefits: 'Yes', coachLetter: 'No', space: 'Canal Library, east',
      days: ['Tuesday', 'Thursday'], timeOfDay: 'All day', startDate: inDays(15), weeks: '6', needs: ['A computer', 'A room for calls and interviews'], callHours: '2.5', hasAccessNeeds: 'Yes', accessNote: 'A chair with arms.',
      phone: '020 7946 0123', email: 'robin@sample.example', consent: agreed,
    },
  },
  helpOnline: {
    authority: 'london', service: 'digital-inclusion-help', language: 'en',
    answers: {
      forWhom: 'For somebody I help', helperName: parts({ given: 'Alex', family: 'Sample' }), helperRole: 'Family, friend or neighbour', helperAgreed: agreed, person: parts({ given: 'Jo', family: 'Specimen' }),
      adult: 'Yes', borough: 'Camden', needs: ['A device', 'Learning how'], deviceNow: 'Only a phone', lowIncome: 'Yes', skills: ['Look for work'], visit: 'In a library near the person', hasAccessNeeds: 'No', contactBy: 'By e-mail',
      email: 'alex@sample.example', helpLanguage: 'Exemplish', consent: agreed,
    },
  },
  schoolFault: {
    authority: 'ile-de-france', service: 'panne-numerique-lycee', language: 'fr',
    answers: {
      lycee: parts({ name: 'Lycée de l’Exemple', number: '123 456 782 00002' }), room: 'B 204', equipment: 'Ordinateur fixe ou portable', howMany: '1', serial: 'EX-77-042', since: inDays(-3), symptoms: 'L’écran reste noir.',
      tried: ['Éteindre et rallumer', 'Vérifier les câbles et le courant'], message: files(photo), urgency: 'Des cours', access: 'Le matin, de 8 h à 12 h', applicantName: parts({ given: 'Dominique', family: 'Modèle' }), role: 'Enseignant ou enseignante',
      email: 'dominique@lycee.example',
    },
  },
  apprentice: {
    authority: 'ile-de-france', service: 'carte-transport-apprenti', language: 'fr',
    answers: {
      apprentice: parts({ given: 'Yanis', family: 'Exemple', birthDate: day('2005-06-15') }), home: '8 rue du Modèle\n77000 Melun', cfa: 'CFA du Numérique, Nanterre', level: 'BTS ou niveau 5',
      employer: parts({ name: 'Atelier de l’Exemple', number: '123 456 782 00002' }), contractStart: inDays(-60), contractEnd: inDays(600), contract: files(letter), photo: files(photo), otherHelp: 'Oui', otherHelpAmount: 'Je ne sais pas',
      iban: 'FR14 2004 1010 0505 0001 3M02 606', phone: '01 99 00 12 34', email: 'yanis@exemple.example', consent: agreed,
    },
  },
} as const satisfies Record<string, Errand>

export type Named = keyof typeof errands
