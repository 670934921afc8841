-- Whole calendar months from one day to another as 30 days each, and the days left over.
CREATE MACRO whole_months(f, t) AS
  (year(t) - year(f)) * 12 + month(t) - month(f) - CASE WHEN day(t) < least(day(f), day(last_day(t))) THEN 1 ELSE 0 END;
CREATE MACRO months_and_days(f, t) AS
  whole_months(f, t) * 30 + (t - CAST(f + to_months(CAST(whole_months(f, t) AS INTEGER)) AS DATE));
-- Oral morphine equivalents of a daily dose; NULL where the table knows none.
CREATE MACRO factor(drug, dose) AS CASE drug
  WHEN 'codeine' THEN 0.15
  WHEN 'fentanyl patch' THEN 100
  WHEN 'hydrocodone' THEN 1
  WHEN 'hydromorphone' THEN 4
  WHEN 'methadone' THEN CASE WHEN dose <= 20 THEN 4 WHEN dose <= 40 THEN 8 WHEN dose <= 60 THEN 10 ELSE 12 END
  WHEN 'morphine' THEN 1
  WHEN 'oxycodone' THEN 1.5
  WHEN 'oxymorphone' THEN 3
END;
