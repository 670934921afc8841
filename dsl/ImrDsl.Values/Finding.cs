namespace ImrDsl.Values
{
    /// <summary>What a guideline says of a requested service.</summary>
    public enum Finding : byte
    {
        /// <summary>The service is medically necessary.</summary>
        Necessary,

        /// <summary>A part of the amount that is requested is medically necessary; the rest is not, or is not established.</summary>
        NecessaryInPart,

        /// <summary>Its condition is not met: there is contrary evidence.</summary>
        NotNecessary,

        /// <summary>Its condition is open: facts are missing.</summary>
        NotEstablished,

        /// <summary>Its condition is open and only a reviewer's judgement is missing.</summary>
        NeedsJudgement,

        /// <summary>The guideline recommends against the service.</summary>
        RecommendsAgainst,

        /// <summary>No list of the guideline applies to the request.</summary>
        NotAddressed,
    }

    /// <summary>What becomes of a utilization review denial.</summary>
    public enum Decision : byte
    {
        /// <summary>The denial stands.</summary>
        Upheld,

        /// <summary>The service is to be authorised.</summary>
        Overturned,

        /// <summary>A part of the quantity is to be authorised.</summary>
        OverturnedInPart,

        /// <summary>A reviewer must answer first.</summary>
        PendingReviewer,
    }

    /// <summary>How findings follow from answers, and decisions from findings.</summary>
    public static class Findings
    {
        /// <summary>
        /// The finding from the answer of a service's condition and, where the guideline recommends against it under a condition, of that.
        /// A recommendation against beats necessity, so an open one leaves an otherwise necessary service open.
        /// </summary>
        public static Finding Of(Answer necessary, Answer against)
        {
            Truth recommendedAgainst = against.WhereAnySuffices;
            if (recommendedAgainst.IsMet)
            {
                return Finding.RecommendsAgainst;
            }

            if (necessary.Applies.IsNotMet)
            {
                return recommendedAgainst.IsOpen ? Open(recommendedAgainst) : Finding.NotAddressed;
            }

            Truth isNecessary = necessary.WhereAnySuffices;
            if (isNecessary.IsNotMet)
            {
                return Finding.NotNecessary;
            }

            isNecessary &= !recommendedAgainst;
            return isNecessary.IsMet ? Finding.Necessary : Open(isNecessary);
        }

        /// <summary>The finding from the answer of a service's condition alone.</summary>
        public static Finding Of(Answer necessary) => Of(necessary, Truth.NotMet);

        /// <summary>
        /// The finding on a service of which an amount is requested. Where only a reviewer's judgement stands between a part and the whole, the
        /// finding waits for it.
        /// </summary>
        public static Finding Of(in QuantityTally necessary, Answer against)
        {
            if (against.WhereAnySuffices.IsMet || necessary.Answer.Applies.IsNotMet)
            {
                return Of(necessary.Answer, against);
            }

            if (necessary.Part.IsNotMet)
            {
                return Finding.NotNecessary;
            }

            Truth whole = necessary.Whole & !against.WhereAnySuffices;
            Truth part = necessary.Part & !against.WhereAnySuffices;
            return whole.IsMet ? Finding.Necessary
                : whole == Truth.NeedsJudgement ? Finding.NeedsJudgement
                : part.IsMet ? Finding.NecessaryInPart
                : Open(part | whole);
        }

        /// <summary>The finding on a service of which an amount is requested, from its lines alone.</summary>
        public static Finding Of(in QuantityTally necessary) => Of(necessary, Truth.NotMet);

        /// <summary>The decision on a denial of the whole request.</summary>
        public static Decision DecisionOf(Finding finding) => finding switch
        {
            Finding.Necessary => Decision.Overturned,
            Finding.NecessaryInPart => Decision.OverturnedInPart,
            Finding.NeedsJudgement => Decision.PendingReviewer,
            _ => Decision.Upheld,
        };

        /// <summary>The finding in the words of determinations.</summary>
        public static string Words(Finding finding) => finding switch
        {
            Finding.Necessary => "medically necessary",
            Finding.NecessaryInPart => "medically necessary in part",
            Finding.NotNecessary => "not medically necessary",
            Finding.NotEstablished => "not established",
            Finding.NeedsJudgement => "needs judgement",
            Finding.RecommendsAgainst => "recommended against",
            _ => "not addressed",
        };

        /// <summary>The decision in the words of determinations.</summary>
        public static string Words(Decision decision) => decision switch
        {
            Decision.Upheld => "upheld",
            Decision.Overturned => "overturned",
            Decision.OverturnedInPart => "overturned in part",
            _ => "pending reviewer",
        };

        /// <summary>The status of a line as people read it.</summary>
        public static string Words(Status status) => status switch
        {
            Status.NotMet => "not met",
            Status.NotDocumented => "not documented",
            Status.NeedsJudgement => "needs judgement",
            Status.Met => "met",
            _ => "not applicable",
        };

        private static Finding Open(Truth open) => open == Truth.NeedsJudgement ? Finding.NeedsJudgement : Finding.NotEstablished;
    }
}
