extension Words {
    /// Besides the words of the grammars, which are English.
    static let english = """
        i a am an and are at be can do for have i is it my me of on or the to we with you your english good hello hi please thank thanks \
        would could like need want book appointment tomorrow today cleaning check haircut trim filling cancel move change how what when \
        where who which much cost open closed help person speak talk someone emergency breathe pain hurts hurt tooth bye goodbye
        """
}
