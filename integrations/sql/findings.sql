-- Judged apps as a table: one row an app, from the reports that `tongbao judge
-- --format jsonl` prints. The same columns as `integrations/spark` writes.
--   tongbao judge LAKE/facts --format jsonl | duckdb -c ".read findings.sql"
-- 判定结果表：每个应用一行，由 `tongbao judge --format jsonl` 输出的报告得到。
COPY (
  SELECT
    app.sha256, app.file, app.size, app.package, app.label, app.version_code, app.version_name,
    app.target_sdk, app.certificates, app_type.id AS app_type, score,
    tool.version AS tongbao_version, tool.signatures_version, tool.signatures_sha256,
    categories, findings, sdks, packers, permissions, api_calls, limitations
  FROM read_json(
    '/dev/stdin', format = 'newline_delimited', maximum_object_size = 268435456,
    columns = {
      app: 'STRUCT(sha256 VARCHAR, file VARCHAR, size BIGINT, package VARCHAR, label VARCHAR,
        version_code BIGINT, version_name VARCHAR, target_sdk INTEGER,
        certificates STRUCT(sha256 VARCHAR, subject VARCHAR)[])',
      app_type: 'STRUCT(id VARCHAR, names STRUCT(zh VARCHAR, en VARCHAR), told BOOLEAN)',
      score: 'BIGINT',
      tool: 'STRUCT(version VARCHAR, signatures_version VARCHAR, signatures_sha256 VARCHAR)',
      categories: 'STRUCT(id VARCHAR, authority VARCHAR, verdict VARCHAR)[]',
      findings: 'STRUCT(category VARCHAR, also VARCHAR[], authority VARCHAR, verdict VARCHAR,
        severity VARCHAR, summary VARCHAR, subject VARCHAR, fingerprint VARCHAR)[]',
      sdks: 'STRUCT(id VARCHAR, "name" VARCHAR, vendor VARCHAR, category VARCHAR, home VARCHAR,
        confidence VARCHAR, in_policy VARCHAR)[]',
      packers: 'STRUCT(id VARCHAR, "name" VARCHAR, vendor VARCHAR)[]',
      permissions: 'STRUCT("name" VARCHAR, used VARCHAR, in_policy VARCHAR, pi_types VARCHAR[])[]',
      api_calls: 'STRUCT(api VARCHAR, pi_type VARCHAR, "owner" STRUCT(kind VARCHAR, id VARCHAR),
        callers STRUCT("class" VARCHAR, "method" VARCHAR, startup VARCHAR)[])[]',
      limitations: 'STRUCT(code VARCHAR, detail VARCHAR)[]'
    }
  )
) TO (getvariable('findings')) (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192);
