using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ImrDsl.Language.Proving
{
    /// <summary>A sum of measures, each times a number, and a number. Immutable.</summary>
    internal sealed class LinearForm
    {
        private readonly SortedDictionary<int, (Measure Measure, Rational Factor)> terms;

        private LinearForm(SortedDictionary<int, (Measure, Rational)> terms, Rational constant)
        {
            this.terms = terms;
            Constant = constant;
        }

        public Rational Constant { get; }

        public bool IsConstant => terms.Count == 0;

        /// <summary>The terms, by the numbers of their measures.</summary>
        public IEnumerable<(Measure Measure, Rational Factor)> Terms => terms.Values;

        public int TermCount => terms.Count;

        public static LinearForm Of(Rational constant) => new LinearForm(new SortedDictionary<int, (Measure, Rational)>(), constant);

        public static LinearForm Of(Measure measure) =>
            new LinearForm(new SortedDictionary<int, (Measure, Rational)> { [measure.Number] = (measure, 1) }, 0);

        public static LinearForm operator +(LinearForm left, LinearForm right)
        {
            var sum = new SortedDictionary<int, (Measure Measure, Rational Factor)>(left.terms);
            foreach ((Measure measure, Rational factor) in right.Terms)
            {
                Rational total = factor + (sum.TryGetValue(measure.Number, out (Measure, Rational Factor) other) ? other.Factor : 0);
                if (total.Sign == 0)
                {
                    sum.Remove(measure.Number);
                }
                else
                {
                    sum[measure.Number] = (measure, total);
                }
            }

            return new LinearForm(sum, left.Constant + right.Constant);
        }

        public static LinearForm operator -(LinearForm left, LinearForm right) => left + right.Times(-1);

        public LinearForm Plus(Rational constant) => new LinearForm(terms, Constant + constant);

        public LinearForm Times(Rational factor)
        {
            var product = new SortedDictionary<int, (Measure, Rational)>();
            if (factor.Sign != 0)
            {
                foreach ((Measure measure, Rational of) in Terms)
                {
                    product.Add(measure.Number, (measure, of * factor));
                }
            }

            return new LinearForm(product, Constant * factor);
        }

        /// <summary>The same without its number, times what makes the first factor 1.</summary>
        public LinearForm Normal(out Rational scale)
        {
            scale = IsConstant ? 1 : 1 / terms.First().Value.Factor;
            return Plus(-Constant).Times(scale);
        }

        /// <summary>The factor of a measure, or 0.</summary>
        public Rational FactorOf(Measure measure) => terms.TryGetValue(measure.Number, out (Measure, Rational Factor) term) ? term.Factor : 0;

        /// <summary>The least or greatest value that the ranges of the measures allow, or null.</summary>
        public Rational? Bound(bool isHigh)
        {
            Rational bound = Constant;
            foreach ((Measure measure, Rational factor) in Terms)
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
            foreach ((Measure measure, Rational factor) in Terms)
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

        public override string ToString()
        {
            var text = new StringBuilder();
            foreach ((Measure measure, Rational factor) in Terms)
            {
                text.Append(factor).Append('·').Append(measure.Number).Append(' ');
            }

            return text.Append(Constant).ToString();
        }
    }
}
