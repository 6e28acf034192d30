/// Common words that are never a name, a service or a slip for something else.
enum Stopwords {
    static let all: [String] = lines.flatMap { $0.split(separator: " ").map(String.init) }
    static let set = Set(all)

    private static let lines = [
        "a about above across after again against all almost alone along already also although always am among an and any",
        "anybody anyone anyway anywhere are aren't as ask asking at away back bad be became because become been behind being",
        "best better big bit both but buy by call came can can't case check clear close closed come comes coming could couldn't",
        "cost costs day days did didn't do does doesn't doing don't done down during each early either else end enough even",
        "ever every everybody everyone everything fairly far few find fine for form found free from front full further gave",
        "get gets getting give given go goes going gone good got great had half happen hard has hasn't have haven't having he",
        "hear help her here here's hers herself hi high him himself his hm hmm hold hope hour hours how however i i'd i'll i'm",
        "i've idea if important in instead into is isn't it it's its itself just keep kind knew know known last late later",
        "least left less let let's like likely little live long longer look looking lot love made make makes making many match",
        "maybe me mean means meant meet might mind minute minutes missed moment money month months more most move moving mr mrs",
        "ms much must my myself name name's near need needed needs never new next nice no nobody none noon not note nothing now",
        "of off oh okay old on once one only open or other others our ours out over own pain part past per perfect perhaps",
        "place plan point possible pretty previous probably problem put question quite rather really right said same saw say",
        "see seem seems seen self send set several shall she should shouldn't show side since slot slots so some somebody",
        "somehow someone sometime soon spell spot spots start still stop such sunny super sure take taken takes talk tell than",
        "that that's the their them themselves then there there's these they thing things think this those though thought",
        "through time times to together told too took toward tried try trying turn two under unless until unfortunately up upon",
        "us use used using usually very visit wait waiting walk want wanted wants was wasn't way we we'd we'll we're we've week",
        "weeks well went were weren't what what's whatever when whenever where where's wherever whether which while who whole",
        "whom whose why will wish with within without won't wonder work works would wouldn't write wrong yes yesterday yet you",
        "you'd you'll you're you've your yours yourself book booked booking bookings hey hi bye dear team doctor dr sir madam",
        "midnight noon oh o'clock ish asap beginning middle early mid rest week weekday weekdays weekends hurts hurt tooth teeth",
        "male female able anymore anytime ring speak spoke owner staff somebody human real agent operator hello there worse",
        "father mother dad mum mom son daughter wife husband partner kid kids child children friend everything's spots",
        "works suits suit ideal ideally prefer preferred preferably happy glad bring dates date options option choose pick",
        "quick quickly arrange fix fixed lose lost forgot forget remember running behind nope never nevermind forget correct",
        "typo mistake wrong mistaken updated update change changed changing swap switch exactly precisely roughly approx",
        "approximately circa following upcoming christmas thanksgiving easter holiday holidays bank onwards onward latest",
        "afraid scared nervous anxious worried allergic pregnant sooner ago nearest closest pass passed tel fax website site online chat bot robot computer machine ai",
    ]
}
