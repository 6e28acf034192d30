extension String {
    /// Without the blanks and line ends at both ends.
    public var trimmingBlanks: String {
        let kept = drop { $0.isWhitespace }
        return String(kept.reversed().drop { $0.isWhitespace }.reversed())
    }
}
