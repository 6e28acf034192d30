internal import Booking
internal import Postgres

extension Receptionist {
    /// A person answers in the conversation: the message is kept for them, and nothing is done.
    ///
    /// What this very turn had settled before the person came is told, since its reply was never shown.
    func listen(_ letter: Letter, _ dialogue: Dialogue) throws(TurnFailure) -> Dialogue {
        var dialogue = dialogue
        for (tool, booked) in try dialogue.desk.tools.settled() { dialogue.tell(tool, booked) }
        if letter.action != nil, letter.action != .attachment {
            dialogue.say(dialogue.words.buttonForPerson)
        } else if dialogue.state.isPersonTold != true {
            dialogue.say(dialogue.words.personAnswers)
        }
        // What was being dictated is said to the person now.
        if dialogue.state.goal == .message { dialogue.state.rest() }
        dialogue.state.isPersonTold = true
        dialogue.show(.person(.answering))
        dialogue.closeOnPhone()
        return dialogue
    }
}

extension Dialogue {
    mutating func tell(_ tool: String, _ booked: Booked) {
        switch tool {
        case "confirm_booking": tell(booked)
        case "cancel_booking":
            state.made.removeAll { $0 == booked.reference }
            state.rest()
            say(words.cancelled(booked))
            show(.cancelled(words.face(booked)))
        default:
            state.rest()
            say(words.moved(booked))
            show(.booking(words.face(booked)))
        }
    }
}

extension Toolbox {
    /// What this turn has settled in the diary, whoever worked on it.
    func settled() throws(TurnFailure) -> [(tool: String, booked: Booked)] {
        do throws(DatabaseError) {
            var settled: [(tool: String, booked: Booked)] = []
            for row in try database.call(TurnStatements.settled, tenant: diary.tenant.id.value, turn.id) {
                guard let booked = try booking(row.booking) else { continue }
                settled.append((row.tool, booked))
            }
            return settled
        } catch {
            throw .database(error)
        }
    }

    private func booking(_ id: Int64) throws(DatabaseError) -> Booked? {
        do throws(DiaryError) { return booked(try diary.appointment(id: Appointment.ID(id))) } catch {
            if case .database(let failure) = error { throw failure }
            return nil
        }
    }
}
