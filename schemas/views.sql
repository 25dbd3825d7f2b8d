-- The views of onrecord.duckdb, over all_versions.<table> (every row of the snapshot, as its files have it).
-- The tables' views show the latest version of each article; docs/queries.md shows each view with an example.

-- Versions of an article are its first one and those that name it in version_of. The latest is the one that was read last;
-- of those that one run read, the one published last. Few articles have versions, so this reads three narrow columns and
-- compares a few rows.
CREATE VIEW all_versions.superseded AS
WITH changed AS (SELECT DISTINCT version_of AS story FROM all_versions.articles WHERE version_of IS NOT NULL)
SELECT article_id
FROM (
    SELECT article_id, coalesce(version_of, article_id) AS story, ingested_at, published_at FROM all_versions.articles
)
SEMI JOIN changed USING (story)
QUALIFY row_number() OVER (
    PARTITION BY story ORDER BY ingested_at DESC, published_at DESC NULLS LAST, article_id DESC
) > 1;
COMMENT ON VIEW all_versions.superseded IS 'Articles of which a later version is published.';

CREATE VIEW articles AS FROM all_versions.articles ANTI JOIN all_versions.superseded USING (article_id);
CREATE VIEW mentions AS FROM all_versions.mentions ANTI JOIN all_versions.superseded USING (article_id);
CREATE VIEW claims AS FROM all_versions.claims ANTI JOIN all_versions.superseded USING (article_id);
CREATE VIEW stances AS FROM all_versions.stances ANTI JOIN all_versions.superseded USING (article_id);
CREATE VIEW relations AS FROM all_versions.relations ANTI JOIN all_versions.superseded USING (article_id);
CREATE VIEW dates AS FROM all_versions.dates ANTI JOIN all_versions.superseded USING (article_id);
CREATE VIEW quantities AS FROM all_versions.quantities ANTI JOIN all_versions.superseded USING (article_id);
CREATE VIEW quarantine AS FROM all_versions.quarantine;
CREATE VIEW runs AS FROM all_versions.runs;

-- Published counts are over all versions. Only the things that a superseded version mentions are counted again.
CREATE VIEW entities AS
WITH affected AS (
    SELECT DISTINCT entity_id FROM all_versions.mentions SEMI JOIN all_versions.superseded USING (article_id)
    WHERE entity_id IS NOT NULL
),
recounted AS (
    SELECT entity_id, count(DISTINCT article_id) AS articles, count(*) AS mentions,
           min(published_at) AS first_seen, max(published_at) AS last_seen
    FROM mentions SEMI JOIN affected USING (entity_id)
    JOIN (SELECT article_id, published_at FROM all_versions.articles) USING (article_id)
    GROUP BY entity_id
)
SELECT * FROM all_versions.entities ANTI JOIN affected USING (entity_id)
UNION ALL
SELECT entities.* REPLACE (
    recounted.articles AS article_count, recounted.mentions AS mention_count,
    recounted.first_seen AS first_seen, recounted.last_seen AS last_seen
)
FROM all_versions.entities AS entities JOIN recounted USING (entity_id);

COMMENT ON VIEW articles IS 'One row an article, in its latest version.';
COMMENT ON VIEW mentions IS 'One row a mention of an entity in an article''s latest version.';
COMMENT ON VIEW entities IS 'One row a thing that articles name, counted over their latest versions.';
COMMENT ON VIEW claims IS 'One row an attribution in an article''s latest version: who is reported to say, think, want… what.';
COMMENT ON VIEW stances IS 'One row a position that a claim takes on something it speaks of.';
COMMENT ON VIEW relations IS 'One row a fact that an article''s latest version states between two entities.';
COMMENT ON VIEW dates IS 'One row a date or time expression, resolved.';
COMMENT ON VIEW quantities IS 'One row a number with its unit and how exactly it is meant.';
COMMENT ON VIEW quarantine IS 'One row a thing that could not go on.';
COMMENT ON VIEW runs IS 'One row a run of the pipeline.';

CREATE VIEW claims_with_articles AS
SELECT claims.*,
       articles.outlet, articles.title, articles.url, articles.published_at, articles.published_precision,
       articles.duplicate_of,
       speaker.kind AS speaker_kind, speaker.country_code AS speaker_country_code
FROM claims
JOIN articles USING (article_id)
LEFT JOIN all_versions.entities AS speaker ON speaker.entity_id = claims.speaker_entity_id;
COMMENT ON VIEW claims_with_articles IS 'Claims with the article that they stand in and what kind of thing the speaker is, from which country.';

CREATE VIEW most_quoted AS
SELECT coalesce(arg_max(entity.name, entity.mention_count), min(claims.speaker_name)) AS speaker_name,
       claims.speaker_entity_id,
       any_value(entity.kind) AS kind,
       any_value(entity.country_code) AS country_code,
       count(*) AS claims,
       count(*) FILTER (claims.quote_kind <> 'indirect') AS quotations,
       count(DISTINCT claims.article_id) AS articles,
       count(DISTINCT articles.outlet) AS outlets,
       min(articles.published_at) AS first_quoted,
       max(articles.published_at) AS last_quoted
FROM claims
JOIN (SELECT article_id, outlet, published_at FROM articles WHERE duplicate_of IS NULL) AS articles USING (article_id)
LEFT JOIN all_versions.entities AS entity ON entity.entity_id = claims.speaker_entity_id
WHERE claims.speaker_name IS NOT NULL
GROUP BY claims.speaker_entity_id, CASE WHEN claims.speaker_entity_id IS NULL THEN claims.speaker_name END
ORDER BY claims DESC, speaker_name;
COMMENT ON VIEW most_quoted IS 'One row a speaker, the most quoted first; copies of articles are counted once.';

