-- What came and went between two releases of an app?
-- 同一应用的两个版本之间新增、移除了哪些权限和 SDK？
WITH parts AS (
  SELECT package, version_code, 'permission' AS kind, unnest(list_transform(permissions, lambda p: p.name)) AS name
  FROM findings
  UNION
  SELECT package, version_code, 'sdk', unnest(list_transform(sdks, lambda s: s.id)) FROM findings
), releases AS (
  SELECT package, version_code, lead(version_code) OVER (PARTITION BY package ORDER BY version_code) AS later
  FROM (SELECT DISTINCT package, version_code FROM findings)
)
SELECT r.package, r.version_code AS old, r.later AS new, d.change, d.kind, d.name
FROM releases r, LATERAL (
  SELECT '+' AS change, kind, name FROM (
    SELECT kind, name FROM parts WHERE package = r.package AND version_code = r.later
    EXCEPT SELECT kind, name FROM parts WHERE package = r.package AND version_code = r.version_code)
  UNION ALL
  SELECT '-', kind, name FROM (
    SELECT kind, name FROM parts WHERE package = r.package AND version_code = r.version_code
    EXCEPT SELECT kind, name FROM parts WHERE package = r.package AND version_code = r.later)
) d
WHERE r.later IS NOT NULL
ORDER BY ALL;
