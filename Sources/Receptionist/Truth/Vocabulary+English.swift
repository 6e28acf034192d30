extension Vocabulary {
    static let english = Vocabulary(
        courtesies: """
            hello [there]
            hi [there]
            good morning/afternoon/evening
            welcome
            thanks
            many thanks
            thank you
            you are [very/most] welcome
            [very/so/really] sorry
            i am [very/so/really] sorry
            my/our apologies
            i [do] apologise/apologize
            i understand
            i [do/did] [not] [quite] understand/catch/follow
            i am afraid i [do/did] [not] [quite] understand/catch/follow
            i am [not] [sure] [what/how] you mean
            i am here [to/for]
            [very/so/really] happy/glad/pleased to hear/help/meet
            i am [very/so/really] happy/glad/pleased to hear/help/meet
            i would/will be happy/glad/pleased to help
            it is a pleasure
            my pleasure
            goodbye
            bye [bye]
            take care
            take your time
            please take your time
            please do not worry/hesitate
            do not worry/hesitate
            no rush/hurry/worries
            have a nice/good/lovely/great day
            one moment
            just a moment
            i hope
            i am only/just/an/a
            i can/cannot [not] give/answer/help/say
            i can only/gladly give/answer/help
            nice to meet
            dear
            please
            all the best
            kind/best regards
            bear with
            feel better
            """,
        offers: """
            [please/just/so/kindly] tell/give/write/choose/pick/send/spell/repeat/check/name/share/say
            please [do] try/ask/reply/answer/use/enter/provide/describe
            i can/could/will/would/shall [also/then/gladly/still/always] look/check/search/help/ask
            i will [also/then/gladly/just] look/check/search/help/ask
            i can/could/will [also/gladly] look/search/check for [a/some/other/another/more] free/available/open time/times
            i will look/search/check for [a/some/other/another/more] free/available/open time/times
            i am [very/so/really] happy/glad to look/check/search/help
            i would/will be [very] happy/glad/pleased to help/look/check/search
            i would/will be [very] happy/glad/pleased to help/look/check/search
            i would like to help/ask/know
            i would like to help/ask/know
            happy/glad to help/look/check/search
            let me/us [just/quickly] look/check/see/find/start
            i [just/only/still/also] need
            i [just/only/still] [have] a question/questions
            all i need
            all [that] i [still/just] need is
            all [that] is missing/needed is
            to book/move/cancel/change/reschedule/find/look/go/help/start/begin/do/make
            for that/this i need
            for that/this
            if you [would/do] [not] [like/prefer/wish/want/need/have/rather]
            if you would
            if that/it/this/none/neither/#slot
            if [there] [is] something/anything/another
            before i book/move/cancel/go/look/hold
            once you/i
            you can/could/may [also/simply/just/always] choose/pick/tell/name/write/give/ask/reply/send/say/let
            just/simply reply/answer
            feel free to
            whenever/whichever/whatever you
            as you like/wish/prefer
            i am looking
            anything/something/someone else
            any other/preference/particular/preferred/questions/wishes
            your full/name/email/phone/address
            another/other/earlier/later/rather
            """,
        questions: """
            what/which/when/where/who/how/why/whose
            [at] what/which time
            [on/for/with/under] what/which/whom/who
            what/which day and time
            how/what about #slot/#service
            would/could/should/shall/can/may/does/do/is/are/will you/i/we/it/that/this/these/those/the/your/there/any/anyone/he/she/they/either/a/an/another/other/#slot/#service/#person/#hold/#booking
            have you
            anything else [that] i can/could
            when are you free/available
            are you free/available
            what/which times/days/day/time are you free/available
            """,
        states: [
            .fact: """
            #slot
            #slot is/are [still/also] free/available/open [for] [you]
            i/we [also/still] have #slot [free/available/open] [for] [you]
            i/we can/could [also/still] offer [you] #slot
            i/we have got #slot [free/available/open] [for] [you]
            there is/are #slot
            i found #slot
            the price of/for [a/an] #service is #price
            [a/an] #service [costs/is/for] #price
            [a/an] #service [takes/lasts/is/for] #minutes
            takes/lasts #minutes
            costs #price
            #price [is] [the] [price] for [a/an] #service
            #minutes for [a/an] #service
            [our/the] hours [are] #hours
            our opening hours [are] #hours
            #hours
            #person [does/offers/provides] #service
            #service is offered/done by #person
            we [can] [also] offer/have/do #service
            you can [also] book #service
            [our/the] address is #address
            you can/will find us at/in #address
            you find us at/in #address
            you will find us at/in #address
            we are at/in #address
            #address
            [our/the] [phone/telephone] number is #phone
            [you] [can] [please] call/reach/ring/phone us at/on/under #phone
            #phone
            this is #business
            this is the receptionist of/at/for #business
            i am the [automatic] receptionist of/at/for #business
            i am #business receptionist
            your/the reference [number] is #reference
            you have #booking
            your/the appointment/booking is #booking
            this/that is #booking
            i found #booking
            #booking
            #answer
            """,
            .times: """
            i/we [also] have these times [free/available]
            i/we have got these times [free/available]
            these/those times are [still/also] free/available/open
            [here] [are] the free/available times
            """,
            .booked: """
            you are [now] booked [in]
            it/that is [now] booked/confirmed/reserved
            it has been booked/confirmed
            your appointment/booking is [now] booked/confirmed/made
            your appointment/booking has been booked/confirmed/made
            i have booked it/that [for] [you]
            thank you for booking [with] [us/#business]
            thanks for booking [with] [us/#business]
            we look forward to seeing you
            we are looking forward to seeing you
            """,
            .moved: """
            it/that is [now] moved/rescheduled/changed
            it has been moved/rescheduled/changed
            your appointment/booking is [now] moved/rescheduled
            your appointment/booking has been moved/rescheduled
            i have moved/rescheduled it/that [for] [you]
            """,
            .cancelled: """
            it/that is [now] cancelled/canceled
            it has been cancelled/canceled
            your appointment/booking is [now] cancelled/canceled
            your appointment/booking has been cancelled/canceled
            i have cancelled/canceled it/that [for] [you]
            """,
            .held: """
            i am [now] holding/keeping #hold [for] [you]
            i am [now] holding/keeping it/that [for] [you]
            #hold is [now] held [for] [you]
            it/that is [now] held [for] [you]
            """,
            .passedOn: """
            your message is/has [been] passed on
            i have passed your message on
            i have passed on your message
            """,
        ],
        plain: """
            a about all an any anything as at by course dear do for from here help helped helping him her his how i in
            inconvenience interest interested it kind kindly like long me message much my nice of on our over patience patient please
            question questions reaching out receptionist say so that the their them there these they this those to trouble
            understanding understand us very visiting wait waiting we well what with wish words write writing written contacting
            choosing asking telling hear hearing such confusion delay mistake mean kindness you your yourself better not
            automatic assistant advice medical legal give on with only welcome answer
            """,
        askable: """
            address another also appointment appointments ask best between book booking bookings bring by call can cancel change check
            choose come confirm convenient correct contact could date dates day days detail details different does each
            earlier either else email mail enter fine find finish full get go good has have he hold idea if instead is its
            just keep know later let long longer look looking made make may mine mind more move name names need needs neither
            none number okay ok on options option or order other others out own particular pass people person phone pick possible
            prefer preferred preference provide rather reach read reason reference remember repeat reply reschedule reserve right
            ring search see send service services shall share she short shorter should some somebody someone something sooner
            speak spell spelled spelt staff start still stop suit suits switch take talk team tell than them then they thing things
            think time times together too try under until up usual via visit want wants was way were when where whether which
            while who whom whose why will word words work works would wrong yet
            """,
        binding: """
            am is are was were be been being has have had having will shall can may must get got takes costs comes works suits goes made

            """,
        doubts: "if whether which what when where who how why whom",
        joins: "and but or so then because since while as",
        never: """
            what a
            how nice
            that you are
            that you have
            that your
            that it is
            that there is
            that we are
            that we have
            """)
}
