import { verbatim } from '../../../../base/text.ts'

/** What programs are told when something does not go. French is the reference. */
export const fr = {
  Unreadable: { title: "Ceci n'est pas lisible", todo: "Envoyez du JSON en UTF-8 : un objet, pas plus de 12 niveaux et 2 000 entrées au plus. Rien n'a été fait." },
  KeyMissing: { title: 'La clé de la demande manque', todo: "Envoyez l'en-tête Idempotency-Key avec un UUID au hasard (version 4 ou 7), nouveau pour chaque demande. Avec lui, un envoi répété ne compte qu'une fois." },
  CodeMissing: { title: 'Le code secret manque', todo: `Envoyez l'en-tête « ${verbatim('Authorization: Bearer')} » avec les 12 signes du code secret. Le code ne figure jamais dans l'adresse.` },
  NotFound: { title: "Il n'y a rien ici", todo: "Vérifiez l'adresse : la collectivité, l'identifiant du service. La liste des services nomme ceux qui existent." },
  WrongCode: { title: 'Ce numéro et ce code ne vont pas ensemble', todo: "Comparez les deux avec ce qui a été remis au dépôt de la demande. Après cinq essais, attendez un quart d'heure." },
  NotAllowed: { title: 'Ceci ne peut pas être fait ici', todo: "L'en-tête Allow dit ce que cette adresse accepte." },
  KeyUsed: { title: 'Cette clé désigne une autre demande', todo: 'Prenez une nouvelle clé pour une nouvelle demande. Pour répéter un envoi, envoyez exactement les mêmes réponses.' },
  Closed: { title: 'Le service ne prend rien en ce moment', todo: "Son ouverture (opening) dit à partir de quand et jusqu'à quand une demande peut être envoyée." },
  Refused: { title: "Cela n'a pas pu être fait", todo: "Ce n'est pas possible dans l'état actuel. Rien n'a été changé." },
  TooLarge: { title: "L'envoi est trop long", todo: "Envoyez 256 ko au plus. Rien n'a été fait." },
  NotJson: { title: 'Seul le JSON est lu ici', todo: "Envoyez le contenu en application/json, sans compression. Rien n'a été fait." },
  NotMultipart: { title: 'Seul un formulaire avec un fichier est lu ici', todo: "Envoyez le fichier en multipart/form-data, dans le champ « file ». Rien n'a été gardé." },
  Unusable: { title: "Quelque chose est à corriger dans l'envoi", todo: "La liste errors nomme chaque endroit et ce qu'il faut faire. Rien n'a été déposé." },
  Throttled: { title: "Trop d'appels en peu de temps", todo: "Attendez autant que le dit l'en-tête Retry-After. Rien n'est perdu." },
  Failed: { title: "Quelque chose n'a pas marché chez nous", todo: "Répétez l'envoi avec la même clé : il ne compte qu'une fois. Si cela continue, donnez la référence à la collectivité." },
  Busy: { title: 'Le service est occupé', todo: "Attendez autant que le dit l'en-tête Retry-After, puis répétez l'envoi avec la même clé : il ne compte qu'une fois." },
}
