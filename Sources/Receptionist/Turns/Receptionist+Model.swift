internal import Booking
internal import Postgres

extension Receptionist {
    /// Lets the model answer, where it may. Where it can't, the script does: in the same turn, from the same state.
    func speak(_ letter: Letter, _ taking: Taking, _ script: Dialogue, _ voice: ModelVoice) throws(TurnFailure) -> Dialogue {
        let ledger = ModelLedger(database: database, tenant: tenant, voice: voice, allowance: allowance)
        var turn = ModelTurn(
            script, voice: voice, ledger: ledger, journal: taking.journal, past: try past(taking), message: letter.message)
        if try turn.isKeptFromModels() { return try answer(letter, script, after: turn, isMiss: false) }
        var trouble: ModelTrouble?
        do throws(ModelTrouble) { try turn.respond() } catch { trouble = error }
        if case .turn(let failure)? = trouble { throw failure }
        try ledger.end(trouble, turn.withheld, of: script.desk.tools.turn)
        if let trouble { return try answer(letter, script, after: turn, isMiss: trouble.isMiss) }
        try turn.countMiss()
        return turn.voice
    }

    /// What was done is told; otherwise the script answers the message itself.
    private func answer(
        _ letter: Letter, _ script: Dialogue, after turn: ModelTurn, isMiss: Bool
    ) throws(TurnFailure) -> Dialogue {
        if turn.hasSettled { return turn.toldAlone() }
        var script = script
        if let held = script.state.held, turn.gaveBack(held) { (script.state.held, script.state.asked) = (nil, .nothing) }
        try script.respond(to: letter.message, action: nil, isMiss: isMiss)
        if let held = turn.heldHere, script.state.held?.hold != held { _ = try script.desk.use(.releaseHold(hold: held)) }
        return script
    }

    private func past(_ taking: Taking) throws(TurnFailure) -> [PastTurn] {
        try TurnFailure.asking { () throws(DatabaseError) in
            try database.call(TurnStatements.past, tenant: tenant, taking.conversation, taking.turn)
        }
    }
}
