/** What the roof itself says to people: errors, and the list of authorities. French is the reference. */
export const fr = {
  frontTitle: 'Choisir une collectivité',
  frontLead: 'Chaque collectivité a ses propres services. Choisissez la vôtre.',
  frontNone: 'Aucune collectivité n’est encore ouverte ici.',
  example: 'exemple',
  reference: 'Référence de l’erreur',
  referenceUse: 'Donnez cette référence si vous nous appelez : elle nous aide à trouver la cause. Elle ne dit rien de vous.',
  back: 'Revenir à la page',
  home: 'Aller à l’accueil',
  requests: 'Mes demandes',
  errors: {
    address: {
      title: 'Cette adresse n’est pas lisible',
      what: 'Il manque un bout de l’adresse, ou il y en a un de trop.',
      safe: 'Rien n’a été envoyé ni changé.',
      todo: 'Vérifiez l’adresse, ou repartez de l’accueil.',
    },
    forbidden: {
      title: 'Le formulaire n’a pas pu être accepté',
      what: 'La page est restée ouverte trop longtemps, ou le navigateur n’accepte pas nos cookies. Nous ne pouvons donc pas vérifier que l’envoi vient bien de vous.',
      safe: 'Rien n’a été envoyé. Ce qui était déjà enregistré l’est toujours.',
      todo: 'Revenez en arrière : ce que vous avez écrit y est le plus souvent encore. Copiez les longs textes, rechargez la page, puis envoyez de nouveau.',
    },
    missing: {
      title: 'Cette page n’existe pas',
      what: 'L’adresse est fausse, la page a été retirée, ou elle n’est visible que par une autre personne.',
      safe: 'Vos demandes ne sont pas touchées.',
      todo: 'Vérifiez l’adresse. Vous cherchez une demande ? Ouvrez-la dans « Mes demandes », avec son numéro et son code secret.',
    },
    gone: {
      title: 'Cette page n’est plus là',
      what: 'Un lien a déjà été utilisé, ou son délai est passé. Une demande commencée et non envoyée est effacée au jour annoncé.',
      safe: 'Les demandes que vous avez envoyées ne sont pas touchées.',
      todo: 'Demandez un nouveau lien, recommencez la demande, ou ouvrez-la avec son numéro et son code si vous l’aviez envoyée.',
    },
    large: {
      title: 'Le texte envoyé est trop long',
      what: 'Le formulaire dépasse 256 ko.',
      safe: 'Rien n’a été envoyé.',
      todo: 'Revenez en arrière, raccourcissez le texte, puis envoyez de nouveau.',
    },
    format: {
      title: 'Cet envoi n’est pas lisible',
      what: 'Cette adresse n’accepte que les formulaires de nos pages.',
      safe: 'Rien n’a été envoyé.',
      todo: 'Revenez en arrière et envoyez le formulaire de la page.',
    },
    refused: {
      title: 'Cela n’a pas pu être fait',
      what: 'Ce que vous avez demandé n’est plus possible dans l’état actuel.',
      safe: 'Rien n’a été changé.',
      todo: 'Revenez à la page : elle montre ce qui est possible maintenant.',
    },
    often: {
      title: 'Trop d’essais',
      what: 'Il y a eu beaucoup d’essais en peu de temps. Nous faisons une pause pour protéger les comptes et les demandes.',
      safe: 'Rien n’est perdu ni bloqué pour longtemps.',
      todo: 'Attendez quelques minutes, puis essayez de nouveau. C’est urgent ? Appelez-nous.',
    },
    failed: {
      title: 'Quelque chose n’a pas marché chez nous',
      what: 'L’erreur vient de nous, pas de vous. Elle est notée.',
      safe: 'Ce qui était déjà enregistré est en sécurité. Votre dernier envoi n’est peut-être pas arrivé.',
      todo: 'Revenez en arrière et essayez de nouveau : un envoi répété ne compte qu’une fois. Si cela continue, appelez-nous avec la référence.',
    },
    busy: {
      title: 'Le service est occupé',
      what: 'Nous ne pouvons pas répondre à cet instant.',
      safe: 'Ce qui était déjà enregistré est en sécurité.',
      todo: 'Attendez une minute, puis rechargez la page. Un envoi répété ne compte qu’une fois.',
    },
  },
}
