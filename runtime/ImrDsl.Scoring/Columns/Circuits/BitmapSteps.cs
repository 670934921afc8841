namespace ImrDsl.Scoring.Columns.Circuits;

/// <summary>One operation on two bitmaps.</summary>
/// <param name="result">The slot of its result.</param>
internal abstract class BitmapStep(int result) : Step
{
    /// <summary>The slot of its result.</summary>
    public int Result => result;
}

/// <summary>The rows that are in both of two.</summary>
internal sealed class AndStep(int left, int right, int result) : BitmapStep(result)
{
    public override void Run(Frame frame) => Bitmaps.And(frame[Result], frame[left], frame[right]);
}

/// <summary>The rows that are in the first of two alone.</summary>
internal sealed class AndNotStep(int left, int right, int result) : BitmapStep(result)
{
    public override void Run(Frame frame) => Bitmaps.AndNot(frame[Result], frame[left], frame[right]);
}

/// <summary>The rows that are in one of two.</summary>
internal sealed class OrStep(int left, int right, int result) : BitmapStep(result)
{
    public override void Run(Frame frame) => Bitmaps.Or(frame[Result], frame[left], frame[right]);
}
