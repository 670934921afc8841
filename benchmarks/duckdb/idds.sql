-- Permanent implantation of a drug-delivery system, as guidelines/mtus/idds.guideline decides it: how many cases with each finding.
-- NULL is not documented. $file is replaced by the path. Of a table in memory, what stands above the line of hyphens is done before, and not measured.
WITH raw AS (
  SELECT
    "case"."decision date" AS decision,
    items[1]."request date" AS request,
    facts AS f,
    reviewer."other treatment is likely to help" AS other
  FROM read_ndjson('$file', columns = {
    "case": 'STRUCT("decision date" DATE)',
    items: 'STRUCT("request date" DATE)[]',
    reviewer: 'STRUCT("other treatment is likely to help" BOOLEAN)',
    facts: 'STRUCT(
      "date of injury" DATE, "pain onset" DATE, "purpose of the pump" VARCHAR, "pain is malignant" BOOLEAN, "conservative care" JSON,
      "pain is intractable" BOOLEAN, pathology JSON, "further surgery is indicated" BOOLEAN, "psychological evaluation" JSON, sepsis BOOLEAN,
      coagulopathy BOOLEAN, "other contraindication" BOOLEAN, "spinal opioid trial" JSON, "strong opioids failed" BOOLEAN,
      "side effects are intolerable" BOOLEAN, "life expectancy" DECIMAL(9, 4), "tumor encroachment on the thecal sac" JSON,
      "spasticity is severe" BOOLEAN, "oral baclofen failed" BOOLEAN)'
  })
),
-- What stands in one of several shapes: an object, or the word "none".
shaped AS (
  SELECT
    *,
    TRY_CAST(f."conservative care" AS STRUCT(kind VARCHAR, period VARCHAR, result VARCHAR, "is contraindicated" BOOLEAN)[]) AS care,
    TRY_CAST(f."psychological evaluation" AS STRUCT(
      "value" STRUCT("pain is primarily psychological" BOOLEAN, "benefit is expected" BOOLEAN), "by" VARCHAR, "date" DATE)) AS evaluation,
    TRY_CAST(f."spinal opioid trial" AS STRUCT(
      "value" STRUCT(
        "pain before" DECIMAL(9, 4), "pain after" DECIMAL(9, 4), relief DECIMAL(9, 4), "functional improvement" BOOLEAN,
        "oral opioids before" JSON, "oral opioids after" JSON), "date" DATE)) AS trial,
    f."conservative care" = '"none"' AS no_care,
    f."psychological evaluation" = '"none"' AS no_evaluation,
    f."spinal opioid trial" = '"none"' AS no_trial,
    TRY_CAST(f.pathology AS STRUCT("value" BOOLEAN, kind VARCHAR)) AS imaging,
    TRY_CAST(f."tumor encroachment on the thecal sac" AS STRUCT("value" BOOLEAN, kind VARCHAR)) AS tumor
  FROM raw
),
typed AS (
  SELECT
    *,
    TRY_CAST(trial."value"."oral opioids before" AS STRUCT(drug VARCHAR, "daily dose" DECIMAL(9, 4))[]) AS before_list,
    TRY_CAST(trial."value"."oral opioids after" AS STRUCT(drug VARCHAR, "daily dose" DECIMAL(9, 4))[]) AS after_list,
    before_list IS NOT NULL OR trial."value"."oral opioids before" = '"none"' AS has_before,
    after_list IS NOT NULL OR trial."value"."oral opioids after" = '"none"' AS has_after
  FROM shaped
),
--------
-- Stretches of treatments that did not help, first day first, cut at the decision.
stretched AS (
  SELECT
    *,
    list_sort(list_filter(
      list_transform(
        list_filter(care, t -> t.result <> 'helped'),
        t -> {
          'first': CAST(CASE WHEN t.period LIKE 'since %' THEN t.period[7:16] ELSE t.period[1:10] END AS DATE),
          'last': least(decision, CASE WHEN t.period LIKE 'since %' THEN decision ELSE CAST(t.period[15:24] AS DATE) END),
          'weight': 0::BIGINT}),
      s -> s.last >= s.first)) AS stretches,
    len(list_distinct(list_transform(list_filter(care, t -> t."is contraindicated"), t -> t.kind))) = 4 AS all_contraindicated
  FROM typed
),
-- Overlapping and adjoining stretches are one; of each the whole months count as 30 days.
measured AS (
  SELECT
    *,
    CASE WHEN len(stretches) > 0 THEN
      list_reduce(stretches, (a, b) -> CASE WHEN b.first <= a.last + 1
        THEN {'first': a.first, 'last': greatest(a.last, b.last), 'weight': a.weight}
        ELSE {'first': b.first, 'last': b.last, 'weight': a.weight + months_and_days(a.first, a.last + 1)} END)
    END AS merged,
    list_transform(before_list, o -> o."daily dose" * factor(o.drug, o."daily dose")) AS before_doses,
    list_transform(after_list, o -> o."daily dose" * factor(o.drug, o."daily dose")) AS after_doses
  FROM stretched
),
parts AS (
  SELECT
    *,
    CASE
      WHEN all_contraindicated THEN true
      WHEN merged IS NOT NULL THEN merged.weight + months_and_days(merged.first, merged.last + 1) >= 180
      WHEN care IS NOT NULL OR no_care THEN false
    END AS care_failed,
    coalesce(f."pain onset", f."date of injury") + INTERVAL 6 MONTH < decision AS is_long,
    CASE WHEN imaging.kind IN ('MRI', 'CT', 'CT myelogram', 'EMG', 'physical examination') THEN imaging."value" END AS pathology,
    CASE
      WHEN no_evaluation THEN false
      WHEN evaluation."by" IN ('psychologist', 'psychiatrist') AND evaluation."date" < request
        THEN NOT evaluation."value"."pain is primarily psychological" AND evaluation."value"."benefit is expected"
    END AS is_cleared,
    CASE
      WHEN trial."value"."pain before" IS NOT NULL AND trial."value"."pain after" IS NOT NULL
        THEN CASE WHEN trial."value"."pain before" > 0 THEN 2 * (trial."value"."pain before" - trial."value"."pain after") >= trial."value"."pain before" END
      ELSE trial."value".relief >= 50
    END AS is_relieved,
    coalesce(list_sum(before_doses), 0) AS before_dose,
    coalesce(list_sum(after_doses), 0) AS after_dose,
    coalesce(len(list_filter(before_doses, d -> d IS NULL)), 0) = 0 AS is_before_known,
    coalesce(len(list_filter(after_doses, d -> d IS NULL)), 0) = 0 AS is_after_known,
    CASE WHEN tumor.kind IN ('MRI', 'CT', 'CT myelogram', 'EMG') THEN NOT tumor."value" END AS sac_is_free,
    coalesce(f."other contraindication", false) AS contraindicated
  FROM measured
),
trials AS (
  SELECT
    *,
    CASE
      WHEN has_before AND has_after THEN
        CASE WHEN is_after_known AND after_dose < before_dose THEN true WHEN is_before_known AND after_dose >= before_dose THEN false END
    END AS is_less
  FROM parts
),
lists AS (
  SELECT
    *,
    f."pain is intractable" AND NOT f."further surgery is indicated" AND NOT f.sepsis AND NOT f.coagulopathy AND NOT contraindicated
      AND pathology AND is_long AND is_cleared AND care_failed
      AND CASE WHEN no_trial THEN false WHEN trial."date" < request THEN is_relieved AND trial."value"."functional improvement" AND is_less END AS without_judgement,
    (f."strong opioids failed" OR f."side effects are intolerable") AND f."life expectancy" > 3 AND sac_is_free
      AND NOT f.sepsis AND NOT f.coagulopathy AND NOT contraindicated
      AND CASE WHEN no_trial THEN false WHEN trial."date" < request THEN is_relieved END AS malignant
  FROM trials
),
decided AS (
  SELECT
    f."purpose of the pump" AS purpose,
    f."pain is malignant" AS is_malignant,
    malignant,
    CASE
      WHEN without_judgement = false OR other THEN 'not necessary'
      WHEN without_judgement IS NULL THEN 'not established'
      WHEN other IS NULL THEN 'needs judgement'
      ELSE 'necessary'
    END AS non_malignant,
    f."spasticity is severe" AND f."oral baclofen failed" AS is_refractory
  FROM lists
)
SELECT finding, count(*)::INTEGER AS cases FROM (
  SELECT CASE
    WHEN purpose IS NULL THEN 'not established'
    WHEN purpose = 'intrathecal baclofen for spasticity'
      THEN CASE WHEN is_refractory THEN 'necessary' WHEN NOT is_refractory THEN 'not necessary' ELSE 'not established' END
    WHEN purpose <> 'pain' THEN 'necessary'
    WHEN is_malignant THEN CASE WHEN malignant THEN 'necessary' WHEN NOT malignant THEN 'not necessary' ELSE 'not established' END
    WHEN NOT is_malignant THEN non_malignant
    WHEN malignant = false AND non_malignant = 'not necessary' THEN 'not necessary'
    ELSE 'not established'
  END AS finding
  FROM decided
) GROUP BY finding;
