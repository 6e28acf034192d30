extension Words {
    /// Words by which the language is known.
    static let french = """
        le la les l un une des du de d au aux à a et ou où mais donc car ni or que qu qui quoi quel quelle quels quelles dont ce cet \
        cette ces c ça cela ceci j je tu il elle on nous vous ils elles me m te t se s lui leur leurs mon ma mes ton ta tes son sa \
        ses notre nos votre vos y en ne n pas plus moins jamais rien personne aucun aucune très trop peu beaucoup bien mal mieux \
        aussi encore déjà toujours souvent maintenant aujourd hui demain hier matin soir midi nuit après avant pendant depuis jusqu \
        vers chez dans sur sous sans avec pour par entre contre est suis es êtes sommes sont était être été ai as avez avons ont \
        avoir avait aurais auriez aurait peux peut pouvez pouvons pourrais pourriez pourrait veux veut voulez voulons voudrais \
        voudrait vouloir souhaite souhaiterais souhaitez aimerais aimerait faut faudrait dois doit devez devrais faire fais fait \
        faites aller vais va allez allons venir viens vient venez prendre prends prenez pris donner donnez dire dites savoir sais \
        savez appelle appeler appelez rappeler rappelez cherche chercher besoin envie rendez rdv réserver réservation réserve \
        réservez annuler annulez annule annulation déplacer déplacez reporter changer modifier confirmer confirme heure heures jour \
        jours journée semaine semaines mois lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin \
        juillet août septembre octobre novembre décembre prochain prochaine premier première dernier dernière deuxième bonjour \
        bonsoir salut coucou merci plaît plait svp revoir oui non si ouais accord sûr parfait exact voilà excusez pardon désolé \
        désolée nom prénom adresse téléphone numéro courriel prix tarif tarifs coûte coute combien ouvert ouverts ouverte ouvrez \
        fermez fermé horaires prestations docteur médecin dentiste détartrage coupe cheveux dent dents douleur aide aider aidez \
        urgent urgence quelqu humain parler français anglais autre autres même tout tous toute toutes quelque chose quand comment \
        pourquoi libre disponible disponibles tôt tard plutôt comme alors puis ensuite ici là parce fils fille mari femme père mère \
        enfant secours respirer bientôt monsieur madame dommage vite possible dès dr voici premiers premières libres
        """
}
