extension Cues {
    static let french = Cues(
        intents: [
            .emergency: Phrase.list(
                """
                urgence|urgences, secours, samu, ambulance, pompiers, pas|plus|mal|peine … respirer, respire … mal|plus|pas|difficilement, \
                etouff*, suffoqu*, douleur* … poitrine, mal … poitrine, oppress* … poitrine, infarctus, crise cardiaque, avc, saigne*, \
                perd* … sang, beaucoup de sang, hemorragi*, inconscient*, perdu connaissance, evanoui*, overdose, surdose, suicid*, me tuer, \
                en finir avec la vie, veux|envie … mourir, douleur* … insupportable*|atroce*, mal … insupportable|atroce, \
                visage … gonfl*|enfl*, gonfl*|enfl* … visage, convuls*, empoisonn*, reaction allergique, appel* le 15|112|911
                """),
            .advice: Phrase.list(
                """
                ibuprofene*, paracetamol, doliprane, aspirine, antidouleur*, anti douleur*, antalgique*, antibiotique*, medicament*, \
                est ce … normal, c est normal, est il normal, c est grave, est ce … grave, c est dangereux, est ce … dangereux, sans danger, \
                dose|doses|dosage|posologie, symptome*, diagnosti*, infecte*, infection, effets secondaires, prescri*, \
                que dois|devrais je faire, qu est ce que je dois faire, que faire contre|pour|si|en, \
                conseil|conseils|avis juridique*|medica*|legal*|legaux, me conseillez … pour|contre, dois je … opere*
                """),
            .person: Phrase.list(
                """
                parl* … \
                quelqu|personne|humain|humaine|responsable|patron*|gerant*|secretaire|receptionniste|docteur|medecin|conseiller*|dentiste, \
                personne reelle|humaine|physique, vraie personne, vrai humain, etre humain, un humain, une humaine, joindre quelqu, \
                me rappel*, rappelez|rappeler moi, rappelez|rappelle|rappeler … moi, m appeler, vous m appelez, appelez moi, \
                laisser … message, transm* … message, message pour, passer … message, reclamation, plainte, me plaindre, \
                me contacter|recontacter|joindre, contactez|recontactez moi, operateur, operatrice
                """),
            .greet: Phrase.list("bonjour, bonsoir, salut, coucou, allo"),
            .thanks: Phrase.list("merci*, remerci*"),
            .bye: Phrase.list("au revoir, a bientot, bonne journee|soiree|nuit, adieu, a plus tard, ciao"),
            .help: Phrase.list("aide|aider|aidez, comment ça marche, etes vous … robot, es tu … robot, qui etes vous"),
            .book: Phrase.list("rendez vous, rdv, reserv*, creneau*, une place, dispo*"),
            .move: Phrase.list("deplac*, report*, decal*, changer|change|changez, modifi*, repouss*, avancer"),
            .cancel: Phrase.list("annul*"),
            .lookup: Phrase.list("mon rendez vous, mon rdv, ma reservation, quand … rendez vous|rdv"),
            .hours: Phrase.list(
                "horaires d ouverture, vos|quels|quelles … horaires, heures d ouverture, ouvert|ouverts|ouverte|ouvrez|fermez, ferme a"),
            .prices: Phrase.list("combien … coute*, combien ça, combien pour, c est combien, prix, tarif*, coute*"),
            .address: Phrase.list("votre|quelle … adresse, où etes|êtes|est|sont|se, vous trouvez, comment venir, parking, itineraire"),
            .services: Phrase.list("prestations, services, que proposez, proposez vous, soins"),
        ],
        beside: Phrase.list(
            "pas … urgence, pas … urgent, numero d urgence, contact d urgence, sans urgence, rendez vous … urgence pas"),
        keeping: Phrase.list("pas … annul*, n annul*, annul* pas, sans annuler, laissez, conditions … annulation, ne changez rien"),
        yes: Phrase.list(
            """
            oui, ouais, si si, d accord, bien sûr, bien sur, absolument, exactement, exact, parfait, c est ça, c est bon, volontiers, allez y, \
            entendu, ok, okay, je confirme, tout à fait, certainement, yes, evidemment
            """),
        faintYes: Phrase.list("si, bien, bon, très bien, ça va"),
        no: Phrase.list("non, jamais, pas, aucun, aucune, rien, ni, laissez, attendez, surtout pas, no"),
        but: set("mais plutot sauf finalement"),
        courtesy: set(
            """
            s il vous te plait svp merci beaucoup madame monsieur alors bon ah oh eh ben bah annulez annule le la bonjour euh et
            """),
        soonest: Phrase.list("dès que possible, le plus tôt possible, au plus vite, au plus tôt, urgent*, le plus vite possible"),
        names: [
            .sure("je m'appelle"), .sure("mon nom est"), .sure("au nom de"), .sure("je me nomme"),
            .capital("je suis"), .capital("c'est"),
        ],
        falseFriends: ["mar", "sept"])
}
