import type { SearchLanguage } from '../language.ts'

/** Endings after J. Savoy's minimal stemmer for French: plural, feminine, infinitive. */
function stem(word: string): string {
  if (word.length < 5) return word.length > 3 ? word.replace(/[sx]$/, '') : word
  let root = word
  if (root.endsWith('eaux')) root = root.slice(0, -1)
  else if (root.endsWith('aux')) root = `${root.slice(0, -2)}l`
  else root = root.replace(/[sx]$/, '')
  root = root.replace(/(?<=.{3})(?:issements?|ements?)$/, '').replace(/r$/, '').replace(/e{1,2}$/, '')
  return root.length > 4 && root.at(-1) === root.at(-2) ? root.slice(0, -1) : root
}

export const fr: SearchLanguage = {
  stem,
  compounds: false,
  idle: new Set((
    'ai aller apres au aucun aussi aux avec avoir besoin bonjour ca ce ces cet cette chez comme comment dans de demande demander demarche des doit dois du elle en est et etre '
    + 'faire fait faut il ils je la le les leur lui ma mais me mes moi mon ne nos notre nous obtenir on ou par pas peut peux pour pouvoir quand que quel quelle quoi sa sans se ses son sont suis sur svp '
    + 'te tes toi ton tu un une veut veux voudrais vos votre vous'
  ).split(' ')),
  said: [
    'certificat d’immatriculation: carte grise, papiers de la voiture, papiers du véhicule',
    'carte d’identité, passeport, titre d’identité: papiers, papiers d’identité, pièce d’identité, cni',
    'déchets, ordures ménagères, collecte, encombrants: poubelle, ordures, bac, benne, tri, ramassage, déchetterie, encombrants',
    'acte de naissance: extrait de naissance, copie intégrale, livret de famille',
    'décès, obsèques: mort, deuil, enterrement, concession',
    'stationnement: parking, garer, voiture, auto, macaron, vignette, place de parking, horodateur',
    'cantine, restauration scolaire: repas, déjeuner, midi, manger à l’école, demi-pension',
    'périscolaire, accueil de loisirs: garderie, étude, centre aéré, mercredi',
    'crèche, petite enfance: nounou, garde d’enfant, mode de garde, bébé, assistante maternelle',
    'inscription scolaire: école, maternelle, rentrée',
    'domaine public, espace public, occupation temporaire: terrasse, échafaudage, benne, trottoir, étal, food truck, camion de déménagement, travaux dans la rue',
    'voirie, signaler un problème: nid-de-poule, trou, route abîmée, lampadaire, éclairage, lumière, trottoir, graffiti, tag, saleté, fuite, dépôt sauvage',
    'médiathèque, bibliothèque: livres, emprunter, lecture, bouquins',
    'échéancier, délai de paiement, étalement: payer en plusieurs fois, dette, impayé, facture, difficulté, huissier, étaler',
    'subvention: aide financière, argent, financement, sous, budget',
    'association: asso, club, bénévole',
    'végétalisation, permis de végétaliser: planter, jardiner, fleurs, jardinière, plantes, verdure',
    'abattage: couper un arbre, élagage, tronçonner',
    'télétravail: travailler à la maison, travail à distance, home office',
    'logement: hlm, appartement, logement social, loyer',
    'carte de transport, transports: bus, train, métro, abonnement, ticket, pass',
    'numérique: ordinateur, informatique, internet, wifi',
    'tablette, ordinateur portable: pc, ordi',
    'panne, incident: cassé, marche pas, fonctionne pas, bug',
    'urbanisme, permis de construire: construire, travaux, clôture, piscine, véranda, extension, maison',
    'changement d’adresse, déménagement: déménager, changer d’adresse, nouvelle adresse',
    'entreprise, commerce: boutique, magasin, société, ouvrir un commerce, auto-entrepreneur, kbis',
    'demandeur d’emploi, recherche d’emploi: chômage, chômeur, pôle emploi, sans travail',
    'appel à projets, candidature: postuler, concours, dossier',
    'apprenti, apprentissage: alternance, alternant',
    'procuration, vote, liste électorale: voter, élections, carte d’électeur',
    'impôt, taxe: impôts, trésor public',
  ],
}
