-- Which SDKs do apps embed and their policies not list?
-- 哪些 SDK 被集成而隐私政策未列出？
SELECT s.id AS sdk, s.category,
  count(*) AS apps,
  count(*) FILTER (s.in_policy = 'no') AS not_listed,
  count(*) FILTER (s.in_policy = 'unknown') AS no_policy_to_read
FROM findings f, unnest(f.sdks) AS u(s)
WHERE s.confidence <> 'low'
GROUP BY ALL
HAVING not_listed > 0
ORDER BY not_listed DESC, sdk;
