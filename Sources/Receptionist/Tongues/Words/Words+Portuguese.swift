extension Words {
    /// Words by which the language is known.
    static let portuguese = """
        o a os as um uma uns umas ao aos à às do da dos das no na nos nas num numa pelo pela de em por para pra pro com sem sobre \
        até desde entre e ou mas porque pois que quê quem qual quais quando onde como quanto quanta quantos eu tu você vocês ele ela \
        eles elas nós me te se lhe meu minha meus minhas seu sua seus suas nosso nossa este esta isto esse essa isso aquele aquela \
        aquilo é são sou está estou estão estamos ser estar era foi seja há tem tenho têm temos ter tinha quero queria gostaria \
        gostava quer querem queremos posso pode podem poderia podia poder preciso precisa precisamos precisava procuro procurar \
        desejo deseja fazer faço faz faça ir vou vai vamos vir venho vem chegar chamo chama chamar ligar ligue liguem dar diga dizer \
        saber sei sabe acho parece prefiro pedir peço agendar agendamento marcar marcação marcada marque desmarcar remarcar reservar \
        reserva reservas consulta consultas horário horários hora horas dia dias semana semanas mês amanhã manhã tarde tardes noite \
        noites hoje ontem agora depois antes logo cedo sempre nunca também muito muita muitos mais menos pouco algo alguma algum \
        nada ninguém alguém nenhum nenhuma outro outra outros outras mesmo mesma aqui ali lá assim já ainda sim não claro tá beleza \
        bom boa bem mal obrigado obrigada favor olá oi tchau adeus desculpe desculpa segunda terça quarta quinta sexta sábado \
        domingo feira janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro primeiro primeira \
        último última próxima próximo seguinte cancelar cancele cancela cancelamento mudar alterar trocar adiar confirmar confirmo \
        nome telefone endereço morada número preço preços custa custam aberto abre abrem aberta fecha fecham fechado serviços doutor \
        doutora médico dentista limpeza corte cabelo dente dentes dor dói doem ajuda ajudar urgente urgência emergência pessoa \
        humano falar português inglês filho filha mulher marido mãe pai criança melhor possível qualquer livre livres vaga acordo \
        certo perfeito combinado respirar socorro tomar só senhor senhora segundo dr dra houve tentativas demais espere minutos \
        tente novo
        """
}
