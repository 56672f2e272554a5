-- Which SDKs can read which personal information at start-up, in how many apps?
-- 哪些 SDK 在启动路径上可读取个人信息？涉及多少应用？
SELECT a.owner.id AS sdk, count(DISTINCT f.sha256) AS apps,
  string_agg(DISTINCT a.pi_type, ', ' ORDER BY a.pi_type) AS information
FROM findings f, unnest(f.api_calls) AS u(a)
WHERE a.owner.kind = 'sdk' AND len(list_filter(a.callers, lambda c: c.startup = 'yes')) > 0
GROUP BY ALL
ORDER BY apps DESC, sdk;
