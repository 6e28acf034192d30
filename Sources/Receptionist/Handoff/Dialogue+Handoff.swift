extension Dialogue {
    /// Turns in a row that may come to nothing before a person is asked, or on the phone another way is.
    var patience: Int { line == nil ? 3 : 2 }

    /// Hands the conversation to the people of the business. False where they have it already.
    mutating func handOver(_ reason: HandoffReason) throws(TurnFailure) -> Bool {
        let call = ToolCall.handOver(reason: reason, name: state.name ?? "", contact: state.email ?? state.phone ?? "")
        guard case .handedOver(let isNew) = try desk.use(call) else { return false }
        hasHandedOver = true
        return isNew
    }

    /// What happens next, now that the people of the business have the conversation.
    mutating func tellHandedOver(isNew: Bool = true) {
        let contact = state.email ?? state.phone
        if isNew { isNewlyHandedOver = true }
        say(isNew ? words.handedOver(contact: contact) : words.alreadyHandedOver)
        if contact == nil, line == nil { say(words.reachElsewhere) }
        show(.person(.asked))
    }

    /// An angry visitor gets a person, once; what else they said is answered.
    mutating func calm() throws(TurnFailure) {
        if try handOver(.angry) { tellHandedOver() }
    }

    /// A person was asked for. True where the visitor was told what happens next.
    mutating func askForPerson() throws(TurnFailure) -> Bool {
        guard !hasHandedOver else { return false }
        let isNew = try handOver(.asked)
        tellHandedOver(isNew: isNew)
        return isNew
    }

    /// Counts turns in a row that came to nothing; after some a person is asked.
    mutating func countMiss() throws(TurnFailure) {
        state.misses += 1
        guard state.misses >= patience else { return }
        state.misses = 0
        if line != nil { return try findAnotherWay() }
        tellHandedOver(isNew: try handOver(.lost))
    }
}
