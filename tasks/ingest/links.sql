-- How the articles just read relate to each other and to what is published: seen already, copies, versions.
-- Runs on fresh(row, article_id, source_uri, source_record, outlet, title, url, text_sha256, published_at, minhash),
-- published(the same and version_of, duplicate_of, duplicate_similarity, replaced). `article_id` of fresh is the base id:
-- what the article is, before copies of it get ids of their own.

-- Records that an earlier run published from the same place, as often as it did.
CREATE TABLE seen AS
WITH known AS (
    SELECT source_uri, text_sha256, outlet, title, count(*) AS times
    FROM published WHERE NOT replaced GROUP BY ALL
), again AS (
    SELECT *, row_number() OVER (PARTITION BY source_uri, article_id ORDER BY row) AS nth FROM fresh
)
SELECT again.row, again.source_uri, again.article_id, again.text_sha256, again.title
FROM again JOIN known ON again.source_uri = known.source_uri AND again.text_sha256 = known.text_sha256
    AND again.outlet IS NOT DISTINCT FROM known.outlet AND again.title IS NOT DISTINCT FROM known.title
WHERE again.nth <= known.times;

-- The id of each new row: the base id, or for the same article found in another place the next one that is free.
-- stable_id(base, n) of schemas/ids.py, spelt in SQL.
CREATE TABLE new AS
WITH waiting AS (
    SELECT *, row_number() OVER (
        PARTITION BY article_id ORDER BY published_at NULLS LAST, url NULLS LAST, source_uri, source_record NULLS FIRST, row
    ) AS nth
    FROM fresh WHERE row NOT IN (SELECT row FROM seen)
), taken AS (
    SELECT waiting.article_id, count(published.article_id) AS times
    FROM (SELECT DISTINCT article_id, text_sha256, outlet, title FROM waiting) AS waiting
    LEFT JOIN published ON NOT replaced AND waiting.text_sha256 = published.text_sha256
        AND waiting.outlet IS NOT DISTINCT FROM published.outlet AND waiting.title IS NOT DISTINCT FROM published.title
    GROUP BY waiting.article_id
), numbered AS (
    SELECT taken.article_id AS base, unnest(range(taken.times + max(nth))) AS n
    FROM taken JOIN waiting USING (article_id) GROUP BY taken.article_id, taken.times
), candidates AS (
    SELECT base, n, CASE n WHEN 0 THEN base ELSE left(sha256(format('["{}", {}]', base, n)), 20) END AS id FROM numbered
), free AS (
    SELECT base, id, row_number() OVER (PARTITION BY base ORDER BY n) AS nth
    FROM candidates WHERE id NOT IN (SELECT article_id FROM published WHERE NOT replaced)
)
SELECT waiting.* EXCLUDE (article_id, nth), free.id AS article_id
FROM waiting JOIN free ON waiting.article_id = free.base AND waiting.nth = free.nth;

-- Exact copies: the first of those with one text is the original; one that is published stays it.
CREATE TABLE originals AS
SELECT text_sha256, arg_min(article_id, (NOT is_published, published_at IS NULL, published_at, article_id)) AS article_id
FROM (
    SELECT text_sha256, article_id, published_at, false AS is_published FROM new
    UNION ALL
    SELECT text_sha256, article_id, published_at, true FROM published
    WHERE NOT replaced AND duplicate_similarity IS DISTINCT FROM 1
)
GROUP BY text_sha256;

CREATE TABLE exact_copies AS
SELECT new.article_id, originals.article_id AS duplicate_of
FROM new JOIN originals USING (text_sha256) WHERE new.article_id != originals.article_id;

-- New texts: what is compared further.
CREATE TABLE texts AS SELECT * FROM new WHERE article_id NOT IN (SELECT article_id FROM exact_copies);

-- Versions: another text at the same address, or in the same file under the same title where the old text is gone.
-- The bare address of a site is no article's.
CREATE TABLE versions AS
WITH addressed AS (
    SELECT article_id, url, text_sha256, published_at, article_id AS first_version, false AS is_published FROM texts
    UNION ALL
    SELECT article_id, url, text_sha256, published_at, coalesce(version_of, article_id), true FROM published WHERE NOT replaced
), by_address AS (
    SELECT url, arg_min(first_version, (NOT is_published, published_at IS NULL, published_at, article_id)) AS first_version
    FROM addressed WHERE regexp_matches(url, '^https?://[^/]+/[^?]|^https?://[^/]+/?\?.') GROUP BY url
), gone AS (
    SELECT * FROM published
    WHERE NOT replaced AND NOT EXISTS (
        FROM seen WHERE seen.source_uri = published.source_uri AND seen.text_sha256 = published.text_sha256
            AND seen.title IS NOT DISTINCT FROM published.title
    )
), by_file AS (
    SELECT texts.article_id, arg_min(coalesce(gone.version_of, gone.article_id), (
        gone.source_record IS DISTINCT FROM texts.source_record, gone.published_at IS NULL, gone.published_at, gone.article_id
    )) AS first_version
    FROM texts JOIN gone ON texts.source_uri = gone.source_uri
        AND (texts.title = gone.title OR (texts.title IS NULL AND gone.title IS NULL
            AND texts.source_record IS NULL AND gone.source_record IS NULL))
    GROUP BY texts.article_id
), direct AS (
    SELECT texts.article_id, coalesce(by_address.first_version, by_file.first_version) AS version_of
    FROM texts LEFT JOIN by_address ON texts.url = by_address.url AND texts.article_id != by_address.first_version
        LEFT JOIN by_file ON texts.article_id = by_file.article_id
    WHERE version_of IS NOT NULL
)
SELECT direct.article_id, coalesce(earlier.version_of, direct.version_of) AS version_of
FROM direct LEFT JOIN direct AS earlier ON direct.version_of = earlier.article_id;

-- Near copies: candidates share a band of their signatures; `place` orders articles, those published first.
CREATE TABLE comparable AS
SELECT *, row_number() OVER (ORDER BY NOT is_published, published_at NULLS LAST, article_id) AS place
FROM (
    SELECT texts.article_id, minhash, published_at, false AS is_published, coalesce(version_of, texts.article_id) AS story
    FROM texts LEFT JOIN versions USING (article_id)
    UNION ALL
    SELECT article_id, minhash, published_at, true, coalesce(version_of, article_id)
    FROM published WHERE NOT replaced AND duplicate_of IS NULL AND len(minhash) > 0
);

CREATE TABLE bands AS
SELECT place, is_published, band, hash(list_slice(minhash, band * $rows + 1, band * $rows + $rows)) AS key
FROM comparable, range($bands) AS bands(band);

CREATE TABLE near AS
WITH candidates AS (
    SELECT DISTINCT later.place AS later, earlier.place AS earlier
    FROM bands AS later JOIN bands AS earlier USING (band, key)
    WHERE later.place > earlier.place AND NOT later.is_published
)
SELECT later, earlier, a.article_id, b.article_id AS original,
    len(list_filter(range(1, len(a.minhash) + 1), lambda i: a.minhash[i] = b.minhash[i])) / len(a.minhash) AS similarity
FROM candidates JOIN comparable AS a ON a.place = later JOIN comparable AS b ON b.place = earlier
WHERE a.story != b.story AND similarity >= $threshold;
