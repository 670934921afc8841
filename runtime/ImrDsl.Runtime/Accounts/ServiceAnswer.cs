using ImrDsl.Values;

namespace ImrDsl.Runtime;

/// <summary>What a guideline says of a service, and how much account there is of it.</summary>
public readonly struct ServiceAnswer
{
    /// <summary>A result.</summary>
    /// <param name="necessary">The answer of the condition of necessity.</param>
    /// <param name="against">The answer of the recommendation against the service.</param>
    /// <param name="account">The account.</param>
    public ServiceAnswer(Answer necessary, Answer against, in AccountWriter account)
    {
        Necessary = necessary;
        Against = against;
        Finding = Findings.Of(necessary, against);
        Needed = account.Needed;
        Written = account.Written;
    }

    /// <summary>A result of a service of which an amount is requested.</summary>
    /// <param name="lines">Its quantity lines.</param>
    /// <param name="against">The answer of the recommendation against the service.</param>
    /// <param name="account">The account.</param>
    public ServiceAnswer(in QuantityTally lines, Answer against, in AccountWriter account)
        : this(lines.Answer, against, account)
    {
        Finding = Findings.Of(lines, against);
        Quantity = Finding == Finding.NotAddressed ? null : lines.Quantity(against);
    }

    /// <summary>
    /// The answer of the condition of necessity; not applicable if the service has none. Of a service with quantity lines, whether all of what is
    /// requested is necessary.
    /// </summary>
    public Answer Necessary { get; }

    /// <summary>The answer of the recommendation against the service; not applicable if it has none.</summary>
    public Answer Against { get; }

    /// <summary>What both come to.</summary>
    public Finding Finding { get; }

    /// <summary>How much of what is requested is necessary; null for a service without quantity lines, and if it is not addressed.</summary>
    public Quantity? Quantity { get; }

    /// <summary>How many entries the whole account has.</summary>
    public int Needed { get; }

    /// <summary>How many entries were written: the first ones. Fewer than <see cref="Needed"/> if the span was too short.</summary>
    public int Written { get; }

    /// <summary>Whether the whole account was written.</summary>
    public bool IsComplete => Written == Needed;
}
