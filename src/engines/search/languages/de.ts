import type { SearchLanguage } from '../language.ts'

/** Endings of number and case, and of verbs; what remains has four letters at least. */
function stem(word: string): string {
  const root = word.replace(/(?<=.{4})(?:ern|em|en|er|es|e|n|s)$/, '')
  return root.replace(/(?<=.{4})(?:ungen|ung)$/, '')
}

export const de: SearchLanguage = {
  stem,
  compounds: true,
  idle: new Set((
    'ab aber alle als am an antrag auch auf aus beantragen bei beim bekommen bitte brauche braucht da damit das dass dem den der des die dies diese doch dort durch ein eine einem einen einer eines er es '
    + 'etwas fur gibt habe haben hallo hat hilfe ich ihr ihre im in ins ist ja kann kein keine konnen man mein meine meinem meinen meiner mich mir mit mochte muss mussen nach neu neue neuen neuer neues nicht noch nur ob oder '
    + 'ohne sein sich sie sind so um und uns unser unsere von vor was wann wenn wer wie will wir wird wo wohin zu zum zur'
  ).split(' ')),
  said: [
    'ummeldung, anmeldung des wohnsitzes, wohnsitz, wohnung anmelden: ummelden, umziehen, umzug, neue adresse, adresse ändern, meldebescheinigung, einwohnermeldeamt, abmelden',
    'bewohnerparkausweis, bewohnerparken, besucherparkausweis: anwohnerparken, parken, auto, parkplatz, parkausweis, parkschein, pkw',
    'baumfällung, fällgenehmigung: baum fällen, absägen, baumschutz, baum entfernen, bäume schneiden',
    'akteneinsicht: meine akte, unterlagen einsehen, einblick, datenauskunft, auskunft',
    'gewerbeanmeldung: laden eröffnen, firma gründen, selbständig, gewerbeschein, kleingewerbe, geschäft, unternehmen gründen',
    'abfall, müll, restabfall: mülltonne, tonne, müll, sperrmüll, wertstoffhof, entsorgung, biotonne, gelbe säcke',
    'geburtsurkunde: geburtsschein, geburt, stammbuch',
    'personalausweis, reisepass: ausweis, perso, pass, papiere',
    'fahrzeugzulassung, kfz-zulassung: auto anmelden, kennzeichen, nummernschild, fahrzeugschein, fahrzeugbrief',
    'kita, kinderbetreuung: kindergarten, krippe, tagesmutter',
    'schulkantine, mittagessen: mensa, schulessen, essen',
    'betreuung, hort: ganztag, nachmittag',
    'ratenzahlung, zahlungsplan: in raten zahlen, schulden, rechnung, später zahlen, stundung, mahnung',
    'zuschuss, förderung: geld, unterstützung, fördermittel, finanzielle hilfe',
    'verein: ehrenamt, klub',
    'straßenschaden, mangel melden, störung im straßenraum: schlagloch, laterne, straßenlampe, gehweg, graffiti, schmutz, loch in der straße',
    'sondernutzung, öffentlicher raum: gerüst, container, terrasse, infostand, tische und stühle, umzugswagen',
    'telearbeit: homeoffice, home office, von zu hause arbeiten, mobil arbeiten',
    'bibliothek, mediathek: bücher, bücherei, ausleihen, lesen',
    'arbeitsuchend, arbeitssuche: arbeitslos, jobcenter, arbeitsamt, bürgergeld, job',
    'hundesteuer: hund, hund anmelden',
    'sterbefall, sterbeurkunde: gestorben, tod, beerdigung, bestattung',
    'wohngeld: miete, mietzuschuss',
    'defekt, störung: kaputt, funktioniert nicht, geht nicht, fehler',
    'begrünung: pflanzen, blumen, garten, baumscheibe, beet',
    'fahrkarte, zeitkarte, transportkarte: bus, bahn, zug, ticket, monatskarte',
    'auszubildende, ausbildung: azubi, lehrling, lehre',
    'arbeitsmittel, büroausstattung, ausstattung: laptop, stuhl, bildschirm, monitor, computer',
    'tablet: ipad, computer',
    'bauantrag, baugenehmigung: bauen, haus, carport, garage, zaun',
    'veranstaltung: fest, feier, konzert, party',
  ],
}
