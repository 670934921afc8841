using System;
using System.Collections.Generic;
using System.Text;

namespace ImrDsl.Language.Proving
{
    /// <summary>A sum of measures, each times a number, and a number. Immutable.</summary>
    internal sealed class LinearForm
    {
        private static readonly (Measure Measure, Rational Factor)[] NoTerms = Array.Empty<(Measure, Rational)>();

        // By the numbers of the measures; no factor is zero.
        private readonly (Measure Measure, Rational Factor)[] terms;
        private string? key;

        private LinearForm((Measure, Rational)[] terms, Rational constant)
        {
            this.terms = terms;
            Constant = constant;
        }

        public Rational Constant { get; }

        public bool IsConstant => terms.Length == 0;

        /// <summary>The terms, by the numbers of their measures.</summary>
        public IReadOnlyList<(Measure Measure, Rational Factor)> Terms => terms;

        public int TermCount => terms.Length;

        /// <summary>The terms as text: the same for two sums that differ only in their number.</summary>
        public string Key => key ??= KeyOf(terms);

        public static LinearForm Of(Rational constant) => new LinearForm(NoTerms, constant);

        public static LinearForm Of(Measure measure) => new LinearForm(new[] { (measure, Rational.One) }, 0);

        public static LinearForm operator +(LinearForm left, LinearForm right)
        {
            if (left.IsConstant || right.IsConstant)
            {
                return (left.IsConstant ? right : left).Plus(left.IsConstant ? left.Constant : right.Constant);
            }

            var sum = new List<(Measure, Rational)>(left.terms.Length + right.terms.Length);
            int i = 0;
            int j = 0;
            while (i < left.terms.Length || j < right.terms.Length)
            {
                int order = i == left.terms.Length ? 1 : j == right.terms.Length ? -1 : left.terms[i].Measure.Number.CompareTo(right.terms[j].Measure.Number);
                if (order != 0)
                {
                    sum.Add(order < 0 ? left.terms[i++] : right.terms[j++]);
                    continue;
                }

                Rational factor = left.terms[i].Factor + right.terms[j++].Factor;
                if (factor.Sign != 0)
                {
                    sum.Add((left.terms[i].Measure, factor));
                }

                i++;
            }

            return new LinearForm(sum.ToArray(), left.Constant + right.Constant);
        }

        public static LinearForm operator -(LinearForm left, LinearForm right) => left + right.Times(-1);

        public LinearForm Plus(Rational constant) => constant.Sign == 0 ? this : new LinearForm(terms, Constant + constant);

        public LinearForm Times(Rational factor) => factor == 1 ? this
            : factor.Sign == 0 ? Of(0)
            : new LinearForm(Array.ConvertAll(terms, term => (term.Measure, term.Factor * factor)), Constant * factor);

        /// <summary>The same without its number, times what makes the first factor 1.</summary>
        public LinearForm Normal(out Rational scale)
        {
            scale = IsConstant ? 1 : 1 / terms[0].Factor;
            return Plus(-Constant).Times(scale);
        }

        /// <summary>What makes the first factor 1 or −1.</summary>
        public Rational Scale() => IsConstant ? 1 : (1 / terms[0].Factor).Abs();

        /// <summary>The factor of a measure, or 0.</summary>
        public Rational FactorOf(Measure measure)
        {
            foreach ((Measure own, Rational factor) in terms)
            {
                if (own == measure)
                {
                    return factor;
                }
            }

            return 0;
        }

        /// <summary>The least or greatest value that the ranges of the measures allow, or null.</summary>
        public Rational? Bound(bool isHigh)
        {
            Rational bound = Constant;
            foreach ((Measure measure, Rational factor) in terms)
            {
                if ((factor.Sign > 0 == isHigh ? measure.High : measure.Low) is not { } end)
                {
                    return null;
                }

                bound += factor * end;
            }

            return bound;
        }

        /// <summary>The steps in which its values lie, and one of the values; null if a measure has no step.</summary>
        public Rational? Steps(out Rational start)
        {
            start = Constant;
            Rational steps = 0;
            foreach ((Measure measure, Rational factor) in terms)
            {
                if (measure.Step is not { } step)
                {
                    return null;
                }

                start += factor * measure.Base;
                steps = Rational.CommonMeasure(steps, factor * step);
            }

            return steps.Sign == 0 ? null : steps;
        }

        public override string ToString() => Key + Constant;

        private static string KeyOf((Measure Measure, Rational Factor)[] terms)
        {
            var text = new StringBuilder();
            foreach ((Measure measure, Rational factor) in terms)
            {
                text.Append(factor).Append('·').Append(measure.Number).Append(' ');
            }

            return text.ToString();
        }
    }
}
