-- The cases of idds.sql in two tables, the second with their treatments: what stands above its line of hyphens. $file and $entries are replaced by the paths.
-- A table cannot hold the opioids of a trial.
WITH cases AS (
  SELECT * FROM read_csv('$file', header = true, columns = {
    'id': 'VARCHAR', 'decision date': 'DATE', 'service': 'VARCHAR', 'request date': 'DATE', 'date of injury': 'DATE', 'pain onset': 'DATE',
    'purpose of the pump': 'VARCHAR', 'pain is malignant': 'BOOLEAN', 'conservative care': 'VARCHAR', 'pain is intractable': 'BOOLEAN', 'pathology': 'BOOLEAN',
    'pathology: kind': 'VARCHAR', 'further surgery is indicated': 'BOOLEAN', 'psychological evaluation': 'VARCHAR',
    'psychological evaluation: pain is primarily psychological': 'BOOLEAN', 'psychological evaluation: benefit is expected': 'BOOLEAN',
    'psychological evaluation: by': 'VARCHAR', 'psychological evaluation: date': 'DATE', 'sepsis': 'BOOLEAN', 'coagulopathy': 'BOOLEAN',
    'other contraindication': 'BOOLEAN', 'spinal opioid trial': 'VARCHAR', 'spinal opioid trial: pain before': 'DECIMAL(9, 4)',
    'spinal opioid trial: pain after': 'DECIMAL(9, 4)', 'spinal opioid trial: relief': 'DECIMAL(9, 4)', 'spinal opioid trial: functional improvement': 'BOOLEAN',
    'spinal opioid trial: date': 'DATE', 'strong opioids failed': 'BOOLEAN', 'side effects are intolerable': 'BOOLEAN', 'life expectancy': 'DECIMAL(9, 4)',
    'tumor encroachment on the thecal sac': 'BOOLEAN', 'tumor encroachment on the thecal sac: kind': 'VARCHAR', 'spasticity is severe': 'BOOLEAN',
    'oral baclofen failed': 'BOOLEAN', 'other treatment is likely to help': 'BOOLEAN'})
),
treatments AS (
  SELECT id, list({'kind': kind, 'period': period, 'result': result, 'is contraindicated': "is contraindicated"}) AS care
  FROM read_csv('$entries', header = true, columns = {
    'id': 'VARCHAR', 'kind': 'VARCHAR', 'period': 'VARCHAR', 'result': 'VARCHAR', 'is contraindicated': 'BOOLEAN'})
  GROUP BY id
),
typed AS (
  SELECT
    "decision date" AS decision,
    "request date" AS request,
    {
      'date of injury': "date of injury", 'pain onset': "pain onset", 'purpose of the pump': "purpose of the pump", 'pain is malignant': "pain is malignant",
      'pain is intractable': "pain is intractable", 'further surgery is indicated': "further surgery is indicated", 'sepsis': sepsis, 'coagulopathy': coagulopathy,
      'other contraindication': "other contraindication", 'strong opioids failed': "strong opioids failed",
      'side effects are intolerable': "side effects are intolerable", 'life expectancy': "life expectancy", 'spasticity is severe': "spasticity is severe",
      'oral baclofen failed': "oral baclofen failed"
    } AS f,
    "other treatment is likely to help" AS other,
    care,
    "conservative care" = 'none' AS no_care,
    {
      'value': {
        'pain is primarily psychological': "psychological evaluation: pain is primarily psychological",
        'benefit is expected': "psychological evaluation: benefit is expected"},
      'by': "psychological evaluation: by", 'date': "psychological evaluation: date"
    } AS evaluation,
    "psychological evaluation" = 'none' AS no_evaluation,
    {
      'value': {
        'pain before': "spinal opioid trial: pain before", 'pain after': "spinal opioid trial: pain after", 'relief': "spinal opioid trial: relief",
        'functional improvement': "spinal opioid trial: functional improvement"},
      'date': "spinal opioid trial: date"
    } AS trial,
    "spinal opioid trial" = 'none' AS no_trial,
    {'value': pathology, 'kind': "pathology: kind"} AS imaging,
    {'value': "tumor encroachment on the thecal sac", 'kind': "tumor encroachment on the thecal sac: kind"} AS tumor,
    NULL::STRUCT(drug VARCHAR, "daily dose" DECIMAL(9, 4))[] AS before_list,
    NULL::STRUCT(drug VARCHAR, "daily dose" DECIMAL(9, 4))[] AS after_list,
    NULL::BOOLEAN AS has_before,
    NULL::BOOLEAN AS has_after
  FROM cases LEFT JOIN treatments USING (id)
),
