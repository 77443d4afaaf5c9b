import type { Language } from '../../base/language.ts'
import type { SearchDoc } from './make-index.ts'

/** Services as towns present them, for tests: id, name, summary, keywords. */
const services: Readonly<Record<Language, string>> = {
  fr: `
cantine | Inscription à la cantine et au périscolaire | Inscrivez un ou plusieurs enfants à la cantine, à l’accueil du matin, du soir et du mercredi. | repas, restauration scolaire
rue | Signaler un problème dans la rue | Un trottoir abîmé, un éclairage en panne, un dépôt sauvage : dites-le, la Ville s’en occupe. | voirie
naissance | Demander une copie d’acte de naissance | Pour une personne née dans la commune. | état civil
mediatheque | S’inscrire à la médiathèque et à l’espace numérique | Une carte gratuite pour emprunter et pour utiliser les ordinateurs. | bibliothèque
echeancier | Demander un échéancier de paiement | Payez la cantine ou la crèche en plusieurs mensualités. | étalement
domaine | Occuper le domaine public | Terrasse, échafaudage, benne ou déménagement : une autorisation est nécessaire. | occupation temporaire
vegetal | Permis de végétaliser | Plantez un coin de rue, un pied d’arbre ou une façade. | végétalisation
subvention | Demander une subvention pour une association | Pour le fonctionnement ou un projet de l’année. | vie associative
visiteur | Stationnement des visiteurs | Des tickets à la journée pour vos invités. | zone bleue
resident | Stationnement résident | L’abonnement annuel pour votre rue. | abonnement
teletravail | Demander à télétravailler | Pour les agents de la Ville. | télétravail
tablette | Recevoir la tablette du lycée | Chaque lycéen en seconde reçoit une tablette ou un ordinateur portable. | équipement
panne | Signaler une panne du matériel numérique d’un lycée | Avec le numéro de série de l’appareil. | incident
apprenti | Carte de transport pour les apprentis | Une aide à l’abonnement pour les jeunes en apprentissage. | transports
projets | Appel à projets « territoires connectés » | Déposez une candidature. | subvention aux communes
cartegrise | Certificat d’immatriculation d’un véhicule | Le service de l’État. | ANTS
identite | Carte d’identité et passeport | Prendre rendez-vous pour faire ou refaire un titre d’identité. | rendez-vous
dechets | Collecte des déchets | Les jours de passage et les bacs. | tri sélectif
creche | Demander une place en crèche | Pour un enfant de moins de trois ans. | petite enfance
ecole | Inscription scolaire | Pour entrer à l’école maternelle ou élémentaire. | école
construire | Permis de construire et déclaration de travaux | Déposez un dossier d’urbanisme. | urbanisme
adresse | Déclarer un changement d’adresse | En une fois, pour plusieurs services. | déménagement
deces | Déclarer un décès | Dans les vingt-quatre heures, à la mairie. | obsèques
vote | S’inscrire sur la liste électorale | Pour voter dans la commune. | élections
arbre | Demander l’abattage d’un arbre | Sur un terrain privé ou sur la rue. | arbres`,
  en: `
event | Event licence | For a public event with music, food or alcohol. | temporary event notice
inclusion | Help to get online | A device, a connection and somebody who shows how it works. | digital inclusion, digital skills
busking | Street performance and busking licence | Perform in the street and in the squares. | busking
workspace | A working space for job seekers | A free desk with a connection, near your home. | home-working
call | Answer an open call | Send a proposal to a call of the city. | open call, call for proposals
resident | Resident parking permit | Park in the street where you live. | resident parking
visitor | Visitor parking | Day tickets for the people who visit you. | visitors
birth | Copy of a birth certificate | For somebody who was born here. | register office
waste | Waste and recycling collection | Which day, which container, large items. | refuse
street | Report a street problem | A broken pavement, a light that is out, something that was dumped. | pothole, street fault
counciltax | Council tax: reductions and discounts | Pay less if you live alone or on a low income. | council tax
plan | Ask to pay by instalments | Spread a bill of the council over several months. | payment plan
library | Join the library | A free card for books and computers. | library
meals | School meals and after-school care | Enrol a child for lunch and for the afternoon. | canteen
tree | Tree felling consent | Before you fell or cut a protected tree. | tree felling
business | Open a business | Tell the council about premises that open to the public. | business
grant | Grant for a community group | For a project or the costs of a year. | association
space | Occupation of public space | Scaffolding, a skip, tables outside. | licence
passport | Passport | The service of the state. | identity papers
vehicle | Vehicle registration | The service of the state. | vehicle registration
housing | Apply for council housing | Join the housing register. | housing
file | Access to your own file | See what the council keeps about you. | access to your file
move | Tell us about a change of address | Once for council tax, voting and parking. | moving home
death | Register a death | Within five days, at the register office. | death
travel | Travel card for apprentices | Half the price for those in training. | transport card`,
  de: `
bewohner | Bewohnerparkausweis beantragen | Parken in der Straße, in der Sie wohnen. | Bewohnerparken
besucher | Besucherparkausweis | Tageskarten für Ihren Besuch. | Gäste
baum | Genehmigung für eine Baumfällung | Bevor Sie einen geschützten Baum fällen. | Baumschutz, Fällgenehmigung
akte | Akteneinsicht | Sehen Sie, was die Stadt über Sie gespeichert hat. | Einsicht
gewerbe | Gewerbeanmeldung | Eröffnen Sie ein Gewerbe oder einen Laden. | Gründung
arbeitsmittel | Arbeitsmittel und Ausstattung bestellen | Für Beschäftigte der Stadt. | Büroausstattung
ummeldung | Wohnsitz anmelden oder ummelden | Innerhalb von zwei Wochen nach dem Einzug. | Ummeldung, Anmeldung
abfall | Abfallentsorgung | Tonnen bestellen, Abfuhrtage, sperrige Dinge. | Restabfall
geburt | Geburtsurkunde bestellen | Für Personen, die hier geboren wurden. | Standesamt
ausweis | Personalausweis und Reisepass | Termin vereinbaren. | Dokumente
kfz | Fahrzeugzulassung | Der Dienst des Landes. | Kfz-Zulassung
kita | Platz in einer Kita | Für Kinder bis zur Schule. | Kinderbetreuung
kantine | Anmeldung für Schulkantine und Betreuung | Mittagessen und Hort am Nachmittag. | Mittagessen
raten | Ratenzahlung vereinbaren | Bezahlen Sie eine Rechnung in mehreren Teilen. | Zahlungsplan
zuschuss | Zuschuss für einen Verein | Für ein Projekt oder das laufende Jahr. | Förderung
strasse | Einen Mangel melden | Ein Straßenschaden, eine Lampe ohne Licht, wilder Müll. | Straßenschaden
sonder | Sondernutzung im öffentlichen Raum | Gerüst, Tische und Stühle, Stand. | Genehmigung
bibliothek | Anmeldung in der Bibliothek | Kostenlose Karte zum Lesen und für Computer. | Mediathek
arbeit | Arbeitsplatz für Arbeitsuchende | Ein Schreibtisch mit Anschluss. | Arbeitssuche
hund | Hundesteuer | An- und Abmeldung. | Steuer
tod | Sterbefall anzeigen | Spätestens am dritten Werktag. | Sterbeurkunde
wohngeld | Wohngeld | Hilfe zu den Kosten der Wohnung. | Mietzuschuss
gruen | Begrünung einer Baumscheibe | Pflegen Sie ein Stück Ihrer Straße. | Patenschaft
fahrkarte | Zeitkarte für Auszubildende | Günstiger zur Ausbildung. | Fahrkarte
bau | Bauantrag | Für Neubau und Umbau. | Baugenehmigung`,
}

export const corpus = (language: Language): SearchDoc[] =>
  services[language].trim().split('\n').map(line => {
    const [id = '', name = '', summary = '', keywords = ''] = line.split('|').map(part => part.trim())
    return { id, name, summary, keywords: keywords.split(','), occasions: [], evidence: [], description: '' }
  })
