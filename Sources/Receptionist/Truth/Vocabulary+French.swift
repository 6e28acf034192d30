extension Vocabulary {
    static let french = Vocabulary(
        courtesies: """
            bonjour
            bonsoir
            bienvenue
            merci [bien/beaucoup/infiniment]
            [je] [vous/te] remercie
            je vous/te remercie
            de rien
            je vous/t' en prie
            je t' en prie
            je suis [vraiment/sincèrement] désolé/désolée/navré/navrée
            [vraiment/sincèrement] désolé/désolée/navré/navrée
            pardon
            [veuillez] excusez/excuser moi/nous
            toutes mes excuses
            mes excuses
            je comprends
            je n' ai pas [bien/tout] compris/saisi
            je ne comprends pas [bien]
            je ne suis pas sûr/sûre de
            je suis là pour
            ravi/ravie/heureux/heureuse/enchanté/enchantée de
            je suis ravi/ravie/heureux/heureuse de
            [c'] est un plaisir
            c' est un plaisir
            avec plaisir je
            tout le plaisir est pour
            au revoir
            prenez/prends soin de
            prenez/prends votre/ton temps
            ne vous inquiétez pas
            ne t' inquiète pas
            n' hésitez/hésite pas
            rien ne presse
            [je] [vous/te] souhaite
            je vous/te souhaite
            bonne journée/chance/continuation
            [très] belle journée
            un instant
            un petit instant
            j' espère
            je suis [le/la/un/une] réceptionniste/assistant
            je ne peux pas donner/répondre/aider/dire
            s' il vous/te plaît
            cordialement
            merci de nous avoir
            merci d' avoir
            merci pour
            bien à vous
            prompt rétablissement
            """,
        offers: """
            dites/dis/donnez/donne/indiquez/indique/écrivez/écris/envoyez/envoie/épelez/épelle/répétez/répète/choisissez/choisis/précisez/précise/vérifiez/essayez/répondez/réponds/utilisez/laissez/confirmez/communiquez/décrivez
            [merci] de [bien/me/m'] [vouloir] dire/donner/indiquer/écrire/envoyer/choisir/préciser/répéter/épeler
            merci de me/m' dire/donner/indiquer/écrire/envoyer/préciser/répéter
            veuillez [me/m'] dire/donner/indiquer/écrire/envoyer/choisir/préciser/répéter/vérifier
            je peux [aussi/également/toujours] chercher/regarder/vérifier/demander
            je peux vous/t' aider [à]
            je vais [vous/t'] aider/regarder/chercher/vérifier/voir [à]
            je regarde/cherche/vérifie
            je vous/t' aide [à]
            [je] [serais/serai] ravi/ravie/heureux/heureuse/enchanté/enchantée de vous/t' aider
            je serais/serai ravi/ravie/heureux/heureuse/enchanté/enchantée de vous/t' aider
            avec plaisir je regarde/cherche
            j' aimerais savoir
            j' ai [juste/seulement/encore/simplement] besoin
            il me faut/faudrait [juste/seulement/encore]
            il me manque/faut [juste/seulement/encore]
            il ne me manque/faut plus que
            pour réserver/déplacer/annuler/modifier/changer/chercher/commencer/trouver/vous/cela/ça/continuer
            si vous/tu [le] souhaitez/voulez/préférez/désirez/avez/souhaites/veux/préfères/as
            si cela/ça/aucun/aucune/ce/cette
            s' il vous/te plaît
            s' il y a
            avant de réserver/déplacer/annuler/continuer/chercher
            dès que vous
            vous pouvez/pourriez [aussi/également] choisir/me/m'/répondre/indiquer
            tu peux/pourrais [aussi] choisir/me/m'/répondre/indiquer
            comme vous/tu voulez/préférez/souhaitez/veux/préfères
            je reste à votre/ta
            il suffit de
            autre
            un/une/d' autre/autres
            votre/ton nom/adresse/numéro/téléphone
            ou [bien/plutôt] un/une/d'
            plutôt
            quelque chose d' autre
            """,
        questions: """
            quel/quelle/quels/quelles/quand/où/qui/comment/combien/lequel/laquelle/lesquels/lesquelles/pourquoi
            que/qu' puis/souhaitez/voulez/désirez/préférez/souhaites/veux/préfères/est
            [à/de/pour/avec/en/sous] quel/quelle/quels/quelles/qui/quand/quoi
            à quelle heure
            quel jour et à quelle heure
            quel jour et quelle heure
            est ce que/qu'
            est ce
            qu' est ce que/qui
            souhaitez/voulez/désirez/préférez/aimeriez/pouvez/pourriez/avez/cherchez/pensez vous
            souhaites/veux/préfères/aimerais/peux/pourrais/as/cherches tu
            puis je
            dois je
            voulez vous que je
            y a t il autre/quelque/une/un/d'
            y a t il
            cela/ça [vous/te] convient/conviendrait/irait/va/dit/plaît
            cela/ça vous/te convient/conviendrait/irait/va/dit/plaît
            [un] [autre] #slot vous/te conviendrait/convient/irait
            est il/elle
            s' agit il
            serait il/elle/ce
            vous/tu souhaitez/voulez/préférez/cherchez/souhaites/veux/préfères/cherches
            vous/te convient/conviendrait/conviendraient/irait il/elle/ils
            et si je
            que diriez/dirais vous/tu
            quand êtes/seriez vous libre/disponible
            êtes/seriez vous libre/disponible
            """,
        states: [
            .fact: """
            #slot
            #slot est/sont [encore/toujours/aussi] libre/libres/disponible/disponibles
            j' ai [encore/aussi/également] #slot [de] [libre/disponible]
            nous avons [encore/aussi] #slot [de] [libre/disponible]
            je peux vous/te proposer/offrir #slot
            je vous/te propose #slot
            il y a #slot
            il reste #slot
            j' ai trouvé #slot
            #service coûte/est #price
            #service #price
            #service est à #price
            le prix de #service est de #price
            la/le/l' #service coûte #price
            #service dure #minutes
            la/le/l' #service dure #minutes
            dure #minutes
            coûte #price
            nos horaires sont #hours
            nos horaires #hours
            nos horaires d' ouverture [sont]
            nos horaires
            #hours
            #person fait/propose/réalise #service
            nous proposons/faisons/offrons [aussi/également] #service
            vous pouvez réserver #service
            notre/l' adresse est [le] #address
            nous sommes [situés] au/à/à #address
            vous nous trouverez/trouvez au/à #address
            #address
            notre/le numéro de téléphone est le #phone
            notre/le numéro est le #phone
            vous pouvez nous appeler/joindre/contacter au #phone
            appelez nous au #phone
            #phone
            ici #business
            je suis la/le réceptionniste [automatique/virtuelle] de #business
            votre/ta référence est #reference
            votre/ta référence est [la/le] #reference
            vous avez #booking
            votre/ton rendez vous est #booking
            #booking
            c' est #booking
            il s' agit de #booking
            #answer
            """,
            .times: """
            j' ai ces créneaux/horaires [de] [libres/disponibles]
            nous avons ces créneaux/horaires [de] [libres/disponibles]
            ces créneaux/horaires sont [encore/toujours] libres/disponibles
            voici les créneaux/horaires libres/disponibles
            """,
            .booked: """
            c' est réservé/confirmé
            il est réservé/confirmé
            votre/ton rendez vous est [bien] réservé/confirmé/pris
            votre/ta réservation est [bien] confirmée/faite
            je l' ai réservé
            merci pour/de votre/ta réservation
            merci d' avoir réservé [chez] [nous]
            nous nous réjouissons de vous accueillir
            """,
            .moved: """
            c' est déplacé/modifié
            il est [bien] déplacé/modifié
            votre/ton rendez vous est/a [bien] [été] déplacé/modifié
            je l' ai déplacé/modifié
            """,
            .cancelled: """
            c' est annulé
            il est [bien] annulé
            votre/ton rendez vous est/a [bien] [été] annulé
            je l' ai annulé
            """,
            .held: """
            je vous/te garde/réserve #hold
            je garde #hold [pour] [vous/toi]
            #hold vous est réservé/gardé
            je vous/te le garde
            """,
            .passedOn: """
            votre/ton message est/a [bien] [été] transmis
            j' ai [bien] transmis votre/ton message
            """,
        ],
        plain: """
            à accueillir aide aider aidé au aussi automatique avec beaucoup ce cela c' cette ces chez comprendre
            compréhension conseil conseils médicaux juridiques confiance contacté contacter contactés d' de des désagrément du
            écrit écrire en erreur être l' la le les longue main malentendu me m' mes message mieux moi nous nos notre
             patience personne petit petite plus pour pouvoir qu' que question questions réceptionniste réponse retard s' sa
            se si sur t' te toi tout toute tu un une vos votre vous à y intérêt excellente belle bonheur entendre
            apprendre l' attente attente bienvenue demande journée suite
            """,
        askable: """
            a adresse agit aimerais aimeriez aider améliorer annuler annule appeler appelez après aucun aucune autre autres avant avez
            avoir besoin ceci celle celui chercher cherche cherchez chose choisir choix commencer comme comment complet complète
            combien confirmer confirmez contact convenir convient conviendrait conviennent correct correcte créneau créneaux créneaux
            date dates déplacer déplace détail détails dire dites dois donner donnez dont durée e écrire effectuer elle
            encore entre envoyer épeler équipe est êtes exact exacte faire famille faut garder gré horaire
            horaires idéal il ils indiquer indiquez irait jour jours je j' juste là laquelle lequel lettre lettres lors
            mail mieux modifier motif nom noms numéro options option ou où par parler particulier particulière partie
             plaît plutôt possible pourriez pouvez préféré préférée préférence préférences préférez préfères prendre prends
            prénom préciser presté puis quand quel quelle quelles quelqu' quelque quelques quels qui quoi recherche référence
            regarde regarder rendez répéter répondre réserver réserve reporter reste s' service services seulement simplement
            soin soins souhait souhaitez souhaites sous t téléphone temps traitement trouver type utiliser va venir
            vérifier veux veuillez visite voir pouvons transmettre joindre contacter appelle appelions cherche réserve garde garder bloque voulez vouloir vraiment y sera serait sont suis ton ta tes leur lui elles
            """,
        binding: "a ai as avez est êtes sont suis sera était va vont faut pouvez peut irait convient avons sommes coûte dure",
        doubts: "si s' quel quelle quels quelles quand où qui comment combien lequel laquelle",
        joins: "et ou mais donc car puisque alors tandis",
        never: """
            que vous avez
            que votre
            que c'
            qu' il
            n' est plus
            à une heure
            une heure
            """)
}
