extension Vocabulary {
    /// English. No number, weekday, month, part of a day, price or name stands here; and a word that could make an outcome or an
    /// assent of a sentence stands among the claims.
    static let english = Vocabulary(
        plain: """
            a about address after again ahead all also am an and another any anything are as ask at be because before best better
            between both but by call can choose choice could date dates day days detail details do during each earlier either else
            email enter every find for from further get go glad happy he hear hello help her here hi him his how however i i'd i'll
            i'm idea if in instead into is it it's its just kind know later let let's like line little long longer look looking many
            matter may me mean message might mind more most much my name names need needed needs new next nice note now of offer on
            only option options or other our out over own people person phone pick please pleased prefer preferred question
            questions rather reach read reference regards right-away say search send service services shall she short should show so
            some someone something soon sooner sorry spell start such talk tell than thank thanks that that's the their them there
            these they thing things this those time times to together too try type understand until up us use very was way we we'd
            we'll welcome were what what's when where whether which while who whose why will wish with word words worry would write
            you you'd you'll you're your yourself appreciate apologies apologise apologize afraid answer answers business caring
            clinic company convenient description different exact explain feel full given great greetings helping hesitate hope
            information interested kindly letters minute moment moments nearest optional order otherwise patience perhaps provide
            receptionist remember repeat reply request speak staff suggest team towards usual visitor whichever whenever
            """,
        askable: """
            appointment appointments available book booking bookings cancel change come confirm correct free have hold keep make
            move okay possible reserve reschedule right suit suits take visit work works
            """,
        claims: [
            .booked: "booked reserved scheduled confirmed secured appointment appointments booking bookings",
            .moved: "moved rescheduled changed",
            .cancelled: "cancelled canceled",
            .held: "held hold holding kept keep keeping reserving take taken",
            .passedOn: "passed sent forwarded told noted delivered",
            .assent: """
            yes yeah yep sure certainly absolutely definitely indeed done ok okay correct right exactly confirm confirms works work
            set course perfect fine agreed pleasure gladly book cancel move reschedule reserve change complete completed success
            successful successfully come visit make made arrange arranged give suit suits possible
            """,
            .free: "free available availability open opening openings",
            .has: "have has had having got",
            .nothing: """
            no none nothing unavailable closed cannot can't don't doesn't unfortunately not isn't aren't won't unable never neither
            """,
        ])
}
