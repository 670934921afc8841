using System;

namespace ImrDsl.Values
{
    /// <summary>
    /// Who made a guideline. California's order of authorities (8 CCR 9792.21.1): the MTUS; ACOEM or ODG for what it does not address; then
    /// others.
    /// </summary>
    public enum Authority : byte
    {
        /// <summary>Anyone else.</summary>
        Other,

        /// <summary>The Medical Treatment Utilization Schedule.</summary>
        Mtus,

        /// <summary>The American College of Occupational and Environmental Medicine.</summary>
        Acoem,

        /// <summary>The Official Disability Guidelines.</summary>
        Odg,
    }

    /// <summary>The order of authorities.</summary>
    public static class Authorities
    {
        /// <summary>The names by which guidelines give their authority.</summary>
        public static string[] Names => new[] { "MTUS", "ACOEM", "ODG", "other" };

        /// <summary>The place of an authority in the order, from 1; ACOEM and ODG share one.</summary>
        public static int RankOf(Authority authority) => authority switch
        {
            Authority.Mtus => 1,
            Authority.Acoem or Authority.Odg => 2,
            _ => 3,
        };

        /// <summary>The name of an authority: <c>MTUS</c>, <c>other</c>.</summary>
        public static string Words(Authority authority) => authority switch
        {
            Authority.Mtus => "MTUS",
            Authority.Acoem => "ACOEM",
            Authority.Odg => "ODG",
            _ => "other",
        };

        /// <summary>The authority of a name, in capitals or not. Returns false for a name that is none of <see cref="Names"/>.</summary>
        public static bool TryParse(string name, out Authority authority)
        {
            foreach (Authority known in new[] { Authority.Mtus, Authority.Acoem, Authority.Odg, Authority.Other })
            {
                if (name.Equals(Words(known), StringComparison.OrdinalIgnoreCase))
                {
                    authority = known;
                    return true;
                }
            }

            authority = Authority.Other;
            return false;
        }

        /// <summary>The authority of a guideline that does not give one: the first part of its id tells, or else the first word of its source.</summary>
        public static Authority Of(string id, string source) =>
            TryParse(id.Split('.')[0], out Authority byId) ? byId
            : TryParse(source.Split(' ', ',', ':')[0], out Authority bySource) ? bySource
            : Authority.Other;
    }
}