CREATE VIEW claims_about AS
SELECT claims.claim_id, about.entity_id, about.name AS about_name, about.kind AS about_kind,
       claims.speaker_name, claims.speaker_entity_id, claims.content_text, claims.quote_kind, claims.act, claims.negated,
       claims.modality, claims.said_on, claims.confidence, claims.article_id
FROM claims
JOIN (
    -- Mentions meet claims within an article, so the work grows with the articles and not with their square.
    SELECT DISTINCT claims.claim_id, mentions.entity_id
    FROM claims
    JOIN mentions ON mentions.article_id = claims.article_id
        AND mentions.start_char >= claims.content_start_char AND mentions.end_char <= claims.content_end_char
    WHERE mentions.entity_id IS NOT NULL AND len(list_filter(
        claims.content_spans,
        lambda span: mentions.start_char >= span.start_char AND mentions.end_char <= span.end_char
    )) > 0
) AS named USING (claim_id)
JOIN all_versions.entities AS about ON about.entity_id = named.entity_id;
COMMENT ON VIEW claims_about IS 'One row a claim and a thing that its content mentions, by name, description or pronoun.';

CREATE VIEW claims_by_country AS
SELECT speaker.country_code,
       any_value(country.name) AS country,
       count(*) AS claims,
       count(DISTINCT claims.speaker_entity_id) AS speakers,
       count(DISTINCT claims.article_id) AS articles
FROM claims
JOIN all_versions.entities AS speaker ON speaker.entity_id = claims.speaker_entity_id
LEFT JOIN all_versions.entities AS country
    ON country.country_code = speaker.country_code AND country.kind = 'country'
WHERE speaker.country_code IS NOT NULL
GROUP BY speaker.country_code
ORDER BY claims DESC, speaker.country_code;
COMMENT ON VIEW claims_by_country IS 'Claims by the country that their speaker is or belongs to, the most first.';

CREATE VIEW stances_over_time AS
SELECT stances.stance_id, stances.claim_id, stances.article_id,
       coalesce(stances.holder_entity_id, 'name:' || lower(stances.holder_name)) AS holder_key,
       coalesce(stances.target_entity_id, 'text:' || lower(stances.target_text)) AS target_key,
       coalesce(holder.name, stances.holder_name) AS holder_name, stances.holder_entity_id,
       coalesce(target.name, stances.target_text) AS target, stances.target_entity_id,
       stances.stance, stances.score,
       coalesce(stances.said_on, articles.published_at::DATE) AS taken_on
FROM stances
JOIN (SELECT article_id, published_at FROM articles WHERE duplicate_of IS NULL) AS articles USING (article_id)
LEFT JOIN all_versions.entities AS holder ON holder.entity_id = stances.holder_entity_id
LEFT JOIN all_versions.entities AS target ON target.entity_id = stances.target_entity_id
WHERE stances.holder_name IS NOT NULL;
COMMENT ON VIEW stances_over_time IS 'One row a position with its holder, its target and its day: the day of the claim, else of publication.';

CREATE VIEW positions AS
WITH steps AS (
    SELECT *, lag(stance) OVER (PARTITION BY holder_key, target_key ORDER BY taken_on NULLS FIRST, stance_id) AS before
    FROM stances_over_time
)
SELECT any_value(holder_name) AS holder_name, any_value(holder_entity_id) AS holder_entity_id,
       any_value(target) AS target, any_value(target_entity_id) AS target_entity_id,
       count(*) AS stances,
       count(*) FILTER (stance = 'support') AS supports,
       count(*) FILTER (stance = 'oppose') AS opposes,
       first(stance ORDER BY taken_on NULLS FIRST, stance_id) AS first_stance,
       min(taken_on) AS first_on,
       last(stance ORDER BY taken_on NULLS FIRST, stance_id) AS latest_stance,
       max(taken_on) AS latest_on,
       count(*) FILTER (stance <> before) AS changes
FROM steps
GROUP BY holder_key, target_key
ORDER BY stances DESC, holder_name, target;
COMMENT ON VIEW positions IS 'One row a holder and a target: the first position taken, the latest, and how often it changed.';

CREATE VIEW article_versions AS
SELECT coalesce(version_of, article_id) AS first_version,
       row_number() OVER versions AS version,
       row_number() OVER versions = count(*) OVER (PARTITION BY coalesce(version_of, article_id)) AS is_latest,
       *
FROM all_versions.articles
WINDOW versions AS (
    PARTITION BY coalesce(version_of, article_id) ORDER BY ingested_at, published_at NULLS FIRST, article_id
);
COMMENT ON VIEW article_versions IS 'Every version of every article, numbered from 1: what an outlet changed afterwards.';

CREATE VIEW duplicates AS
SELECT copy.article_id, copy.outlet, copy.title, copy.url, copy.published_at,
       copy.duplicate_similarity AS similarity, copy.duplicate_similarity = 1 AND copy.sentence_count IS NULL AS is_exact,
       original.article_id AS original_id, original.outlet AS original_outlet, original.title AS original_title,
       original.published_at AS original_published_at
FROM articles AS copy
JOIN all_versions.articles AS original ON original.article_id = copy.duplicate_of;
COMMENT ON VIEW duplicates IS 'Articles that copy another, exactly or nearly, beside what they copy.';

CREATE VIEW quarantine_reasons AS
SELECT reason_code, stage, table_name,
       count(*) AS rows,
       count(DISTINCT source_uri) AS sources,
       max(quarantined_at) AS latest,
       arg_max(message, (quarantined_at, quarantine_id)) AS latest_message
FROM quarantine
GROUP BY reason_code, stage, table_name
ORDER BY rows DESC, reason_code, stage, table_name;
COMMENT ON VIEW quarantine_reasons IS 'What is in quarantine, by reason and stage.';
