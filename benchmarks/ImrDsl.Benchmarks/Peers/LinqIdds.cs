using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using ImrDsl.Guidelines.Mtus;
using ImrDsl.Values;

namespace ImrDsl.Benchmarks.Peers;

/// <summary>
/// The same rules as LINQ expression trees, compiled: a criterion each, in blocks of statements that stop at the first criterion that is not
/// met. What takes a loop is a call, as it would be in any such tree.
/// </summary>
internal static class LinqIdds
{
    /// <summary>What the guideline says of the request.</summary>
    public static Func<HandWrittenCase, Finding> Decide { get; } = Build();

    private static Func<HandWrittenCase, Finding> Build()
    {
        ParameterExpression c = Expression.Parameter(typeof(HandWrittenCase), "c");
        Expression<Func<HandWrittenCase, bool?>> isPain = c => c.PurposeOfThePump == null ? null : c.PurposeOfThePump == Idds.PurposeOfThePump.Pain;
        Expression<Func<HandWrittenCase, bool?>> nonMalignant = c => !c.PainIsMalignant;
        Expression<Func<HandWrittenCase, bool?>> malignant = c => c.PainIsMalignant;
        Expression<Func<HandWrittenCase, bool?>> judgement = c => !c.OtherTreatmentIsLikelyToHelp;
        Expression<Func<HandWrittenCase, bool?>>[] ofNonMalignantPain =
        [
            c => c.PainIsIntractable, c => HandWrittenIdds.Pathology(c), c => !c.FurtherSurgeryIsIndicated, c => !c.Sepsis, c => !c.Coagulopathy,
            c => !(c.OtherContraindication ?? false), c => HandWrittenIdds.Duration(c), c => HandWrittenIdds.PsychologicalClearance(c),
            c => HandWrittenIdds.SuccessfulTrial(c), c => HandWrittenIdds.FailureOfConservativeCare(c),
        ];
        Expression<Func<HandWrittenCase, bool?>>[] ofMalignantPain =
        [
            c => c.StrongOpioidsFailed | c.SideEffectsAreIntolerable, c => c.LifeExpectancy == null ? null : c.LifeExpectancy > 3,
            c => HandWrittenIdds.ThecalSacIsFree(c), c => !c.Sepsis, c => !c.Coagulopathy, c => !(c.OtherContraindication ?? false), c => HandWrittenIdds.TrialRelieved(c),
        ];
        Expression<Func<HandWrittenCase, bool?>> others = c => c.PurposeOfThePump == Idds.PurposeOfThePump.IntrathecalBaclofenForSpasticity
            ? c.SpasticityIsSevere & c.OralBaclofenFailed
            : c.PurposeOfThePump == null ? null : true;

        LabelTarget found = Expression.Label(typeof(Finding), "found");
        ParameterExpression pain = Expression.Variable(typeof(bool?), "pain");
        ParameterExpression kind = Expression.Variable(typeof(bool?), "kind");
        Expression<Func<Finding, Finding, Finding>> either = (left, right) =>
            left == Finding.NotNecessary && right == Finding.NotNecessary ? Finding.NotNecessary : Finding.NotEstablished;
        Expression ofNonMalignant = List(ofNonMalignantPain, judgement, c);
        Expression ofMalignant = List(ofMalignantPain, null, c);
        BlockExpression body = Expression.Block(
            typeof(Finding),
            [pain, kind],
            Expression.Assign(pain, In(isPain, c)),
            Expression.IfThen(IsNull(pain), Expression.Return(found, Expression.Constant(Finding.NotEstablished))),
            Expression.IfThen(Is(pain, false), Expression.Return(found, List([others], null, c))),
            Expression.Assign(kind, In(malignant, c)),
            Expression.IfThen(Is(kind, true), Expression.Return(found, ofMalignant)),
            Expression.IfThen(Is(In(nonMalignant, c), true), Expression.Return(found, ofNonMalignant)),
            Expression.Return(found, new Replacing((either.Parameters[0], ofMalignant), (either.Parameters[1], ofNonMalignant)).Visit(either.Body)),
            Expression.Label(found, Expression.Constant(Finding.NotEstablished)));
        return Expression.Lambda<Func<HandWrittenCase, Finding>>(body, c).Compile();
    }

    // All of some criteria, and last a judgement.
    private static BlockExpression List(
        IReadOnlyList<Expression<Func<HandWrittenCase, bool?>>> criteria, Expression<Func<HandWrittenCase, bool?>>? judgement, ParameterExpression c)
    {
        LabelTarget found = Expression.Label(typeof(Finding));
        ParameterExpression answer = Expression.Variable(typeof(bool?), "answer");
        ParameterExpression isOpen = Expression.Variable(typeof(bool), "isOpen");
        var statements = new List<Expression> { Expression.Assign(isOpen, Expression.Constant(false)) };

        // The judgement is as cheap as the yes/no facts, so it stands with them; only if nothing else is open does its silence count.
        foreach (Expression<Func<HandWrittenCase, bool?>> criterion in judgement is null ? criteria : criteria.Prepend(judgement))
        {
            statements.Add(Expression.Assign(answer, In(criterion, c)));
            statements.Add(Expression.IfThen(Is(answer, false), Expression.Return(found, Expression.Constant(Finding.NotNecessary))));
            if (criterion != judgement)
            {
                statements.Add(Expression.Assign(isOpen, Expression.Or(isOpen, IsNull(answer))));
            }
        }

        statements.Add(Expression.IfThen(isOpen, Expression.Return(found, Expression.Constant(Finding.NotEstablished))));
        if (judgement is not null)
        {
            statements.Add(Expression.IfThen(IsNull(In(judgement, c)), Expression.Return(found, Expression.Constant(Finding.NeedsJudgement))));
        }

        statements.Add(Expression.Label(found, Expression.Constant(Finding.Necessary)));
        return Expression.Block(typeof(Finding), [answer, isOpen], statements);
    }

    private static Expression In(Expression<Func<HandWrittenCase, bool?>> criterion, ParameterExpression c) =>
        new Replacing((criterion.Parameters[0], c)).Visit(criterion.Body);

    private static BinaryExpression Is(Expression value, bool expected) => Expression.Equal(value, Expression.Constant(expected, typeof(bool?)));

    private static BinaryExpression IsNull(Expression value) => Expression.Equal(value, Expression.Constant(null, typeof(bool?)));

    private sealed class Replacing(params (ParameterExpression Parameter, Expression By)[] replacements) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            replacements.FirstOrDefault(replacement => replacement.Parameter == node).By ?? node;
    }
}
