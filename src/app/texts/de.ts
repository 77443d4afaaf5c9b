/** The roof's own words in German. */
export const de = {
  frontTitle: 'Behörde wählen',
  frontLead: 'Jede Behörde hat ihre eigenen Dienste. Wählen Sie Ihre.',
  frontNone: 'Hier ist noch keine Behörde eröffnet.',
  example: 'Beispiel',
  reference: 'Fehlernummer',
  referenceUse: 'Nennen Sie diese Nummer, wenn Sie uns anrufen: So finden wir die Ursache. Sie sagt nichts über Sie aus.',
  back: 'Zurück zur Seite',
  home: 'Zur Startseite',
  requests: 'Meine Anträge',
  errors: {
    address: {
      title: 'Diese Adresse ist nicht lesbar',
      what: 'Ein Teil der Adresse fehlt oder ist zu viel.',
      safe: 'Es wurde nichts gesendet und nichts geändert.',
      todo: 'Prüfen Sie die Adresse oder beginnen Sie auf der Startseite.',
    },
    forbidden: {
      title: 'Das Formular konnte nicht angenommen werden',
      what: 'Die Seite war zu lange offen, oder der Browser nimmt unsere Cookies nicht an. Darum können wir nicht prüfen, ob wirklich Sie es gesendet haben.',
      safe: 'Es wurde nichts gesendet. Was schon gespeichert war, ist noch da.',
      todo: 'Gehen Sie zurück: Was Sie geschrieben haben, steht dort meist noch. Kopieren Sie lange Texte, laden Sie die Seite neu und senden Sie noch einmal.',
    },
    missing: {
      title: 'Diese Seite gibt es nicht',
      what: 'Die Adresse ist falsch, die Seite wurde entfernt, oder nur eine andere Person darf sie sehen.',
      safe: 'Ihre Anträge sind nicht betroffen.',
      todo: 'Prüfen Sie die Adresse. Suchen Sie einen Antrag? Öffnen Sie ihn in „Meine Anträge“, mit Nummer und Geheimcode.',
    },
    gone: {
      title: 'Diese Seite gibt es nicht mehr',
      what: 'Ein Link wurde schon benutzt, oder seine Zeit ist vorbei. Ein Antrag, den Sie begonnen und nicht abgesendet haben, wird am angekündigten Tag gelöscht.',
      safe: 'Anträge, die Sie abgesendet haben, sind nicht betroffen.',
      todo: 'Fordern Sie einen neuen Link an, beginnen Sie den Antrag neu, oder öffnen Sie ihn mit Nummer und Code, wenn Sie ihn abgesendet hatten.',
    },
    large: {
      title: 'Das Gesendete ist zu lang',
      what: 'Das Formular ist größer als 256 kB.',
      safe: 'Es wurde nichts gesendet.',
      todo: 'Gehen Sie zurück, kürzen Sie den Text und senden Sie noch einmal.',
    },
    format: {
      title: 'Diese Sendung ist nicht lesbar',
      what: 'Diese Adresse nimmt nur die Formulare unserer Seiten an.',
      safe: 'Es wurde nichts gesendet.',
      todo: 'Gehen Sie zurück und senden Sie das Formular der Seite.',
    },
    refused: {
      title: 'Das war nicht möglich',
      what: 'Was Sie wollten, geht beim jetzigen Stand nicht mehr.',
      safe: 'Es wurde nichts geändert.',
      todo: 'Gehen Sie zurück zur Seite: Sie zeigt, was jetzt möglich ist.',
    },
    often: {
      title: 'Zu viele Versuche',
      what: 'Es gab viele Versuche in kurzer Zeit. Wir machen eine Pause, um Konten und Anträge zu schützen.',
      safe: 'Nichts ist verloren, und nichts ist lange gesperrt.',
      todo: 'Warten Sie einige Minuten und versuchen Sie es noch einmal. Eilt es? Rufen Sie uns an.',
    },
    failed: {
      title: 'Bei uns ist etwas schiefgegangen',
      what: 'Der Fehler liegt bei uns, nicht bei Ihnen. Er ist notiert.',
      safe: 'Was schon gespeichert war, ist sicher. Ihre letzte Sendung ist vielleicht nicht angekommen.',
      todo: 'Gehen Sie zurück und versuchen Sie es noch einmal: Doppelt Gesendetes zählt einmal. Hört es nicht auf, rufen Sie uns mit der Nummer an.',
    },
    busy: {
      title: 'Der Dienst ist ausgelastet',
      what: 'Wir können gerade nicht antworten.',
      safe: 'Was schon gespeichert war, ist sicher.',
      todo: 'Warten Sie eine Minute und laden Sie die Seite neu. Doppelt Gesendetes zählt einmal.',
    },
  },
}
