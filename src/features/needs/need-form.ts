import type { Form } from '../../engines/forms/form.ts'

/** What somebody is asked who needs something that is in no list: as little as possible, and nothing about who they are. */
export const needForm: Form = {
  languages: ['fr', 'en', 'de'],
  subject: ['need'],
  groups: [
    {
      id: 'what',
      title: { fr: 'Votre besoin', en: 'Your need', de: 'Ihr Anliegen' },
      pages: [
        {
          id: 'need',
          questions: [{
            id: 'need', type: 'short-text', max: 150,
            label: { fr: 'De quoi avez-vous besoin ?', en: 'What do you need?', de: 'Was brauchen Sie?' },
            hint: { fr: 'En une phrase, avec vos mots. Vous pourrez en dire plus après.', en: 'In one sentence, in your own words. You can say more next.', de: 'In einem Satz, mit Ihren Worten. Danach können Sie mehr sagen.' },
            whenMissing: { fr: 'Écrivez en une phrase ce dont vous avez besoin.', en: 'Write in one sentence what you need.', de: 'Schreiben Sie in einem Satz, was Sie brauchen.' },
          }],
        },
        {
          id: 'more',
          questions: [{
            id: 'details', type: 'long-text', max: 4000, optional: true,
            label: { fr: 'Voulez-vous en dire plus ?', en: 'Would you like to say more?', de: 'Möchten Sie mehr dazu sagen?' },
            hint: {
              fr: 'Ce qui se passe, depuis quand, ce qui vous aiderait. N’écrivez rien sur votre santé ou sur d’autres personnes.',
              en: 'What happens, since when, what would help. Write nothing about your health or about other people.',
              de: 'Was geschieht, seit wann, was helfen würde. Schreiben Sie nichts über Ihre Gesundheit oder über andere Personen.',
            },
          }],
        },
        {
          id: 'forWhom',
          questions: [{
            id: 'forWhom', type: 'one-of',
            label: { fr: 'Pour qui ?', en: 'For whom?', de: 'Für wen?' },
            options: [
              { id: 'me', label: { fr: 'Pour moi', en: 'For me', de: 'Für mich' } },
              { id: 'close', label: { fr: 'Pour une personne proche', en: 'For someone close to me', de: 'Für eine nahestehende Person' } },
              { id: 'group', label: { fr: 'Pour un groupe : voisins, classe, association', en: 'For a group: neighbours, a class, a club', de: 'Für eine Gruppe: Nachbarn, Klasse, Verein' } },
              { id: 'everybody', label: { fr: 'Pour tout le monde', en: 'For everybody', de: 'Für alle' } },
            ],
          }],
        },
        {
          id: 'place',
          questions: [{
            id: 'place', type: 'short-text', optional: true,
            label: { fr: 'À quel endroit ?', en: 'Where?', de: 'Wo?' },
            hint: { fr: 'Une rue, un quartier, un arrêt, un bâtiment. Laissez vide si cela ne dépend pas d’un endroit.', en: 'A street, a part of town, a stop, a building. Leave it empty if it does not depend on a place.', de: 'Eine Straße, ein Viertel, eine Haltestelle, ein Gebäude. Lassen Sie es leer, wenn es nicht von einem Ort abhängt.' },
          }],
        },
      ],
    },
    {
      id: 'reach',
      title: { fr: 'Vous répondre', en: 'Answering you', de: 'Ihnen antworten' },
      pages: [
        {
          id: 'email',
          questions: [{
            id: 'email', type: 'email-or-none', self: true, contact: 'email',
            label: { fr: 'Où vous répondre ?', en: 'Where can we answer you?', de: 'Wohin dürfen wir antworten?' },
            hint: {
              fr: 'Une adresse e-mail. Sans adresse, personne ne vous écrit : vous lisez la réponse ici, avec le numéro et le code secret que vous recevez à la fin.',
              en: 'An e-mail address. Without one nobody writes to you: you read the answer here, with the number and the secret code that you get at the end.',
              de: 'Eine E-Mail-Adresse. Ohne Adresse schreibt Ihnen niemand: Sie lesen die Antwort hier, mit der Nummer und dem Geheimcode, die Sie am Ende bekommen.',
            },
          }],
        },
        {
          id: 'name',
          questions: [{
            id: 'name', type: 'person-name', self: true, optional: true, contact: 'name',
            label: { fr: 'Comment vous appelez-vous ?', en: 'What is your name?', de: 'Wie heißen Sie?' },
            hint: { fr: 'Vous pouvez ne pas le dire.', en: 'You need not say.', de: 'Sie müssen es nicht sagen.' },
          }],
        },
        {
          id: 'phone',
          questions: [{
            id: 'phone', type: 'phone', self: true, optional: true, contact: 'phone',
            label: { fr: 'Peut-on vous appeler ?', en: 'May we call you?', de: 'Dürfen wir Sie anrufen?' },
            hint: { fr: 'Un numéro, si parler est plus simple pour vous. Vous pouvez laisser vide.', en: 'A number, if talking is easier for you. You can leave it empty.', de: 'Eine Nummer, wenn Sprechen für Sie einfacher ist. Sie können das Feld leer lassen.' },
          }],
        },
      ],
    },
  ],
}
